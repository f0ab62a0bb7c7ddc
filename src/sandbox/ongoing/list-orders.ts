import { ok, type Answer, type Call } from '../http/call';
import type { Query } from '../http/query';
import type { GoodsOwner } from './goods-owner';
import type { WarehouseOrder } from './model';
import { orderFilters, type OrderFilter } from './order-filters';
import { invalid } from './reply';
import { showOrder } from './show-order';

/** `GET /orders`: ascending by id from `orderIdFrom` (inclusive), at most `maxOrdersToGet`; all that fit without it. */
export function listOrders(goodsOwner: GoodsOwner, call: Call): Answer {
  const { query } = call;
  const from = query.int('orderIdFrom') ?? 0;
  const most = query.int('maxOrdersToGet') ?? Number.MAX_SAFE_INTEGER;
  if (Number.isNaN(from) || !(most >= 1)) return invalid('orderIdFrom and maxOrdersToGet must be whole numbers.');
  const filters = orderFilters(query, goodsOwner);
  if (typeof filters === 'string') return invalid(filters);
  const found: WarehouseOrder[] = [];
  const descending = query.text('sort')?.toLowerCase() === 'descending';
  for (const order of candidates(goodsOwner, query, descending ? 0 : from, descending)) {
    if (order.orderId < from || !fits(order, filters)) continue;
    found.push(order);
    if (found.length === most) break;
  }
  return ok(found.map((order) => showOrder(order, goodsOwner)));
}

/** `GET /orders/{orderId}`. */
export function getOrder(goodsOwner: GoodsOwner, call: Call): Answer {
  const order = goodsOwner.orders.get(call.params.orderId ?? '');
  return order ? ok(showOrder(order, goodsOwner)) : { status: 404, body: { message: 'The order does not exist.' } };
}

const fits = (order: WarehouseOrder, filters: readonly OrderFilter[]) => filters.every((filter) => filter(order));

/** Every order that may fit, by id: the narrowest of what is kept by number, reference, state or time, else all. */
function candidates(goodsOwner: GoodsOwner, query: Query, from: number, descending: boolean): Iterable<WarehouseOrder> {
  const narrow = narrowed(goodsOwner, query);
  if (narrow) {
    const unique = [...new Set(narrow)].sort((a, b) => a.orderId - b.orderId);
    return descending ? unique.reverse() : unique;
  }
  return descending ? goodsOwner.allOrders.slice(0).reverse() : fromId(goodsOwner, query, from);
}

function narrowed(goodsOwner: GoodsOwner, query: Query): WarehouseOrder[] | undefined {
  const numbers = [...(query.texts('orderNumber') ?? []), ...(query.texts('orderNumbers') ?? [])];
  if (numbers.length > 0) return numbers.flatMap((number) => [...goodsOwner.byNumber.of(number)]);
  const references = query.texts('referenceNumbers');
  if (references) return references.flatMap((reference) => [...goodsOwner.byReference.of(reference)]);
  const ownId = query.text('goodsOwnerOrderId');
  if (ownId !== undefined) return [...goodsOwner.byGoodsOwnerOrderId.of(ownId)];
  const original = query.int('backOrderForOrderId');
  if (original !== undefined) return [...goodsOwner.byOriginal.of(original)];
  if (query.flag('onlyOrdersWithOrderLinesToReport')) return [...goodsOwner.toReport.of('yes')];
  if (query.flag('onlyOrdersWithOrderLinesToReportReturned')) return [...goodsOwner.returnsToReport.of('yes')];
  const since = (name: string) => Date.parse(query.text(name) ?? '');
  const times = [
    [since('orderStatusChangedTimeFrom'), goodsOwner.statusChanged],
    [since('shippedTimeFrom'), goodsOwner.shipped],
    [since('lastReturnedFrom'), goodsOwner.returned],
  ] as const;
  for (const [at, index] of times) if (!Number.isNaN(at)) return index.since(Math.floor(at / 1000) * 1000);
  return undefined;
}

/** From an id on; where a range of statuses is asked for, only those, merged in the order of their ids. */
function* fromId(goodsOwner: GoodsOwner, query: Query, from: number): Iterable<WarehouseOrder> {
  const low = query.int('orderStatusFrom');
  const high = query.int('orderStatusTo');
  const lists =
    low === undefined && high === undefined
      ? [goodsOwner.allOrders]
      : goodsOwner.byStatus
          .names()
          .filter((number) => number >= (low ?? 0) && number <= (high ?? Number.MAX_SAFE_INTEGER))
          .map((number) => goodsOwner.byStatus.of(number));
  const cursors = lists.map((list) => ({ list, next: list.first((order) => order.orderId >= from) }));
  for (;;) {
    let first: (typeof cursors)[number] | undefined;
    for (const cursor of cursors) {
      const order = cursor.list.at(cursor.next);
      if (order && (!first || order.orderId < (first.list.at(first.next)?.orderId ?? 0))) first = cursor;
    }
    const order = first?.list.at(first.next);
    if (!first || !order) return;
    first.next += 1;
    yield order;
  }
}
