import type { Ongoing } from '../../clients/ongoing';
import type { WarehousePurchaseOrder } from '../../clients/ongoing/schema';
import type { Acknowledgement, Receipt } from '../../lifecycle/purchase-order/facts';
import type { EffectResults } from '../../lifecycle/purchase-order/results';
import { isReceived } from '../../lifecycle/purchase-order/view';
import type { ReceiptToReport } from '../../mapping';
import { scrub, toReceipt } from '../../mapping';
import { plainWords } from '../plain-words';
import { priorities } from '../../protocol/names';
import type { PurchaseOrderCall } from '../../protocol/purchase-order';
import { listedDelivery } from './fresh';
import type { PurchaseOrderDeps } from './import';
import { lookByNumber, seenOf } from './sights';

/**
 * Tells Centra what was received, once in a delivery's life: both systems are read just before, and what Ongoing shows then
 * is what is told. When Centra has taken it, Ongoing hears at once that we know.
 *
 * Source: Ongoing `GET /purchaseOrders`; Centra as in `listedDelivery`, `POST /supplier-deliveries/{id}` or `/{id}/sku`.
 */
export function createReportReceipt({ rooms, ends, slots }: PurchaseOrderDeps) {
  return async ({ key, effect }: PurchaseOrderCall<'reportReceipt'>): Promise<EffectResults['reportReceipt']> => {
    const store = rooms.store(key.store);
    const room = rooms.goodsOwner(key.goodsOwner);
    const ongoing = room.ongoing(priorities.shipment);
    const { statuses } = room.config.ongoing;
    const settings = { statuses: { received: statuses.received, cancelled: statuses.receiptCancelled } };
    const call = { store: key.store, goodsOwner: key.goodsOwner, write: true } as const;

    const there = await ends.attempt({ ...call, systems: ['ongoing'] }, async (signal) => ({
      end: 'seen' as const,
      ...(await lookByNumber(ongoing, key, effect.number, signal)),
    }));
    if (there.end !== 'seen') return there.end === 'not-done' ? there : unread('ongoing');
    const { order, sight: warehouse } = there;
    if (!order || !(effect.early || isReceived(seenOf(order), settings))) return { end: 'not-ready', warehouse };

    const fresh = await ends.attempt({ ...call, systems: ['centra'] }, (signal) =>
      slots.within(key.store, room, () => listedDelivery(store, key, false, signal)),
    );
    if ('end' in fresh) return fresh.end === 'not-done' ? fresh : unread('centra');
    if (!('delivery' in fresh)) return { end: 'not-ready', centra: fresh.sight, warehouse };
    const told = toReceipt(order, fresh.delivery, room.config.articles.articleNumber);
    if (told.total === 0 && !effect.nothing) return { end: 'not-ready', centra: fresh.sight, warehouse };

    const receipt = receiptOf(told, order);
    const { by, products } = told;
    const { insertStock } = room.config.purchaseOrders;
    const { deliveryId } = key;
    const { supplierName, message } = fresh.delivery;
    const scrubbed = (words: string) => plainWords(scrub(words, { supplierName, message }));
    const accepted = await ends.attempt({ ...call, systems: ['centra'], scrubbed }, (signal) =>
      slots.within(key.store, room, async () => ({
        end: 'accepted' as const,
        ...(await store.centra.acceptDelivery({ deliveryId, by, products, insertStock }, signal)),
      })),
    );
    if (accepted.end === 'unclear') return { end: 'unclear', receipt, warehouse };
    if (accepted.end !== 'accepted') return accepted.end === 'refused' ? { ...accepted, warehouse } : accepted;

    const rest = accepted.additionalDeliveries.flatMap(({ deliveryId: id, id: internal }) => id ?? internal ?? []);
    const done = { end: 'done', receipt, rest, warehouse } as const;
    // Goods that could not be told are for a person first.
    if (receipt.unreported.length > 0) return { ...done, acknowledged: false };
    const { purchaseOrderId } = order;
    const lines = told.lines.map((line) => ({ lineId: line.purchaseOrderLineId, numberOfItems: line.numberOfItems }));
    const whole = isReceived(seenOf(order), settings) ? { purchaseOrderId } : { purchaseOrderId, lines };
    const acknowledged = await ends.attempt({ ...call, systems: ['ongoing'] }, (signal) =>
      acknowledge(ongoing, whole, signal),
    );
    // Not clearly done: it is an effect of its own, then, and may be repeated.
    return { ...done, acknowledged: acknowledged.end === 'done' };
  };
}

/** A read that was refused: nothing was learnt, and nothing done. */
const unread = (system: 'centra' | 'ongoing') => ({ end: 'not-done', why: 'unreadable', system }) as const;

function receiptOf({ total, unreported }: ReceiptToReport, { lines }: WarehousePurchaseOrder): Receipt {
  const left = new Set(unreported.map(({ purchaseOrderLineId }) => purchaseOrderLineId));
  return {
    lines: lines
      .filter(({ purchaseOrderLineId }) => !left.has(purchaseOrderLineId))
      .map(({ purchaseOrderLineId, received }) => ({ lineId: purchaseOrderLineId, received })),
    total,
    unreported: unreported.map(({ purchaseOrderLineId, articleNumber = '', received, why }) => ({
      lineId: purchaseOrderLineId,
      articleNumber,
      received,
      why,
    })),
  };
}

/** Source: `PATCH …/setReportedNumberOfItemsToReceivedNumberOfItems`, `…/lines/{id}/reportedNumberOfItems`. */
export async function acknowledge(ongoing: Ongoing, { purchaseOrderId, lines }: Acknowledgement, signal: AbortSignal) {
  if (lines === undefined) await ongoing.setReportedToReceived(purchaseOrderId, signal);
  else {
    for (const { lineId, numberOfItems } of lines) {
      await ongoing.setReceivedReported(purchaseOrderId, lineId, numberOfItems, signal);
    }
  }
  return { end: 'done' } as const;
}
