import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { StoreConfig } from '../../config';
import { orderId, searchAttributes } from '../../protocol/names';
import type { NewShipment } from '../../protocol/scans';
import type { ShipmentOutcome } from '../../protocol/shipment';
import { inParallel } from '../in-parallel';

const asksAtOnce = 8;

/**
 * Without the shipments whose orders are imported as a whole, or were, and have left the warehouse: their goods are
 * ordered already. Asked for each, since lists may be a moment late.
 */
export async function withoutOrdered(
  client: Client,
  config: Pick<StoreConfig, 'id' | 'import'>,
  all: readonly NewShipment[],
): Promise<readonly NewShipment[]> {
  if (config.import !== 'both') return all;
  const free = new Set<NewShipment>();
  await inParallel(asksAtOnce, all, async (one) => {
    if (!(await livesOrHasShipped(client, orderId(config.id, one.orderNumber)))) free.add(one);
  });
  return all.filter((one) => free.has(one));
}

async function livesOrHasShipped(client: Client, workflowId: string): Promise<boolean> {
  try {
    const { status, typedSearchAttributes } = await client.workflow.getHandle(workflowId).describe();
    // Taken back from the warehouse, and open only until Centra shows it so.
    const isTakenBack = ['cancelled', 'withdrawn'].includes(typedSearchAttributes.get(searchAttributes.stage) ?? '');
    return status.name === 'RUNNING' ? !isTakenBack : await hasShipped(client, workflowId);
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

/** Whether the last life of an order ended because all of it had left the warehouse. */
export async function hasShipped(client: Client, workflowId: string): Promise<boolean> {
  const handle = client.workflow.getHandle(workflowId);
  const { status } = await handle.describe();
  if (status.name !== 'COMPLETED') return false;
  const { end } = (await handle.result()) as ShipmentOutcome;
  return end === 'completed';
}
