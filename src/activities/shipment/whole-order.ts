import type { OrderStatus, WholeOrder } from '../../clients/centra/schema';
import { ApiUnreadable } from '../../clients/errors';
import type { CentraSight, ShipmentKey } from '../../lifecycle/shipment/facts';
import type { StoreRoom } from '../rooms';
import { gateOf, readyUnless, rowOf, type Gated, type Ready } from './fresh';

/** Centra's statuses of an order that is to be shipped. */
const openStatuses: ReadonlySet<OrderStatus> = new Set(['pending', 'confirmed', 'processing']);
export const isOpen = ({ status }: WholeOrder) => openStatuses.has(status);

/** Shipped, or put away for good: nothing is to be shipped for it any more. */
const isDone = ({ status }: WholeOrder) => status === 'completed' || status === 'archived';

/** The order as Centra shows it now, and when it was asked for. */
export async function findOrder(
  { centra }: StoreRoom,
  orderNumber: string,
  signal: AbortSignal,
): Promise<{ order?: WholeOrder; observedAt: number }> {
  const list = await centra.listWholeOrders({ orderNumber, limit: 1, offset: 0 }, signal);
  const { observedAt } = list;
  const broken = list.broken.find(({ id }) => id === undefined || id === orderNumber);
  if (broken) throw new ApiUnreadable({ system: 'centra', operation: 'GET /orders' }, broken.what, { at: broken.at });
  const order = list.rows.find((row) => row.orderId === orderNumber);
  return { ...(order ? { order } : {}), observedAt };
}

/** What a row of `GET /orders` says about the order, whatever its status. */
export const sightOfOrder = (order: WholeOrder, observedAt: number, store: StoreRoom): CentraSight => ({
  kind: 'look',
  observedAt,
  listed: isOpen(order) ? 'goodtogo' : isDone(order) ? 'completed' : 'none',
  order: order.status === 'cancelled' ? 'cancelled' : 'open',
  shipped: false,
  row: rowOf(order, store),
});

/** Why an order may not be sent for the first time. What went in parts, or goes as shipments, would be sent twice. */
export function gateOfNew(order: WholeOrder, store: StoreRoom): Gated | undefined {
  if (order.shipments.some(({ shippedDate }) => shippedDate !== undefined)) return { reason: 'shipped' };
  if (store.config.import === 'both' && order.shipments.length > 0) return { reason: 'shipments' };
  return gateOf(order, store);
}

/** @param isNew nothing of it has been sent before */
export async function readyOrder(
  store: StoreRoom,
  { orderNumber }: ShipmentKey,
  isNew: boolean,
  signal: AbortSignal,
): Promise<Ready> {
  const { order, observedAt } = await findOrder(store, orderNumber, signal);
  if (!order) return { result: { end: 'not-ready', centra: { kind: 'missing', observedAt } } };
  if (!isOpen(order)) return { result: { end: 'not-ready', centra: sightOfOrder(order, observedAt, store) } };
  const gate = isNew ? gateOfNew(order, store) : gateOf(order, store);
  return readyUnless(gate, order, { kind: 'row', observedAt, row: rowOf(order, store) });
}

/**
 * Asks for the order. Where the plugin does not show completed ones, its shipments tell: they are all completed.
 *
 * Source: `GET /orders?order=`, `GET /shipments?order=`.
 */
export async function lookAtOrder(store: StoreRoom, key: ShipmentKey, signal: AbortSignal): Promise<CentraSight> {
  const { order, observedAt } = await findOrder(store, key.orderNumber, signal);
  if (order) return sightOfOrder(order, observedAt, store);
  const completed = await areShipmentsCompleted(store, key, signal);
  const listed = completed ? 'completed' : 'none';
  return { kind: 'look', observedAt, listed, order: 'not-visible', shipped: false };
}

async function areShipmentsCompleted(
  { centra }: StoreRoom,
  { orderNumber }: ShipmentKey,
  signal: AbortSignal,
): Promise<boolean> {
  const are = async (status: 'goodtogo' | 'inprogress' | 'completed') => {
    const list = await centra.listShipments({ status, orderNumber, limit: 100, offset: 0 }, signal);
    return list.received > 0;
  };
  return (await are('completed')) && !(await are('inprogress')) && !(await are('goodtogo'));
}
