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
 * apart, and after the time in which the write may still be at work. Proven undone it is written again, the second time
 * and later after a pause that grows.
 *
 * @returns the next read, or how long to wait; nothing when it may be written again now
 */
export function lookUp<Look>(
  doubt: Doubtful,
  pace: Pace,
  now: number,
  look: Look,
): Look | Waiting<'settling' | 'another-attempt'> | undefined {
  const { lookedAt, undone, limitAt, writes, since } = doubt;
  const { settleMs, recheckMs } = pace;
  if (lookedAt === undefined) return look;
  if (!undone || !areSettled(undone, pace)) {
    const worthIt = undone ? undone.first + settleMs : limitAt;
    // A look that showed neither the old state nor the new one is repeated, but not in a hurry.
    const paceMs = Math.max(Math.min(lookedAt - since, recheckMs), settleMs, 1_000);
    const next = lookedAt < worthIt ? worthIt : lookedAt + paceMs;
    return now < next ? { do: 'wait', for: 'settling', until: next } : look;
  }
  const until = writes < 2 ? now : undone.last + Math.min(settleMs * 2 ** writes, recheckMs);
  return now < until ? { do: 'wait', for: 'another-attempt', until } : undefined;
}
