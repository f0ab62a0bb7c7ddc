import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { ShopList } from '../../lifecycle/connection';
import type { ConnectionInput, ListSeen } from '../../protocol/connection';
import { connectionView, listSeen } from '../../protocol/connection';
import { connectionStart } from '../../protocol/connection-start';
import { connectionId, taskQueues, workflowTypes } from '../../protocol/names';

/** The store's connection hears what a scan makes of one of its lists: it is the connection that asks a person. */
export async function tellConnection(
  client: Client,
  goodsOwner: string,
  store: string,
  seen: ListSeen & { readonly list: ShopList },
): Promise<void> {
  const connection: ConnectionInput = { id: store, system: 'centra', goodsOwner, store };
  await client.workflow.signalWithStart(workflowTypes.connection, {
    workflowId: connectionId(store),
    taskQueue: taskQueues.bridge,
    args: [connection],
    signal: listSeen,
    signalArgs: [seen],
    ...connectionStart(connection),
  });
}

/** An operator says that the short list is true. */
export async function isBelieved(client: Client, store: string, list: ShopList): Promise<boolean> {
  try {
    const { facts } = await client.workflow.getHandle(connectionId(store)).query(connectionView);
    return facts.shrunk?.[list]?.believed !== undefined;
  } catch (error) {
    // Nobody has asked yet.
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
