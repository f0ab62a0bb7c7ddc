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

/** As it stands in a payload's metadata: some stories have keys, and nobody can replay theirs without. */
const encrypted = Buffer.from('binary/encrypted').toString('base64');

/** Without what is of the machine that recorded it. */
function compact(value: Json): Json {
  if (Array.isArray(value)) return value.map(compact);
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(
    ([key, inner]) => !dropped.has(key) && inner !== null && !isSticky(key, inner),
  );
  return Object.fromEntries(
    kept.map(([key, inner]) => [key, key === 'data' && typeof inner === 'string' ? shortened(inner) : compact(inner)]),
  );
}

/** What a story sends only to make a history long: `x`, hundreds of thousands of them. */
function shortened(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length < 100_000) return base64;
  return Buffer.from(bytes.toString('utf8').replace(/x{1000,}/g, 'x'), 'utf8').toString('base64');
}

/** The queue of one worker's cache, named after its machine. */
const isSticky = (key: string, value: Json) =>
  key === 'taskQueue' &&
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  /STICKY/.test(JSON.stringify(value.kind));

const eventsOf = ({ history }: RecordedHistory): Event[] => (history as { events: Event[] }).events;

type Attributes = { readonly [name: string]: Json | undefined };
const attributesOf = (event: Event): Attributes =>
  (Object.entries(event).find(([key]) => key.endsWith('EventAttributes'))?.[1] ?? {}) as Attributes;
const inside = (value: Json | undefined, ...path: string[]): Json | undefined =>
  path.reduce<Json | undefined>((at, key) => (at as Attributes | undefined)?.[key], value);

/** What an event is, without when and with what: `ACTIVITY_TASK_SCHEDULED importOrder`. */
function label(event: Event): string {
  const attributes = attributesOf(event);
  const more =
    inside(attributes.activityType, 'name') ??
    attributes.signalName ??
    inside(attributes.acceptedRequest, 'input', 'name') ??
    '';
  return `${typeOfEvent(event)} ${JSON.stringify(more)}`;
}

const typeOfEvent = (event: Event) => (event.eventType as string).replace(/^EVENT_TYPE_/, '');

/** What is in it that decides how the workflow goes on: how an activity ended, what is shown of where it stands. */
function meaning(event: Event, events: readonly Event[]): string[] {
  const attributes = attributesOf(event);
  const scheduled = events.find(({ eventId }) => eventId === attributes.scheduledEventId);
  const activity = scheduled && inside(attributesOf(scheduled).activityType, 'name');
  const result = decoded(inside(attributes.result, 'payloads', '0'));
  const failure = inside(attributes.failure, 'applicationFailureInfo', 'type') ?? '';
  const shown = (attributes.searchAttributes as Attributes | undefined)?.indexedFields as Attributes | undefined;
  return [
    ...(activity ? [[typeOfEvent(event), activity, inside(result, 'end'), inside(result, 'why'), failure]] : []),
    ...['Attention', 'Stage'].filter((name) => shown?.[name]).map((name) => [name, decoded(shown?.[name])]),
  ].map((words) => JSON.stringify(words));
}

function decoded(payload: Json | undefined): Json | undefined {
  const data = inside(payload, 'data');
  return typeof data === 'string' ? (JSON.parse(Buffer.from(data, 'base64').toString('utf8')) as Json) : undefined;
}

const typeOf = (recorded: RecordedHistory): string => {
  const started = eventsOf(recorded)[0]?.workflowExecutionStartedEventAttributes as Event | undefined;
  return String((started?.workflowType as { name?: string } | undefined)?.name);
};

/**
 * What a replay goes through: every event together with the one before it, what activities brought, what was shown, and
 * that it began as the continuation of another one.
 */
function stepsOf(recorded: RecordedHistory): string[] {
  const events = eventsOf(recorded);
  const labels = events.map(label);
  const isContinued = events[0] !== undefined && 'continuedExecutionRunId' in attributesOf(events[0]);
  return [
    ...labels.map((one, index) => `${labels[index - 1] ?? ''} → ${one}`),
    ...events.flatMap((event) => meaning(event, events)),
    ...(isContinued ? ['begun anew'] : []),
  ].map((step) => `${typeOf(recorded)}: ${step}`);
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
 * @param have what is kept already, and need not be gone through again
 */
export function choose(all: readonly RecordedHistory[], room: number, have: readonly RecordedHistory[] = []): Chosen[] {
  let candidates = all
    .filter((one) => !JSON.stringify(one.history).includes(encrypted))
    .filter((one) => eventsOf(one).some(({ workflowTaskCompletedEventAttributes: done }) => done))
    .map((one) => {
      const text = JSON.stringify({ workflowId: one.workflowId, history: compact(one.history as Json) });
      return { one, text, steps: new Set(stepsOf(one)) };
    })
    .filter(({ text }) => text.length <= longestText);
  const chosen: Chosen[] = [];
  const covered = new Set(have.flatMap(stepsOf));
  let left = room;
  for (;;) {
    let best: { gain: number; candidate: (typeof candidates)[number] } | undefined;
    candidates = candidates.filter(({ text }) => text.length <= left);
    for (const candidate of candidates) {
      const fresh = [...candidate.steps].filter((step) => !covered.has(step)).length;
      const gain = fresh / candidate.text.length;
      if (fresh > 0 && gain > (best?.gain ?? 0)) best = { gain, candidate };
    }
    if (!best) return chosen;
    const { one, text, steps } = best.candidate;
    for (const step of steps) covered.add(step);
    left -= text.length;
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 6);
    chosen.push({ name: `${typeOf(one)}-${endOf(one)}-${hash}.json`, text });
  }
}
