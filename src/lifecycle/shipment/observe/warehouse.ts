import { refuse, withoutDoubt } from '../../outcome';
import { cancellationSeen, notDone, nothingSeen, survived, type Reading } from '../../read-back';
import { note } from '../../timeline';
import { cancelBasis } from '../basis';
import type { Doubt, OurOrder, Part, ShipmentFacts, WarehouseSight } from '../facts';
import type { ShipmentSettings } from '../settings';
import { isCancelledStatus, isShipped, livingParts, sameQuantities } from '../view';

/** A sight of Ongoing becomes a fact: the order, its back orders, and what became of a write in doubt. */
export function observeWarehouse(
  facts: ShipmentFacts,
  sight: WarehouseSight,
  settings: ShipmentSettings,
  now: number,
): ShipmentFacts {
  const observedAt = Math.min(sight.observedAt, now);
  const { order } = facts;
  if (!order) return facts;
  if (sight.taken && sight.byNumber === order.number && !order.written) return numberIsTaken(facts, order, observedAt);
  const main = sight.orders.find((one) => one.orderNumber === order.number || one.orderId === order.orderId);
  const related = sight.orders.filter(
    (one) => one !== main && isRelated(one.backOrderForOrderId, facts, main?.orderId),
  );
  const backOrdersAskedAt = Math.max(observedAt, facts.backOrdersAskedAt ?? 0);
  const next: ShipmentFacts = {
    ...facts,
    parts: mergeParts(facts.parts, [...(main ? [main] : []), ...related], observedAt),
    ...(sight.withBackOrders ? { backOrdersAskedAt } : {}),
  };
  if (observedAt < lastSeenAt(facts, order)) return next;
  const reading: Reading = {
    ...{ at: observedAt, pace: settings, kind: 'order' },
    cancelBasis: () => cancelBasis(next.parts, settings),
  };
  if (main) return mainSeen(next, main, settings, reading);
  return sight.byNumber === order.number ? nothingSeen(next, reading) : next;
}

/** What we may have written is not there, and the number is somebody else's: nothing is ours that could be written over or deleted. */
function numberIsTaken(facts: ShipmentFacts, { number }: OurOrder, observedAt: number): ShipmentFacts {
  const { order: _o, ...rest } = withoutDoubt(facts);
  return { ...rest, numberTaken: { at: observedAt, number } };
}

/** When the order was last asked for, whether it was there or not. */
const lastSeenAt = ({ parts }: ShipmentFacts, { number, unknown }: OurOrder) =>
  Math.max(parts.find((part) => part.orderNumber === number)?.observedAt ?? 0, unknown?.last ?? 0);

const isRelated = (backOrderFor: number | undefined, facts: ShipmentFacts, mainId: number | undefined) =>
  backOrderFor !== undefined && (backOrderFor === mainId || facts.parts.some((part) => part.orderId === backOrderFor));

function mergeParts(parts: readonly Part[], seenOrders: WarehouseSight['orders'], observedAt: number): Part[] {
  const merged = new Map(parts.map((part) => [part.orderId, part]));
  for (const one of seenOrders) {
    const known = merged.get(one.orderId);
    if (!known || known.observedAt <= observedAt) merged.set(one.orderId, { ...one, observedAt });
  }
  return [...merged.values()].sort((a, b) => a.orderId - b.orderId);
}

/** Ongoing shows the order. */
function mainSeen(
  facts: ShipmentFacts,
  { status, orderId }: Pick<Part, 'status' | 'orderId'>,
  settings: ShipmentSettings,
  reading: Reading,
): ShipmentFacts {
  const { order, doubt } = facts;
  if (!order) return facts;
  const { unknown: _u, ...known } = order;
  if (isCancelledStatus(status, settings)) {
    if (known.cancelled || doubt?.of === 'cancel') return cancellationSeen(facts, reading);
    // Its number was free when it was first written, so a dead order under it is ours, and the warehouse cancelled it.
    return { ...(doubt?.of === 'import' ? withoutDoubt(facts) : facts), order: { ...known, orderId, written: true } };
  }
  const { cancelled, ...alive } = known;
  const living = { ...facts, order: { ...alive, orderId } };
  if (doubt?.of === 'cancel') return notCancelled(living, doubt, settings, reading);
  if (cancelled) {
    if (reading.at < cancelled.confirmFrom) return facts;
    return survived(note(living, { at: reading.at, what: 'cancel', outcome: 'the order lives again' }), reading);
  }
  return readBack(living, reading);
}

/** It lives, though we asked for its cancellation. A warehouse that has started would have refused; else two reads tell. */
function notCancelled(facts: ShipmentFacts, doubt: Doubt, settings: ShipmentSettings, reading: Reading): ShipmentFacts {
  const open = livingParts(facts, settings).filter((part) => !isShipped(part, settings));
  // Shipped: there is nothing left that could be cancelled.
  if (open.length === 0) return withoutDoubt(facts);
  const started = open.find(({ status }) => !settings.statuses.cancellable.includes(status));
  if (!started) return notDone(facts, doubt, 'cancel', reading);
  const reason = doubt.reason ?? `the order has status ${started.status}`;
  return refuse(withoutDoubt(facts), 'cancel', { at: reading.at, reason, basis: reading.cancelBasis() });
}

/** The order that we wrote is there; after a rewrite also: with the new rows? */
function readBack(facts: ShipmentFacts, reading: Reading): ShipmentFacts {
  const { order, doubt } = facts;
  if (!order) return facts;
  const { at: observedAt } = reading;
  const written = { ...order, written: true, writtenAt: order.writtenAt ?? observedAt };
  const { rewriting, ...settledOrder } = written;
  if (!rewriting) {
    const done = { ...facts, order: written };
    return doubt?.of === 'import' && observedAt >= doubt.since
      ? note(withoutDoubt(done), { at: observedAt, what: 'import', outcome: 'was done' })
      : done;
  }
  if (observedAt < rewriting.at) return { ...facts, order: written };
  const part = facts.parts.find((one) => one.orderId === order.orderId);
  const shown = (part?.lines ?? []).map((line) => ({
    lineId: line.rowNumber,
    articleNumber: line.articleNumber,
    qty: line.ordered,
  }));
  // Where only an address has changed, the rows are the same before and after: they prove nothing of a lost answer.
  const proves = doubt?.of !== 'import' || !sameQuantities(order.lines ?? [], rewriting.lines);
  if (proves && sameQuantities(shown, rewriting.lines)) {
    const { at: _at, mismatch: _m, ...content } = rewriting;
    return note(withoutDoubt({ ...facts, order: { ...settledOrder, ...content, writtenAt: observedAt } }), {
      at: observedAt,
      what: 'rewrite',
      outcome: 'done',
    });
  }
  if (doubt?.of === 'import') {
    const next = notDone({ ...facts, order: written }, doubt, 'rewrite', reading);
    return next.doubt ? next : { ...next, order: settledOrder };
  }
  // Without any row it is no observation yet: Ongoing may need half a minute after a write.
  const isBlank = shown.length === 0;
  const before = isBlank || rewriting.mismatch?.isBlank ? undefined : rewriting.mismatch;
  const mismatch = { first: before?.first ?? observedAt, last: observedAt, ...(isBlank ? { isBlank } : {}) };
  return { ...facts, order: { ...written, rewriting: { ...rewriting, mismatch } } };
}
