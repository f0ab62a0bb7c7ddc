import { accept, atLeast, inDoubt, refuse, withoutDoubt, type Span, type Tried } from '../../outcome';
import { note } from '../../timeline';
import { dataBasis, rewriteBasis } from '../basis';
import { digestGroups, type ShipmentFacts, type Written } from '../facts';
import { observeWarehouse } from '../observe';
import type { EffectResults } from '../results';
import type { ShipmentSettings } from '../settings';
import type { Effect } from '../steps';
import { notReady, readFresh, unmappable } from './gate';
import { adopt } from './number';

/** The order was written, or written again. */
export function imported(
  facts: ShipmentFacts,
  effect: Extract<Effect, { do: 'import' }>,
  result: EffectResults['import'],
  settings: ShipmentSettings,
  span: Tried,
): ShipmentFacts {
  const { order } = facts;
  if (!order || result.end === 'not-done') return facts;
  const seen = readFresh(facts, result, span);
  const what = effect.rewrite ? 'rewrite' : 'import';
  switch (result.end) {
    case 'written':
      return written(seen, effect, result.written, result.orderId, span);
    case 'unchanged':
      return { ...seen, order: { ...order, ...result.written } };
    case 'refused': {
      const looked = result.warehouse
        ? observeWarehouse(seen, atLeast(result.warehouse, span), settings, span.now)
        : seen;
      if (!effect.rewrite && looked.order?.written) {
        const there = withoutDoubt(looked, 'import');
        return looked.order.digests ? there : adopt(there, span.now);
      }
      const basis = effect.rewrite ? rewriteBasis(looked) : dataBasis(looked.centra.digests);
      return refuse(notRewritten(looked), what, { at: span.now, reason: result.reason, basis });
    }
    case 'not-ready':
      return notReady(notRewritten(seen), effect, result, span);
    case 'unmappable':
      return unmappable(notRewritten(seen), result.reason, span.now);
    case 'unclear': {
      const content = result.written ?? lastKnown(seen, span);
      const sent = { ...order, sent: true };
      const next = effect.rewrite
        ? { ...seen, order: { ...sent, ...(content ? { rewriting: { ...content, at: span.startedAt } } : {}) } }
        : { ...seen, order: { ...sent, ...content } };
      const basis = effect.rewrite ? rewriteBasis(next) : dataBasis(next.centra.digests);
      return inDoubt(next, 'import', settings.writeLimitMs.ongoing, span, {
        ...(result.reason ? { reason: result.reason, basis } : {}),
      });
    }
    default:
      return result satisfies never;
  }
}

/** It was not written after all: what Ongoing has is what was written before. */
function notRewritten(facts: ShipmentFacts): ShipmentFacts {
  const { order, ...rest } = withoutDoubt(facts, 'import');
  if (!order) return rest;
  const { rewriting: _r, ...settled } = order;
  return { ...rest, order: settled };
}

/**
 * What a write that nobody could tell us about must have carried: the shipment as we knew it. What was seen to differ while
 * it was under way may have changed before or after it was read for the write: it counts as changed, and is written again.
 */
function lastKnown({ centra }: ShipmentFacts, { startedAt }: Span): Written | undefined {
  const { lines, digests } = centra;
  if (!lines || !digests) return undefined;
  const meanwhile = digestGroups.filter((group) => (centra.changedAt?.[group] ?? 0) > startedAt);
  const neither = Object.fromEntries(meanwhile.map((group) => [group, '']));
  return { lines, digests: { ...digests, ...neither }, documentDigest: '' };
}

function written(
  facts: ShipmentFacts,
  effect: Extract<Effect, { do: 'import' }>,
  content: Written,
  orderId: number,
  { now }: Span,
): ShipmentFacts {
  const { order } = facts;
  if (!order) return facts;
  const { unmappable: _u, gate: _g, ...rest } = accept(withoutDoubt(facts, 'import'), 'import', 'rewrite');
  const sent = { ...order, orderId, sent: true, written: true };
  return note(
    {
      ...rest,
      order: effect.rewrite ? { ...sent, rewriting: { ...content, at: now } } : { ...sent, ...content, writtenAt: now },
    },
    { at: now, what: effect.rewrite ? 'rewrite' : 'import', outcome: `order ${order.number} written` },
  );
}
