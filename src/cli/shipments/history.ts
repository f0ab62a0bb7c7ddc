import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import {
  decodeArrayFromPayloads,
  decodeOptionalFailureToOptionalError,
} from '@temporalio/common/lib/internal-non-workflow';
import type { temporal } from '@temporalio/proto';

type HistoryEvent = temporal.api.history.v1.IHistoryEvent;
type Payloads = temporal.api.common.v1.IPayloads;
type Converter = Client['options']['loadedDataConverter'];

/** An activity, as the history tells it. Times are epoch ms. */
export interface ActivityRun {
  readonly name: string;
  readonly scheduledAt: number;
  readonly startedAt?: number;
  /** Temporal's own count; ours are one attempt each. */
  readonly attempt: number;
  readonly end:
    | { readonly is: 'completed'; readonly at: number; readonly result: unknown }
    | { readonly is: 'failed' | 'timed out' | 'taken back'; readonly at: number; readonly why?: string }
    /** It has been started, or waits for its turn. */
    | { readonly is: 'pending' };
}

/** A signal, or an update that was accepted. */
export interface MessageReceived {
  readonly is: 'signal' | 'update';
  readonly name: string;
  readonly at: number;
  readonly data: unknown;
}

export interface History {
  readonly activities: readonly ActivityRun[];
  readonly messages: readonly MessageReceived[];
}

/** A life that has gone on for years: its last runs are enough. */
const mostRuns = 10;

/**
 * What a workflow's history says, over all runs that it has continued as. What Temporal has forgotten (after the
 * retention) is left out.
 *
 * @param messages whether signals and updates are wanted too
 */
export async function readHistory(
  client: Client,
  workflowId: string,
  runId: string,
  { messages = false }: { readonly messages?: boolean } = {},
): Promise<History> {
  const runs: HistoryEvent[][] = [];
  for (let next: string | undefined = runId; next && runs.length < mostRuns;) {
    const events = await eventsOf(client, workflowId, next);
    if (events.length === 0) break;
    runs.unshift(events);
    next = events[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId ?? undefined;
  }
  const converter = client.options.loadedDataConverter;
  const all = runs.flat();
  return {
    activities: (await Promise.all(runs.map((events) => activitiesOf(events, converter)))).flat(),
    messages: messages ? await messagesOf(all, converter) : [],
  };
}

async function eventsOf(client: Client, workflowId: string, runId: string): Promise<HistoryEvent[]> {
  try {
    const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    return events ?? [];
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return [];
    throw error;
  }
}

type Open = { -readonly [K in keyof ActivityRun]: ActivityRun[K] };

async function activitiesOf(events: readonly HistoryEvent[], converter: Converter): Promise<ActivityRun[]> {
  const runs = new Map<string, Open>();
  const of = (id: { toString(): string } | null | undefined) => runs.get(String(id));
  for (const event of events) {
    const at = timeOf(event.eventTime);
    const scheduled = event.activityTaskScheduledEventAttributes;
    if (scheduled) {
      const name = scheduled.activityType?.name ?? '';
      runs.set(String(event.eventId), { name, scheduledAt: at, attempt: 1, end: { is: 'pending' } });
    }
    const started = event.activityTaskStartedEventAttributes;
    const begun = started && of(started.scheduledEventId);
    if (begun) Object.assign(begun, { startedAt: at, attempt: started.attempt ?? 1 });
    const completed = event.activityTaskCompletedEventAttributes;
    const done = completed && of(completed.scheduledEventId);
    if (done) done.end = { is: 'completed', at, result: await first(completed.result, converter) };
    const failed = event.activityTaskFailedEventAttributes;
    const broken = failed && of(failed.scheduledEventId);
    if (broken) broken.end = { is: 'failed', at, why: await typeOf(failed.failure, converter) };
    const late = of(event.activityTaskTimedOutEventAttributes?.scheduledEventId);
    if (late) late.end = { is: 'timed out', at };
    const canceled = of(event.activityTaskCanceledEventAttributes?.scheduledEventId);
    if (canceled) canceled.end = { is: 'taken back', at };
  }
  return [...runs.values()];
}

async function messagesOf(events: readonly HistoryEvent[], converter: Converter): Promise<MessageReceived[]> {
  const messages: MessageReceived[] = [];
  for (const event of events) {
    const at = timeOf(event.eventTime);
    const signal = event.workflowExecutionSignaledEventAttributes;
    if (signal) {
      messages.push({ is: 'signal', name: signal.signalName ?? '', at, data: await first(signal.input, converter) });
    }
    const update = event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input;
    if (update) {
      messages.push({ is: 'update', name: update.name ?? '', at, data: await first(update.args, converter) });
    }
  }
  return messages;
}

/** What a process without the key cannot read is as if it were not there. */
async function first(payloads: Payloads | null | undefined, converter: Converter): Promise<unknown> {
  try {
    const [value] = await decodeArrayFromPayloads(converter, payloads?.payloads?.slice(0, 1));
    return value;
  } catch {
    return undefined;
  }
}

/** The kind of failure, never its words: they may be anything. */
async function typeOf(
  failure: temporal.api.failure.v1.IFailure | null | undefined,
  converter: Converter,
): Promise<string> {
  try {
    const error = await decodeOptionalFailureToOptionalError(converter, failure);
    return (error instanceof ApplicationFailure ? error.type : error?.name) ?? 'unknown';
  } catch {
    return 'unknown';
  }
}

interface ProtoTime {
  readonly seconds?: { toString(): string } | null;
  readonly nanos?: number | null;
}
const timeOf = (time: ProtoTime | null | undefined): number =>
  Number(time?.seconds?.toString() ?? 0) * 1_000 + Math.floor((time?.nanos ?? 0) / 1_000_000);
