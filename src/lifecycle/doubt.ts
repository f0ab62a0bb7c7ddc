import type { Waiting } from './entity';

/** Two or more reads that agree: the first and the last of them, epoch ms. */
export interface Reads {
  readonly first: number;
  readonly last: number;
}

/** A write was sent and nobody knows whether it was done. */
export interface Doubtful {
  readonly since: number;
  /** Until then the write may still be at work: reads before it prove nothing. */
  readonly limitAt: number;
  /** How often it has been written in this doubt. */
  readonly writes: number;
  /** The last look that was made to find out. */
  readonly lookedAt?: number;
  /** Reads after the limit that show the old state. */
  readonly undone?: Reads;
}

export interface Pace {
  /** Between the two reads that prove that something was not done, ms. */
  readonly settleMs: number;
  /** The synchronisation interval, ms. */
  readonly recheckMs: number;
}

/** Two reads, at least `settle` apart. */
export const areSettled = (reads: Reads | undefined, { settleMs }: Pick<Pace, 'settleMs'>) =>
  reads !== undefined && reads.last - reads.first >= settleMs;

/** One more read that agrees. */
export const readAgain = (reads: Reads | undefined, at: number): Reads => ({
  first: reads?.first ?? at,
  last: Math.max(at, reads?.last ?? 0),
});

/** A look that showed the old state; before the write's time limit it proves nothing. */
export const lookedInVain = <D extends Doubtful>(doubt: D, at: number): D => ({
  ...doubt,
  lookedAt: Math.max(at, doubt.lookedAt ?? 0),
  ...(at >= doubt.limitAt ? { undone: readAgain(doubt.undone, at) } : {}),
});

/**
 * Evidence that a write was done counts at once; that it was not done needs two reads that show the old state, `settle`
 * apart, and after the time in which the write may still be at work.
 *
 * @returns the next read, or how long to wait for it; nothing when two reads have proven that it was not done
 */
export function nextLook<const Look>(
  { lookedAt, undone, limitAt, since }: Doubtful,
  pace: Pace,
  now: number,
  look: Look,
): Look | Waiting<'settling'> | undefined {
  if (lookedAt === undefined) return look;
  if (areSettled(undone, pace)) return undefined;
  const worthIt = undone ? undone.first + pace.settleMs : limitAt;
  // A look that showed neither the old state nor the new one is repeated, but not in a hurry.
  const next = lookedAt < worthIt ? worthIt : lookedAt + paceMs(since, lookedAt, pace);
  return now < next ? { do: 'wait', for: 'settling', until: next } : look;
}

/** Proven undone once, it is written again at once; then at growing intervals, like everything that does not succeed. */
export function restBeforeWriting(
  { undone, writes }: Doubtful,
  { settleMs, recheckMs }: Pace,
  now: number,
): Waiting<'another-attempt'> | undefined {
  if (!undone || writes < 2) return undefined;
  const until = undone.last + Math.min(settleMs * 2 ** writes, recheckMs);
  return now < until ? { do: 'wait', for: 'another-attempt', until } : undefined;
}

/** @returns the next read, or how long to wait; nothing when it may be written again now */
export const lookUp = <const Look>(
  doubt: Doubtful,
  pace: Pace,
  now: number,
  look: Look,
): Look | Waiting<'settling' | 'another-attempt'> | undefined =>
  nextLook(doubt, pace, now, look) ?? restBeforeWriting(doubt, pace, now);

/**
 * How long after the last look at something the next one is worth a call: ever longer, from the settling time to the
 * synchronisation interval, the longer nobody has been able to tell.
 */
export const paceMs = (since: number, last: number, { settleMs, recheckMs }: Pace) =>
  Math.max(Math.min(last - since, recheckMs), settleMs, 1_000);
