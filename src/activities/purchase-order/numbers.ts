import type { Ongoing } from '../../clients/ongoing';
import type { WarehousePurchaseOrder } from '../../clients/ongoing/schema';
import { ApiUnreadable } from '../../clients/errors';
import type { PurchaseOrderKey, WarehouseSight } from '../../lifecycle/purchase-order/facts';
import type { GoodsOwnerRoom } from '../rooms';
import { isOurs, seenOf } from './sights';

/** `364`, then `364-r2`, `364-r3`, …: Centra's internal number of the delivery. */
const numberOf = (id: string, generation: number) => (generation === 1 ? id : `${id}-r${generation}`);

/** What Ongoing has under the numbers of a delivery. */
export type NumberFound =
  | { readonly is: 'free'; readonly number: string; readonly generation: number }
  | { readonly is: 'living'; readonly number: string; readonly generation: number; readonly warehouse: WarehouseSight }
  | { readonly is: 'taken'; readonly number: string };

const numbersPerCall = 50;
/** How far the numbers of one delivery are asked for. */
const mostGenerations = 50;

/**
 * For every delivery the first number that nothing has, or the living purchase order of ours that has one.
 *
 * Source: `GET /purchaseOrders?purchaseOrderNumbers=`.
 */
export async function findPurchaseOrderNumbers(
  ongoing: Ongoing,
  { config }: GoodsOwnerRoom,
  keys: readonly PurchaseOrderKey[],
  from: number,
  signal: AbortSignal,
): Promise<Map<string, NumberFound>> {
  const found = new Map<string, NumberFound>();
  const dead = config.ongoing.statuses.receiptCancelled;
  let open = [...keys];
  for (let generation = from; open.length > 0 && generation < from + mostGenerations; generation += 1) {
    const numbers = open.map((key) => ({ key, number: numberOf(key.id, generation) }));
    const { orders, observedAt } = await byNumber(
      ongoing,
      numbers.map(({ number }) => number),
      signal,
    );
    const spent: PurchaseOrderKey[] = [];
    for (const { key, number } of numbers) {
      const named = orders.filter((order) => order.purchaseOrderNumber === number);
      const ours = named.filter((order) => isOurs(order, key)).at(-1);
      if (named.length === 0) found.set(key.deliveryId, { is: 'free', number, generation });
      else if (!ours) found.set(key.deliveryId, { is: 'taken', number });
      else if (dead.includes(ours.status.number)) spent.push(key);
      else {
        const warehouse: WarehouseSight = { observedAt, byNumber: number, order: seenOf(ours) };
        found.set(key.deliveryId, { is: 'living', number, generation, warehouse });
      }
    }
    open = spent;
  }
  for (const key of open) found.set(key.deliveryId, { is: 'taken', number: numberOf(key.id, from) });
  return found;
}

async function byNumber(
  ongoing: Ongoing,
  numbers: readonly string[],
  signal: AbortSignal,
): Promise<{ orders: WarehousePurchaseOrder[]; observedAt: number }> {
  const orders: WarehousePurchaseOrder[] = [];
  let observedAt: number | undefined;
  for (let i = 0; i < numbers.length; i += numbersPerCall) {
    const asked = numbers.slice(i, i + numbersPerCall);
    const list = await ongoing.listPurchaseOrders({ purchaseOrderNumbers: asked }, signal);
    const broken = list.broken[0];
    if (broken) {
      const call = { system: 'ongoing', operation: 'GET /purchaseOrders' } as const;
      throw new ApiUnreadable(call, broken.what, { at: broken.at });
    }
    observedAt ??= list.observedAt;
    orders.push(...list.rows);
  }
  return { orders, observedAt: observedAt ?? Date.now() };
}
