import { ApiRefused, ApiUnclear } from '../../clients/errors';
import type { Acknowledgement, ShipmentKey, WarehouseSight } from '../../lifecycle/shipment/facts';
import type { EffectResults } from '../../lifecycle/shipment/results';
import type { EffectCall } from '../../protocol/effects';
import { priorities } from '../../protocol/names';
import type { Ongoing } from '../../clients/ongoing';
import { mayBeRefusal, type Scrubbed } from '../ends';
import { onlyConfigured } from '../only-configured';
import { createImport, type ImportDeps } from './import';
import { findNumbers } from './order-number';
import { withoutPeople } from './without-people';
import { lookByNumber } from './warehouse-sight';

const done = { end: 'done' } as const;
const unread = { end: 'not-done', why: 'unreadable', system: 'ongoing' } as const;

/** The effects that spend a goods owner's budget: activities in its lane. */
export function createOngoingEffects(deps: ImportDeps) {
  const { rooms, ends, slots } = deps;
  const call = (key: ShipmentKey, write: boolean) => ({
    store: key.store,
    goodsOwner: key.goodsOwner,
    systems: ['ongoing'] as const,
    write,
    scrubbed: withoutPeople(rooms, key),
  });

  return onlyConfigured({
    import: createImport(deps),

    /** Source: `GET /orders?orderNumbers=`. */
    async findNumber({ key, effect }: EffectCall<'findNumber'>): Promise<EffectResults['findNumber']> {
      const room = rooms.goodsOwner(key.goodsOwner);
      const store = rooms.store(key.store);
      const result = await ends.attempt(call(key, false), async (signal) => {
        const ongoing = room.ongoing(priorities.shipment);
        const numbers = await findNumbers(ongoing, room, store, [key], effect.generation, signal);
        const { is, ...found } = numbers.get(key.shipmentId) ?? { is: 'taken' as const, number: key.shipmentId };
        return { end: is, ...found } as Extract<EffectResults['findNumber'], { number: string }>;
      });
      return 'number' in result || result.end === 'not-done' ? result : unread;
    },

    /** Source: `GET /orders?orderNumber=`, and `?backOrderForOrderId=`. */
    async lookWarehouse({ key, effect }: EffectCall<'lookWarehouse'>): Promise<EffectResults['lookWarehouse']> {
      const room = rooms.goodsOwner(key.goodsOwner);
      const result = await ends.attempt(call(key, false), async (signal) => ({
        end: 'seen' as const,
        warehouse: await lookByNumber(
          room.ongoing(priorities.shipment),
          room,
          key,
          effect.number,
          effect.backOrdersOf,
          signal,
        ),
      }));
      return 'warehouse' in result || result.end === 'not-done' ? result : unread;
    },

    /** Centra first; when it has agreed, Ongoing hears at once that we know. Source: Centra `PUT /shipment`. */
    async complete({ key, effect }: EffectCall<'complete'>): Promise<EffectResults['complete']> {
      const { centra } = rooms.store(key.store);
      const room = rooms.goodsOwner(key.goodsOwner);
      const { orderNumber, shipmentId } = key;
      const { do: _do, waybills, acknowledge, ...told } = effect;
      const several = waybills.length > 1 ? { internalComment: `${shipmentId}: sent with ${waybills.join(', ')}` } : {};
      const completed = await ends.attempt({ ...call(key, true), systems: ['centra'] }, (signal) =>
        slots.within(key.store, room, async () => {
          await centra.completeShipment({ orderNumber, shipmentId, ...told, ...several }, signal);
          return done;
        }),
      );
      if (completed.end !== 'done' || acknowledge.length === 0) {
        return completed.end === 'done' ? { ...done, acknowledged: false } : completed;
      }
      const acknowledged = await ends.attempt(call(key, true), (signal) =>
        acknowledgeAll(room.ongoing(priorities.shipment), acknowledge, signal),
      );
      // Not clearly done: it is an effect of its own, then, and may be repeated.
      return { ...done, acknowledged: acknowledged.end === 'done' };
    },

    /** May be repeated. Source: `PATCH …/setReportedNumberOfItemsToPickedNumberOfItems`, `…/reportedNumberOfItems`. */
    async acknowledge({ key, effect }: EffectCall<'acknowledge'>): Promise<EffectResults['acknowledge']> {
      const ongoing = rooms.goodsOwner(key.goodsOwner).ongoing(priorities.shipment);
      return ends.attempt(call(key, true), (signal) => acknowledgeAll(ongoing, effect.orders, signal));
    },

    /**
     * Also while the goods owner or the store is paused: goods that nobody wants must not leave.
     * Source: `DELETE /orders` by number; whatever is not a clear yes is read back.
     */
    async cancelOrder({ key, effect }: EffectCall<'cancelOrder'>): Promise<EffectResults['cancelOrder']> {
      const room = rooms.goodsOwner(key.goodsOwner);
      const ongoing = room.ongoing(priorities.cancel);
      const { cancelled } = room.config.ongoing.statuses;
      // Not a write to the pause: it goes on.
      const attempt = call(key, false);
      return ends.attempt(attempt, async (signal) => {
        for (const number of effect.numbers) {
          const refusal = await cancelOne(ongoing, number, attempt.scrubbed, signal);
          if (refusal === undefined) continue;
          const warehouse = await lookByNumber(ongoing, room, key, number, [], signal);
          if (isGone(warehouse, cancelled)) continue;
          return { ...refusal, warehouse };
        }
        return done;
      });
    },
  });
}

async function acknowledgeAll(ongoing: Ongoing, orders: readonly Acknowledgement[], signal: AbortSignal) {
  for (const { orderId, lines } of orders) {
    if (lines === undefined) await ongoing.setReportedToPicked(orderId, signal);
    else for (const line of lines) await ongoing.setReported(orderId, line.orderLineId, line.numberOfItems, signal);
  }
  return done;
}

/** @returns nothing when it said yes, or that there is no such order */
async function cancelOne(
  ongoing: Ongoing,
  number: string,
  scrubbed: Scrubbed,
  signal: AbortSignal,
): Promise<{ end: 'refused'; reason: string } | undefined> {
  try {
    await ongoing.cancelOrder(number, signal);
    return undefined;
  } catch (error) {
    if (error instanceof ApiRefused)
      return error.status === 404 ? undefined : { end: 'refused', reason: await scrubbed(error.reason) };
    // 2xx without an id, with a reason: perhaps a refusal. What the order shows decides.
    if (error instanceof ApiUnclear && mayBeRefusal(error))
      return { end: 'refused', reason: await scrubbed(error.reason ?? '') };
    throw error;
  }
}

const isGone = ({ orders }: WarehouseSight, cancelled: readonly number[]) =>
  orders.every((order) => cancelled.includes(order.status));
