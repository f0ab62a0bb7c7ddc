import type { Deciding, Paced } from './entity';
import { note } from './timeline';
import type { Attention } from './words';

/**
 * One turn: what happens next, and the facts with the time since when, so that limits and `since` are the same for
 * everybody who asks.
 */
export function turnBy<Phase extends string, Facts extends Paced<Phase>, D extends Deciding<unknown, string, Phase>>(
  decide: (facts: Facts, now: number) => D,
  before: Facts,
  now: number,
): { facts: Facts; decision: D } {
  const facts = rested(decide, before, now);
  const decision = decide(facts, now);
  const phase = facts.phase.name === decision.phase ? facts.phase : { name: decision.phase, since: now };
  const asked = Object.fromEntries(decision.asks.map(({ attention }) => [attention, facts.asked[attention] ?? now]));
  const raised = decision.asks.filter(({ attention }) => facts.asked[attention] === undefined);
  const noted = raised.reduce(
    (all, { attention, about }) =>
      note(all, { at: now, what: 'attention', outcome: attention, ...(about ? { reason: about } : {}) }),
    facts,
  );
  return { facts: { ...noted, phase, asked }, decision };
}

/** What comes of a limit that has passed; everything else is a question that somebody or something has to answer. */
const late: ReadonlySet<Attention> = new Set(['overdue', 'no-tracking', 'unreadable']);

/** A person was asked, and the question has been answered: the time that this took is nobody's delay. */
function rested<Facts extends Paced>(
  decide: (facts: Facts, now: number) => Deciding<unknown>,
  facts: Facts,
  now: number,
): Facts {
  const wasAsked = (Object.keys(facts.asked) as Attention[]).some((attention) => !late.has(attention));
  if (!wasAsked || decide(facts, now).asks.some(({ attention }) => !late.has(attention))) return facts;
  return { ...facts, phase: { ...facts.phase, since: now } };
}
