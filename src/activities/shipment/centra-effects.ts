import type { CentraSight, ShipmentKey } from '../../lifecycle/shipment/facts';
import type { EffectResults } from '../../lifecycle/shipment/results';
import { scrub } from '../../mapping';
import type { EffectCall } from '../../protocol/effects';
import { neverSentComment } from '../return/never-sent';
import type { Ends, Scrubbed } from '../ends';
import { assertReadable } from '../readable';
import type { Rooms, StoreRoom } from '../rooms';
import { findShipment, readyShipment, rowOf } from './fresh';
import { isMappable } from './import';
import { withoutPeople } from './without-people';
import { lookAtOrder } from './whole-order';

const returnsPerPage = 100;
const done = { end: 'done' } as const;

/** The effects that spend a store's budget: activities on the queue `centra/<store>`. */
export function createCentraEffects({ rooms, ends }: { readonly rooms: Rooms; readonly ends: Ends }) {
  const call = (key: ShipmentKey, write: boolean, scrubbed: Scrubbed = withoutPeople(rooms, key)) => ({
    store: key.store,
    goodsOwner: key.goodsOwner,
    systems: ['centra'] as const,
    write,
    scrubbed,
  });

  return {
    /** Reads the shipment fresh; only what is good-to-go, unpaid and mappable is captured. Source: `PUT /capture`. */
    async capture({ key }: EffectCall<'capture'>): Promise<EffectResults['capture']> {
      const store = rooms.store(key.store);
      const fresh = await ends.attempt(call(key, true), (signal) => readyShipment(store, key, signal));
      if ('end' in fresh)
        return fresh.end === 'not-done' ? fresh : { end: 'not-done', why: 'unavailable', system: 'centra' };
      if ('result' in fresh) return fresh.result;
      const { ready: shipment, sight: centra } = fresh;
      if (shipment.paid || !shipment.shouldCapture) return { end: 'not-needed', centra };
      const fault = isMappable(shipment, store, key, Date.now());
      if (fault) return { end: 'unmappable', reason: fault.reason, centra };
      const scrubbed = (words: string) => scrub(words, shipment.raw);
      return ends.attempt(call(key, true, scrubbed), async (signal) => {
        await store.centra.capture(key.shipmentId, signal);
        return { ...done, centra };
      });
    },

    /** Asks every list, and the order itself. Source: `GET /shipments`, `GET /orders`. */
    async lookCentra({ key }: EffectCall<'lookCentra'>): Promise<EffectResults['lookCentra']> {
      const store = rooms.store(key.store);
      const result = await ends.attempt(call(key, false), async (signal) => ({
        end: 'seen' as const,
        centra: await (key.kind === 'order' ? lookAtOrder : look)(store, key, signal),
      }));
      return 'centra' in result || result.end === 'not-done' ? result : unread;
    },

    /** Serial numbers and quantities; the same again does no harm. Source: `PUT /shipments/{id}`. */
    async adjust({ key, effect }: EffectCall<'adjust'>): Promise<EffectResults['adjust']> {
      return ends.attempt(call(key, true), async (signal) => {
        await rooms.store(key.store).centra.updateShipment(key.shipmentId, { products: effect.products }, signal);
        return done;
      });
    },

    /** Source: `GET /returns?shipment=`. */
    async listReturns({ key }: EffectCall<'listReturns'>): Promise<EffectResults['listReturns']> {
      const { centra } = rooms.store(key.store);
      const result = await ends.attempt(call(key, false), async (signal) => {
        const returns: { id: string; products: Record<string, number> }[] = [];
        for (let page = 1; ; page += 1) {
          const list = await centra.listReturns({ shipmentId: key.shipmentId, limit: returnsPerPage, page }, signal);
          // One that cannot be read may be the refund that is looked for.
          assertReadable(list, 'centra', 'GET /returns');
          for (const { returnId, products } of list.rows) {
            const lines = products.map((line) => [line.shipmentLineId, line.quantity] as const);
            returns.push({ id: returnId, products: Object.fromEntries(lines) });
          }
          if (list.received < returnsPerPage) return { end: 'returns' as const, returns };
        }
      });
      return 'returns' in result || result.end === 'not-done' ? result : unread;
    },

    /** What was paid and not picked: refunded, and not put in stock. Source: `POST /return`. */
    async refund({ key, effect }: EffectCall<'refund'>): Promise<EffectResults['refund']> {
      const { centra } = rooms.store(key.store);
      return ends.attempt(call(key, true), async (signal) => {
        const created = await centra.createReturn(
          {
            shipmentId: key.shipmentId,
            products: effect.products,
            returnStock: false,
            refundPayment: true,
            comment: neverSentComment,
          },
          signal,
        );
        const left = Object.keys(effect.products).filter((line) => !created.returnedItems.includes(line));
        if (left.length === 0) return done;
        return { end: 'refused' as const, reason: `Centra did not take the lines ${left.join(', ')} into the return` };
      });
    },

    /** Appends to the order's internal comment what is not in it yet. Source: `GET /orders`, `PUT /orders`. */
    async appendWaybills({ key, effect }: EffectCall<'appendWaybills'>): Promise<EffectResults['appendWaybills']> {
      const { centra } = rooms.store(key.store);
      const { orderNumber } = key;
      return ends.attempt(call(key, true), async (signal) => {
        const order = (await centra.listOrders({ orderNumber }, signal)).rows.find(
          (row) => row.orderNumber === orderNumber,
        );
        const missing = effect.waybills.filter((waybill) => !order?.internalComment?.includes(waybill));
        if (missing.length === 0) return done;
        const internalComment = `${key.shipmentId}: also sent with ${missing.join(', ')}`;
        await centra.updateOrder({ orderNumber, internalComment }, signal);
        return done;
      });
    },
  };
}

/** A read that Centra refused: nothing was learnt, and nothing done. */
const unread = { end: 'not-done', why: 'unreadable', system: 'centra' } as const;

/** Good-to-go first and completed last: a shipment that moves on meanwhile is seen in one of them. */
async function look(store: StoreRoom, key: ShipmentKey, signal: AbortSignal): Promise<CentraSight> {
  const statuses = ['goodtogo', 'inprogress', 'completed'] as const;
  let observedAt: number | undefined;
  let found: Pick<Extract<CentraSight, { kind: 'look' }>, 'listed' | 'row'> = { listed: 'none' };
  for (const status of statuses) {
    const list = await findShipment(store, key, status, signal);
    observedAt ??= list.observedAt;
    if (list.shipment) {
      found = { listed: status, row: rowOf(list.shipment, store) };
      break;
    }
  }
  const orders = await store.centra.listOrders({ orderNumber: key.orderNumber }, signal);
  const order = orders.rows.find((row) => row.orderNumber === key.orderNumber);
  const shipped = order?.shipments.some((one) => one.shipmentId === key.shipmentId && one.shippedDate !== undefined);
  return {
    kind: 'look',
    observedAt: observedAt ?? orders.observedAt,
    ...found,
    order: order === undefined ? 'not-visible' : order.status === 'cancelled' ? 'cancelled' : 'open',
    shipped: shipped ?? false,
  };
}
