import type { Attempts } from '../attempts';
import { isUpToConnection, resting } from '../attempts';
import type { Ask } from '../entity';
import { attentions } from '../words';
import { cancelling } from './cancelling';
import { inDoubt } from './doubt';
import type { Draft, Rule, Situation } from './draft';
import type { Phase, PurchaseOrderFacts } from './facts';
import { abandoned, completedElsewhere, questionToCentraBeside } from './gone';
import { importing } from './importing';
import { cancelledInWarehouse, inWarehouse } from './in-warehouse';
import { afterReport } from './report';
import type { PurchaseOrderSettings } from './settings';
import type { Decision, Step } from './steps';
import { heldEffects } from './steps';

/** The life of a purchase order, told in the order in which it is asked. The first rule that answers is right. */
const rules: readonly Rule[] = [
  abandoned,
  afterReport,
  inDoubt,
  questionToCentraBeside(cancelling, completedElsewhere),
  cancelling,
  completedElsewhere,
  importing,
  cancelledInWarehouse,
];

/**
 * What happens next with a purchase order: an effect, something to wait for, or the end, and what a person is asked
 * meanwhile. Pure and total: the same facts give the same answer, and every state has a stage and a reason.
 */
export function decide(facts: PurchaseOrderFacts, settings: PurchaseOrderSettings, now: number): Decision {
  const situation: Situation = { facts, settings, now };
  for (const rule of rules) {
    const draft = rule(situation);
    if (draft) return temper(draft, situation);
  }
  return temper(inWarehouse(situation), situation);
}

/** Holds, pauses between attempts, and time limits, the same for every rule. */
function temper(draft: Draft, situation: Situation): Decision {
  const { facts, now } = situation;
  const rested = { ...draft, step: resting(draft.step, facts.attempts, now) };
  return withLimits(hold(rested, facts), situation);
}

/** An operator's hold stops every write but a cancellation; reading goes on. */
function hold(draft: Draft, { operator }: PurchaseOrderFacts): Draft {
  if (!operator.held || draft.step.do === 'finish') return draft;
  const stopped = heldEffects.has(draft.step.do);
  if (!stopped && (draft.phase === 'end' || draft.phase === 'cancel')) return draft;
  return { ...draft, stage: 'held', phase: 'hold', step: stopped ? { do: 'wait', for: 'release' } : draft.step };
}

const limitOf = (phase: Phase, { attentionAfter }: PurchaseOrderSettings): number | undefined =>
  ({
    import: attentionAfter.importMs,
    advised: undefined,
    receive: attentionAfter.receiveMs,
    report: attentionAfter.reportMs,
    cancel: attentionAfter.cancelMs,
    hold: attentionAfter.holdMs,
    end: undefined,
  })[phase];

function withLimits({ stage, phase, step, asks = [] }: Draft, { facts, settings, now }: Situation): Decision {
  const limit = limitOf(phase, settings);
  const since = facts.phase.name === phase ? facts.phase.since : now;
  const excused = isUpToConnection(step, facts.attempts);
  const dueAt = limit === undefined || excused || asks.length > 0 ? undefined : since + limit;
  if (dueAt === undefined) return { stage, phase, step, asks: byUrgency(asks) };
  if (dueAt > now) return { stage, phase, step: until(step, dueAt), asks: [], dueAt };
  return { stage, phase, step, asks: [overdue(phase, since, facts.attempts)] };
}

function overdue(phase: Phase, since: number, attempts: Attempts | undefined): Ask {
  const basis = `${phase}:${since}`;
  if (attempts?.kind === 'unreadable') {
    return { attention: 'unreadable', basis, choices: [], ...(attempts.at ? { about: attempts.at } : {}) };
  }
  return { attention: 'overdue', basis, about: phase, choices: [] };
}

const until = (step: Step, dueAt: number): Step =>
  step.do === 'wait' ? { ...step, until: Math.min(step.until ?? dueAt, dueAt) } : step;

const byUrgency = (asks: readonly Ask[]) =>
  [...asks].sort((a, b) => attentions.indexOf(a.attention) - attentions.indexOf(b.attention));
