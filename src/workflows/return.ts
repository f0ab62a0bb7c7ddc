import { apply } from '../lifecycle/return/apply';
import type { ReturnedSight, ReturnFacts, ReturnKey } from '../lifecycle/return/facts';
import { begin, turn, wake } from '../lifecycle/return/life';
import { observeMissed, observeReturned } from '../lifecycle/return/observe';
import { perform, possibleActions, refusalOf } from '../lifecycle/return/operator';
import type { Done, EffectResult } from '../lifecycle/return/results';
import type { ReturnSettings } from '../lifecycle/return/settings';
import type { Decision, Effect } from '../lifecycle/return/steps';
import { askSentence, details, waitingFor } from '../lifecycle/return/tell';
import { basisOf, planOf } from '../lifecycle/return/view';
import type { ReturnEnd, ReturnStage } from '../lifecycle/words';
import type { ReturnInput, ReturnObservation, ReturnOutcome } from '../protocol/returns';
import { isReturnObservation, isReturnSettings, returnCalls } from '../protocol/returns';
import type { Kind } from './entity';
import { liveAs } from './entity';

interface Types {
  key: ReturnKey;
  settings: ReturnSettings;
  facts: ReturnFacts;
  beginning: ReturnedSight;
  observation: ReturnObservation;
  effect: Effect;
  result: EffectResult;
  stage: ReturnStage;
  phase: Decision['phase'];
  end: ReturnEnd;
  outcome: ReturnOutcome;
}

const kind: Kind<Types> = {
  begin: (beginning, _settings, now) => (beginning ? begin(beginning, now) : beginUnseen(now)),
  turn,
  observe: (facts, seen, _settings, now) =>
    'returned' in seen
      ? observeReturned(facts, seen.returned, now)
      : observeMissed(facts, Math.min(seen.missedAt, now)),
  wake,
  apply: (facts, done, settings, when) => apply(facts, done as Done, settings, when),
  ...{ possibleActions, refusalOf, perform },
  waitingFor: (step) => waitingFor(step as Decision['step']),
  askSentence,
  details: (key, facts, decision, actions) => details(key, facts, decision as Decision, actions),
  outcomeOf,
  ...{ isObservation: isReturnObservation, isSettings: isReturnSettings },
  firstStage: 'reporting',
  display: {
    // It has it from its start.
    warehouseOrder: () => undefined,
    seen: ({ sight }) => basisOf(sight.parts),
    isWorthShowing: (facts, { stage, step }) =>
      facts.attempts !== undefined ||
      facts.doubt !== undefined ||
      step.do === 'wait' ||
      !(stage === 'reporting' || stage === 'completed'),
  },
  calls: returnCalls,
};

/** Started by hand, without what a scan saw: the order is read before anything is written. */
const beginUnseen = (now: number): ReturnFacts => observeMissed(begin({ observedAt: 0, parts: [] }, now), now);

/** What came back of one order: reported to Centra once, and acknowledged in Ongoing. */
export const returned = (input: ReturnInput): Promise<ReturnOutcome> => liveAs(kind, input);

function outcomeOf(end: ReturnEnd, facts: ReturnFacts): ReturnOutcome {
  const plan = planOf(facts);
  const ours = facts.made.filter(({ returnId }) => returnId !== undefined);
  const pieces = ours.flatMap(({ part, notTaken }) =>
    Object.entries(plan[part]?.products ?? {}).map(([lineId, count]) => (notTaken.includes(lineId) ? 0 : count)),
  );
  return {
    end,
    returnIds: ours.map(({ returnId }) => returnId ?? ''),
    pieces: pieces.reduce((sum, count) => sum + count, 0),
    acknowledged: facts.acknowledged.length,
  };
}
