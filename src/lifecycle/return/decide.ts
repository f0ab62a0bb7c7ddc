import { isUpToConnection, resting } from '../attempts';
import type { Ask } from '../entity';
import { attentions } from '../words';
import type { ReturnFacts } from './facts';
import { abandoned, acknowledging, inDoubt, making, nothingLeft, type Draft, type Rule, type Situation } from './rules';
import type { ReturnSettings } from './settings';
import { heldEffects, type Decision, type Step } from './steps';

/** The life of a return, told in the order in which it is asked. The first rule that answers is right. */
const rules: readonly Rule[] = [abandoned, inDoubt, nothingLeft, making, acknowledging];

/**
 * What happens next with a return: an effect, something to wait for, or the end, and what a person is asked meanwhile.
 * Pure and total: the same facts give the same answer, and every state has a stage and a reason.
 */
export function decide(facts: ReturnFacts, settings: ReturnSettings, now: number): Decision {
  const situation: Situation = { facts, settings, now };
  for (const rule of rules) {
    const draft = rule(situation);
    if (draft) return withLimits(hold(rest(draft, situation), situation), situation);
  }
  // `acknowledging` answers for everything.
  throw new Error('no rule answers');
}

const rest = (draft: Draft, { facts, now }: Situation): Draft => ({
  ...draft,
  step: resting(draft.step, facts.attempts, now),
});

/** An operator's hold stops every write; reading goes on. */
function hold(draft: Draft, { facts }: Situation): Draft {
  if (!facts.operator.held || !(draft.stage === 'reporting')) return draft;
  const stopped = heldEffects.has(draft.step.do);
  if (!stopped && draft.phase === 'end') return draft;
  return { ...draft, stage: 'held', phase: 'hold', step: stopped ? { do: 'wait', for: 'release' } : draft.step };
}

function withLimits({ stage, phase, step, asks = [] }: Draft, { facts, settings, now }: Situation): Decision {
  const { reportMs, holdMs } = settings.attentionAfter;
  const limit = { report: reportMs, hold: holdMs, end: undefined }[phase];
  const since = facts.phase.name === phase ? facts.phase.since : now;
  const excused = isUpToConnection(step, facts.attempts);
  const dueAt = limit === undefined || excused || asks.length > 0 ? undefined : since + limit;
  if (dueAt === undefined) return { stage, phase, step, asks: byUrgency(asks) };
  if (dueAt > now) return { stage, phase, step: until(step, dueAt), asks: [], dueAt };
  return { stage, phase, step, asks: [overdue(facts)] };
}

function overdue({ attempts, phase }: ReturnFacts): Ask {
  const basis = `${phase.name}:${phase.since}`;
  if (attempts?.kind !== 'unreadable') return { attention: 'overdue', basis, about: phase.name, choices: [] };
  return { attention: 'unreadable', basis, choices: [], ...(attempts.at ? { about: attempts.at } : {}) };
}

const until = (step: Step, dueAt: number): Step =>
  step.do === 'wait' ? { ...step, until: Math.min(step.until ?? dueAt, dueAt) } : step;

const byUrgency = (asks: readonly Ask[]) =>
  [...asks].sort((a, b) => attentions.indexOf(a.attention) - attentions.indexOf(b.attention));
