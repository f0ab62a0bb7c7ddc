import { putOff } from '../../attempts';
import { acknowledged, atLeast, settingOut, type Span } from '../../outcome';
import type { ShipmentFacts } from '../facts';
import { observeCentra, observeWarehouse } from '../observe';
import type { Done, EffectResults } from '../results';
import type { ShipmentSettings } from '../settings';
import { orderCancelled } from './cancel';
import { imported } from './import';
import { captured, refunded, returnsListed } from './money';
import { numberFound } from './number';
import { adjusted, appended, completed } from './report';

/** What came of an effect becomes facts. No case is an error: `decide` has an answer to every one of them. */
export function apply(before: ShipmentFacts, done: Done, settings: ShipmentSettings, when: Span): ShipmentFacts {
  const { effect, result } = done;
  if (result.end === 'not-done') return putOff(before, effect.do, result, when.now);
  const { facts, span } = settingOut(before, effect.do, when);
  switch (effect.do) {
    case 'findNumber':
      return numberFound(facts, result as EffectResults['findNumber'], settings, span);
    case 'capture':
      return captured(facts, effect, result as EffectResults['capture'], settings, span);
    case 'import':
      return imported(facts, effect, result as EffectResults['import'], settings, span);
    case 'lookCentra':
      return result.end === 'seen' && 'centra' in result
        ? observeCentra(facts, atLeast(result.centra, span), span.now)
        : facts;
    case 'lookWarehouse':
      return result.end === 'seen' && 'warehouse' in result
        ? observeWarehouse(facts, atLeast(result.warehouse, span), settings, span.now)
        : facts;
    case 'adjust':
      return adjusted(facts, effect, result as EffectResults['adjust'], span);
    case 'complete':
      return completed(facts, effect, result as EffectResults['complete'], settings, span);
    case 'acknowledge':
      return acknowledged(facts, effect, result as EffectResults['acknowledge'], span);
    case 'cancelOrder':
      return orderCancelled(facts, effect, result as EffectResults['cancelOrder'], settings, span);
    case 'listReturns':
      return returnsListed(facts, result as EffectResults['listReturns'], settings, span);
    case 'refund':
      return refunded(facts, effect, result as EffectResults['refund'], settings, span);
    case 'appendWaybills':
      return appended(facts, effect, result as EffectResults['appendWaybills'], span);
    default:
      return effect satisfies never;
  }
}
