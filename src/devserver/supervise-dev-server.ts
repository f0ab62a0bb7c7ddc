import { setTimeout as pause } from 'node:timers/promises';
import { startDevServer, type DevServer, type DevServerOptions } from './start-dev-server';

/** What happens to a supervised server after its first start. */
export type DevServerEvent =
  | { readonly type: 'died'; readonly pid: number; readonly code: number | null; readonly signal: string | null }
  | { readonly type: 'restarted'; readonly pid: number }
  | { readonly type: 'restart-failed'; readonly error: Error; readonly nextInMs: number };

export interface SuperviseOptions extends DevServerOptions {
  readonly onEvent?: (event: DevServerEvent) => void;
  /** Milliseconds before each restart in a row; the last one stays. A server that lived for a minute starts anew. */
  readonly pausesMs?: readonly number[];
}

export interface SupervisedDevServer extends Pick<DevServer, 'address' | 'namespace' | 'port' | 'uiPort' | 'uiUrl'> {
  /** The process that runs now; none while it is being started again. */
  pid(): number | undefined;
  /** Ends it for good. */
  stop(): Promise<void>;
}

const growing = [100, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
const healthyAfterMs = 60_000;

/**
 * Starts the embedded server, and again on the same ports whenever it dies, until `stop`. Clients reconnect by
 * themselves. With a database nothing is lost; a server in memory comes back empty.
 *
 * @throws as `startDevServer` when the first start fails; later failures are events, and are tried again
 */
export async function superviseDevServer(options: SuperviseOptions): Promise<SupervisedDevServer> {
  const { onEvent = () => undefined, pausesMs = growing } = options;
  const stopping = new AbortController();
  let server: DevServer | undefined = await startDevServer(options);
  const { address, namespace, port, uiPort, uiUrl } = server;
  const pauseMs = (restarts: number) => pausesMs[Math.min(restarts, pausesMs.length - 1)] ?? 0;

  const keepRunning = async () => {
    for (let restarts = 0; ; restarts += 1) {
      if (server) {
        const since = performance.now();
        const { pid } = server;
        const { code, signal } = await server.exited;
        server = undefined;
        if (stopping.signal.aborted) return;
        onEvent({ type: 'died', pid, code, signal });
        if (performance.now() - since > healthyAfterMs) restarts = 0;
      }
      await pause(pauseMs(restarts), undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      try {
        server = await startDevServer({ ...options, port, uiPort, signal: stopping.signal });
        onEvent({ type: 'restarted', pid: server.pid });
      } catch (error) {
        if (stopping.signal.aborted) return;
        onEvent({ type: 'restart-failed', error: error as Error, nextInMs: pauseMs(restarts + 1) });
      }
    }
  };
  const kept = keepRunning();
  return {
    ...{ address, namespace, port, uiPort, uiUrl },
    pid: () => server?.pid,
    async stop() {
      stopping.abort();
      await server?.stop();
      await kept;
      await server?.stop(); // it may have come up in the very moment of the stop
    },
  };
}
