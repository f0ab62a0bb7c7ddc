import { areSettled, lookUp, nextLook, restBeforeWriting } from '../doubt';
import type { Doubt, ShipmentFacts } from './facts';
import type { Draft, Rule, Situation } from './draft';
import { answered } from './draft';
import { takeBack } from './cancelling';
import { captureInDoubt } from './money';
import { questionToCentra } from './question';
import type { Ask } from '../entity';
import type { Effect, Step } from './steps';
import type { ShipmentSettings } from './settings';
import { cancelWanted, isCompleted, isWithdrawn } from './view';

/** Two reads have shown that the write was not done. */
export const isProvenUndone = (doubt: Doubt, settings: ShipmentSettings) => areSettled(doubt.undone, settings);

/** How often money is moved in all before a person is asked. */
const mostWrites = 2;

/** Before anything else is written, a doubt is resolved by reading. */
export const inDoubt: Rule = (situation) => {
  const { facts, settings } = situation;
  const { doubt } = facts;
  if (!doubt) return undefined;
  switch (doubt.of) {
    case 'capture':
      return besideTakingBack(situation, captureDoubt(situation, doubt));
    case 'import':
      // A cancellation deletes by number, whatever has become of the write.
      return cancelWanted(facts, settings) ? undefined : importDoubt(situation, doubt);
    case 'complete':
      // Centra does not offer it any more: it is not sent again, and what lives in the warehouse is taken back.
      if (facts.centra.orderCancelled || isWithdrawn(facts, settings)) return undefined;
      return completeDoubt(situation, doubt);
    case 'cancel':
      return cancelDoubt(situation, doubt);
    case 'refund':
      return refundDoubt(situation, doubt);
    default:
      return doubt.of satisfies never;
  }
};

/** Whatever has become of the money: goods that nobody wants any more are taken back meanwhile. */
function besideTakingBack(situation: Situation, doubt: Draft | undefined): Draft | undefined {
  const back = cancelWanted(situation.facts, situation.settings) ? takeBack(situation) : undefined;
  if (!back || !doubt) return doubt;
  const asks = [...(doubt.asks ?? []), ...(back.asks ?? [])];
  return { ...back, step: sooner(back.step, doubt.step), asks };
}

/** An effect before a wait, and the wait that ends first. */
function sooner(one: Step, other: Step): Step {
  if (one.do !== 'wait') return one;
  if (other.do !== 'wait') return other;
  return (one.until ?? Infinity) <= (other.until ?? Infinity) ? one : other;
}

function captureDoubt({ facts, settings, now }: Situation, doubt: Doubt): Draft | undefined {
  const stage = 'capturing';
  const phase = 'import';
  // Proven that no money was taken: nothing is in doubt any more where it is not to be taken any more.
  const isUnwanted = cancelWanted(facts, settings) || facts.operator.abandoned || settings.capture !== 'onImport';
  if (isProvenUndone(doubt, settings) && isUnwanted) return undefined;
  if (doubt.unlisted || (isProvenUndone(doubt, settings) && doubt.writes >= mostWrites)) {
    const ask = captureInDoubt(doubt);
    // The first look after a write may be too early; a person is asked after the settling time.
    const askAt = doubt.since + settings.settleMs;
    if (now < askAt) return { stage, phase, step: { do: 'wait', for: 'settling', until: askAt } };
    const again = (doubt.lookedAt ?? now) + settings.recheckMs;
    const step: Step = now < again ? { do: 'wait', for: 'operator', until: again } : { do: 'lookCentra' };
    return { stage, phase, step, asks: [ask] };
  }
  const look = nextLook(doubt, settings, now, { do: 'lookCentra' });
  return { stage, phase, step: look ?? { do: 'capture' } };
}

function importDoubt(situation: Situation, doubt: Doubt): Draft | undefined {
  const { facts, settings, now } = situation;
  const { order } = facts;
  if (!order) return undefined;
  const look: Effect = { do: 'lookWarehouse', number: order.number, backOrdersOf: [] };
  const step = nextLook(doubt, settings, now, look);
  const stage = order.written ? 'in-warehouse' : 'importing';
  if (step) return { stage, phase: 'import', step };
  // Completed by somebody meanwhile: it is not written again.
  if (isCompleted(facts)) return undefined;
  const pause = restBeforeWriting(doubt, settings, now);
  if (pause) return questionToCentra(situation) ?? { stage, phase: 'import', step: pause };
  // Proven that it is not there. A first write is the business of the rules for importing.
  if (!order.rewriting) return undefined;
  const { number, firstImportAt } = order;
  return { stage, phase: 'import', step: { do: 'import', number, firstImportAt, rewrite: true } };
}

function completeDoubt({ facts: { centra }, settings, now }: Situation, doubt: Doubt): Draft | undefined {
  // A list that does not show it any more may mean that it was done.
  const missed = (centra.missedAt ?? 0) > (centra.lookedAt ?? 0);
  const look: Effect = { do: 'lookCentra' };
  const step = missed ? look : lookUp(doubt, settings, now, look);
  return step && { stage: 'reporting', phase: 'report', step };
}

function cancelDoubt({ facts, settings, now }: Situation, doubt: Doubt): Draft | undefined {
  const { order } = facts;
  if (!order) return undefined;
  const backOrdersOf = facts.parts.length > 1 ? facts.parts.map((part) => part.orderId) : [];
  const step = nextLook(doubt, settings, now, { do: 'lookWarehouse', number: order.number, backOrdersOf });
  return step && { stage: 'cancelling', phase: 'cancel', step };
}

function refundDoubt({ facts, settings, now }: Situation, doubt: Doubt): Draft | undefined {
  const step = nextLook(doubt, settings, now, { do: 'listReturns' });
  if (step) return { stage: 'reporting', phase: 'report', step };
  const ask: Ask = refundAsk(facts, String(doubt.since));
  // Proven that it was not made: once more by the rules for what comes after a completion.
  if (doubt.writes < mostWrites || answered(facts, ask)) return undefined;
  return { stage: 'reporting', phase: 'report', step: { do: 'wait', for: 'operator' }, asks: [ask] };
}

/** A refund of what was not shipped did not go through, or nobody knows: a person looks at it in Centra. */
export const refundAsk = (facts: ShipmentFacts, basis: string): Ask => ({
  attention: 'short-picked',
  basis: `refund:${basis}`,
  about: `the refund of what was not picked ${facts.refusals.refund ? `was refused: ${facts.refusals.refund.reason}` : 'may or may not have been made'}. See to it in Centra, then answer \`refunded\``,
  choices: ['refunded'],
});
