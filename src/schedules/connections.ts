import type { Client } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Config } from '../config';
import { allStores } from '../config';
import type { ConnectionInput } from '../protocol/connection';
import { connectionStart } from '../protocol/connection-start';
import { connectionId, taskQueues, workflowTypes } from '../protocol/names';
import { fewAtOnce } from './few-at-once';

/** Workflow ids of connections. */
export interface ConnectionsEnsured {
  readonly started: readonly string[];
  /** They were there already. */
  readonly running: readonly string[];
  /** They run, and their store or goods owner is not configured any more. Nothing was done with them. */
  readonly gone: readonly string[];
}

/** The connections that the configuration asks for: one for each goods owner and one for each store. */
export const desiredConnections = (config: Config): ConnectionInput[] => [
  ...config.goodsOwners.map(({ id }) => ({ id, system: 'ongoing' as const, goodsOwner: id })),
  ...allStores(config).map(({ store, goodsOwner }) => ({
    ...{ id: store.id, system: 'centra' as const, goodsOwner: goodsOwner.id, store: store.id },
  })),
];

/**
 * Makes sure that every connection's workflow runs. Safe to repeat, also at the same time.
 *
 * @throws Temporal's own errors
 */
export async function ensureConnections(client: Client, config: Config): Promise<ConnectionsEnsured> {
  const wanted = desiredConnections(config);
  const begun = await fewAtOnce(wanted, (connection) => start(client, connection));
  const ids = wanted.map(({ id }) => connectionId(id));
  return {
    started: ids.filter((_id, index) => begun[index]),
    running: ids.filter((_id, index) => !begun[index]),
    gone: await others(client, new Set(ids)),
  };
}

/** @returns false when it runs already */
async function start(client: Client, connection: ConnectionInput): Promise<boolean> {
  try {
    await client.workflow.start(workflowTypes.connection, {
      workflowId: connectionId(connection.id),
      taskQueue: taskQueues.bridge,
      args: [connection],
      ...connectionStart(connection),
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}

async function others(client: Client, wanted: ReadonlySet<string>): Promise<string[]> {
  const query = `WorkflowType = '${workflowTypes.connection}' AND ExecutionStatus = 'Running'`;
  const found: string[] = [];
  for await (const { workflowId } of client.workflow.list({ query })) {
    if (workflowId.startsWith(connectionId('')) && !wanted.has(workflowId)) found.push(workflowId);
  }
  return found.sort();
}
