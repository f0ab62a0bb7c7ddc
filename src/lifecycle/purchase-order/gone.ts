import type { Ask } from '../entity';
import type { PurchaseOrderEnd } from '../words';
import type { Draft, Rule, Situation } from './draft';
import { answered } from './draft';
import type { PurchaseOrderFacts } from './facts';
import { acknowledgeAll } from './report';
import type { PurchaseOrderSettings } from './settings';
import type { Step } from './steps';
import { fateOf, isReceived, living, mayLiveInWarehouse } from './view';

/**
 * Centra has a delivery in its list until somebody accepts or cancels it, and does not say which. That the list lacks it is
 * a question, not an answer: it is looked for twice, with its supplier order.
 *
 * @returns the look, or how long to wait for it; nothing when there is no question
 */
function lookAgain({ facts: { centra }, settings, now, facts }: Situation): Step | undefined {
  const { lookedAt = 0, missedAt = 0, gone } = centra;
  if (missedAt > lookedAt) return { do: 'lookForDelivery' };
  if (fateOf(facts, settings) !== 'unsure') return undefined;
  const pauseMs = gone ? settings.settleMs : Math.max(settings.recheckMs, 1_000);
  const next = Math.max((gone?.first ?? lookedAt) + pauseMs, lookedAt + Math.min(settings.settleMs, pauseMs));
  return now < next ? { do: 'wait', for: 'settling', until: next } : { do: 'lookForDelivery' };
}

/** Nothing is written to either system until it is answered. */
export const questionToCentra: Rule = (situation) => {
  const { facts } = situation;
  // An unwanted one is taken back at once, and asks for itself before it ends.
  if (facts.operator.cancel) return undefined;
  const step = lookAgain(situation);
  if (!step) return undefined;
  const written = facts.order?.written ?? false;
  // While the whole list is short, that is one question, on the connection.
  const phase = facts.centra.shrunk ? 'end' : written ? 'cancel' : 'import';
  return { stage: written ? 'in-warehouse' : 'importing', phase, step };
};

/**
 * The same, and what a person is asked already stays asked: every scan that misses the delivery has it looked for again,
 * and a question that came and went with that would never be an old one.
 *
 * @param unwanted the rules for what Centra does not list any more
 */
export const questionToCentraBeside =
  (...unwanted: readonly Rule[]): Rule =>
  (situation) => {
    const look = questionToCentra(situation);
    if (!look || fateOf(situation.facts, situation.settings) === 'unsure') return look;
    const standing = unwanted.map((rule) => rule(situation)).find((draft) => draft !== undefined);
    return standing?.asks?.length ? { ...standing, step: look.step } : look;
  };

/** Ends that are not `completed` wait until Centra does not list it any more: else the next scan would start it again. */
export function endWhenDropped(stage: Exclude<PurchaseOrderEnd, 'completed'>, situation: Situation): Draft {
  const step = lookAgain(situation);
  if (step) return { stage, phase: 'end', step };
  const offered = situation.facts.centra.listed;
  return {
    stage,
    phase: 'end',
    step: offered ? { do: 'wait', for: 'centra-to-drop-it' } : { do: 'finish', as: stage },
  };
}

/** An operator let it go: nothing is written to either system any more. */
export const abandoned: Rule = (situation) =>
  situation.facts.operator.abandoned ? endWhenDropped('abandoned', situation) : undefined;

const elsewhereAsk = (facts: PurchaseOrderFacts): Ask => ({
  attention: 'completed-elsewhere',
  basis: facts.order?.number ?? '',
  choices: ['accept', 'cancel-order'],
});

/** A person said that the purchase order of a delivery that was accepted elsewhere is to be cancelled. */
export const isUnwantedElsewhere = (facts: PurchaseOrderFacts, settings: PurchaseOrderSettings) =>
  fateOf(facts, settings) === 'elsewhere' && answered(facts, elsewhereAsk(facts)) === 'cancel-order';

const finish: Draft = { stage: 'completed', phase: 'end', step: { do: 'finish', as: 'completed' } };

/** Gone, and its supplier order is whole: somebody accepted it. Nothing is cancelled because of that. */
export const completedElsewhere: Rule = ({ facts, settings }) => {
  if (fateOf(facts, settings) !== 'elsewhere') return undefined;
  if (!mayLiveInWarehouse(facts, settings)) return finish;
  const ask = elsewhereAsk(facts);
  if (answered(facts, ask) !== 'accept') {
    return { stage: 'reporting', phase: 'end', step: { do: 'wait', for: 'operator' }, asks: [ask] };
  }
  // What the warehouse still receives of it is known already.
  const seen = living(facts, settings);
  if (!seen || !isReceived(seen, settings)) {
    return { stage: 'in-warehouse', phase: 'end', step: { do: 'wait', for: 'receiving' } };
  }
  return acknowledgeAll(facts) ?? finish;
};
