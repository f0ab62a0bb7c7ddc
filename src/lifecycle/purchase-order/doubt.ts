import { areSettled, lookUp } from '../doubt';
import type { Draft, Rule, Situation } from './draft';
import { cancelWanted } from './cancelling';
import type { Doubt } from './facts';
import { questionToCentra } from './gone';
import { refusedAsk } from './report';
import type { Effect } from './steps';
import { isOrderReduced } from './view';

/** Before anything else is written, a doubt is resolved by reading. */
export const inDoubt: Rule = (situation) => {
  const { facts, settings, now } = situation;
  const { doubt, order } = facts;
  if (!doubt || !order) return undefined;
  const look: Effect = { do: 'lookForPurchaseOrder', number: order.number };
  switch (doubt.of) {
    case 'import': {
      // A cancellation deletes by number, whatever has become of the write.
      if (cancelWanted(facts, settings)) return undefined;
      const stage = order.written ? 'in-warehouse' : 'importing';
      const step = lookUp(doubt, settings, now, look);
      if (step) return { stage, phase: 'import', step };
      // Proven that it is not there. A first write is the business of the rule for importing.
      if (!order.rewriting) return undefined;
      const again: Effect = { do: 'importPurchaseOrder', number: order.number, rewrite: true };
      return questionToCentra(situation) ?? { stage, phase: 'import', step: again };
    }
    case 'cancel': {
      const step = lookUp(doubt, settings, now, look);
      return step && { stage: 'cancelling', phase: 'cancel', step };
    }
    case 'report':
      return reportDoubt(situation, doubt);
    default:
      return doubt.of satisfies never;
  }
};

/** A receipt is never sent again by itself: what no read can tell, a person decides. */
function reportDoubt({ facts, settings, now }: Situation, doubt: Doubt): Draft {
  const { centra } = facts;
  const look: Effect = { do: 'lookForDelivery' };
  const stillListed = areSettled(doubt.undone, settings);
  const goneWithOrder = areSettled(centra.gone, settings) && isOrderReduced(facts);
  if (!stillListed && !goneWithOrder) {
    const step = lookUp(doubt, settings, now, look) ?? look;
    return { stage: 'reporting', phase: 'report', step };
  }
  const seen = stillListed ? 'still lists the delivery' : 'lists neither the delivery nor all of its supplier order';
  const ask = refusedAsk(`doubt:${doubt.since}`, `no answer came to the report, and Centra ${seen}`);
  const again = (doubt.lookedAt ?? now) + Math.max(settings.recheckMs, 1_000);
  const step = now < again ? ({ do: 'wait', for: 'operator', until: again } as const) : look;
  return { stage: 'reporting', phase: 'report', step, asks: [ask] };
}
