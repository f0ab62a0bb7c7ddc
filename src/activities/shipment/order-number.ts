import type { Ongoing } from '../../clients/ongoing';
import type { WarehouseOrder } from '../../clients/ongoing/schema';
import type { ShipmentKey, WarehouseSight } from '../../lifecycle/shipment/facts';
import { toProgress } from '../../mapping';
import type { GoodsOwnerRoom, StoreRoom } from '../rooms';
import { isOurs } from './warehouse-sight';

/** `83651-1`, then `83651-1-r2`, `83651-1-r3`, …: every life of a shipment has a number of its own. */
export const orderNumberOf = ({ config }: StoreRoom, shipmentId: string, generation: number): string => {
  const plain = `${config.orderNumberPrefix}${shipmentId}`;
  return generation === 1 ? plain : `${plain}-r${generation}`;
};

/** What Ongoing has under the numbers of a shipment. */
export type NumberFound =
  | { readonly is: 'free'; readonly number: string; readonly generation: number }
  | { readonly is: 'living'; readonly number: string; readonly generation: number; readonly warehouse: WarehouseSight }
  | { readonly is: 'taken'; readonly number: string };

/** Numbers that go into one address. */
const numbersPerCall = 50;
/** How far the numbers of one shipment are asked for: a merchant who changes his mind more often needs a person. */
const mostGenerations = 50;

/**
 * For every shipment the first number that nothing has, or the living order of ours that has one. Many are asked for at
 * once; only those whose number is used up are asked for again.
 */
export async function findNumbers(
  ongoing: Ongoing,
  room: GoodsOwnerRoom,
  store: StoreRoom,
  keys: readonly ShipmentKey[],
  from: number,
  signal: AbortSignal,
): Promise<Map<string, NumberFound>> {
  const found = new Map<string, NumberFound>();
  const { cancelled } = room.config.ongoing.statuses;
  let open = [...keys];
  for (let generation = from; open.length > 0 && generation < from + mostGenerations; generation += 1) {
    const numbers = new Map(open.map((key) => [orderNumberOf(store, key.shipmentId, generation), key]));
    const { orders, observedAt } = await ordersByNumber(ongoing, [...numbers.keys()], signal);
    const spent: ShipmentKey[] = [];
    for (const [number, key] of numbers) {
      const named = orders.filter((order) => order.orderNumber === number);
      const ours = named.find((order) => isOurs(order, key, room));
      if (named.length === 0) found.set(key.shipmentId, { is: 'free', number, generation });
      else if (!ours) found.set(key.shipmentId, { is: 'taken', number });
      else if (cancelled.includes(ours.status.number)) spent.push(key);
      else {
        const warehouse: WarehouseSight = { observedAt, byNumber: number, orders: [toProgress(ours)] };
        found.set(key.shipmentId, { is: 'living', number, generation, warehouse });
      }
    }
    open = spent;
  }
  for (const key of open)
    found.set(key.shipmentId, { is: 'taken', number: orderNumberOf(store, key.shipmentId, from) });
  return found;
}

/** Orders by their numbers, so many at a time as an address can hold. */
export async function ordersByNumber(
  ongoing: Ongoing,
  numbers: readonly string[],
  signal: AbortSignal,
): Promise<{ orders: WarehouseOrder[]; observedAt: number; broken: { id?: string; at: string }[] }> {
  const orders: WarehouseOrder[] = [];
  const broken: { id?: string; at: string }[] = [];
  let observedAt = Date.now();
  for (let i = 0; i < numbers.length; i += numbersPerCall) {
    const list = await ongoing.listOrders({ orderNumbers: numbers.slice(i, i + numbersPerCall) }, signal);
    if (i === 0) observedAt = list.observedAt;
    orders.push(...list.rows);
    broken.push(...list.broken);
  }
  return { orders, observedAt, broken };
}
