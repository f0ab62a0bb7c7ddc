import { setTimeout as pause } from 'node:timers/promises';
import { tsToMs } from '@temporalio/common/lib/time';
import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import { lanesId } from '../../protocol/names';

/** What a lease's workflow shows of whoever holds it. */
interface Holder {
  readonly identity: string;
  /** Epoch ms. */
  readonly heartbeatAt: number;
}

const lookEveryMs = 250;

/**
 * Waits until every shard is served: by this process, or by another one that is alive (its lease is renewed while we look:
 * what a killed process left behind is not).
 *
 * @throws the signal's reason; Temporal's own errors
 */
export async function untilServed(
  client: Client,
  shards: readonly number[],
  identity: string,
  signal: AbortSignal,
): Promise<void> {
  await Promise.all(shards.map((shard) => untilOneServed(client, shard, identity, signal)));
}

async function untilOneServed(client: Client, shard: number, identity: string, signal: AbortSignal): Promise<void> {
  let first: Holder | undefined;
  for (;;) {
    signal.throwIfAborted();
    const holder = await holderOf(client, shard);
    if (holder?.identity === identity) return;
    if (holder && first && holder.identity === first.identity && holder.heartbeatAt > first.heartbeatAt) return;
    first = holder && holder.identity === first?.identity ? first : holder;
    await pause(lookEveryMs, undefined, { signal });
  }
}

async function holderOf(client: Client, shard: number): Promise<Holder | undefined> {
  try {
    const { raw } = await client.workflow.getHandle(lanesId(shard)).describe();
    const [lease] = raw.pendingActivities ?? [];
    if (!lease?.lastWorkerIdentity || !lease.lastHeartbeatTime) return undefined;
    return { identity: lease.lastWorkerIdentity, heartbeatAt: tsToMs(lease.lastHeartbeatTime) };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}
