import type { Refusal } from '../attempts';
import { areSettled, lookedInVain, readAgain } from '../doubt';
import { note } from '../timeline';
import { cancelBasis, dataBasis, rewriteBasis } from './basis';
import type {
  CentraFacts,
  CentraSight,
  DeliveryRow,
  Doubt,
  OurPurchaseOrder,
  PurchaseOrderFacts,
  SupplierOrderSight,
  WarehouseSight,
} from './facts';
import type { PurchaseOrderSettings } from './settings';
import {
  advisedPieces,
  changedGroups,
  changesSinceWritten,
  isCancelledStatus,
  isOrderReduced,
  isStarted,
  samePieces,
} from './view';

/** A sight of Centra becomes a fact. An older sight never overwrites a newer one. */
export function observeCentra(facts: PurchaseOrderFacts, sight: CentraSight, now: number): PurchaseOrderFacts {
  const observedAt = Math.min(sight.observedAt, now);
  switch (sight.kind) {
    case 'missing':
      return observedAt < facts.centra.observedAt ? facts : missed(facts, observedAt, sight.shrunk ?? false);
    case 'row':
      if (observedAt < facts.centra.observedAt) return facts;
      return reportDoubt(listed(facts, observedAt, sight.row, sight.supplierOrder), observedAt);
    case 'look':
      return look(facts, { ...sight, observedAt });
    default:
      return sight satisfies never;
  }
}

/** Not in the list. Where a whole list has shrunk, absence proves nothing, and what it seemed to prove before neither. */
function missed(facts: PurchaseOrderFacts, observedAt: number, shrunk: boolean): PurchaseOrderFacts {
  const { gone, ...centra } = facts.centra;
  const missedAt = Math.max(observedAt, centra.missedAt ?? 0);
  return { ...facts, centra: { ...centra, missedAt, shrunk, ...(gone && !shrunk ? { gone } : {}) } };
}

const withCentra = (facts: PurchaseOrderFacts, change: Partial<CentraFacts>): PurchaseOrderFacts => ({
  ...facts,
  centra: { ...facts.centra, ...change },
});

/** Centra offers it: whatever made us doubt it is answered. */
function listed(
  facts: PurchaseOrderFacts,
  observedAt: number,
  row: DeliveryRow | undefined,
  supplierOrder: SupplierOrderSight | undefined,
): PurchaseOrderFacts {
  const { missedAt, gone: _g, shrunk, supplierOrder: _s, ...centra } = facts.centra;
  const { 'completed-elsewhere': _answer, ...resolved } = facts.operator.resolved;
  const next: PurchaseOrderFacts = {
    ...facts,
    centra: {
      ...centra,
      observedAt,
      listed: true,
      ...(missedAt !== undefined && missedAt > observedAt ? { missedAt, ...(shrunk ? { shrunk } : {}) } : {}),
    },
    operator: { ...facts.operator, resolved },
  };
  const shown = row ? withRow(next, row, observedAt) : next;
  const { digests } = shown.centra;
  return supplierOrder?.shown && digests
    ? withCentra(shown, { before: { pieces: supplierOrder.pieces, lines: digests.lines } })
    : shown;
}

function withRow(facts: PurchaseOrderFacts, row: DeliveryRow, observedAt: number): PurchaseOrderFacts {
  const before = facts.centra.digests;
  const groups = before ? changedGroups(before, row.digests) : [];
  // What the filter kept back is looked at again whenever Centra shows it changed.
  const { gate, ...rest } = comparable(facts, row);
  const kept = gate && groups.length === 0 ? { ...rest, gate } : rest;
  const { head, digests, pieces } = row;
  const next = withCentra(kept, { head, digests, pieces });
  if (groups.length === 0) return next;
  return note(next, { at: observedAt, what: 'changed in Centra', outcome: groups.join(', ') });
}

/**
 * The key of the digests has changed (a new secret): what we hold cannot be compared, so it is taken as it is now. Changes
 * that had been noticed before stay changes, and pieces can be compared without a key.
 */
function comparable(facts: PurchaseOrderFacts, { digests, pieces }: DeliveryRow): PurchaseOrderFacts {
  const { order } = facts;
  if (!order?.digests || order.digests.keyId === digests.keyId) return facts;
  const otherPieces = order.pieces && !samePieces(order.pieces, pieces) ? (['lines'] as const) : [];
  const pending = Object.fromEntries([...changesSinceWritten(facts), ...otherPieces].map((group) => [group, '']));
  return { ...facts, order: { ...order, digests: { ...digests, ...pending } } };
}

function look(facts: PurchaseOrderFacts, sight: Extract<CentraSight, { kind: 'look' }>): PurchaseOrderFacts {
  const { observedAt, supplierOrder } = sight;
  const looked = withCentra(facts, { lookedAt: Math.max(observedAt, facts.centra.lookedAt ?? 0) });
  if (observedAt < facts.centra.observedAt) return looked;
  if (sight.listed) return reportDoubt(listed(looked, observedAt, sight.row, supplierOrder), observedAt);
  const { gone, shrunk, ...centra } = looked.centra;
  const next: PurchaseOrderFacts = { ...looked, centra: { ...centra, observedAt, listed: false, supplierOrder } };
  // A list that lacks much at once proves nothing by what it lacks; a supplier order that is there, and smaller, does.
  const proves = !shrunk || (supplierOrder.shown && isOrderReduced(next));
  const counted = withCentra(next, {
    ...(shrunk ? { shrunk } : {}),
    ...(proves ? { gone: readAgain(gone, observedAt) } : {}),
  });
  return reportDoubt(counted, observedAt);
}

const withDoubt = (facts: PurchaseOrderFacts, doubt: Doubt): PurchaseOrderFacts => ({ ...facts, doubt });
const withoutDoubt = ({ doubt: _d, ...facts }: PurchaseOrderFacts): PurchaseOrderFacts => facts;

/**
 * Gone, and its supplier order neither cancelled nor reduced: the receipt was taken. Listed still: it was not. Anything
 * else is for a person, who finds both in the facts.
 */
function reportDoubt(facts: PurchaseOrderFacts, observedAt: number): PurchaseOrderFacts {
  const { doubt, centra } = facts;
  if (doubt?.of !== 'report' || observedAt < doubt.since) return facts;
  if (centra.listed) return withDoubt(facts, lookedInVain(doubt, observedAt));
  if (centra.supplierOrder === undefined) return facts;
  if (centra.gone && !isOrderReduced(facts)) {
    const receipt = doubt.receipt ?? { lines: [], total: 0, unreported: [] };
    const reported = { ...receipt, at: observedAt, rest: [] };
    return note({ ...withoutDoubt(facts), reported }, { at: observedAt, what: 'report', outcome: 'was done' });
  }
  return withDoubt(facts, { ...doubt, lookedAt: Math.max(observedAt, doubt.lookedAt ?? 0) });
}

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
  if (sight.order?.number === order.number) {
    return shown({ ...facts, seen: { ...sight.order, observedAt } }, settings, observedAt);
  }
  return sight.byNumber === order.number && !sight.order ? nothingSeen(facts, observedAt, settings) : facts;
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
function shown(facts: PurchaseOrderFacts, settings: PurchaseOrderSettings, observedAt: number): PurchaseOrderFacts {
  const { order, doubt, seen } = facts;
  if (!order || !seen) return facts;
  const { unknown: _u, ...known } = order;
  const { purchaseOrderId } = seen;
  if (isCancelledStatus(seen.status, settings)) {
    if (known.cancelled || doubt?.of === 'cancel') return cancellationSeen(facts, observedAt, settings);
    // Its number was free when it was first written, so a dead one under it is ours, and the warehouse cancelled it.
    const settled = doubt?.of === 'import' ? withoutDoubt(facts) : facts;
    return { ...settled, order: { ...known, purchaseOrderId, written: true } };
  }
  const { cancelled, ...alive } = known;
  const living = { ...facts, order: { ...alive, purchaseOrderId } };
  if (doubt?.of === 'cancel') return notCancelled(living, doubt, settings, observedAt);
  if (cancelled) {
    if (observedAt < cancelled.confirmFrom) return facts;
    return survived(
      note(living, { at: observedAt, what: 'cancel', outcome: 'the purchase order lives again' }),
      observedAt,
    );
  }
  return readBack(living, settings, observedAt);
}

/** It lives, though we asked for its cancellation. A warehouse that has started would have refused; else two reads tell. */
function notCancelled(
  facts: PurchaseOrderFacts,
  doubt: Doubt,
  settings: PurchaseOrderSettings,
  observedAt: number,
): PurchaseOrderFacts {
  const { seen } = facts;
  if (!seen || !isStarted(seen, settings)) return notDone(facts, doubt, 'cancel', observedAt, settings);
  const reason = doubt.reason ?? `the purchase order has status ${seen.status}`;
  return refused(withoutDoubt(facts), 'cancel', { at: observedAt, reason, basis: cancelBasis(facts) });
}

/** A read that shows the old state. The second one, after settling, proves that the write was not done. */
function notDone(
  facts: PurchaseOrderFacts,
  before: Doubt,
  of: 'import' | 'rewrite' | 'cancel',
  observedAt: number,
  settings: PurchaseOrderSettings,
): PurchaseOrderFacts {
  const doubt = lookedInVain(before, observedAt);
  if (!areSettled(doubt.undone, settings)) return withDoubt(facts, doubt);
  const { reason, basis = '' } = doubt;
  // How far the warehouse is may have become known only by looking.
  const sameData = of === 'rewrite' && basis.startsWith(`${dataBasis(facts.centra.digests)}@`);
  const about = sameData ? rewriteBasis(facts) : basis;
  if (reason) return refused(withoutDoubt(facts), of, { at: observedAt, reason, basis: about });
  return of === 'cancel' ? survived(withoutDoubt(facts), observedAt) : withDoubt(facts, doubt);
}

/** The cancellation came to nothing: once more at once, and then no oftener than one that was refused. */
function survived(facts: PurchaseOrderFacts, observedAt: number): PurchaseOrderFacts {
  const { order } = facts;
  if (!order) return facts;
  const times = (order.survived ?? 0) + 1;
  const next = { ...facts, order: { ...order, survived: times } };
  if (times < 2) return next;
  const reason = `it was asked for ${times} times, and the purchase order lives`;
  return refused(next, 'cancel', { at: observedAt, reason, basis: cancelBasis(facts) });
}

const refused = (
  facts: PurchaseOrderFacts,
  of: keyof PurchaseOrderFacts['refusals'],
  refusal: Refusal,
): PurchaseOrderFacts =>
  note(
    { ...facts, refusals: { ...facts.refusals, [of]: refusal } },
    { at: refusal.at, what: of, outcome: 'refused', reason: refusal.reason },
  );

/** What we wrote is there. In doubt of a rewrite only the new lines prove that. */
function readBack(facts: PurchaseOrderFacts, settings: PurchaseOrderSettings, observedAt: number): PurchaseOrderFacts {
  const { order, doubt, seen } = facts;
  if (!order || !seen) return facts;
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
  const next = notDone(there, doubt, 'rewrite', observedAt, settings);
  return next.doubt ? next : { ...next, order: before };
}

/** Ongoing knows nothing under our number. */
function nothingSeen(
  facts: PurchaseOrderFacts,
  observedAt: number,
  settings: PurchaseOrderSettings,
): PurchaseOrderFacts {
  const { order, doubt } = facts;
  if (!order) return facts;
  if (order.cancelled || doubt?.of === 'cancel') return cancellationSeen(facts, observedAt, settings);
  if (doubt?.of === 'import' && !order.written) return notDone(facts, doubt, 'import', observedAt, settings);
  if (!order.written) return facts;
  return { ...facts, order: { ...order, unknown: readAgain(order.unknown, observedAt) } };
}

/** Cancelled, which shows as a status or as a number that is not known; it counts when it is seen again after settling. */
function cancellationSeen(
  facts: PurchaseOrderFacts,
  observedAt: number,
  settings: PurchaseOrderSettings,
): PurchaseOrderFacts {
  const { order, doubt } = facts;
  if (!order) return facts;
  const { cancel: _c, ...refusals } = facts.refusals;
  const cancelled = order.cancelled ?? {
    at: observedAt,
    confirmFrom: Math.max(observedAt + settings.settleMs, doubt?.limitAt ?? 0),
  };
  const confirmedAt = observedAt >= cancelled.confirmFrom ? observedAt : undefined;
  return {
    ...(doubt?.of === 'cancel' ? withoutDoubt(facts) : facts),
    refusals,
    order: { ...order, cancelled: { ...cancelled, ...(confirmedAt ? { confirmedAt } : {}) } },
  };
}
