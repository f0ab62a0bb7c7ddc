import type { Refusal } from './attempts';
import { areSettled, lookedInVain, readAgain, type Doubtful, type Pace, type Reads } from './doubt';
import type { TimelineEntry } from './entity';
import { refuse, withoutDoubt } from './outcome';

/** We asked for a cancellation and Ongoing agreed, or had never known the number; `confirmedAt`: seen again after settling. */
export interface Cancelled {
  readonly at: number;
  /** A read from then on counts as the confirmation: no write of ours can still be under way. */
  readonly confirmFrom: number;
  readonly confirmedAt?: number;
}

/** What the facts of every kind that is written to Ongoing have in common. */
interface InOngoing {
  readonly order?: {
    readonly written: boolean;
    readonly survived?: number;
    readonly unknown?: Reads;
    readonly cancelled?: Cancelled;
  };
  readonly doubt?: Doubtful & { readonly of: string; readonly reason?: string; readonly basis?: string };
  readonly refusals: Readonly<Partial<Record<string, Refusal>>>;
  readonly timeline: readonly TimelineEntry[];
}
type Undone = 'import' | 'rewrite' | 'cancel';

/** A read of Ongoing, and what it is judged by. */
export interface Reading {
  /** Epoch ms. */
  readonly at: number;
  readonly pace: Pace;
  /** As people call what was written. */
  readonly kind: 'order' | 'purchase order';
  /** What a refused cancellation would be about. */
  readonly cancelBasis: () => string;
}

/**
 * A read that shows the old state. The second one, after settling, proves that the write was not done: then what was said
 * instead of an id was a refusal, and a cancellation is nothing to wait for any more.
 *
 * @param about what a refusal is about, of what the write was about
 */
export function notDone<Facts extends InOngoing>(
  facts: Facts,
  before: NonNullable<Facts['doubt']>,
  of: Undone,
  reading: Reading,
  about: (basis: string) => string = (basis) => basis,
): Facts {
  const { at, pace } = reading;
  const doubt = lookedInVain(before, at);
  if (!areSettled(doubt.undone, pace)) return { ...facts, doubt };
  const { reason, basis = '' } = doubt;
  if (reason) return refused(withoutDoubt(facts), of, { at, reason, basis: about(basis) });
  return of === 'cancel' ? survived(withoutDoubt(facts), reading) : { ...facts, doubt };
}

/** The cancellation came to nothing: once more at once, and then no oftener than one that was refused. */
export function survived<Facts extends InOngoing>(facts: Facts, { at, kind, cancelBasis }: Reading): Facts {
  const { order } = facts;
  if (!order) return facts;
  const times = (order.survived ?? 0) + 1;
  const next = { ...facts, order: { ...order, survived: times } };
  if (times < 2) return next;
  const reason = `it was asked for ${times} times, and the ${kind} lives`;
  return refused(next, 'cancel', { at, reason, basis: cancelBasis() });
}

/** Ongoing knows nothing under our number. */
export function nothingSeen<Facts extends InOngoing>(facts: Facts, reading: Reading): Facts {
  const { order, doubt } = facts;
  if (!order) return facts;
  if (order.cancelled || doubt?.of === 'cancel') return cancellationSeen(facts, reading);
  if (doubt?.of === 'import' && !order.written) return notDone(facts, doubt, 'import', reading);
  if (!order.written) return facts;
  return { ...facts, order: { ...order, unknown: readAgain(order.unknown, reading.at) } };
}

/** Cancelled, which shows as a status or as a number that is not known; it counts when it is seen again after settling. */
export function cancellationSeen<Facts extends InOngoing>(facts: Facts, { at, pace }: Reading): Facts {
  const { order, doubt } = facts;
  if (!order) return facts;
  const { cancel: _c, ...refusals } = facts.refusals;
  const confirmFrom = Math.max(at + pace.settleMs, doubt?.limitAt ?? 0);
  const cancelled = order.cancelled ?? { at, confirmFrom };
  const confirmed = at >= cancelled.confirmFrom ? { confirmedAt: at } : {};
  return {
    ...(doubt?.of === 'cancel' ? withoutDoubt(facts) : facts),
    refusals,
    order: { ...order, cancelled: { ...cancelled, ...confirmed } },
  };
}

const refused = <Facts extends InOngoing>(facts: Facts, of: Undone, refusal: Refusal): Facts =>
  refuse<InOngoing>(facts, of, refusal) as Facts;
