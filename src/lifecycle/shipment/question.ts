import { areSettled, paceMs } from '../doubt';
import { cancelling } from './cancelling';
import type { Draft, Rule, Situation } from './draft';
import { answered, patience } from './draft';
import type { Ask } from '../entity';
import type { ShipmentStage } from '../words';
import type { ShipmentFacts } from './facts';
import type { Step } from './steps';
import { cancelWanted } from './view';

const stageOf = (facts: ShipmentFacts): ShipmentStage => (facts.order?.written ? 'in-warehouse' : 'importing');

/**
 * A list did not show the shipment, or a look showed less than it should: that is a question, not an answer. Nothing is
 * written to either system until it is answered.
 */
export const questionToCentra: Rule = (situation) => {
  const { facts, settings, now } = situation;
  const { centra, operator } = facts;
  // An unwanted shipment asks for itself before it ends; of one that is completed Centra's lists have nothing to say.
  if (centra.orderCancelled || operator.cancel || centra.completed) return undefined;
  const stage = stageOf(facts);
  const phase = facts.order?.written ? 'cancel' : 'import';
  if (centra.missedAt !== undefined && centra.missedAt > (centra.lookedAt ?? 0)) {
    // What a person is asked already stays asked: every list that lacks it has it asked for again, and a question that
    // came and went with that would never be an old one.
    const standing = cancelWanted(facts, settings) ? cancelling(situation) : notVisible(situation);
    const step = { do: 'lookCentra' } as const;
    return standing?.asks?.length ? { ...standing, step } : { stage, phase, step };
  }
  if (centra.absent && !areSettled(centra.absent, settings)) {
    const second = centra.absent.first + settings.settleMs;
    const lookedAt = centra.lookedAt ?? 0;
    const again = lookedAt < second ? second : lookedAt + paceMs(centra.absent.first, lookedAt, settings);
    return {
      stage,
      phase,
      step: now < again ? { do: 'wait', for: 'settling', until: again } : { do: 'lookCentra' },
    };
  }
  return notVisible(situation);
};

/** Centra shows neither the shipment nor its order: a person is asked after a while. */
function notVisible({ facts, settings, now }: Situation): Draft | undefined {
  const { centra, operator } = facts;
  if (centra.notVisibleSince === undefined || operator.resolved['not-visible']?.choice === 'withdraw') return undefined;
  const askAt = centra.notVisibleSince + settings.attentionAfter.cancelMs;
  const ask: Ask = { attention: 'not-visible', basis: String(centra.notVisibleSince), choices: ['wait', 'withdraw'] };
  const told = answered(facts, ask) === 'wait' && now < patience(facts, ask.attention, settings.attentionAfter.holdMs);
  const asks = now >= askAt && !told ? [ask] : [];
  const lookAt = (centra.lookedAt ?? 0) + settings.recheckMs;
  const until = askAt > now ? Math.min(askAt, lookAt) : lookAt;
  const step: Step = now >= lookAt ? { do: 'lookCentra' } : { do: 'wait', for: 'centra-to-show-it', until };
  return { stage: stageOf(facts), phase: 'end', step, asks };
}
