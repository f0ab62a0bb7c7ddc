import { lookedInVain, readAgain } from '../../doubt';
import { withoutDoubt } from '../../outcome';
import { takesBackShrinking } from '../../short-list';
import { note } from '../../timeline';
import type { CentraFacts, CentraSight, DeliveryRow, Doubt, PurchaseOrderFacts, SupplierOrderSight } from '../facts';
import { changedGroups, changesSinceWritten, isOrderReduced, samePieces } from '../view';

/** A sight of Centra becomes a fact. An older sight never overwrites a newer one. */
export function observeCentra(facts: PurchaseOrderFacts, sight: CentraSight, now: number): PurchaseOrderFacts {
  const observedAt = Math.min(sight.observedAt, now);
  switch (sight.kind) {
    case 'missing':
      if (observedAt >= facts.centra.observedAt) return missed(facts, observedAt, sight.shrunk ?? false);
      return takesBackShrinking(facts.centra, sight) ? missed(facts, now, false) : facts;
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
