import { ApiUnreadable } from '../../clients/errors';
import type { Ongoing } from '../../clients/ongoing';
import type { WarehouseOrder } from '../../clients/ongoing/schema';
import type { ReturnKey, SeenReturn } from '../../lifecycle/return/facts';
import { basisOf } from '../../lifecycle/return/view';
import type { EffectResults } from '../../lifecycle/return/results';
import { itemsNotReturned, matchReturn, scrub } from '../../mapping';
import { priorities } from '../../protocol/names';
import type { ReturnEffectCall } from '../../protocol/returns';
import type { Ends } from '../ends';
import { onlyConfigured } from '../only-configured';
import { assertReadable } from '../readable';
import type { GoodsOwnerRoom, Rooms } from '../rooms';
import type { StoreSlots } from '../shipment/store-slots';
import { withoutPeople } from '../shipment/without-people';
import { isOurs } from '../shipment/warehouse-sight';
import type { ReturnCauses } from './causes';
import { neverSentComment } from './never-sent';
import { commentOn, reportedByLine, returnedSight } from './sight';

const returnsPerPage = 100;
const done = { end: 'done' } as const;

export interface ReturnDeps {
  readonly rooms: Rooms;
  readonly ends: Ends;
  readonly slots: StoreSlots;
  readonly causes: ReturnCauses;
}

/** The effects of a return that spend a goods owner's budget: activities in its lane. */
export function createReturnLaneEffects({ rooms, ends, slots, causes }: ReturnDeps) {
  const call = ({ goodsOwner, store }: ReturnKey, write: boolean) => ({
    ...{ store, goodsOwner, write },
    systems: ['ongoing'] as const,
  });
  const named = (key: ReturnKey, write: boolean) => ({ ...call(key, write), scrubbed: withoutPeople(rooms, key) });

  return onlyConfigured({
    /** Source: Ongoing `GET /orders?goodsOwnerOrderId=`, `GET /returnOrders/returnCauses`. */
    async readReturned({ key }: ReturnEffectCall<'readReturned'>): Promise<EffectResults['readReturned']> {
      const room = rooms.goodsOwner(key.goodsOwner);
      const ongoing = room.ongoing(priorities.shipment);
      const result = await ends.attempt(call(key, false), async (signal) => {
        const { order, family, observedAt } = await readOrder(ongoing, room, key, signal);
        const known = await causes.of(room, ongoing, signal);
        const sight = returnedSight(order, known, room.config.returns, observedAt);
        return {
          end: 'seen' as const,
          sight: { ...sight, reported: { at: observedAt, items: reportedByLine(family) } },
        };
      });
      return 'sight' in result || result.end === 'not-done' ? result : unread('ongoing');
    },

    /**
     * Not to be repeated without looking: every call makes another return. The order is read first, for the words; where
     * nothing is sent yet and it shows something else by now, nothing is. Source: Centra `POST /return`.
     */
    async makeReturn({ key, effect }: ReturnEffectCall<'makeReturn'>): Promise<EffectResults['makeReturn']> {
      const room = rooms.goodsOwner(key.goodsOwner);
      const { centra } = rooms.store(key.store);
      const ongoing = room.ongoing(priorities.shipment);
      const { plan, part: index, mayChange } = effect;
      const fresh = await ends.attempt(call(key, true), async (signal) => {
        // Without Centra there is nothing to read it for.
        await ends.open(key.store, key.goodsOwner, ['centra'], true);
        const read = await readOrder(ongoing, room, key, signal);
        return { end: 'read' as const, ...read, known: await causes.of(room, ongoing, signal) };
      });
      if (!('order' in fresh)) return fresh.end === 'not-done' ? fresh : unread('ongoing');
      const { order, known, observedAt } = fresh;
      const sight = returnedSight(order, known, room.config.returns, observedAt);
      const part = plan[index];
      if (!part || (mayChange && basisOf(sight.parts) !== basisOf(plan))) return { end: 'changed', sight };
      const { products, returnStock } = part;
      const comment = commentOn(order, known, room.config.returns, plan, part);
      const plain = withoutPeople(rooms, key);
      // Also a part of it that is quoted: each line's comment is one.
      const parts = comment?.split(/; |: |, /) ?? [];
      const scrubbed = (words: string) => plain(scrub(words, { comment, parts }));
      return ends.attempt({ ...call(key, true), systems: ['centra'], scrubbed }, (signal) =>
        slots.within(key.store, room, async () => {
          const { shipmentId } = key;
          const told = { shipmentId, products, returnStock, ...(comment === undefined ? {} : { comment }) };
          const { returnId, returnedItems } = await centra.createReturn(told, signal);
          return { end: 'made' as const, returnId, notTaken: itemsNotReturned(part, returnedItems) };
        }),
      );
    },

    /** May be repeated: it says how many are reported in all. Source: `PATCH …/reportedReturnedNumberOfItems`. */
    async acknowledgeReturn({
      key,
      effect,
    }: ReturnEffectCall<'acknowledgeReturn'>): Promise<EffectResults['acknowledgeReturn']> {
      const ongoing = rooms.goodsOwner(key.goodsOwner).ongoing(priorities.shipment);
      return ends.attempt(named(key, true), async (signal) => {
        for (const { orderLineId, numberOfItems } of effect.lines) {
          await ongoing.setReturnedReported(key.orderId, orderLineId, numberOfItems, signal);
        }
        return done;
      });
    },
  });
}

/** The effects of a return that spend a store's budget: activities on the queue `centra/<store>`. */
export function createReturnStoreEffects({ rooms, ends }: Pick<ReturnDeps, 'rooms' | 'ends'>) {
  return onlyConfigured({
    /** All of the shipment's returns. Source: `GET /returns?shipment=`. */
    async listMadeReturns({
      key,
      effect,
    }: ReturnEffectCall<'listMadeReturns'>): Promise<EffectResults['listMadeReturns']> {
      const { centra } = rooms.store(key.store);
      const { store, goodsOwner, shipmentId } = key;
      const call = { store, goodsOwner, systems: ['centra'] as const, write: false };
      const result = await ends.attempt(call, async (signal) => {
        const returns: SeenReturn[] = [];
        for (let page = 1; ; page += 1) {
          const list = await centra.listReturns({ shipmentId, limit: returnsPerPage, page }, signal);
          // One that cannot be read may be the one that is looked for.
          assertReadable(list, 'centra', 'GET /returns');
          for (const row of list.rows) {
            const products: Record<string, number> = {};
            for (const { shipmentLineId, quantity } of row.products) {
              products[shipmentLineId] = (products[shipmentLineId] ?? 0) + quantity;
            }
            const isNeverSent = row.comment === neverSentComment;
            returns.push({ id: row.returnId, products, is: matchReturn(effect.like, row), isNeverSent });
          }
          if (list.received < returnsPerPage) return { end: 'returns' as const, returns };
        }
      });
      return 'returns' in result || result.end === 'not-done' ? result : unread('centra');
    },
  });
}

/** A read that was refused: nothing was learnt, and nothing done. */
const unread = (system: 'centra' | 'ongoing') => ({ end: 'not-done', why: 'unreadable', system }) as const;

/** The order, and all orders of its shipment: back orders, and those of other numbers. */
async function readOrder(
  ongoing: Ongoing,
  room: GoodsOwnerRoom,
  key: ReturnKey,
  signal: AbortSignal,
): Promise<{ order: WarehouseOrder; family: readonly WarehouseOrder[]; observedAt: number }> {
  const list = await ongoing.listOrders({ goodsOwnerOrderId: key.shipmentId }, signal);
  assertReadable(list, 'ongoing', 'GET /orders');
  const family = list.rows.filter((order) => order.orderId === key.orderId || isOurs(order, key, room));
  const { observedAt } = list;
  const order = family.find(({ orderId }) => orderId === key.orderId);
  if (order) return { order: withLines(order), family, observedAt };
  // Known by our reference only.
  const named = await ongoing.listOrders({ orderNumber: key.warehouseOrder }, signal);
  assertReadable(named, 'ongoing', 'GET /orders');
  const found = named.rows.find(({ orderId }) => orderId === key.orderId);
  if (!found) throw new ApiUnreadable(getOrders, 'the order is not in the list', { at: 'orderId' });
  return { order: withLines(found), family: [...family, found], observedAt };
}

const getOrders = { system: 'ongoing', operation: 'GET /orders' } as const;

/** An order that shows none of its lines is no observation of what came back. */
function withLines(order: WarehouseOrder): WarehouseOrder {
  if (order.lines.length > 0) return order;
  throw new ApiUnreadable(getOrders, 'the order shows no lines', { at: 'orderLines' });
}
