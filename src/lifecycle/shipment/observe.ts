import type { Refusal } from '../attempts';
import type { TimelineEntry } from '../entity';
import type {
  CentraFacts,
  CentraSight,
  DigestGroup,
  Doubt,
  OurOrder,
  Part,
  ShipmentFacts,
  ShipmentRow,
  WarehouseSight,
} from './facts';
import { digestGroups } from './facts';
import type { ShipmentSettings } from './settings';
import { cancelBasis } from './basis';
import {
  changedGroups,
  changesSinceWritten,
  isAsWritten,
  isCancelledStatus,
  isShipped,
  livingParts,
  sameQuantities,
  settled,
} from './view';
import { note } from '../timeline';

/** A sight of Centra becomes a fact. An older sight never overwrites a newer one; that it was completed is never undone. */
export function observeCentra(facts: ShipmentFacts, sight: CentraSight, now: number): ShipmentFacts {
  const observedAt = Math.min(sight.observedAt, now);
  switch (sight.kind) {
    case 'missing':
      return observedAt < facts.centra.observedAt ? facts : missed(facts, observedAt, sight.shrunk ?? false);
    case 'hint':
      return observedAt < facts.centra.observedAt ? facts : missed(facts, observedAt, facts.centra.shrunk ?? false);
    case 'row':
      if (observedAt < facts.centra.observedAt) return facts;
      return doubtsAfterRow(
        withRow(listedAgain(facts, sight.row, observedAt), sight.row, observedAt),
        sight.row,
        observedAt,
      );
    case 'look':
      return look(facts, { ...sight, observedAt });
    default:
      return sight satisfies never;
  }
}

/** Not in the list. Where a whole list has shrunk, absence proves nothing, and what it seemed to prove before neither. */
function missed(facts: ShipmentFacts, observedAt: number, shrunk: boolean): ShipmentFacts {
  const { absent, ...centra } = facts.centra;
  const missedAt = Math.max(observedAt, centra.missedAt ?? 0);
  return { ...facts, centra: { ...centra, missedAt, shrunk, ...(absent && !shrunk ? { absent } : {}) } };
}

const withCentra = (facts: ShipmentFacts, change: Partial<CentraFacts>): ShipmentFacts => ({
  ...facts,
  centra: { ...facts.centra, ...change },
});

/** Listed as good-to-go: whatever made us doubt it is answered, but for a hold that the row shows. */
function listedAgain(facts: ShipmentFacts, row: ShipmentRow | undefined, observedAt: number): ShipmentFacts {
  const { missedAt, absent, notVisibleSince: _n, shrunk, ...centra } = facts.centra;
  const { 'not-visible': _answer, ...resolved } = facts.operator.resolved;
  return {
    ...facts,
    centra: {
      ...centra,
      observedAt,
      goodToGo: true,
      orderCancelled: false,
      ...(absent && row?.hold && facts.order?.sent ? { absent } : {}),
      ...(missedAt !== undefined && missedAt > observedAt ? { missedAt, ...(shrunk ? { shrunk } : {}) } : {}),
    },
    operator: { ...facts.operator, resolved },
  };
}

function withRow(facts: ShipmentFacts, row: ShipmentRow, observedAt: number): ShipmentFacts {
  const before = facts.centra.digests;
  const groups = before ? changedGroups(before, row.digests) : [];
  // What does not pass the gate is looked at again whenever Centra shows it.
  const { gate: _g, ...rest } = facts;
  const next = withCentra(comparable(rest, row), {
    paid: row.paid,
    shouldCapture: row.shouldCapture,
    hold: row.hold,
    suspect: row.suspect,
    digests: row.digests,
    lines: row.lines,
    ...differing(facts, row, observedAt),
  });
  const noted = groups.length > 0 ? note(next, changeNoted(groups, observedAt)) : next;
  // A hold that can be seen is a withdrawal that must be seen twice, like any other; before anything was sent it is the gate's.
  return row.hold && facts.order?.sent ? absence(noted, observedAt) : noted;
}

/** Where nothing can be compared, everything may differ. */
function differing({ centra }: ShipmentFacts, { digests }: ShipmentRow, at: number): Pick<CentraFacts, 'changedAt'> {
  const comparable = centra.digests?.keyId === digests.keyId;
  const groups = comparable && centra.digests ? changedGroups(centra.digests, digests) : digestGroups;
  if (groups.length === 0) return {};
  return { changedAt: { ...centra.changedAt, ...Object.fromEntries(groups.map((group) => [group, at])) } };
}

/**
 * The key of the digests has changed (a new secret): what we hold cannot be compared, so it is taken as it is now. Changes
 * that had been noticed before stay changes, and lines can be compared without a key.
 */
function comparable(facts: ShipmentFacts, { digests, lines }: ShipmentRow): ShipmentFacts {
  const { order } = facts;
  if (!order?.digests || order.digests.keyId === digests.keyId) return facts;
  const otherLines: DigestGroup[] = order.lines && !isAsWritten(facts, lines) ? ['lines'] : [];
  const changed = [...changesSinceWritten(facts), ...otherLines];
  const pending = Object.fromEntries(changed.map((group) => [group, '']));
  return { ...facts, order: { ...order, digests: { ...digests, ...pending } } };
}

const changeNoted = (groups: readonly string[], at: number): TimelineEntry => ({
  at,
  what: 'changed in Centra',
  outcome: groups.join(', '),
});

function absence(facts: ShipmentFacts, observedAt: number): ShipmentFacts {
  if (facts.centra.shrunk) return facts;
  const first = facts.centra.absent?.first ?? observedAt;
  return withCentra(facts, { absent: { first, last: Math.max(observedAt, facts.centra.absent?.last ?? 0) } });
}

function look(facts: ShipmentFacts, sight: Extract<CentraSight, { kind: 'look' }>): ShipmentFacts {
  const { observedAt } = sight;
  const completed = facts.centra.completed || sight.listed === 'completed' || sight.shipped;
  const lookedAt = Math.max(observedAt, facts.centra.lookedAt ?? 0);
  let next = withCentra(facts, { completed, lookedAt });
  if (observedAt >= facts.centra.observedAt) {
    // An order that cannot be seen is no sign that it is not cancelled any more.
    const orderCancelled =
      sight.order === 'cancelled' || (sight.order === 'not-visible' && facts.centra.orderCancelled);
    next = withCentra(next, { observedAt, orderCancelled });
    if (sight.listed === 'goodtogo') {
      next = withCentra(listedAgain(next, sight.row, observedAt), { orderCancelled });
    } else {
      next = withCentra(next, { goodToGo: false });
      if (sight.order === 'open' && !completed) next = seen(absence(next, observedAt));
      if (sight.order === 'not-visible' && !completed) next = unseen(next, observedAt);
      if (sight.order === 'cancelled') next = seen(next);
    }
    if (sight.row) next = withRow(next, sight.row, observedAt);
  }
  return doubtsAfterLook(next, sight);
}

function seen(facts: ShipmentFacts): ShipmentFacts {
  const { notVisibleSince: _n, ...centra } = facts.centra;
  return { ...facts, centra };
}

function unseen(facts: ShipmentFacts, observedAt: number): ShipmentFacts {
  const { absent: _a, ...centra } = facts.centra;
  return { ...facts, centra: { ...centra, notVisibleSince: centra.notVisibleSince ?? observedAt } };
}

const withDoubt = (facts: ShipmentFacts, doubt: Doubt): ShipmentFacts => ({ ...facts, doubt });
const withoutDoubt = ({ doubt: _d, ...facts }: ShipmentFacts): ShipmentFacts => facts;

/** A read after the write's time limit that shows the old state. */
const undoneAt = (doubt: Doubt, observedAt: number): Doubt => ({
  ...doubt,
  lookedAt: Math.max(observedAt, doubt.lookedAt ?? 0),
  ...(observedAt >= doubt.limitAt
    ? { undone: { first: doubt.undone?.first ?? observedAt, last: Math.max(observedAt, doubt.undone?.last ?? 0) } }
    : {}),
});

const lookedAt = (doubt: Doubt, observedAt: number): Doubt => ({
  ...doubt,
  lookedAt: Math.max(observedAt, doubt.lookedAt ?? 0),
});

function doubtsAfterRow(facts: ShipmentFacts, row: ShipmentRow, observedAt: number): ShipmentFacts {
  const { doubt } = facts;
  if (doubt?.of !== 'capture' || observedAt < doubt.since) return facts;
  if (row.paid || !row.shouldCapture) return captureIsDone(facts, observedAt);
  const { unlisted: _u, ...listed } = doubt;
  return withDoubt(facts, undoneAt(listed, observedAt));
}

const captureIsDone = (facts: ShipmentFacts, at: number): ShipmentFacts =>
  note({ ...withoutDoubt(facts), captured: { at } }, { at, what: 'capture', outcome: 'was done' });

function doubtsAfterLook(facts: ShipmentFacts, sight: Extract<CentraSight, { kind: 'look' }>): ShipmentFacts {
  const { doubt } = facts;
  const { observedAt } = sight;
  if (!doubt || observedAt < doubt.since) return facts;
  if (doubt.of === 'capture') {
    return sight.row
      ? doubtsAfterRow(facts, sight.row, observedAt)
      : withDoubt(facts, { ...lookedAt(doubt, observedAt), unlisted: true });
  }
  if (doubt.of === 'complete') {
    if (facts.centra.completed) {
      const waybills = facts.completed?.waybills ?? [];
      const done = { ...withoutDoubt(facts), completed: { at: observedAt, confirmed: true, waybills } };
      return note(done, { at: observedAt, what: 'complete', outcome: 'was done' });
    }
    // Still offered, and no shipping date: not completed. What is not offered may be on its way: that proves nothing.
    const next = withDoubt(
      facts,
      sight.listed === 'goodtogo' ? undoneAt(doubt, observedAt) : lookedAt(doubt, observedAt),
    );
    return doubt.capturing && sight.row?.paid && !next.captured ? { ...next, captured: { at: observedAt } } : next;
  }
  return facts;
}

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
  let next: ShipmentFacts = {
    ...facts,
    parts: mergeParts(facts.parts, [...(main ? [main] : []), ...related], observedAt),
  };
  if (sight.withBackOrders) next = { ...next, backOrdersAskedAt: Math.max(observedAt, facts.backOrdersAskedAt ?? 0) };
  if (observedAt < lastSeenAt(facts, order)) return next;
  if (main) return mainSeen(next, main.status, main.orderId, settings, observedAt);
  if (sight.byNumber === order.number) return nothingSeen(next, observedAt, settings);
  return next;
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
  status: number,
  orderId: number,
  settings: ShipmentSettings,
  observedAt: number,
): ShipmentFacts {
  const { order, doubt } = facts;
  if (!order) return facts;
  const { unknown: _u, ...known } = order;
  const dead = isCancelledStatus(status, settings);
  if (dead) {
    if (known.cancelled || doubt?.of === 'cancel') return cancellationSeen(facts, observedAt, settings);
    // Its number was free when it was first written, so a dead order under it is ours, and the warehouse cancelled it.
    return { ...(doubt?.of === 'import' ? withoutDoubt(facts) : facts), order: { ...known, orderId, written: true } };
  }
  const { cancelled, ...alive } = known;
  const living = { ...facts, order: { ...alive, orderId } };
  if (doubt?.of === 'cancel') return notCancelled(living, doubt, settings, observedAt);
  if (cancelled) {
    if (observedAt < cancelled.confirmFrom) return facts;
    return survived(
      note(living, { at: observedAt, what: 'cancel', outcome: 'the order lives again' }),
      settings,
      observedAt,
    );
  }
  return readBack(living, observedAt, settings);
}

/** It lives, though we asked for its cancellation. A warehouse that has started would have refused; else two reads tell. */
function notCancelled(
  facts: ShipmentFacts,
  doubt: Doubt,
  settings: ShipmentSettings,
  observedAt: number,
): ShipmentFacts {
  const open = livingParts(facts, settings).filter((part) => !isShipped(part, settings));
  // Shipped: there is nothing left that could be cancelled.
  if (open.length === 0) return withoutDoubt(facts);
  const started = open.find(({ status }) => !settings.statuses.cancellable.includes(status));
  if (!started) return notDone(facts, doubt, 'cancel', observedAt, settings);
  const reason = doubt.reason ?? `the order has status ${started.status}`;
  return withRefusal(withoutDoubt(facts), 'cancel', {
    at: observedAt,
    reason,
    basis: cancelBasis(facts.parts, settings),
  });
}

/**
 * A read that shows the old state. The second one, after settling, proves that the write was not done: then what was said
 * instead of an id was a refusal, and a cancellation is nothing to wait for any more.
 */
function notDone(
  facts: ShipmentFacts,
  before: Doubt,
  of: 'import' | 'rewrite' | 'cancel',
  observedAt: number,
  settings: ShipmentSettings,
): ShipmentFacts {
  const doubt = undoneAt(before, observedAt);
  if (!settled(doubt.undone, settings)) return withDoubt(facts, doubt);
  const { reason, basis = '' } = doubt;
  if (reason) return withRefusal(withoutDoubt(facts), of, { at: observedAt, reason, basis });
  return of === 'cancel' ? survived(withoutDoubt(facts), settings, observedAt) : withDoubt(facts, doubt);
}

/** The cancellation came to nothing: once more at once, and then no oftener than one that was refused. */
function survived(facts: ShipmentFacts, settings: ShipmentSettings, observedAt: number): ShipmentFacts {
  const { order } = facts;
  if (!order) return facts;
  const times = (order.survived ?? 0) + 1;
  const next = { ...facts, order: { ...order, survived: times } };
  if (times < 2) return next;
  const reason = `it was asked for ${times} times, and the order lives`;
  return withRefusal(next, 'cancel', { at: observedAt, reason, basis: cancelBasis(facts.parts, settings) });
}

const withRefusal = (facts: ShipmentFacts, of: 'import' | 'rewrite' | 'cancel', refusal: Refusal): ShipmentFacts =>
  note(
    { ...facts, refusals: { ...facts.refusals, [of]: refusal } },
    { at: refusal.at, what: of, outcome: 'refused', reason: refusal.reason },
  );

/** The order that we wrote is there; after a rewrite also: with the new rows? */
function readBack(facts: ShipmentFacts, observedAt: number, settings: ShipmentSettings): ShipmentFacts {
  const { order, doubt } = facts;
  if (!order) return facts;
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
    const next = notDone({ ...facts, order: written }, doubt, 'rewrite', observedAt, settings);
    return next.doubt ? next : { ...next, order: settledOrder };
  }
  // Without any row it is no observation yet: Ongoing may need half a minute after a write.
  const isBlank = shown.length === 0;
  const before = isBlank || rewriting.mismatch?.isBlank ? undefined : rewriting.mismatch;
  const mismatch = { first: before?.first ?? observedAt, last: observedAt, ...(isBlank ? { isBlank } : {}) };
  return { ...facts, order: { ...written, rewriting: { ...rewriting, mismatch } } };
}

/** Ongoing knows nothing under our number. */
function nothingSeen(facts: ShipmentFacts, observedAt: number, settings: ShipmentSettings): ShipmentFacts {
  const { order, doubt } = facts;
  if (!order) return facts;
  if (order.cancelled || doubt?.of === 'cancel') return cancellationSeen(facts, observedAt, settings);
  if (doubt?.of === 'import' && !order.written) return notDone(facts, doubt, 'import', observedAt, settings);
  if (!order.written) return facts;
  const first = order.unknown?.first ?? observedAt;
  return { ...facts, order: { ...order, unknown: { first, last: observedAt } } };
}

/** Cancelled, which shows as status 1000 or as a number that is not known; it counts when it is seen again after settling. */
function cancellationSeen(facts: ShipmentFacts, observedAt: number, settings: ShipmentSettings): ShipmentFacts {
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
