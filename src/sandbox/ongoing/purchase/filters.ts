import type { Query } from '../../http/query';
import type { GoodsOwner } from '../goods-owner';
import { dateOf, membersOf } from '../posted';
import { timeFilter, type TimeBound } from '../time-filter';
import { isToReport, type PurchaseOrder } from './model';

export type PurchaseFilter = (order: PurchaseOrder) => boolean;

/** Filters by a time of a purchase order. */
const times: Record<string, TimeBound<PurchaseOrder>> = {
  purchaseOrderStatusChangedTimeFrom: { bound: 'from', of: (order) => order.statusChangedAt },
  purchaseOrderHeadOrLinesChangedTimeFrom: { bound: 'from', of: (order) => order.changedAt },
  lastReceiveTimeFrom: { bound: 'from', of: (order) => order.lastReceivedAt },
  lastReceiveTimeTo: { bound: 'to', of: (order) => order.lastReceivedAt },
  inDateFrom: { bound: 'from', of: inDate },
  inDateTo: { bound: 'to', of: inDate },
};

/**
 * The conditions of `GET /purchaseOrders`, all of which must hold; or why they make no sense.
 * A filter that the simulator does not know is refused: ignoring it would answer another question.
 */
export function purchaseFilters(query: Query, goodsOwner: GoodsOwner): PurchaseFilter[] | string {
  const filters: PurchaseFilter[] = [];
  for (const name of new Set(query.entries().map(([key]) => key))) {
    if (notFilters.has(name) || query.text(name) === '') continue;
    const bound = times[name];
    const filter = bound ? timeFilter(name, query, bound) : valueFilter(name, query, goodsOwner);
    if (typeof filter === 'string') return filter;
    filters.push(filter);
  }
  return filters;
}

const notFilters = new Set([
  ...['goodsOwnerId', 'purchaseOrderIdFrom', 'maxPurchaseOrdersToGet', 'includePurchaseOrderPalletItems'],
]);

function valueFilter(name: string, query: Query, goodsOwner: GoodsOwner): PurchaseFilter | string {
  const text = query.text(name);
  const texts = query.texts(name) ?? [];
  const number = query.int(name) ?? Number.NaN;
  switch (name) {
    case 'purchaseOrderNumber':
      return (order) => order.purchaseOrderNumber === text;
    case 'purchaseOrderNumbers':
      return (order) => texts.includes(order.purchaseOrderNumber);
    case 'purchaseOrderStatusFrom':
      return Number.isNaN(number) ? `${name} is not a number.` : (order) => order.status >= number;
    case 'purchaseOrderStatusTo':
      return Number.isNaN(number) ? `${name} is not a number.` : (order) => order.status <= number;
    case 'onlyPurchaseOrdersWithOrderLinesToReport':
      return (order) => !query.flag(name) || isToReport(order);
    case 'purchaseOrderTypeCode':
      return (order) => membersOf(order.posted.purchaseOrderType).code === text;
    case 'articleNumbers': {
      const wanted = texts.map((articleNumber) => goodsOwner.article(articleNumber)?.articleSystemId);
      return (order) => order.lines.some(({ articleSystemId }) => wanted.includes(articleSystemId));
    }
    default:
      return `${name} is not a filter that this simulator knows.`;
  }
}

function inDate({ posted }: PurchaseOrder): number | null {
  return dateOf(posted.inDate) ?? null;
}
