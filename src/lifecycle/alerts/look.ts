import { mostCauses, type KnownCause, type SeenCause, type TargetFacts } from './facts';

/** What a look at everything that needs a person has seen. */
export interface Sight {
  /** The most urgent first. */
  readonly seen: readonly SeenCause[];
  /** Not all could be looked at: what is not among `seen` may be there all the same. */
  readonly isPart: boolean;
}

/** A look becomes facts, whether the target can be told of it now or not. */
export function look(facts: TargetFacts, { seen, isPart }: Sight, now: number): TargetFacts {
  const causes: Record<string, KnownCause> = {};
  const there = new Map(seen.map((one) => [one.cause, one]));
  for (const [cause, known] of Object.entries(facts.causes)) {
    const sight = there.get(cause);
    if (sight) causes[cause] = seenAgain(known, sight, now);
    else causes[cause] = isPart ? known : { ...known, goneSince: known.goneSince ?? now };
  }
  let room = mostCauses - Object.keys(causes).length;
  for (const one of seen) {
    if (causes[one.cause] || room <= 0) continue;
    room -= 1;
    causes[one.cause] = { count: 0, newest: 0, isOpen: false, owed: owedSince(now, one) };
  }
  return { ...facts, causes, lookedAt: now };
}

function seenAgain({ goneSince, ...known }: KnownCause, sight: SeenCause, now: number): KnownCause {
  if (known.isOpen) return known;
  if (!known.owed) return { ...known, owed: owedSince(now, sight) };
  const { since, times, most } = known.owed;
  return {
    ...known,
    owed: {
      since,
      times: goneSince === undefined ? times : times + 1,
      most: Math.max(most, sight.count),
      examples: sight.examples,
    },
  };
}

const owedSince = (since: number, { count, examples }: SeenCause) => ({ since, times: 1, most: count, examples });
