import { again, atLeast, type Span, type Tried } from '../../outcome';
import { note } from '../../timeline';
import { dataBasis } from '../basis';
import type { CentraSight, ShipmentFacts } from '../facts';
import { observeCentra } from '../observe';
import type { NotReady } from '../results';
import type { Effect } from '../steps';

/** What was read from Centra just before a write. That it was not listed says nothing new while the whole list is short. */
export function readFresh(
  facts: ShipmentFacts,
  result: { readonly end: string; readonly centra?: CentraSight },
  span: Span,
): ShipmentFacts {
  if (!result.centra) return facts;
  const sight = atLeast(result.centra, span);
  const short = sight.kind === 'missing' && facts.centra.shrunk === true;
  return observeCentra(facts, short ? { ...sight, shrunk: true } : sight, span.now);
}

export function notReady(facts: ShipmentFacts, effect: Effect, { gate }: NotReady, span: Tried): ShipmentFacts {
  const at = span.now;
  // Should Centra offer it all the same when it is looked for, it is tried again, but not in a hurry.
  if (!gate) return again(facts, effect, 'centra', span);
  return note({ ...facts, gate: { at, reason: gate } }, { at, what: 'gate', outcome: gate });
}

export const unmappable = (facts: ShipmentFacts, reason: string, at: number): ShipmentFacts =>
  note(
    { ...facts, unmappable: { at, reason, basis: dataBasis(facts.centra.digests) } },
    { at, what: 'import', outcome: 'cannot be mapped', reason },
  );
