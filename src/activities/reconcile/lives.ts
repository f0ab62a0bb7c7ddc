import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { Life } from '../../lifecycle/reconcile/shipments';
import { searchAttributes } from '../../protocol/names';

/** A workflow under way, and what lists show of it. */
export interface OpenLife extends Life {
  /** Centra's order number. */
  readonly orderNumber?: string;
  /** The order number in Ongoing. */
  readonly warehouseOrder?: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
}

/** Workflows of a type that are under way, by what stands behind the prefix of their ids. */
export async function openLives(
  client: Client,
  { type, where, prefix }: { readonly type: string; readonly where: string; readonly prefix: string },
): Promise<Map<string, OpenLife>> {
  const query = `WorkflowType = '${type}' AND ExecutionStatus = 'Running' AND ${where}`;
  const found = new Map<string, OpenLife>();
  for await (const { workflowId, startTime, typedSearchAttributes: attributes } of client.workflow.list({
    query,
    pageSize: 1_000,
  })) {
    if (!workflowId.startsWith(prefix)) continue;
    const id = workflowId.slice(prefix.length);
    const attention = attributes.get(searchAttributes.attention);
    const orderNumber = attributes.get(searchAttributes.orderNumber);
    const warehouseOrder = attributes.get(searchAttributes.warehouseOrder);
    found.set(id, {
      shipmentId: id,
      isOpen: true,
      startedAt: startTime.getTime(),
      stage: attributes.get(searchAttributes.stage) ?? '',
      ...(attention !== undefined && { attention }),
      ...(orderNumber !== undefined && { orderNumber }),
      ...(warehouseOrder !== undefined && { warehouseOrder }),
    });
  }
  return found;
}

/** How the last life of an id ended; undefined: there was none that anybody remembers, or it is under way. */
export async function endOf(client: Client, workflowId: string): Promise<string | undefined> {
  const handle = client.workflow.getHandle(workflowId);
  try {
    const { status } = await handle.describe();
    if (status.name === 'RUNNING') return undefined;
    if (status.name !== 'COMPLETED') return status.name.toLowerCase();
    return ((await handle.result()) as { readonly end?: string } | undefined)?.end ?? 'completed';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}
