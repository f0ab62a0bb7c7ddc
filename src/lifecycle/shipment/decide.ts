import { isUpToConnection } from '../attempts';
import type { Phase, ShipmentFacts } from './facts';
import type { Draft, Rule, Situation } from './draft';
import type { ShipmentSettings } from './settings';
import type { Ask } from '../entity';
import type { Decision, Step } from './steps';
import { heldEffects } from './steps';
import { attentions } from '../words';
import { abandoned, afterCompletion, afterTheEnd, completedElsewhere } from './ending';
import { inDoubt } from './doubt';
import { questionToCentra } from './question';
import { cancelling } from './cancelling';
import { importing, rewriting } from './importing';
import { cancelledInWarehouse, inWarehouse } from './reporting';

/** The life of a shipment, told in the order in which it is asked. The first rule that answers is right. */
const rules: readonly Rule[] = [
  abandoned,
  afterTheEnd,
  inDoubt,
  afterCompletion,
  completedElsewhere,
  questionToCentra,
  cancelling,
  importing,
  cancelledInWarehouse,
  rewriting,
  inWarehouse,
];

/**
 * What happens next with a shipment: an effect, something to wait for, or the end, and what a person is asked meanwhile.
 * Pure and total: the same facts give the same answer, and every state has a stage and a reason.
 */
export function decide(facts: ShipmentFacts, settings: ShipmentSettings, now: number): Decision {
  const situation: Situation = { facts, settings, now };
  for (const rule of rules) {
    const draft = rule(situation);
    if (draft) return temper(draft, situation);
  }
  // `importing` answers for everything that is not in the warehouse, `inWarehouse` for the rest.
  throw new Error('no rule answers');
}

/** Holds, pauses between attempts, and time limits, the same for every rule. */
function temper(draft: Draft, situation: Situation): Decision {
  const rested = rest(stageOf(draft, situation), situation);
  const held = hold(rested, situation);
  return withLimits(held, situation);
}

/** Nothing of a whole order is reported: until Ongoing has heard that we know, it is in the warehouse. */
const stageOf = (draft: Draft, { settings }: Situation): Draft =>
  settings.wholeOrders && draft.stage === 'reporting' ? { ...draft, stage: 'in-warehouse' } : draft;

/** After an attempt that sent nothing, the next one waits. */
function rest(draft: Draft, { facts: { attempts }, now }: Situation): Draft {
  if (!attempts || attempts.of !== draft.step.do || attempts.notBefore <= now) return draft;
  const waitFor = attempts.kind === 'connection' ? 'connection' : 'another-attempt';
  return { ...draft, step: { do: 'wait', for: waitFor, until: attempts.notBefore } };
}

/** An operator's hold stops every write but a cancellation; reading goes on. */
function hold(draft: Draft, { facts }: Situation): Draft {
  if (!facts.operator.held || draft.step.do === 'finish') return draft;
  // A cancellation that only makes room for a new order is no cancellation.
  const replaces = draft.step.do === 'cancelOrder' && draft.stage !== 'cancelling';
  const stopped = heldEffects.has(draft.step.do) || replaces;
  const ended = draft.phase === 'end' || draft.phase === 'cancel';
  if (!stopped && ended) return draft;
  return {
    ...draft,
    stage: 'held',
    phase: 'hold',
    step: stopped ? { do: 'wait', for: 'release' } : draft.step,
  };
}

const limitOf = (phase: Phase, { attentionAfter }: ShipmentSettings): number | undefined =>
  ({
    import: attentionAfter.importMs,
    pick: attentionAfter.pickMs,
    tracking: attentionAfter.trackingMs,
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
  if (dueAt === undefined || dueAt > now) {
    return {
      stage,
      phase,
      step: dueAt === undefined ? step : until(step, dueAt),
      asks: byUrgency(asks),
      ...(dueAt ? { dueAt } : {}),
    };
  }
  return { stage, phase, step, asks: [overdue(phase, facts)] };
}

function overdue(phase: Phase, { attempts, phase: current }: ShipmentFacts): Ask {
  const basis = `${phase}:${current.since}`;
  if (phase === 'tracking') return { attention: 'no-tracking', basis, choices: [] };
  if (attempts?.kind === 'unreadable') {
    return { attention: 'unreadable', basis, choices: [], ...(attempts.at ? { about: attempts.at } : {}) };
  }
  return { attention: 'overdue', basis, about: phase, choices: [] };
}

const until = (step: Step, dueAt: number): Step =>
  step.do === 'wait' ? { ...step, until: Math.min(step.until ?? dueAt, dueAt) } : step;

const byUrgency = (asks: readonly Ask[]) =>
  [...asks].sort((a, b) => attentions.indexOf(a.attention) - attentions.indexOf(b.attention));
