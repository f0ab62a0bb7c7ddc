import { accept, again, inDoubt, refuse, withoutDoubt, type Span, type Tried } from '../../outcome';
import { note } from '../../timeline';
import type { ShipmentFacts } from '../facts';
import type { EffectResults } from '../results';
import type { ShipmentSettings } from '../settings';
import type { Effect } from '../steps';

/** Serial numbers, and quantities that are lowered before it is completed. */
export function adjusted(
  facts: ShipmentFacts,
  effect: Extract<Effect, { do: 'adjust' }>,
  result: EffectResults['adjust'],
  span: Tried,
): ShipmentFacts {
  if (result.end === 'not-done') return facts;
  if (result.end === 'unclear') return again(facts, effect, 'centra', span);
  if (result.end === 'refused')
    return refuse(facts, 'adjust', { at: span.now, reason: result.reason, basis: effect.basis });
  const quantities = Object.fromEntries(
    Object.entries(effect.products).map(([line, value]) => [line, typeof value === 'number' ? value : value.qty]),
  );
  return note(
    {
      ...accept(facts, 'adjust'),
      adjusted: { at: span.now, basis: effect.basis, quantities: { ...facts.adjusted?.quantities, ...quantities } },
    },
    { at: span.now, what: effect.lowers ? 'quantities lowered' : 'serial numbers', outcome: 'done' },
  );
}

export function completed(
  facts: ShipmentFacts,
  effect: Extract<Effect, { do: 'complete' }>,
  result: EffectResults['complete'],
  settings: ShipmentSettings,
  span: Span,
): ShipmentFacts {
  switch (result.end) {
    case 'done': {
      // Unpaid before, or captured by a provider that settles later: whether Centra has completed it is read once more.
      const confirmed = facts.centra.paid;
      const next: ShipmentFacts = {
        ...accept(withoutDoubt(facts, 'complete'), 'complete', 'capture'),
        completed: { at: span.now, confirmed, waybills: effect.waybills },
        ...(effect.capture ? { captured: { at: span.now } } : {}),
        ...(result.acknowledged ? { acknowledged: { at: span.now } } : {}),
      };
      return note(next, { at: span.now, what: 'complete', outcome: 'done' });
    }
    case 'refused':
      return refuse(withoutDoubt(facts, 'complete'), 'complete', {
        at: span.now,
        reason: result.reason,
        basis: effect.capture ? 'capture' : '',
      });
    case 'unclear':
      return inDoubt(facts, 'complete', settings.writeLimitMs.centra, span, { capturing: effect.capture });
    case 'not-done':
      return facts;
    default:
      return result satisfies never;
  }
}

/** Waybills that came after the completion. */
export function appended(
  facts: ShipmentFacts,
  effect: Effect,
  result: EffectResults['appendWaybills'],
  span: Tried,
): ShipmentFacts {
  if (result.end === 'not-done' || !facts.afterwards) return facts;
  if (result.end === 'unclear' || result.end === 'refused') return again(facts, effect, 'centra', span);
  return note(
    { ...facts, afterwards: { ...facts.afterwards, appendedAt: span.now } },
    { at: span.now, what: 'waybills appended', outcome: 'done' },
  );
}
