import type { Ongoing } from '../../clients/ongoing';
import type { WarehouseOrder } from '../../clients/ongoing/schema';
import { ApiUnreadable } from '../../clients/errors';
import type { ShipmentKey, WarehouseSight } from '../../lifecycle/shipment/facts';
import { toProgress } from '../../mapping';
import type { GoodsOwnerRoom } from '../rooms';

/** Every order of ours says whose it is: also after its workflow has ended, and after all of Temporal is lost. */
export const referenceOf = ({ store, shipmentId }: Pick<ShipmentKey, 'store' | 'shipmentId'>) =>
  `${store}/${shipmentId}`;

/**
 * Ours: our reference; or, from a time before us, the shipment's id with a reference that names none of our other
 * stores.
 */
export function isOurs(
  order: Pick<WarehouseOrder, 'referenceNumber' | 'goodsOwnerOrderId'>,
  key: Pick<ShipmentKey, 'store' | 'shipmentId'>,
  { config }: GoodsOwnerRoom,
): boolean {
  const reference = order.referenceNumber ?? '';
  if (reference === referenceOf(key)) return true;
  const anothers = config.stores.some((store) => store.id !== key.store && reference.startsWith(`${store.id}/`));
  return order.goodsOwnerOrderId === key.shipmentId && !anothers;
}

/** The order under a number, with its back orders where they are asked for. */
export async function lookByNumber(
  ongoing: Ongoing,
  room: GoodsOwnerRoom,
  key: ShipmentKey,
  number: string,
  backOrdersOf: readonly number[],
  signal: AbortSignal,
): Promise<WarehouseSight> {
  const list = await ongoing.listOrders({ orderNumber: number }, signal);
  const broken = list.broken[0];
  if (broken) throw new ApiUnreadable({ system: 'ongoing', operation: 'GET /orders' }, broken.what, { at: broken.at });
  const named = list.rows.filter((order) => order.orderNumber === number);
  const ours = named.filter((order) => isOurs(order, key, room));
  const backOrders: WarehouseOrder[] = [];
  for (const orderId of backOrdersOf) {
    backOrders.push(...(await ongoing.listOrders({ backOrderForOrderId: orderId }, signal)).rows);
  }
  return {
    observedAt: list.observedAt,
    byNumber: number,
    orders: [...ours, ...backOrders].map((order) => toProgress(order)),
    ...(backOrdersOf.length > 0 ? { withBackOrders: true } : {}),
    ...(named.length > 0 && ours.length === 0 ? { taken: true } : {}),
  };
}
