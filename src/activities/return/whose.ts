import type { Client } from '@temporalio/client';
import type { WarehouseOrder } from '../../clients/ongoing/schema';
import { searchAttributes, shipmentId as shipmentWorkflowId, workflowTypes } from '../../protocol/names';
import type { GoodsOwnerRoom } from '../rooms';

/** The shipment that an order was imported for, or why its returns are nothing to us. */
export type ReturnOwner = { readonly store: string; readonly shipmentId: string } | { readonly leftAlone: string };

type Order = Pick<WarehouseOrder, 'referenceNumber' | 'goodsOwnerOrderId' | 'orderNumber'>;

/** Order numbers in one question to Temporal. */
const numbersPerQuery = 50;

/**
 * Whose the orders of a page are. The reference says it, also when the shipment has ended long ago. An order from before
 * our time has none of ours: it belongs to a shipment that has adopted it, as far as Temporal remembers.
 */
export async function returnOwners(
  client: Client,
  orders: readonly Order[],
  room: GoodsOwnerRoom,
): Promise<ReturnOwner[]> {
  const byReference = orders.map((order) => ownerOf(order, room));
  const unknown = orders.filter((order, index) => byReference[index] === undefined && order.goodsOwnerOrderId);
  const adopted = await adoptedBy(client, unknown, room);
  return orders.map(
    (order, index) =>
      byReference[index] ??
      adopted.get(order.orderNumber) ?? { leftAlone: 'its reference names none of the goods owner’s stores' },
  );
}

/** @returns nothing where the reference is none of ours */
export function ownerOf({ referenceNumber = '' }: Order, { config }: GoodsOwnerRoom): ReturnOwner | undefined {
  const store = config.stores.find(({ id }) => referenceNumber.startsWith(`${id}/`));
  if (!store) return undefined;
  const id = referenceNumber.slice(store.id.length + 1);
  // Centra's shipments are numbered within their order; a number alone is a whole order, which is never reported.
  if (/^.+-\d+$/.test(id)) return { store: store.id, shipmentId: id };
  return { leftAlone: 'imported as an order: nothing of it is reported to Centra' };
}

async function adoptedBy(
  client: Client,
  orders: readonly Order[],
  { config }: GoodsOwnerRoom,
): Promise<Map<string, ReturnOwner>> {
  const found = new Map<string, ReturnOwner>();
  for (let i = 0; i < orders.length; i += numbersPerQuery) {
    const some = orders.slice(i, i + numbersPerQuery);
    const numbers = some.map(({ orderNumber }) => quoted(orderNumber)).join(', ');
    const query = `WorkflowType = '${workflowTypes.shipment}' AND GoodsOwner = ${quoted(config.id)} AND WarehouseOrder IN (${numbers})`;
    for await (const { workflowId, typedSearchAttributes } of client.workflow.list({ query })) {
      const number = typedSearchAttributes.get(searchAttributes.warehouseOrder);
      const order = some.find(({ orderNumber }) => orderNumber === number);
      const id = order?.goodsOwnerOrderId;
      const store = config.stores.find((one) => id !== undefined && workflowId === shipmentWorkflowId(one.id, id));
      if (order && id && store) found.set(order.orderNumber, { store: store.id, shipmentId: id });
    }
  }
  return found;
}

/** A text in a visibility query. */
const quoted = (value: string) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
