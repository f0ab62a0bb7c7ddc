import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../config';
import { removeAddress, writeAddress } from '../../connection/running-up';
import { configuredNamespace } from '../../connection/target';
import { claimDataDir } from '../../devserver/claim-data-dir';
import { DevServerFailed } from '../../devserver/errors';
import { findTemporal } from '../../devserver/find-temporal';
import { isFree } from '../../devserver/free-port';
import { tryLock } from '../../devserver/lock-file';
import {
  superviseDevServer,
  type DevServerEvent,
  type SupervisedDevServer,
} from '../../devserver/supervise-dev-server';
import type { Log } from '../../log';

/** Temporal in processes of our own. */
export interface EmbeddedTemporal extends Pick<SupervisedDevServer, 'address' | 'namespace' | 'uiUrl' | 'pid'> {
  /** Where everything is kept. */
  readonly dbFile: string;
  /** Ends it; the next `up` may have the data directory. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly config: Pick<Config, 'dataDir' | 'retentionMs'>;
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
  readonly say: (sentence: string) => void;
  readonly signal: AbortSignal;
}

/** Temporal's usual ports: where its own tools look, and the same after every start, so that bookmarks and workers find it. */
const usual = { port: 7233, uiPort: 8233 } as const;
const ip = '127.0.0.1';

/**
 * Runs a Temporal that keeps its data in `dataDir`, starts it again whenever it dies, and tells other commands of this
 * machine where it is.
 *
 * @throws {HeldByAnother} another `up` runs with this data directory
 * @throws {TemporalNotFound} {@link DevServerFailed}
 */
export async function startEmbeddedTemporal(options: EmbeddedOptions): Promise<EmbeddedTemporal> {
  const { config, env, say, signal } = options;
  const claim = claimDataDir(config.dataDir);
  try {
    const { path } = await findTemporal({ env, signal, progress: say });
    const dbFile = join(config.dataDir, 'temporal.db');
    const server = await onUsualPorts((ports) =>
      superviseDevServer({
        ...{ binary: path, ip, dbFile, signal, namespace: configuredNamespace(env), retentionMs: config.retentionMs },
        onEvent: (event) => tell(event, options),
        ...ports,
      }),
    );
    const { address, namespace, uiUrl } = server;
    try {
      writeAddress(config.dataDir, { address, namespace, ...(uiUrl === undefined ? {} : { uiUrl }) });
    } catch (error) {
      await server.stop();
      throw error;
    }
    return {
      ...{ address, namespace, uiUrl, dbFile },
      pid: () => server.pid(),
      async stop() {
        removeAddress(config.dataDir);
        await server.stop();
        claim.release();
      },
    };
  } catch (error) {
    claim.release();
    throw error;
  }
}

/**
 * On the ports that everybody knows, where they are free. Of two that start in the same moment one gets them: the other
 * would take the first one's answers for its own server's. And where somebody else is faster, other ports are as good.
 */
async function onUsualPorts(begin: (ports: Partial<typeof usual>) => Promise<SupervisedDevServer>) {
  const turn = tryLock(join(tmpdir(), `bridge-ports-${userInfo().uid}.lock`));
  if ('holder' in turn) return begin({});
  try {
    if (!(await areFree())) return await begin({});
    return await begin(usual).catch(async (error: unknown) => {
      if (!(error instanceof DevServerFailed) || (await areFree())) throw error;
      return begin({});
    });
  } finally {
    turn.lock.release();
  }
}

const areFree = async () => (await isFree(ip, usual.port)) && (await isFree(ip, usual.uiPort));

function tell(event: DevServerEvent, { log, say }: EmbeddedOptions): void {
  switch (event.type) {
    case 'died':
      log.error('devserver.died', { pid: event.pid, ...(event.code === null ? {} : { code: event.code }) });
      say(`Temporal has ended by itself (${event.signal ?? `exit code ${event.code}`}); it is started again.`);
      break;
    case 'restarted':
      log.info('devserver.restarted', { pid: event.pid });
      say('Temporal answers again; everything goes on.');
      break;
    case 'restart-failed':
      log.error('devserver.restart-failed', { error: event.error, nextInMs: event.nextInMs });
      say(
        `Temporal could not be started again: ${event.error.message}\nIt is tried again in ${event.nextInMs / 1_000} s.`,
      );
      break;
    default:
      event satisfies never;
  }
}
