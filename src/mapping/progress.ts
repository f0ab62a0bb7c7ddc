import type { WarehouseLine, WarehouseOrder } from '../clients/ongoing/schema';
import type { PartLine, WarehouseOrderFacts } from '../lifecycle/shipment/facts';

/** What the lifecycle hears of an order in the warehouse. No names, no addresses. */
export type WarehouseProgress = WarehouseOrderFacts;

/**
 * @param ours the row numbers that we sent, where the caller knows them. Without them every numbered row is told as a
 *   line, and whoever knows our lines sorts out the others.
 */
export function toProgress(order: WarehouseOrder, ours?: Iterable<string>): WarehouseProgress {
  const known = ours === undefined ? undefined : new Set(ours);
  const isOurs = ({ rowNumber }: WarehouseLine) =>
    rowNumber !== undefined && (known === undefined || known.has(rowNumber));
  const { status, transporter } = order;
  return {
    orderId: order.orderId,
    orderNumber: order.orderNumber,
    status: status.number,
    ...(status.text !== undefined && { statusText: status.text }),
    ...(order.shippedTime !== undefined && { shippedAt: order.shippedTime }),
    lines: order.lines.filter(isOurs).map(toLine),
    foreignRows: order.lines.flatMap((line) => [
      // Freight and the like, added by the warehouse, is nothing that could be picked wrongly.
      ...(isOurs(line) || isNothingToPick(line) ? [] : [nameOf(line)]),
      // A kit's components or a split line: the row's own numbers need not tell what was picked.
      ...line.subLines.map((part) => `${nameOf(line)}/${nameOf(part)}`),
    ]),
    waybills: order.tracking,
    returnWaybills: order.returnTracking,
    parcels: order.parcels.filter(({ isReturn }) => !isReturn).length,
    ...(transporter?.name !== undefined && { carrier: transporter.name }),
    ...(transporter?.serviceCode !== undefined && { service: transporter.serviceCode }),
    ...(order.backOrderForOrderId !== undefined && { backOrderForOrderId: order.backOrderForOrderId }),
    toReport: order.lines.some(isToReport),
  };
}

const nameOf = ({ rowNumber, orderLineId }: WarehouseLine): string => rowNumber ?? `#${orderLineId}`;

const isNothingToPick = ({ shouldBePicked, picked }: WarehouseLine): boolean => !shouldBePicked && picked === 0;

/** Ongoing's own question: fewer items acknowledged than picked, in a row or in a part of it. */
function isToReport({ picked, reported, subLines }: WarehouseLine): boolean {
  return reported < picked || subLines.some(isToReport);
}

function toLine({ rowNumber, orderLineId, articleNumber, ordered, picked, reported, items }: WarehouseLine): PartLine {
  return {
    rowNumber: rowNumber ?? '',
    orderLineId,
    articleNumber: articleNumber ?? '',
    ordered,
    picked,
    reported,
    // Also of what came back: it was in the parcel.
    serials: [...new Set(items.flatMap(({ isPicked, serial }) => (isPicked && serial ? [serial] : [])))],
  };
}
