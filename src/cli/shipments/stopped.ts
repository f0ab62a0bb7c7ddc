import type { Client } from '@temporalio/client';
import type { Config } from '../../config';
import { connectionId, searchAttributes, workflowTypes } from '../../protocol/names';

/** A connection that is paused, or waits until the other system works: everything of it stands still. */
export interface StoppedConnection {
  readonly id: string;
  readonly stage: string;
}

/** @param store only what concerns this one */
export async function stoppedConnections(client: Client, store?: string): Promise<StoppedConnection[]> {
  const query = `WorkflowType = '${workflowTypes.connection}' AND ExecutionStatus = 'Running' AND Stage IN ('paused', 'waiting')`;
  const found: StoppedConnection[] = [];
  for await (const { workflowId, typedSearchAttributes: attributes } of client.workflow.list({ query })) {
    const whose = attributes.get(searchAttributes.store);
    if (store !== undefined && whose !== undefined && whose !== store) continue;
    found.push({ id: workflowId, stage: attributes.get(searchAttributes.stage) ?? '' });
  }
  return found.sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** Who sees shipments that do not move must not have to guess why. */
export function pausedSentence(id: string, config: Config): string {
  const name = id.slice(connectionId('').length);
  const option = config.goodsOwners.some((goodsOwner) => goodsOwner.id === name) ? '--goods-owner' : '--store';
  return `${id} is paused (\`bridge shipment ${id}\` says by whom and why); \`bridge resume ${option} ${name}\` goes on`;
}
