import type { Query } from '../http/query';
import type { GoodsOwner } from './goods-owner';
import { allLines, isReturnToReport, isToReport, type WarehouseOrder } from './model';
import { membersOf } from './posted';
import { timeFilter, type TimeBound } from './time-filter';

export type OrderFilter = (order: WarehouseOrder) => boolean;

/** Filters by a time of an order. */
const times: Record<string, TimeBound<WarehouseOrder>> = {
  orderStatusChangedTimeFrom: { bound: 'from', of: (order) => order.statusChangedAt },
  orderUpdatedTimeFrom: { bound: 'from', of: (order) => order.updatedAt },
  orderHeaderUpdatedTimeFrom: { bound: 'from', of: (order) => order.headerUpdatedAt },
  orderHeaderUpdatedTimeTo: { bound: 'to', of: (order) => order.headerUpdatedAt },
  orderCreatedTimeFrom: { bound: 'from', of: (order) => order.createdAt },
  orderCreatedTimeTo: { bound: 'to', of: (order) => order.createdAt },
  shippedTimeFrom: { bound: 'from', of: (order) => order.shippedAt },
  shippedTimeTo: { bound: 'to', of: (order) => order.shippedAt },
  lastReturnedFrom: { bound: 'from', of: (order) => order.lastReturnedAt },
};

const twoDaysMs = 2 * 86_400_000;

/**
 * The conditions of `GET /orders`, all of which must hold; or why they make no sense.
 * A filter that the simulator does not know is refused: ignoring it would answer another question.
 */
export function orderFilters(query: Query, goodsOwner: GoodsOwner): OrderFilter[] | string {
  const filters: OrderFilter[] = [];
  for (const name of new Set(query.entries().map(([key]) => key))) {
    if (paging.has(name) || query.text(name) === '') continue;
    const bound = times[name];
    const filter = bound ? timeFilter(name, query, bound) : valueFilter(name, query, goodsOwner);
    if (typeof filter === 'string') return filter;
    filters.push(filter);
  }
  const updatedFrom = Date.parse(query.text('orderUpdatedTimeFrom') ?? '');
  return updatedFrom < goodsOwner.now() - twoDaysMs
    ? 'orderUpdatedTimeFrom must be within the last two days.'
    : filters;
}

const paging = new Set(['goodsOwnerId', 'orderIdFrom', 'maxOrdersToGet', 'sort']);

function valueFilter(name: string, query: Query, goodsOwner: GoodsOwner): OrderFilter | string {
  const text = query.text(name);
  const texts = query.texts(name) ?? [];
  const number = query.int(name) ?? Number.NaN;
  switch (name) {
    case 'orderNumber':
      return (order) => order.orderNumber === text;
    case 'orderNumbers':
      return (order) => texts.includes(order.orderNumber);
    case 'goodsOwnerOrderId':
      return (order) => order.posted.goodsOwnerOrderId === text;
    case 'referenceNumbers':
      return (order) => texts.includes(String(order.posted.referenceNumber));
    case 'consigneeOrderNumbers':
      return (order) => texts.includes(String(order.posted.consigneeOrderNumber));
    case 'customerNumber':
      return (order) => membersOf(order.posted.consignee).customerNumber === text;
    case 'backOrderForOrderId':
      return (order) => order.backOrderForOrderId === number;
    case 'orderStatusFrom':
      return Number.isNaN(number) ? `${name} is not a number.` : (order) => order.status >= number;
    case 'orderStatusTo':
      return Number.isNaN(number) ? `${name} is not a number.` : (order) => order.status <= number;
    case 'onlyOrdersWithOrderLinesToReport':
      return (order) => !query.flag(name) || isToReport(order);
    case 'onlyOrdersWithOrderLinesToReportReturned':
      return (order) => !query.flag(name) || isReturnToReport(order);
    case 'articleNumbers': {
      const wanted = new Set(texts.map((one) => goodsOwner.article(one)?.articleSystemId));
      return (order) => [...allLines(order.lines)].some((line) => wanted.has(line.articleSystemId));
    }
    case 'parcelNumber':
      return (order) => order.parcels.some((parcel) => parcel.parcelNumber === text);
    case 'serial':
      return (order) => [...allLines(order.lines)].some((line) => line.items.some((item) => item.serial === text));
    default:
      return `${name} is not a filter that this simulator knows.`;
  }
}
