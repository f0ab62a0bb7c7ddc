import { createHmac } from 'node:crypto';
import { ApiRefused, ApiUnreadable } from '../../clients/errors';
import type { Ongoing } from '../../clients/ongoing';
import type { SupplierDelivery, SupplierDeliveryHead, SupplierDeliveryLine } from '../../clients/centra/schema';
import type { WarehousePurchaseOrder, WarehousePurchaseOrderLine } from '../../clients/ongoing/schema';
import type { ArticleNumberPart } from '../../config';
import type {
  DeliveryRow,
  Pieces,
  PurchaseOrderKey,
  PurchaseOrderSeen,
  ReceivedLine,
  SupplierOrderSight,
  WarehouseSight,
} from '../../lifecycle/purchase-order/facts';
import { purchaseOrderDigest } from '../../mapping';
import type { StoreRoom } from '../rooms';

/** What the lifecycle remembers of Centra's and Ongoing's documents: numbers, statuses, digests; nobody's name. */

type Numbered = Pick<SupplierDeliveryLine, 'sku' | 'variantSku' | 'sizeSku' | 'ean' | 'quantity'>;

/** Pieces by article number; a row without one is told when the purchase order is mapped, with every other fault. */
export function piecesOf(rows: readonly Numbered[], parts: readonly ArticleNumberPart[]): Pieces {
  const pieces: Record<string, number> = {};
  for (const row of rows) {
    const number = parts.map((part) => row[part] ?? '').join('');
    if (number.trim() === '' || row.quantity === 0) continue;
    pieces[number] = (pieces[number] ?? 0) + row.quantity;
  }
  return pieces;
}

/** Of the row in Centra's list: cheap to compare, so that an unchanged delivery need not be read each time. */
export function headOf(head: SupplierDeliveryHead, { digestKey }: StoreRoom): string {
  const { id, deliveryId, orderId, supplierName, ETA, productsQty } = head;
  const text = JSON.stringify([id, deliveryId, orderId, supplierName, ETA, productsQty]);
  return createHmac('sha256', digestKey).update(text).digest('base64url').slice(0, 12);
}

export function rowOf(delivery: SupplierDelivery, head: string, store: StoreRoom): DeliveryRow {
  const { keyId, lines, arrival, other } = purchaseOrderDigest(delivery, { key: store.digestKey });
  const { articleNumber } = store.goodsOwner.articles;
  return { head, digests: { keyId, lines, arrival, other }, pieces: piecesOf(delivery.products, articleNumber) };
}

/** The deliveries that wait to be received, and when they were asked for. */
export async function findDelivery(
  { centra }: StoreRoom,
  deliveryId: string,
  signal: AbortSignal,
): Promise<{ head?: SupplierDeliveryHead; observedAt: number }> {
  const list = await centra.listSupplierDeliveries(signal);
  const head = list.rows.find((row) => row.deliveryId === deliveryId);
  // A broken row without a readable number may be this one: then nothing can be said.
  const broken = head ? undefined : list.broken.find(({ id }) => id === undefined || id === deliveryId);
  if (broken) {
    const call = { system: 'centra', operation: 'GET /supplier-deliveries' } as const;
    throw new ApiUnreadable(call, broken.what, { at: broken.at });
  }
  return { ...(head ? { head } : {}), observedAt: list.observedAt };
}

/** Confirmed supplier orders only are shown: a refusal says that it is not (any more). */
export async function supplierOrderSight(
  store: StoreRoom,
  supplierOrder: string,
  signal: AbortSignal,
): Promise<SupplierOrderSight> {
  try {
    const { order } = await store.centra.getSupplierOrder(supplierOrder, signal);
    return { shown: true, pieces: piecesOf(order.products, store.goodsOwner.articles.articleNumber) };
  } catch (error) {
    if (error instanceof ApiRefused) return { shown: false };
    throw error;
  }
}

/** What Ongoing shows of a purchase order. */
export function seenOf(order: WarehousePurchaseOrder): PurchaseOrderSeen {
  const { purchaseOrderId, purchaseOrderNumber, status, lines } = order;
  return {
    purchaseOrderId,
    number: purchaseOrderNumber,
    status: status.number,
    ...(status.text ? { statusText: status.text } : {}),
    lines: lines.map(lineOf),
  };
}

function lineOf(line: WarehousePurchaseOrderLine): ReceivedLine {
  const inParts = receivedWithin(line.subLines);
  return {
    lineId: line.purchaseOrderLineId,
    // Where the article was swapped, the row number still has the one that we announced.
    articleNumber: line.articleNumber ?? line.rowNumber ?? '',
    advised: line.advised,
    received: line.received,
    reported: line.reported,
    ...(inParts > 0 ? { inParts } : {}),
  };
}

const receivedWithin = (lines: readonly WarehousePurchaseOrderLine[]): number =>
  lines.reduce((sum, line) => sum + line.received + receivedWithin(line.subLines), 0);

/** Ours: it names the delivery. Ongoing's own integration writes it the same way. */
export const isOurs = (
  { goodsOwnerReference, isReturn }: Pick<WarehousePurchaseOrder, 'goodsOwnerReference' | 'isReturn'>,
  { deliveryId }: Pick<PurchaseOrderKey, 'deliveryId'>,
) => goodsOwnerReference === deliveryId && !isReturn;

/** The purchase order under a number, whole. */
export async function lookByNumber(
  ongoing: Ongoing,
  key: PurchaseOrderKey,
  number: string,
  signal: AbortSignal,
): Promise<{ order?: WarehousePurchaseOrder; sight: WarehouseSight }> {
  const list = await ongoing.listPurchaseOrders({ purchaseOrderNumber: number }, signal);
  const broken = list.broken[0];
  if (broken) {
    const call = { system: 'ongoing', operation: 'GET /purchaseOrders' } as const;
    throw new ApiUnreadable(call, broken.what, { at: broken.at });
  }
  const named = list.rows.filter((order) => order.purchaseOrderNumber === number);
  const order = named.filter((one) => isOurs(one, key)).at(-1);
  const sight = {
    observedAt: list.observedAt,
    byNumber: number,
    ...(order ? { order: seenOf(order) } : {}),
    ...(named.length > 0 && !order ? { taken: true } : {}),
  };
  return { ...(order ? { order } : {}), sight };
}
