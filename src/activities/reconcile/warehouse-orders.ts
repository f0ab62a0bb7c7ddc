import type { OrderFilter } from '../../clients/ongoing';
import type { WarehouseOrder } from '../../clients/ongoing/schema';
import type { StatusesConfig } from '../../config';
import type { OrderThere } from '../../lifecycle/reconcile/shipments';
import { ordersByNumber } from '../shipment/order-number';
import type { Reading } from './reading';

const pageSize = 200;
const numbersPerCall = 50;

/** An order in the warehouse, as much of it as a comparison keeps. */
export type OrderKept = Omit<OrderThere, 'shipmentId'> & Pick<WarehouseOrder, 'referenceNumber' | 'goodsOwnerOrderId'>;

export interface OrdersRead {
  readonly orders: OrderKept[];
  /** Numbers, or places, of those that cannot be read. */
  readonly unreadable: string[];
}

/**
 * The orders that the warehouse has not sent yet, page by page.
 *
 * Source: Ongoing `GET /orders`, up to the first status in which an order is sent.
 */
export async function openOrders(reading: Reading, statuses: StatusesConfig): Promise<OrdersRead> {
  const orders = new Map<number, OrderKept>();
  const unreadable = new Set<string>();
  const filter: OrderFilter = { orderStatusTo: Math.min(...statuses.shipped) - 1 };
  for (let orderIdFrom = 0; ;) {
    const asked = { ...filter, orderIdFrom, maxOrdersToGet: pageSize };
    const { rows, broken, received } = await reading.ongoing((ongoing, signal) => ongoing.listOrders(asked, signal));
    for (const row of rows) {
      const order = kept(row, statuses);
      if (order.is !== 'cancelled') orders.set(order.orderId, order);
    }
    for (const { id, at } of broken) unreadable.add(id ?? at);
    reading.at(`${orders.size} open orders read`);
    // A page without a readable row cannot be passed: the next one would be the same.
    if (rows.length === 0 || received < pageSize) return { orders: [...orders.values()], unreadable: [...unreadable] };
    orderIdFrom = Math.max(...rows.map(({ orderId }) => orderId)) + 1;
  }
}

/** Orders by number, whatever their status. */
export async function ordersOf(
  reading: Reading,
  numbers: readonly string[],
  statuses: StatusesConfig,
): Promise<OrdersRead> {
  const read: OrdersRead = { orders: [], unreadable: [] };
  for (let i = 0; i < numbers.length; i += numbersPerCall) {
    const some = numbers.slice(i, i + numbersPerCall);
    const found = await reading.ongoing((ongoing, signal) => ordersByNumber(ongoing, some, signal));
    read.orders.push(...found.orders.map((order) => kept(order, statuses)));
    read.unreadable.push(...found.broken.map(({ id, at }) => id ?? at));
    reading.at(`${i + some.length} of ${numbers.length} order numbers asked for`);
  }
  return read;
}

function kept(order: WarehouseOrder, statuses: StatusesConfig): OrderKept {
  const { orderId, orderNumber, referenceNumber, goodsOwnerOrderId, status, backOrderForOrderId } = order;
  return {
    ...{ orderId, orderNumber, is: stateOf(order, statuses) },
    ...(referenceNumber !== undefined && { referenceNumber }),
    ...(goodsOwnerOrderId !== undefined && { goodsOwnerOrderId }),
    status: [status.number, status.text].filter((part) => part !== undefined).join(' '),
    isBackOrder: backOrderForOrderId !== undefined,
  };
}

/** Cancelled statuses first; one above the highest that is named counts as sent. */
function stateOf({ status, shippedTime }: WarehouseOrder, { cancelled, shipped }: StatusesConfig): OrderThere['is'] {
  if (cancelled.includes(status.number)) return 'cancelled';
  const isSent = shipped.includes(status.number) || status.number > Math.max(...shipped) || shippedTime !== undefined;
  return isSent ? 'shipped' : 'open';
}
