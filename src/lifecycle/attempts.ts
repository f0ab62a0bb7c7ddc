import type { TimelineEntry, Waiting } from './entity';
import type { NotDone } from './results';
import { note } from './timeline';
import type { System } from './words';

/** A system said no. `reason` is its own text without personal values. */
export interface Refusal {
  readonly at: number;
  readonly reason: string;
  /** What the answer was about: when that changes, the refusal has had its time. */
  readonly basis: string;
}

/** Nothing was sent, or nothing usable came back from a read: tried again later. */
export interface Attempts {
  readonly of: string;
  readonly count: number;
  readonly notBefore: number;
  readonly kind: 'unavailable' | 'unreadable' | 'busy' | 'connection';
  readonly system: System;
  /** For `unreadable`: the path that is wrong. */
  readonly at?: string;
}

/** The pause before another attempt: 2 s, 4 s, … up to a quarter of an hour. */
export const backoffMs = (count: number) => Math.min(2_000 * 2 ** Math.min(count - 1, 20), 900_000);

/**
 * How long after an attempt that did nothing the next one waits. Who found no place at a slow store comes back ever more
 * seldom too, but never so seldom that its places stay empty.
 */
function pauseAfter({ why, system, retryAfterMs = 0 }: NotDone, count: number): number {
  if (why === 'busy' && system === 'centra') return retryAfterMs * Math.min(count, 6);
  return Math.max(retryAfterMs, why === 'connection' ? 900_000 : backoffMs(count));
}

interface Trying {
  readonly attempts?: Attempts;
  readonly timeline: readonly TimelineEntry[];
}

/** An attempt of `effect` did nothing: the next one waits, ever longer. */
export function putOff<Facts extends Trying>(facts: Facts, effect: string, result: NotDone, now: number): Facts {
  const count = facts.attempts?.of === effect ? facts.attempts.count + 1 : 1;
  const attempts: Attempts = {
    of: effect,
    count,
    notBefore: now + pauseAfter(result, count),
    kind: result.why === 'throttled' ? 'unavailable' : result.why,
    system: result.system,
    ...(result.at ? { at: result.at } : {}),
  };
  const next = { ...facts, attempts };
  // The first one is worth a line; the hundredth is not.
  return count === 1 ? note(next, { at: now, what: effect, outcome: `not done: ${result.why}` }) : next;
}

/** After an attempt that did nothing, the next one waits. */
export function resting<Step extends { readonly do: string }>(
  step: Step,
  attempts: Attempts | undefined,
  now: number,
): Step | Waiting<'connection' | 'another-attempt'> {
  if (!attempts || attempts.of !== step.do || attempts.notBefore <= now) return step;
  const waitFor = attempts.kind === 'connection' ? 'connection' : 'another-attempt';
  return { do: 'wait', for: waitFor, until: attempts.notBefore };
}

/**
 * A connection that does not work is one question, on the connection, not one for everything that waits for it: neither
 * while that waits, nor while it tries whether the connection works again.
 */
export const isUpToConnection = (
  step: { readonly do: string; readonly for?: string },
  attempts: Attempts | undefined,
): boolean =>
  step.do === 'wait' ? step.for === 'connection' : attempts?.of === step.do && attempts.kind === 'connection';
