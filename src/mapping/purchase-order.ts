import type { SupplierDelivery, SupplierDeliveryLine } from '../clients/centra/schema';
import type { PurchaseOrderDocument, PurchaseOrderLineDocument } from '../clients/ongoing/documents';
import type { ArticleNumberPart } from '../config';
import { arrival } from './arrival';
import { articleNumber } from './article-number';
import { withoutBlanks } from './blanks';
import { isNoDate } from './calendar-day';
import { centraKey, centraKeyKind } from './centra-key';
import { sum, times } from './decimal';
import { FaultList } from './mapping-error';

/** What a purchase order's document takes from elsewhere than the delivery. */
export interface PurchaseOrderContext {
  readonly goodsOwnerId: number;
  /** Where the tenant has several warehouses. */
  readonly warehouseId?: number | null;
  readonly articleNumber: readonly ArticleNumberPart[];
  /** The timezone of Centra's dates. */
  readonly timezone: string;
}

/**
 * A supplier delivery as the purchase order that the warehouse gets, `mapping.md` field by field.
 *
 * @throws {MappingError} naming everything that keeps it from being mapped
 */
export function toPurchaseOrder(delivery: SupplierDelivery, context: PurchaseOrderContext): PurchaseOrderDocument {
  const faults = new FaultList();
  const document: PurchaseOrderDocument = {
    goodsOwnerId: context.goodsOwnerId,
    purchaseOrderNumber: delivery.id,
    goodsOwnerReference: delivery.deliveryId,
    referenceNumber: delivery.orderId,
    inDate: inDate(delivery, context, faults),
    warehouseId: context.warehouseId ?? undefined,
    supplierInfo: { supplierName: delivery.supplierName },
    purchaseOrderLines: purchaseOrderLines(delivery, context, faults),
  };
  faults.throwIfAny();
  return withoutBlanks(document);
}

function inDate({ ETA }: SupplierDelivery, { timezone }: PurchaseOrderContext, faults: FaultList): string | undefined {
  if (ETA === undefined || isNoDate(ETA)) return undefined;
  const at = arrival(ETA, timezone);
  if (at === undefined) faults.add('ETA', 'is no date');
  return at;
}

/**
 * Centra's rows have no ids, so the article is the line: rows of one article are added up. Two articles with one number
 * are not: nobody could tell later which of them came.
 */
function purchaseOrderLines(
  { products }: SupplierDelivery,
  { articleNumber: parts }: PurchaseOrderContext,
  faults: FaultList,
): PurchaseOrderLineDocument[] {
  const kind = centraKeyKind(parts);
  const byNumber = new Map<string, [SupplierDeliveryLine, ...SupplierDeliveryLine[]]>();
  products.forEach((row, index) => {
    if (row.quantity === 0) return;
    const place = `products[${index}]`;
    const number = faults.try(() => articleNumber(row, parts, place));
    if (number === undefined) return;
    const same = byNumber.get(number);
    if (same !== undefined && centraKey(same[0], kind) !== centraKey(row, kind)) {
      faults.add(place, `is another article than products[${products.indexOf(same[0])}], with the same article number`);
    }
    byNumber.set(number, same === undefined ? [row] : [...same, row]);
  });
  if (products.every(({ quantity }) => quantity === 0)) faults.add('products', 'no line with items');
  return [...byNumber].map(([number, rows]) => ({
    rowNumber: number,
    articleNumber: number,
    numberOfItems: sum(...rows.map(({ quantity }) => quantity)),
    ...priceOf(rows),
  }));
}

/** For all items together. Where a row has no cost, or another currency, no price is better than a wrong one. */
function priceOf(rows: readonly SupplierDeliveryLine[]): { rowPrice?: number; currencyCode?: string } {
  const currencies = new Set(rows.map(({ costCurrency }) => costCurrency));
  const prices = rows.flatMap(({ cost, quantity }) => (cost === undefined ? [] : [times(cost, quantity)]));
  if (currencies.size > 1 || prices.length < rows.length) return {};
  return { rowPrice: sum(...prices), currencyCode: [...currencies][0] };
}
