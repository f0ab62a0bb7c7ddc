import { undelivered } from './advice';
import { causeOf, type Away, type SeenCause, type TargetFacts } from './facts';

/** So long a target that took nothing is left alone at most. */
const longestPauseMs = 5 * 60_000;

/** Whether the target may be tried now. */
export const mayBeTried = ({ away }: TargetFacts, now: number): boolean => away === undefined || away.nextAt <= now;

/**
 * The target took nothing: it is tried again at growing intervals, and nothing that it is owed is forgotten.
 *
 * @param everyMs between two looks
 * @param retryAfterMs what the target asks for, if it does
 */
export function notTaken(
  facts: TargetFacts,
  { why, retryAfterMs = 0 }: { readonly why: string; readonly retryAfterMs?: number },
  everyMs: number,
  now: number,
): TargetFacts {
  const { since, attempts } = facts.away ?? { since: now, attempts: 0 };
  const pauseMs = Math.min(everyMs * 2 ** Math.min(attempts, 20), Math.max(longestPauseMs, everyMs));
  const nextAt = now + Math.max(pauseMs, Math.min(retryAfterMs, 12 * longestPauseMs));
  return { ...facts, away: { since, attempts: attempts + 1, nextAt, why } };
}

/** Others hear of a target that has taken nothing for so long. */
const missedAfterMs = 5 * 60_000;

/** What a target is told of the others: that is the one way in which somebody hears of one that takes nothing. */
export function othersAway(
  others: readonly { readonly name: string; readonly away?: Away | undefined }[],
  now: number,
): SeenCause[] {
  const missed = others.flatMap(({ name, away }) =>
    away && now - away.since >= missedAfterMs ? [{ name, since: away.since }] : [],
  );
  if (missed.length === 0) return [];
  const times = missed.map(({ since }) => since);
  return [
    {
      cause: causeOf({ attention: undelivered }),
      count: missed.length,
      oldest: Math.min(...times),
      newest: Math.max(...times),
      examples: missed.map(({ name }) => name),
    },
  ];
}
