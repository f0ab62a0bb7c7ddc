import type { Ask } from '../entity';
import { lookUp } from '../doubt';
import type { ReturnStage } from '../words';
import type { Phase, ReturnFacts } from './facts';
import type { ReturnSettings } from './settings';
import type { Effect, Step } from './steps';
import { basisOf, nextPart, notTaken, piecesText, planOf, surplusLines, toAcknowledge } from './view';

/** What every rule reads. */
export interface Situation {
  readonly facts: ReturnFacts;
  readonly settings: ReturnSettings;
  /** Epoch ms. */
  readonly now: number;
}

/** What a rule says before holds, pauses between attempts and time limits are looked at. */
export interface Draft {
  readonly stage: ReturnStage;
  readonly phase: Phase;
  readonly step: Step;
  readonly asks?: readonly Ask[];
}

/** A rule says what happens next, or nothing: then the next rule is asked. */
export type Rule = (situation: Situation) => Draft | undefined;

/** A return that Centra refuses is offered again at most once an hour: it may have waited for the shipment's completion. */
export const refusedAgainMs = 3_600_000;
/** What waits for a person, and is in nobody's list any more, is read anew once a day. */
const lookAnewMs = 86_400_000;

const report = (step: Step, asks: readonly Ask[] = []): Draft => ({ stage: 'reporting', phase: 'report', step, asks });
/** Nothing goes on without a person: the question is the limit. */
const ask = (step: Step, asks: readonly Ask[]): Draft => ({ stage: 'reporting', phase: 'end', step, asks });

const answerTo = ({ operator }: ReturnFacts, { attention, basis }: Pick<Ask, 'attention' | 'basis'>) => {
  const answer = operator.resolved[attention];
  return answer?.basis === basis ? answer.choice : undefined;
};

const isHeld = ({ operator }: ReturnFacts) => operator.held !== undefined;

/** When the order was last read, or a list that did not show it. */
const wasMissed = ({ sight, missedAt }: ReturnFacts) => (missedAt ?? 0) > sight.observedAt;

/** An operator let it go: nothing is written to either system any more. It stays until Ongoing has nothing to report. */
export const abandoned: Rule = ({ facts, now }) => {
  if (!facts.operator.abandoned) return undefined;
  const draft = (step: Step): Draft => ({ stage: 'abandoned', phase: 'end', step });
  if (facts.sight.parts.length === 0) return draft({ do: 'finish', as: 'abandoned' });
  const until = facts.sight.observedAt + lookAnewMs;
  if (wasMissed(facts) || until <= now) return draft({ do: 'readReturned' });
  return draft({ do: 'wait', for: 'ongoing-to-drop-it', until });
};

/** A return was sent and no usable answer came: Centra is asked for its returns before anything else is sent. */
export const inDoubt: Rule = ({ facts, settings, now }) => {
  const { doubt } = facts;
  if (!doubt) return undefined;
  const step = lookUp(doubt, settings, now, listing(facts, doubt.part));
  return step && report(step);
};

function listing(facts: ReturnFacts, part: number): Effect {
  const { products, returnStock } = planOf(facts)[part] ?? { products: {}, returnStock: false };
  return { do: 'listMadeReturns', like: { products, returnStock } };
}

/** Ongoing has nothing to report any more: somebody acknowledged it, or the goods did not come back after all. */
export const nothingLeft: Rule = ({ facts }) => {
  const isUnseen = facts.sight.observedAt === 0;
  const waits = isUnseen || nextPart(facts) !== undefined || notTaken(facts).length > 0;
  // A list that lacks it is only a reason to ask; and what we have acknowledged ourselves is no news.
  if (waits && wasMissed(facts) && toAcknowledge(facts).length === 0) return report({ do: 'readReturned' });
  if (facts.sight.parts.length > 0) return undefined;
  const wasMade = facts.made.some(({ returnId }) => returnId !== undefined);
  const as = wasMade ? 'completed' : 'withdrawn';
  return { stage: as, phase: 'end', step: { do: 'finish', as } };
};

/** The returns are made in Centra, one after the other. */
export const making: Rule = (situation) => {
  const { facts, now } = situation;
  const part = nextPart(facts);
  if (part === undefined) return undefined;
  const plan = planOf(facts);
  const { made, before, doubt, attempts } = facts;
  const refusal = facts.refusals.make;
  const basis = basisOf(plan.slice(part));
  const refused: Ask[] =
    refusal?.basis === basis
      ? [{ attention: 'return-refused', basis, about: refusal.reason, choices: ['accept'] }]
      : [];
  const draft = (step: Step): Draft => (refused.length > 0 ? ask(step, refused) : report(step));
  const again = (refusal?.at ?? 0) + refusedAgainMs;
  if (refused.length > 0 && now < again) {
    const lines = toAcknowledge(facts);
    return draft(lines.length > 0 ? { do: 'acknowledgeReturn', lines } : { do: 'wait', for: 'operator', until: again });
  }
  const make: Effect = { do: 'makeReturn', plan, part, mayChange: made.length === 0 };
  // Its pause comes first: what Centra has is listed when it is sent, not before.
  if ((attempts?.of === make.do && attempts.notBefore > now) || isHeld(facts)) return draft(make);
  // What is there before the write is how ours is recognised afterwards; in a doubt, before the first of several.
  const list = draft(listing(facts, part));
  if (!before) return list;
  const there = alreadyThere(situation, part);
  if (there) return { ...there, asks: [...(there.asks ?? []), ...refused] };
  const isOld = before.hasWaited === true || before.at < (made.at(-1)?.at ?? 0);
  if (isOld && !doubt) return list;
  return draft(make);
};

/**
 * Centra's other returns hold pieces that Ongoing does not know to be reported: made by hand, or by us before Temporal's
 * memory was lost. Seen twice, a person is asked.
 */
function alreadyThere({ facts, settings, now }: Situation, part: number): Draft | undefined {
  const { before, sight, surplusSince = now } = facts;
  const lines = surplusLines(facts);
  if (lines === undefined) return report({ do: 'readReturned' });
  const reportedAt = sight.reported?.at ?? 0;
  const listedAt = before?.at ?? 0;
  // Centra last: while the order was read, somebody may have made the return by hand.
  if (listedAt <= reportedAt && facts.doubt === undefined) return report(listing(facts, part));
  if (lines.length === 0) return undefined;
  const plan = planOf(facts).slice(part);
  const question = { attention: 'completed-elsewhere', basis: basisOf(plan) } as const;
  if (answerTo(facts, question) === 'report') return undefined;
  const look = (from: number): Effect => (reportedAt < from ? { do: 'readReturned' } : listing(facts, part));
  const second = surplusSince + settings.settleMs;
  if (Math.min(reportedAt, listedAt) < second) {
    return report(now < second ? { do: 'wait', for: 'settling', until: second } : look(second));
  }
  const toReport = plan.map(({ products }) => piecesText(products)).join(' and ');
  const about = `lines ${lines.join(', ')}; came back, and not reported yet: ${toReport}`;
  const asks: Ask[] = [{ ...question, about, choices: ['accept', 'report'] }];
  // Whoever mends it in one of the systems need not tell us.
  const again = listedAt + settings.recheckMs;
  return ask(now < again ? { do: 'wait', for: 'operator', until: again } : look(again), asks);
}

/** Ongoing hears, line by line, up to which figure it is reported. */
export const acknowledging: Rule = ({ facts }) => {
  const lines = toAcknowledge(facts);
  const asks = untaken(facts);
  if (lines.length > 0) return report({ do: 'acknowledgeReturn', lines }, asks);
  if (asks.length > 0) return ask({ do: 'wait', for: 'operator' }, asks);
  return { stage: 'completed', phase: 'end', step: { do: 'finish', as: 'completed' } };
};

const untaken = (facts: ReturnFacts): Ask[] => {
  const rest = notTaken(facts);
  if (rest.length === 0) return [];
  const plan = planOf(facts);
  const lines = rest.flatMap(({ part, notTaken: ids }) =>
    ids.map((lineId): [string, number] => [lineId, plan[part]?.products[lineId] ?? 0]),
  );
  const about = `${piecesText(Object.fromEntries(lines))}; return ${rest.map(({ returnId }) => returnId).join(', ')}`;
  const basis = JSON.stringify(rest.map(({ part, notTaken: ids }) => [part, ids]));
  return [{ attention: 'items-not-returned', basis, about, choices: ['accept', 'report-again'] }];
};
