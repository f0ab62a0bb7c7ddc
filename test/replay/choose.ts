import { createHash } from 'node:crypto';
import type { RecordedHistory } from '../support/record-histories';

/** A history that is worth keeping, as the text of its file. */
export interface Chosen {
  /** `shipment-cancelled-3f2a91.json` */
  readonly name: string;
  readonly text: string;
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type Event = Record<string, Json>;

/** What a replay does not need, and what says something of the machine that recorded it. */
const dropped = new Set([
  'identity',
  'taskId',
  'workerVersion',
  'stackTrace',
  'requestId',
  'meteringMetadata',
  'links',
]);
/** More than this of a long life repeats itself. */
const longestText = 120_000;

/** Without what is of the machine that recorded it. */
function compact(value: Json): Json {
  if (Array.isArray(value)) return value.map(compact);
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(
    ([key, inner]) => !dropped.has(key) && inner !== null && !isSticky(key, inner),
  );
  return Object.fromEntries(kept.map(([key, inner]) => [key, compact(inner)]));
}

/** The queue of one worker's cache, named after its machine. */
const isSticky = (key: string, value: Json) =>
  key === 'taskQueue' &&
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  /STICKY/.test(JSON.stringify(value.kind));

const eventsOf = ({ history }: RecordedHistory): Event[] => (history as { events: Event[] }).events;

/** What an event is, without when and with what: `ActivityTaskScheduled importOrder`. */
function label(event: Event): string {
  const type = (event.eventType as string).replace(/^EVENT_TYPE_/, '');
  const attributes = Object.entries(event).find(([key]) => key.endsWith('EventAttributes'))?.[1] as Event | undefined;
  const name = (key: string) => (attributes?.[key] as { name?: string } | undefined)?.name;
  const more = name('activityType') ?? attributes?.signalName ?? '';
  return `${type} ${JSON.stringify(more)}`;
}

const typeOf = (recorded: RecordedHistory): string => {
  const started = eventsOf(recorded)[0]?.workflowExecutionStartedEventAttributes as Event | undefined;
  return String((started?.workflowType as { name?: string } | undefined)?.name);
};

/** Every event together with the one before it: a replay goes through each such pair. */
function pairs(recorded: RecordedHistory): string[] {
  const labels = eventsOf(recorded).map(label);
  return labels.map((one, index) => `${typeOf(recorded)}: ${labels[index - 1] ?? ''} → ${one}`);
}

const endOf = (recorded: RecordedHistory): string => {
  const last = eventsOf(recorded).at(-1);
  const ending = /^EVENT_TYPE_WORKFLOW_EXECUTION_(COMPLETED|FAILED|CANCELED|TERMINATED|TIMED_OUT|CONTINUED_AS_NEW)$/;
  return (
    ending
      .exec(last?.eventType as string)?.[1]
      ?.toLowerCase()
      .replaceAll('_', '-') ?? 'running'
  );
};

/**
 * Of many histories the few that go through everything that any of them goes through: always the one that adds most for
 * its size, until none adds anything or there is no more room.
 *
 * @param room characters
 */
export function choose(all: readonly RecordedHistory[], room: number): Chosen[] {
  let candidates = all
    .filter((one) => eventsOf(one).some(({ workflowTaskCompletedEventAttributes: done }) => done))
    .map((one) => {
      const text = JSON.stringify({ workflowId: one.workflowId, history: compact(one.history as Json) });
      return { one, text, pairs: new Set(pairs(one)) };
    })
    .filter(({ text }) => text.length <= longestText);
  const chosen: Chosen[] = [];
  const covered = new Set<string>();
  let left = room;
  for (;;) {
    let best: { gain: number; candidate: (typeof candidates)[number] } | undefined;
    candidates = candidates.filter(({ text }) => text.length <= left);
    for (const candidate of candidates) {
      const fresh = [...candidate.pairs].filter((pair) => !covered.has(pair)).length;
      const gain = fresh / candidate.text.length;
      if (fresh > 0 && gain > (best?.gain ?? 0)) best = { gain, candidate };
    }
    if (!best) return chosen;
    const { one, text, pairs: gone } = best.candidate;
    for (const pair of gone) covered.add(pair);
    left -= text.length;
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 6);
    chosen.push({ name: `${typeOf(one)}-${endOf(one)}-${hash}.json`, text });
  }
}
