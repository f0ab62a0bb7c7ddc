import { setTimeout as pause } from 'node:timers/promises';
import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import type { Config } from '../../config';
import { leaseTimeoutMs, shardOf } from '../../protocol/lanes';
import { lanesId, taskQueues, workflowTypes } from '../../protocol/names';
import { fewAtOnce } from '../../schedules/few-at-once';

/** Workflow ids of leases. */
export interface LeasesEnsured {
  readonly started: readonly string[];
  /** They were there already. */
  readonly running: readonly string[];
  /** No goods owner is in their shard any more. */
  readonly ended: readonly string[];
}

/** The goods owners of each shard that has any. */
export function shardsOf({ goodsOwners, lanes }: Config): ReadonlyMap<number, readonly string[]> {
  const shards = new Map<number, string[]>();
  for (const { id } of goodsOwners) {
    const shard = shardOf(id, lanes.shards);
    shards.set(shard, [...(shards.get(shard) ?? []), id]);
  }
  return shards;
}

/**
 * Makes sure that every shard that has goods owners has its lease, and no other. Safe to repeat.
 *
 * @throws Temporal's own errors
 */
export async function ensureLeases(client: Client, config: Config): Promise<LeasesEnsured> {
  const wanted = shardsOf(config);
  const ids = new Set([...wanted.keys()].map(lanesId));
  const ended = await endOthers(client, ids);
  // A goods owner may have moved to another shard: its old lane must be silent before the new one calls Ongoing.
  if (ended.length > 0) await pause(leaseTimeoutMs);
  const begun = await fewAtOnce([...wanted], async ([shard, goodsOwners]) => ({
    id: lanesId(shard),
    isNew: await start(client, shard, goodsOwners),
  }));
  return {
    started: begun.filter(({ isNew }) => isNew).map(({ id }) => id),
    running: begun.filter(({ isNew }) => !isNew).map(({ id }) => id),
    ended,
  };
}

/** @returns false when it runs already */
async function start(client: Client, shard: number, goodsOwners: readonly string[]): Promise<boolean> {
  try {
    await client.workflow.start(workflowTypes.lease, {
      workflowId: lanesId(shard),
      taskQueue: taskQueues.bridge,
      args: [shard],
      staticSummary: summary(shard, goodsOwners),
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}

/** Temporal takes summaries of up to 400 bytes. */
const summary = (shard: number, goodsOwners: readonly string[]) =>
  `Which process calls Ongoing for shard ${shard}: ${goodsOwners.join(', ')}`.slice(0, 390);

async function endOthers(client: Client, wanted: ReadonlySet<string>): Promise<string[]> {
  const query = `WorkflowType = '${workflowTypes.lease}' AND ExecutionStatus = 'Running'`;
  const ended: string[] = [];
  for await (const { workflowId } of client.workflow.list({ query })) {
    if (!/^lanes\/\d+$/.test(workflowId) || wanted.has(workflowId)) continue;
    try {
      // Not a cancellation: that would need a worker. Whoever holds the lease notices within a second and lets go.
      await client.workflow.getHandle(workflowId).terminate('no goods owner is in this shard any more (bridge setup)');
      ended.push(workflowId);
    } catch (error) {
      // The list is a little late: it has ended already.
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }
  return ended.sort();
}
