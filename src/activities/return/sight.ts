import type { ReturnCause, WarehouseOrder } from '../../clients/ongoing/schema';
import type { ReturnsConfig } from '../../config';
import type { ReturnedSight, ReturnPart } from '../../lifecycle/return/facts';
import { toReturns } from '../../mapping';

/** What came back of the order and is not reported, without the words about it: they may name people. */
export function returnedSight(
  order: WarehouseOrder,
  causes: readonly ReturnCause[],
  { restock }: Pick<ReturnsConfig, 'restock'>,
  observedAt: number,
): ReturnedSight {
  const lineIds = new Map(order.lines.map(({ orderLineId, rowNumber }) => [orderLineId, rowNumber ?? '']));
  const parts = toReturns(order, causes, { restock, comment: false }).map(
    ({ products, returnStock, lines }): ReturnPart => ({
      products,
      returnStock,
      lines: lines.map((line) => ({ ...line, lineId: lineIds.get(line.orderLineId) ?? '' })),
    }),
  );
  return { observedAt, parts };
}

/** Items of the order that are reported as returned. */
export const reportedReturned = ({ lines }: Pick<WarehouseOrder, 'lines'>): number =>
  lines.reduce((sum, line) => sum + line.reportedReturned + reportedReturned({ lines: line.subLines }), 0);

/** The same by line id, over several orders of one shipment. */
export function reportedByLine(orders: readonly Pick<WarehouseOrder, 'lines'>[]): Record<string, number> {
  const reported: Record<string, number> = {};
  for (const { rowNumber, reportedReturned: items } of orders.flatMap(({ lines }) => lines)) {
    if (rowNumber !== undefined) reported[rowNumber] = (reported[rowNumber] ?? 0) + items;
  }
  return reported;
}

/**
 * Why the goods of one return of the plan came back, as the order says it now. What came back later than the plan was
 * made is left out.
 */
export function commentOn(
  order: WarehouseOrder,
  causes: readonly ReturnCause[],
  config: Pick<ReturnsConfig, 'restock' | 'comment'>,
  plan: readonly ReturnPart[],
  { returnStock, lines }: ReturnPart,
): string | undefined {
  const planned = (orderLineId: number) =>
    Math.max(...plan.flatMap((part) => part.lines.filter((line) => line.orderLineId === orderLineId)).map(upTo));
  const its = new Set(lines.map(({ orderLineId }) => orderLineId));
  const asPlanned = order.lines
    .filter(({ orderLineId }) => its.has(orderLineId))
    .map((line) => ({ ...line, returned: Math.min(line.returned, planned(line.orderLineId)) }));
  const same = toReturns({ lines: asPlanned }, causes, config).find((one) => one.returnStock === returnStock);
  return same?.comment;
}

const upTo = ({ processed }: ReturnPart['lines'][number]) => processed;
