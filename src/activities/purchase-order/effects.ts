import { ApiRefused, ApiUnclear } from '../../clients/errors';
import type { Ongoing } from '../../clients/ongoing';
import type { PurchaseOrderKey } from '../../lifecycle/purchase-order/facts';
import type { EffectResults } from '../../lifecycle/purchase-order/results';
import { priorities } from '../../protocol/names';
import type { PurchaseOrderActivities, PurchaseOrderCall } from '../../protocol/purchase-order';
import { mayBeRefusal } from '../ends';
import { onlyConfigured } from '../only-configured';
import { plainWords } from '../plain-words';
import { readDelivery } from './fresh';
import { createImportPurchaseOrder, type PurchaseOrderDeps } from './import';
import { findPurchaseOrderNumbers } from './numbers';
import { acknowledge, createReportReceipt } from './report';
import { findDelivery, headOf, lookByNumber, rowOf, supplierOrderSight } from './sights';

const done = { end: 'done' } as const;
const unread = (system: 'centra' | 'ongoing') => ({ end: 'not-done', why: 'unreadable', system }) as const;

/** The effects of purchase orders: `lookForDelivery` runs on the store's queue, the others in the goods owner's lane. */
export function createPurchaseOrderEffects(deps: PurchaseOrderDeps): PurchaseOrderActivities {
  const { rooms, ends } = deps;
  const call = ({ goodsOwner, store }: PurchaseOrderKey, write: boolean) => ({
    store,
    goodsOwner,
    systems: ['ongoing'] as const,
    write,
  });

  return onlyConfigured({
    importPurchaseOrder: createImportPurchaseOrder(deps),
    reportReceipt: createReportReceipt(deps),

    /** Source: `GET /purchaseOrders?purchaseOrderNumbers=`. */
    async findPurchaseOrderNumber({ key, effect }) {
      const room = rooms.goodsOwner(key.goodsOwner);
      const result = await ends.attempt(call(key, false), async (signal) => {
        const ongoing = room.ongoing(priorities.shipment);
        const numbers = await findPurchaseOrderNumbers(ongoing, room, [key], effect.generation, signal);
        const { is, ...found } = numbers.get(key.deliveryId) ?? { is: 'taken' as const, number: key.id };
        return { end: is, ...found } as Extract<EffectResults['findPurchaseOrderNumber'], { number: string }>;
      });
      return 'number' in result || result.end === 'not-done' ? result : unread('ongoing');
    },

    /** Source: Centra `GET /supplier-deliveries`, `GET /supplier-deliveries/{id}`, `GET /supplier-orders/{id}`. */
    async lookForDelivery({ key }) {
      const store = rooms.store(key.store);
      const centra = { ...call(key, false), systems: ['centra'] as const };
      const result = await ends.attempt(centra, async (signal) => {
        const { head, observedAt } = await findDelivery(store, key.deliveryId, signal);
        const delivery = head && (await readDelivery(store, key.deliveryId, signal));
        const supplierOrder = await supplierOrderSight(store, key.supplierOrder, signal);
        const row = delivery ? { row: rowOf(delivery, headOf(head, store), store) } : {};
        const sight = { kind: 'look', observedAt, listed: head !== undefined, supplierOrder, ...row } as const;
        return { end: 'seen' as const, centra: sight };
      });
      return 'centra' in result || result.end === 'not-done' ? result : unread('centra');
    },

    /** Source: `GET /purchaseOrders?purchaseOrderNumber=`. */
    async lookForPurchaseOrder({ key, effect }) {
      const ongoing = rooms.goodsOwner(key.goodsOwner).ongoing(priorities.shipment);
      const result = await ends.attempt(call(key, false), async (signal) => {
        const { sight } = await lookByNumber(ongoing, key, effect.number, signal);
        return { end: 'seen' as const, warehouse: sight };
      });
      return 'warehouse' in result || result.end === 'not-done' ? result : unread('ongoing');
    },

    /** May be repeated. */
    async acknowledgeReceipt({ key, effect }) {
      const ongoing = rooms.goodsOwner(key.goodsOwner).ongoing(priorities.shipment);
      return ends.attempt(call(key, true), (signal) => acknowledge(ongoing, effect, signal));
    },

    /**
     * Also while the goods owner or the store is paused. Source: `DELETE /purchaseOrders` by number; whatever is not a
     * clear yes is read back.
     */
    async cancelPurchaseOrder({ key, effect }: PurchaseOrderCall<'cancelPurchaseOrder'>) {
      const room = rooms.goodsOwner(key.goodsOwner);
      const ongoing = room.ongoing(priorities.cancel);
      const dead = room.config.ongoing.statuses.receiptCancelled;
      // Not a write to the pause: it goes on.
      return ends.attempt(call(key, false), async (signal) => {
        const refusal = await cancelOne(ongoing, effect.number, signal);
        if (refusal === undefined) return done;
        const { order, sight: warehouse } = await lookByNumber(ongoing, key, effect.number, signal);
        if (!order || dead.includes(order.status.number)) return done;
        return { ...refusal, warehouse };
      });
    },
  } satisfies PurchaseOrderActivities);
}

/** @returns nothing when it said yes, or that there is no such purchase order */
async function cancelOne(
  ongoing: Ongoing,
  number: string,
  signal: AbortSignal,
): Promise<{ end: 'refused'; reason: string } | undefined> {
  try {
    await ongoing.cancelPurchaseOrder(number, signal);
    return undefined;
  } catch (error) {
    if (error instanceof ApiRefused) {
      return error.status === 404 ? undefined : { end: 'refused', reason: plainWords(error.reason) };
    }
    // 2xx without an id, with a reason: perhaps a refusal. What the purchase order shows decides.
    if (error instanceof ApiUnclear && mayBeRefusal(error)) {
      return { end: 'refused', reason: plainWords(error.reason ?? '') };
    }
    throw error;
  }
}
