import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msNumberToTs, tsToMs } from '@temporalio/common/lib/time';

export interface ReadyOptions {
  readonly address: string;
  readonly namespace: string;
  /** How long closed histories are kept, milliseconds; absent: left as it is (a new database keeps them for a day). */
  readonly retentionMs?: number;
  /** Ends the waiting: the server has died, or nobody wants it any more. */
  readonly signal: AbortSignal;
}

const attemptMs = 2_000;
const pauseMs = 50;
/** The answer of gRPC's health protocol. */
const serving = 1;

/**
 * Waits until the server serves requests, knows the namespace and keeps histories as long as wanted.
 *
 * @throws the signal's reason, or what setting the retention failed with
 */
export async function untilReady(options: ReadyOptions): Promise<void> {
  const { address, signal } = options;
  // Without retries and with short pauses of the channel: the loop below decides about attempts.
  const channelArgs = { 'grpc.initial_reconnect_backoff_ms': pauseMs, 'grpc.max_reconnect_backoff_ms': 4 * pauseMs };
  const connection = Connection.lazy({ address, channelArgs, interceptors: [] });
  const given = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  try {
    await Promise.race([given, attempts(connection, options)]);
  } finally {
    await connection.close();
  }
}

async function attempts(connection: Connection, { namespace, retentionMs, signal }: ReadyOptions): Promise<void> {
  const bounded = <T>(call: () => Promise<T>) => connection.withDeadline(Date.now() + attemptMs, call);
  for (;;) {
    signal.throwIfAborted();
    const keptMs = await bounded(() => retentionOf(connection, namespace)).catch(() => undefined);
    if (keptMs !== undefined) {
      const isKept = retentionMs === undefined || retentionMs === keptMs;
      if (!isKept) await bounded(() => retain(connection, namespace, retentionMs));
      return;
    }
    await pause(pauseMs, undefined, { signal });
  }
}

async function retentionOf(connection: Connection, namespace: string): Promise<number> {
  const { status } = await connection.healthService.check({
    service: 'temporal.api.workflowservice.v1.WorkflowService',
  });
  if (Number(status) !== serving) throw new Error('not serving yet');
  const { config } = await connection.workflowService.describeNamespace({ namespace });
  return tsToMs(config?.workflowExecutionRetentionTtl);
}

async function retain(connection: Connection, namespace: string, retentionMs: number): Promise<void> {
  const workflowExecutionRetentionTtl = msNumberToTs(retentionMs);
  await connection.workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl } });
}
