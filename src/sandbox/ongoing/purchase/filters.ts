import type { Query } from '../../http/query';
import type { GoodsOwner } from '../goods-owner';
import { dateOf, membersOf } from '../posted';
import { isToReport, type PurchaseOrder } from './model';

export type PurchaseFilter = (order: PurchaseOrder) => boolean;

/** Time filters: which time of a purchase order, and whether the query's time is its lower or its upper bound. */
const times: Record<string, { bound: 'from' | 'to'; of: (order: PurchaseOrder) => number | null }> = {
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
    const filter = name in times ? timeFilter(name, query) : valueFilter(name, query, goodsOwner);
    if (typeof filter === 'string') return filter;
    filters.push(filter);
  }
  return filters;
}

const notFilters = new Set([
  ...['goodsOwnerId', 'purchaseOrderIdFrom', 'maxPurchaseOrdersToGet', 'includePurchaseOrderPalletItems'],
]);

/** Times have a resolution of one second; fractions are ignored, on both sides. */
function timeFilter(name: string, query: Query): PurchaseFilter | string {
  const { bound, of } = times[name] as (typeof times)[string];
  const wanted = seconds(Date.parse(query.text(name) ?? ''));
  if (Number.isNaN(wanted)) return `${name} is not a date and time.`;
  return (order) => {
    const at = of(order);
    return at !== null && (bound === 'from' ? seconds(at) >= wanted : seconds(at) <= wanted);
  };
}

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

const seconds = (at: number) => Math.floor(at / 1000);

function inDate({ posted }: PurchaseOrder): number | null {
  return dateOf(posted.inDate) ?? null;
}
