import { iso } from '../times';
import type { ActivityRun, History, MessageReceived } from './history';
import { blankRow, type TimelineRow } from './timeline';

/** What a connection was told, what operators did with it, and its probes: all of it from its history. */
export function connectionTimeline({ activities, messages }: History): TimelineRow[] {
  let collisions = '0';
  return [...activities.flatMap(ofActivity), ...messages.flatMap(ofMessage)]
    .sort((one, other) => one.at - other.at)
    .filter(({ row: { what, outcome } }) => {
      // Every run says how many there are.
      const isNews = what !== collide || outcome !== collisions;
      if (what === collide) collisions = outcome ?? collisions;
      return isNews;
    })
    .map(({ at, row }) => ({ ...blankRow, at: iso(at), ...row }));
}

const collide = 'colliding article numbers';

interface Placed {
  readonly at: number;
  readonly row: Pick<TimelineRow, 'kind' | 'what'> & Partial<TimelineRow>;
}

function ofActivity({ name, scheduledAt, startedAt = scheduledAt, end }: ActivityRun): Placed[] {
  const what = name === 'probe' ? 'probe' : 'what waited is told';
  if (end.is === 'pending') return [{ at: startedAt, row: { kind: 'attempt', what, outcome: 'is under way' } }];
  const outcome = end.is === 'completed' ? said(end.result) : end.is;
  return [{ at: end.at, row: { kind: 'attempt', what, outcome, durationMs: end.at - startedAt } }];
}

/** A probe says how it ended, and who told others how many. */
const said = (result: unknown): string =>
  typeof result === 'number' ? `${result} told` : typeof result === 'string' ? result : 'done';

function ofMessage({ is, name, at, data }: MessageReceived): Placed[] {
  const given = (typeof data === 'object' && data !== null ? data : {}) as Readonly<Record<string, unknown>>;
  const text = (field: string) => (typeof given[field] === 'string' ? given[field] : null);
  if (is === 'update') {
    const what = text('choice') === null ? name : `${name} ${text('choice')}`;
    return [{ at, row: { kind: 'action', what, by: text('actor'), reason: text('reason') } }];
  }
  const event = (what: string, outcome: string): Placed[] => [{ at, row: { kind: 'event', what, outcome } }];
  switch (name) {
    case 'failed':
      if (given.endpointOff === true) return event('endpoint switched off', text('operation') ?? '');
      return event('a call failed', `${text('why') ?? ''}: ${text('operation') ?? ''}`);
    case 'endpointWorks':
      return event('endpoint works again', text('operation') ?? '');
    case 'listSeen':
      // A scan that is as it should be is no event.
      if (given.shrunk !== true) return [];
      return event(
        'list shrunk',
        `${text('list') ?? 'shipments'}: ${Number(given.missing)} of ${Number(given.total)} missing`,
      );
    case 'collisionsSeen':
      return event(collide, String(Number(given.total)));
    default:
      return [];
  }
}
