import { note } from '../timeline';
import type { ReturnedSight, ReturnFacts } from './facts';
import { partsText } from './life';
import { basisOf, surplusLines } from './view';

/** A sight of Ongoing becomes a fact. An older one never overwrites a newer one. */
export function observeReturned(facts: ReturnFacts, seen: ReturnedSight, now: number): ReturnFacts {
  const observedAt = Math.min(seen.observedAt, now);
  const before = facts.sight;
  if (observedAt < before.observedAt) return facts;
  const isSame = basisOf(seen.parts) === basisOf(before.parts);
  // A scan reads this order only: what is reported of the shipment's others stays as it was read.
  const reported = seen.reported ?? (isSame ? before.reported : undefined);
  const sight: ReturnedSight = { observedAt, parts: seen.parts, ...(reported ? { reported } : {}) };
  const next = withSurplus({ ...facts, sight }, observedAt);
  if (isSame) return next;
  const later = facts.plan ? 'more came back meanwhile' : 'came back';
  const outcome = seen.parts.length === 0 ? 'nothing to report any more' : partsText(seen);
  return note(next, { at: observedAt, what: later, outcome });
}

/** A whole list of orders with returns to report did not show it: only a reason to ask. */
export const observeMissed = (facts: ReturnFacts, observedAt: number): ReturnFacts => ({
  ...facts,
  missedAt: Math.max(observedAt, facts.missedAt ?? 0),
});

/** Whether Centra's other returns hold more than Ongoing knows of, after one of the two has been read. */
export function withSurplus(facts: ReturnFacts, at: number): ReturnFacts {
  const lines = surplusLines(facts);
  if (lines === undefined) return facts;
  const { surplusSince, ...rest } = facts;
  return lines.length === 0 ? rest : { ...rest, surplusSince: surplusSince ?? at };
}
