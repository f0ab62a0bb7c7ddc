import { lookedInVain, readAgain } from '../../doubt';
import type { TimelineEntry } from '../../entity';
import { withoutDoubt } from '../../outcome';
import { takesBackShrinking } from '../../short-list';
import { note } from '../../timeline';
import type { CentraFacts, CentraSight, DigestGroup, Doubt, ShipmentFacts, ShipmentRow } from '../facts';
import { digestGroups } from '../facts';
import { changedGroups, changesSinceWritten, isAsWritten } from '../view';

/** A sight of Centra becomes a fact. An older sight never overwrites a newer one; that it was completed is never undone. */
export function observeCentra(facts: ShipmentFacts, sight: CentraSight, now: number): ShipmentFacts {
  const observedAt = Math.min(sight.observedAt, now);
  switch (sight.kind) {
    case 'missing':
      if (observedAt >= facts.centra.observedAt) return missed(facts, observedAt, sight.shrunk ?? false);
      return takesBackShrinking(facts.centra, sight) ? missed(facts, now, false) : facts;
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
  return withCentra(facts, { absent: readAgain(facts.centra.absent, observedAt) });
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
const lookedAt = (doubt: Doubt, observedAt: number): Doubt => ({
  ...doubt,
  lookedAt: Math.max(observedAt, doubt.lookedAt ?? 0),
});

function doubtsAfterRow(facts: ShipmentFacts, row: ShipmentRow, observedAt: number): ShipmentFacts {
  const { doubt } = facts;
  if (doubt?.of !== 'capture' || observedAt < doubt.since) return facts;
  if (row.paid || !row.shouldCapture) return captureIsDone(facts, observedAt);
  const { unlisted: _u, ...listed } = doubt;
  return withDoubt(facts, lookedInVain(listed, observedAt));
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
      sight.listed === 'goodtogo' ? lookedInVain(doubt, observedAt) : lookedAt(doubt, observedAt),
    );
    return doubt.capturing && sight.row?.paid && !next.captured ? { ...next, captured: { at: observedAt } } : next;
  }
  return facts;
}
