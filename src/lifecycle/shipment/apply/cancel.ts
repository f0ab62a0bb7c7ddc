import { accept, again, atLeast, inDoubt, refuse, withoutDoubt, type Tried } from '../../outcome';
import { note } from '../../timeline';
import { cancelBasis } from '../basis';
import type { ShipmentFacts } from '../facts';
import { observeWarehouse } from '../observe';
import type { EffectResults } from '../results';
import type { ShipmentSettings } from '../settings';
import type { Effect } from '../steps';

export function orderCancelled(
  facts: ShipmentFacts,
  effect: Extract<Effect, { do: 'cancelOrder' }>,
  result: EffectResults['cancelOrder'],
  settings: ShipmentSettings,
  span: Tried,
): ShipmentFacts {
  const { order, doubt } = facts;
  if (!order) return facts;
  switch (result.end) {
    case 'done': {
      const { rewriting: _r, ...rest } = order;
      const writeMayBeUnderWay = doubt?.of === 'import' ? doubt.limitAt : 0;
      const confirmFrom = Math.max(span.now, writeMayBeUnderWay) + settings.settleMs;
      const clear = note(accept(withoutDoubt(withoutDoubt(facts, 'import'), 'cancel'), 'cancel', 'rewrite'), {
        at: span.now,
        what: 'cancel',
        outcome: `order ${effect.numbers.join(', ')} cancelled`,
      });
      // Back orders only, which no write of ours can bring back. What was shipped of the order stays shipped.
      const parts = facts.parts.filter((part) => !effect.numbers.includes(part.orderNumber));
      if (!effect.numbers.includes(order.number)) return { ...clear, parts };
      return { ...clear, order: { ...rest, cancelled: { at: span.now, confirmFrom } } };
    }
    case 'refused': {
      const looked = result.warehouse
        ? observeWarehouse(facts, atLeast(result.warehouse, span), settings, span.now)
        : facts;
      return refuse(withoutDoubt(looked, 'cancel'), 'cancel', {
        at: span.now,
        reason: result.reason,
        basis: cancelBasis(looked.parts, settings),
      });
    }
    case 'unclear':
      // Nobody may forget that money is in doubt: to delete once more does no harm.
      if (doubt && doubt.of !== 'cancel' && doubt.of !== 'import') return again(facts, effect, 'ongoing', span);
      return inDoubt(facts, 'cancel', settings.writeLimitMs.ongoing, span, {
        ...(result.reason ? { reason: result.reason, basis: cancelBasis(facts.parts, settings) } : {}),
      });
    case 'not-done':
      return facts;
    default:
      return result satisfies never;
  }
}
