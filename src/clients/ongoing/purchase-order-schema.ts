import { z } from 'zod';
import { list } from '../values';
import { status, type WarehouseStatus } from './status-schema';
import { bool, decimal, id, optionalDecimal, requiredText, text, time } from './values';

const lineHead = z.object({
  id,
  rowNumber: text,
  article: z.object({ articleNumber: text }).nullish(),
  advisedNumberOfItems: decimal,
  receivedNumberOfItems: decimal,
  reportedNumberOfItems: decimal,
  rowPrice: optionalDecimal,
  currency: z.object({ code: text }).nullish(),
});

/** A line of a purchase order; what it is made of, or was split into, are its sub-lines, of the same form. */
const line: z.ZodType<WarehousePurchaseOrderLine> = z
  .object({ ...lineHead.shape, subPurchaseOrderLines: z.lazy(() => list(line)) })
  .transform((row) => ({
    purchaseOrderLineId: row.id,
    rowNumber: row.rowNumber,
    articleNumber: row.article?.articleNumber,
    advised: row.advisedNumberOfItems,
    received: row.receivedNumberOfItems,
    reported: row.reportedNumberOfItems,
    rowPrice: row.rowPrice,
    currencyCode: row.currency?.code,
    subLines: row.subPurchaseOrderLines,
  }));

/** A line of a purchase order in the warehouse, with its numbers of items. */
export interface WarehousePurchaseOrderLine {
  readonly purchaseOrderLineId: number;
  /** Ours, where the line is ours; the warehouse may have added others. */
  readonly rowNumber?: string;
  readonly articleNumber?: string;
  /** What was announced. */
  readonly advised: number;
  /** It may be more than what was announced. */
  readonly received: number;
  /** Of the received ones, how many were acknowledged. */
  readonly reported: number;
  /** For all announced items together, in `currencyCode`. */
  readonly rowPrice?: number;
  readonly currencyCode?: string;
  readonly subLines: readonly WarehousePurchaseOrderLine[];
}

const purchaseOrderInfo = z.object({
  purchaseOrderId: id,
  purchaseOrderNumber: requiredText,
  goodsOwnerReference: text,
  referenceNumber: text,
  purchaseOrderStatus: status,
  inDate: time,
  createdDate: time,
  advanced: z.object({ purchaseOrderIsReturnType: bool(false) }).nullish(),
});

/** A row of `GET /purchaseOrders`. Everything but its ids and its status may be `null` or missing. */
export const warehousePurchaseOrder = z
  .object({ purchaseOrderInfo, purchaseOrderLines: list(line) })
  .transform(({ purchaseOrderInfo: info, purchaseOrderLines }): WarehousePurchaseOrder => ({
    purchaseOrderId: info.purchaseOrderId,
    purchaseOrderNumber: info.purchaseOrderNumber,
    goodsOwnerReference: info.goodsOwnerReference,
    referenceNumber: info.referenceNumber,
    status: info.purchaseOrderStatus,
    inDate: info.inDate,
    createdAt: info.createdDate,
    isReturn: info.advanced?.purchaseOrderIsReturnType ?? false,
    lines: purchaseOrderLines,
  }));

/** A purchase order in the warehouse, as far as its delivery's life needs it: nobody's name or address. */
export interface WarehousePurchaseOrder {
  /** Ongoing's own id, the one that its webhooks carry. */
  readonly purchaseOrderId: number;
  readonly purchaseOrderNumber: string;
  readonly goodsOwnerReference?: string;
  readonly referenceNumber?: string;
  readonly status: WarehouseStatus;
  /** When the goods are to arrive, epoch milliseconds. */
  readonly inDate?: number;
  /** Epoch milliseconds. */
  readonly createdAt?: number;
  /** It announces goods that come back from customers, not from a supplier. */
  readonly isReturn: boolean;
  readonly lines: readonly WarehousePurchaseOrderLine[];
}
