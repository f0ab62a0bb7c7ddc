import { lookedInVain } from '../../doubt';
import { accept, inDoubt, refuse, withoutDoubt, type Span, type Tried } from '../../outcome';
import { note } from '../../timeline';
import { refundBasis } from '../basis';
import type { ShipmentFacts } from '../facts';
import type { EffectResults } from '../results';
import type { ShipmentSettings } from '../settings';
import type { Effect } from '../steps';
import { notReady, readFresh, unmappable } from './gate';

export function captured(
  facts: ShipmentFacts,
  effect: Effect,
  result: EffectResults['capture'],
  settings: ShipmentSettings,
  span: Tried,
): ShipmentFacts {
  const seen = readFresh(facts, result, span);
  switch (result.end) {
    case 'done':
      return note(
        { ...accept(withoutDoubt(seen, 'capture'), 'capture'), captured: { at: span.now } },
        { at: span.now, what: 'capture', outcome: 'done' },
      );
    case 'not-needed':
      return accept(withoutDoubt(seen, 'capture'), 'capture');
    case 'refused':
      return refuse(withoutDoubt(seen, 'capture'), 'capture', { at: span.now, reason: result.reason, basis: '' });
    case 'not-ready':
      return notReady(withoutDoubt(seen, 'capture'), effect, result, span);
    case 'unmappable':
      return unmappable(withoutDoubt(seen, 'capture'), result.reason, span.now);
    case 'unclear':
      return inDoubt(seen, 'capture', settings.writeLimitMs.centra, span);
    case 'not-done':
      return facts;
    default:
      return result satisfies never;
  }
}

/** Whether a refund of ours is among them; or what was there before one. */
export function returnsListed(
  facts: ShipmentFacts,
  result: EffectResults['listReturns'],
  _settings: ShipmentSettings,
  { now }: Span,
): ShipmentFacts {
  if (result.end === 'not-done') return facts;
  if (facts.doubt?.of !== 'refund') {
    return { ...facts, returnsBefore: { at: now, ids: result.returns.map(({ id }) => id) } };
  }
  const before = new Set(facts.returnsBefore?.ids ?? []);
  if (result.returns.some(({ id, products }) => !before.has(id) && refundBasis(products) === facts.doubt?.basis)) {
    return note(
      { ...withoutDoubt(facts, 'refund'), refunded: { at: now } },
      { at: now, what: 'refund', outcome: 'was done' },
    );
  }
  return { ...facts, doubt: lookedInVain(facts.doubt, now) };
}

export function refunded(
  facts: ShipmentFacts,
  effect: Extract<Effect, { do: 'refund' }>,
  result: EffectResults['refund'],
  settings: ShipmentSettings,
  span: Span,
): ShipmentFacts {
  switch (result.end) {
    case 'done':
      return note(
        { ...withoutDoubt(facts, 'refund'), refunded: { at: span.now } },
        { at: span.now, what: 'refund', outcome: 'what was not picked is refunded' },
      );
    case 'refused':
      return refuse(withoutDoubt(facts, 'refund'), 'refund', { at: span.now, reason: result.reason, basis: '' });
    case 'unclear':
      return inDoubt(facts, 'refund', settings.writeLimitMs.centra, span, { basis: refundBasis(effect.products) });
    case 'not-done':
      return facts;
    default:
      return result satisfies never;
  }
}
