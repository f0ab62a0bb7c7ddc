import type { TimelineEntry } from '../../lifecycle/entity';
import type { CallMade } from '../../protocol/calls';
import { iso } from '../times';
import type { ActivityRun } from './history';

/** One line of a timeline. What a kind of line does not have is `null`. Times are ISO 8601. */
export interface TimelineRow {
  readonly at: string | null;
  /** `call`: to one of the systems; `attempt`: an effect that called nobody, or ended in no way we know; `action`: of a person. */
  readonly kind: 'event' | 'call' | 'attempt' | 'action';
  /** Of a call: its operation, `PUT /orders`. */
  readonly what: string;
  readonly by: string | null;
  readonly outcome: string | null;
  readonly reason: string | null;
  /** Whom a call went to. */
  readonly system: 'centra' | 'ongoing' | null;
  /** The HTTP status of an answer that was not `ok`. */
  readonly status: number | null;
  readonly durationMs: number | null;
  /** How often this operation has been tried since it last worked. */
  readonly attempt: number | null;
  /** The effect that the call was made for. */
  readonly step: string | null;
}

export const blankRow = {
  ...{ by: null, outcome: null, reason: null, system: null, status: null, durationMs: null, attempt: null, step: null },
} as const;

/** Everything that happened, in order of time: what the life noted itself, what it saw, and every call that was made for it. */
export function timelineOf(
  entries: readonly TimelineEntry[],
  activities: readonly ActivityRun[],
  pending: readonly Pending[] = [],
  seen: readonly Placed[] = [],
): TimelineRow[] {
  const told = entries.map(({ at, what, by, outcome, reason }) => ({
    at,
    row: {
      ...blankRow,
      ...{ at: iso(at), kind: by === undefined ? 'event' : 'action', what },
      ...{ by: by ?? null, outcome: outcome ?? null, reason: reason ?? null },
    } satisfies TimelineRow,
  }));
  // What came of a call is noted after it, in the same millisecond perhaps.
  return [...callsOf(activities, pending), ...seen, ...told]
    .sort((one, other) => one.at - other.at)
    .map(({ row }) => row);
}

/** A line, and where it belongs. */
export interface Placed {
  readonly at: number;
  readonly row: TimelineRow;
}

/** What Temporal says of an activity that has not ended; see `describe`. */
export interface Pending {
  readonly name: string;
  readonly isStarted: boolean;
  readonly attempt: number;
}

function callsOf(activities: readonly ActivityRun[], pending: readonly Pending[]): Placed[] {
  const tries = new Map<string, number>();
  const attempt = (operation: string, worked: boolean) => {
    const count = (tries.get(operation) ?? 0) + 1;
    tries.set(operation, worked ? 0 : count);
    return count;
  };
  return activities.flatMap((run): Placed[] => {
    const { name: step, startedAt = run.scheduledAt, end } = run;
    const line = (at: number, outcome: string, worked = false): Placed => ({
      at,
      row: { ...blankRow, at: iso(at), kind: 'attempt', what: step, outcome, attempt: attempt(step, worked), step },
    });
    switch (end.is) {
      case 'completed': {
        const result = resultOf(end.result);
        if (!result.calls) return [line(end.at, withoutCalls(result), result.end !== 'not-done')];
        return result.calls.map((call) => {
          const { system, operation: what, outcome, status = null, ms: durationMs } = call;
          // By the server's clock, as everything else: the worker's may be another.
          const at = Math.min(Math.max(call.at, startedAt), end.at);
          const count = attempt(`${system} ${what}`, outcome === 'ok');
          const its = { system, status, durationMs, attempt: count, step };
          return { at, row: { ...blankRow, at: iso(at), kind: 'call', what, outcome, ...its } };
        });
      }
      case 'pending':
        return [line(startedAt, stands(pending.find(({ name }) => name === step)))];
      case 'taken back':
        return [line(end.at, 'taken back before it was sent')];
      case 'timed out':
        return [line(end.at, 'no end: its worker died, or its time was up')];
      case 'failed':
        return [line(end.at, `failed (${end.why ?? 'unknown'})`)];
      default:
        return end satisfies never;
    }
  });
}

function stands(pending: Pending | undefined): string {
  if (!pending) return 'is under way';
  return pending.isStarted ? 'is under way, in a worker' : 'waits for its turn in the queue';
}

interface EffectEnd {
  readonly end?: string;
  readonly why?: string;
  readonly system?: string;
  readonly calls?: readonly CallMade[];
}
const resultOf = (result: unknown): EffectEnd => (typeof result === 'object' && result !== null ? result : {});

/** Why nobody was called. */
function withoutCalls({ end, why, system }: EffectEnd): string {
  if (end === undefined) return 'done';
  if (end !== 'not-done') return end;
  if (why === 'connection') return `nothing was sent: the connection to ${system ?? ''} is paused or waits`;
  if (why === 'busy') return 'nothing was sent: it found no turn';
  return `nothing was sent: ${why ?? ''}`;
}
