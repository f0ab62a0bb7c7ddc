import { refuse, withoutDoubt } from '../../outcome';
import { cancellationSeen, notDone, nothingSeen, survived, type Reading } from '../../read-back';
import { note } from '../../timeline';
import { cancelBasis, dataBasis, rewriteBasis } from '../basis';
import type { Doubt, OurPurchaseOrder, PurchaseOrderFacts, WarehouseSight } from '../facts';
import type { PurchaseOrderSettings } from '../settings';
import { advisedPieces, isCancelledStatus, isStarted, samePieces } from '../view';

/** A sight of Ongoing becomes a fact: the purchase order, and what became of a write in doubt. */
export function observeWarehouse(
  facts: PurchaseOrderFacts,
  sight: WarehouseSight,
  settings: PurchaseOrderSettings,
  now: number,
): PurchaseOrderFacts {
  const observedAt = Math.min(sight.observedAt, now);
  const { order } = facts;
  if (!order) return facts;
  if (sight.taken && sight.byNumber === order.number && !order.written) return numberIsTaken(facts, order, observedAt);
  if (observedAt < lastSeenAt(facts, order)) return facts;
  const isShown = sight.order?.number === order.number;
  const next = isShown ? { ...facts, seen: { ...sight.order, observedAt } } : facts;
  const reading: Reading = {
    ...{ at: observedAt, pace: settings, kind: 'purchase order' },
    cancelBasis: () => cancelBasis(next),
  };
  if (isShown) return shown(next, settings, reading);
  return sight.byNumber === order.number && !sight.order ? nothingSeen(next, reading) : next;
}

/** When the purchase order was last asked for, whether it was there or not. */
const lastSeenAt = ({ seen }: PurchaseOrderFacts, { number, unknown }: OurPurchaseOrder) =>
  Math.max(seen?.number === number ? seen.observedAt : 0, unknown?.last ?? 0);

/** What we may have written is not there, and the number is somebody else's: nothing is ours to be written over or deleted. */
function numberIsTaken(facts: PurchaseOrderFacts, { number }: OurPurchaseOrder, at: number): PurchaseOrderFacts {
  const { order: _o, seen: _s, ...rest } = withoutDoubt(facts);
  return { ...rest, numberTaken: { at, number } };
}

/** Ongoing shows the purchase order, which is in `facts.seen`. */
function shown(facts: PurchaseOrderFacts, settings: PurchaseOrderSettings, reading: Reading): PurchaseOrderFacts {
  const { order, doubt, seen } = facts;
  if (!order || !seen) return facts;
  const { unknown: _u, ...known } = order;
  const { purchaseOrderId } = seen;
  if (isCancelledStatus(seen.status, settings)) {
    if (known.cancelled || doubt?.of === 'cancel') return cancellationSeen(facts, reading);
    // Its number was free when it was first written, so a dead one under it is ours, and the warehouse cancelled it.
    const settled = doubt?.of === 'import' ? withoutDoubt(facts) : facts;
    return { ...settled, order: { ...known, purchaseOrderId, written: true } };
  }
  const { cancelled, ...alive } = known;
  const living = { ...facts, order: { ...alive, purchaseOrderId } };
  if (doubt?.of === 'cancel') return notCancelled(living, doubt, settings, reading);
  if (cancelled) {
    if (reading.at < cancelled.confirmFrom) return facts;
    return survived(
      note(living, { at: reading.at, what: 'cancel', outcome: 'the purchase order lives again' }),
      reading,
    );
  }
  return readBack(living, reading);
}

/** It lives, though we asked for its cancellation. A warehouse that has started would have refused; else two reads tell. */
function notCancelled(
  facts: PurchaseOrderFacts,
  doubt: Doubt,
  settings: PurchaseOrderSettings,
  reading: Reading,
): PurchaseOrderFacts {
  const { seen } = facts;
  if (!seen || !isStarted(seen, settings)) return notDone(facts, doubt, 'cancel', reading);
  const reason = doubt.reason ?? `the purchase order has status ${seen.status}`;
  return refuse(withoutDoubt(facts), 'cancel', { at: reading.at, reason, basis: reading.cancelBasis() });
}

/** What we wrote is there. In doubt of a rewrite only the new lines prove that. */
function readBack(facts: PurchaseOrderFacts, reading: Reading): PurchaseOrderFacts {
  const { order, doubt, seen } = facts;
  if (!order || !seen) return facts;
  const { at: observedAt } = reading;
  const there = { ...facts, order: { ...order, written: true } };
  if (doubt?.of !== 'import' || observedAt < doubt.since) return there;
  const { rewriting, ...before } = there.order;
  if (!rewriting) return note(withoutDoubt(there), { at: observedAt, what: 'import', outcome: 'was done' });
  // Where only a date has changed, the lines are the same before and after: they prove nothing of a lost answer.
  const proves = !samePieces(order.pieces ?? {}, rewriting.pieces);
  if (proves && samePieces(advisedPieces(seen.lines), rewriting.pieces)) {
    const { at: _at, ...content } = rewriting;
    const done = { ...withoutDoubt(there), order: { ...before, ...content } };
    return note(done, { at: observedAt, what: 'rewrite', outcome: 'was done' });
  }
  // How far the warehouse is may have become known only by looking.
  const about = (basis: string) =>
    basis.startsWith(`${dataBasis(facts.centra.digests)}@`) ? rewriteBasis(facts) : basis;
  const next = notDone(there, doubt, 'rewrite', reading, about);
  return next.doubt ? next : { ...next, order: before };
}
