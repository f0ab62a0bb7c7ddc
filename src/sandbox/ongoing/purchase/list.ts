import { ok, type Answer, type Call } from '../../http/call';
import type { Query } from '../../http/query';
import type { GoodsOwner } from '../goods-owner';
import { invalid } from '../reply';
import { purchaseFilters } from './filters';
import type { PurchaseOrder } from './model';
import { noPurchaseOrder } from './put';
import { showPurchaseOrder } from './show';

/** `GET /purchaseOrders`: ascending by id from `purchaseOrderIdFrom` (inclusive), at most `maxPurchaseOrdersToGet`. */
export function listPurchaseOrders(goodsOwner: GoodsOwner, call: Call): Answer {
  const { query } = call;
  const from = query.int('purchaseOrderIdFrom') ?? 0;
  const most = query.int('maxPurchaseOrdersToGet') ?? Number.MAX_SAFE_INTEGER;
  if (Number.isNaN(from) || !(most >= 1)) {
    return invalid('purchaseOrderIdFrom and maxPurchaseOrdersToGet must be whole numbers.');
  }
  const filters = purchaseFilters(query, goodsOwner);
  if (typeof filters === 'string') return invalid(filters);
  const found: PurchaseOrder[] = [];
  for (const order of candidates(goodsOwner, query, from)) {
    if (order.purchaseOrderId < from || !filters.every((fits) => fits(order))) continue;
    found.push(order);
    if (found.length === most) break;
  }
  return ok(found.map((order) => showPurchaseOrder(order, goodsOwner)));
}

/** `GET /purchaseOrders/{purchaseOrderId}`. */
export function getPurchaseOrder(goodsOwner: GoodsOwner, call: Call): Answer {
  const order = goodsOwner.purchases.orders.get(call.params.purchaseOrderId ?? '');
  return order ? ok(showPurchaseOrder(order, goodsOwner)) : noPurchaseOrder;
}

/** Every purchase order that may fit, by id: the narrowest of what is kept by number, state or time, else all. */
function candidates({ purchases }: GoodsOwner, query: Query, from: number): PurchaseOrder[] {
  const narrow = narrowed(purchases, query);
  if (!narrow) return purchases.all.slice(purchases.all.first((order) => order.purchaseOrderId >= from));
  return [...new Set(narrow)].sort((a, b) => a.purchaseOrderId - b.purchaseOrderId);
}

function narrowed(purchases: GoodsOwner['purchases'], query: Query): PurchaseOrder[] | undefined {
  const numbers = [...(query.texts('purchaseOrderNumber') ?? []), ...(query.texts('purchaseOrderNumbers') ?? [])];
  if (numbers.length > 0) return numbers.flatMap((number) => [...purchases.byNumber.of(number)]);
  if (query.flag('onlyPurchaseOrdersWithOrderLinesToReport')) return purchases.toReport.of('yes').slice(0);
  const times = [
    ['purchaseOrderStatusChangedTimeFrom', purchases.statusChanged],
    ['lastReceiveTimeFrom', purchases.received],
    ['purchaseOrderHeadOrLinesChangedTimeFrom', purchases.changed],
  ] as const;
  for (const [name, index] of times) {
    const at = Date.parse(query.text(name) ?? '');
    if (!Number.isNaN(at)) return index.since(Math.floor(at / 1000) * 1000);
  }
  const low = query.int('purchaseOrderStatusFrom');
  const high = query.int('purchaseOrderStatusTo');
  if (low === undefined && high === undefined) return undefined;
  return purchases.byStatus
    .names()
    .filter((number) => number >= (low ?? 0) && number <= (high ?? Number.MAX_SAFE_INTEGER))
    .flatMap((number) => [...purchases.byStatus.of(number)]);
}
