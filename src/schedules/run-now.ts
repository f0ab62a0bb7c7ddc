import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { WorkflowFailedError } from '@temporalio/client';
import {
  ActivityFailure,
  ApplicationFailure,
  CancelledFailure,
  ChildWorkflowFailure,
  TerminatedFailure,
  TimeoutFailure,
} from '@temporalio/common';
import type { SyncResult } from '../protocol/scans';
import { RunFailed } from './errors';
import { runFinder, sightOf, type Run, type Sight } from './find-run';
import { orMissing, triggerSchedule } from './trigger';

/** Where the run is that was asked for. */
export type RunProgress =
  /** Another run is under way and ends first. */
  | { readonly is: 'waiting'; readonly behind: string | undefined }
  | { readonly is: 'running'; readonly workflowId: string; readonly runId: string };

export interface RunNowOptions {
  /** Ends the waiting, not the run. Default: it waits as long as the run takes. */
  readonly signal?: AbortSignal;
  /** Hears of every change. */
  readonly progress?: (progress: RunProgress) => void;
}

/** Milliseconds between looks at the schedule. */
const firstPauseMs = 50;
const longestPauseMs = 1_000;

/**
 * A run that neither began nor waits for so many milliseconds is lost: the server keeps only one of several patches of a
 * schedule (a trigger, a pause) that come in the same moment.
 */
const lostAfterMs = 5_000;

/**
 * Runs a schedule's job now and waits for its result: that of the run that began after this call, not of one that was
 * under way already. Several callers may get the result of the same run.
 *
 * @throws {ScheduleMissing} it is not there
 * @throws {RunFailed} the run failed, took too long, was cancelled or terminated
 * @throws the signal's reason; Temporal's own errors
 */
export async function runNow(
  client: Client,
  scheduleId: string,
  { signal, progress = () => undefined }: RunNowOptions = {},
): Promise<SyncResult> {
  const work = async () => {
    const run = await beginRun(client, scheduleId, progress, signal);
    progress({ is: 'running', ...run });
    return resultOf(client, scheduleId, run);
  };
  if (!signal) return work();
  signal.throwIfAborted();
  // The SDK's calls leave their listeners there: of a run that takes long there are many.
  setMaxListeners(0, signal);
  try {
    return await client.withAbortSignal(signal, work);
  } catch (error) {
    // The call that was cut short says only that it was.
    if (!(error instanceof RunFailed)) signal.throwIfAborted();
    throw error;
  }
}

async function beginRun(
  client: Client,
  scheduleId: string,
  progress: NonNullable<RunNowOptions['progress']>,
  signal: AbortSignal | undefined,
): Promise<Run> {
  const look = async (): Promise<Sight> =>
    sightOf(await orMissing(scheduleId, client.schedule.getHandle(scheduleId).describe()));
  const find = runFinder(await look());
  await triggerSchedule(client, scheduleId);
  let lastSeenAt = performance.now();
  let told = false;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    const sight = await look();
    const found = find(sight);
    if (found.is === 'begun') return found.run;
    if (found.is === 'waiting') {
      lastSeenAt = performance.now();
      if (!told) progress({ is: 'waiting', behind: sight.running[0]?.workflowId });
      told = true;
    } else if (performance.now() - lastSeenAt > lostAfterMs) {
      await triggerSchedule(client, scheduleId);
      lastSeenAt = performance.now();
    }
    await pause(pauseMs, undefined, { signal });
  }
}

async function resultOf(client: Client, scheduleId: string, run: Run): Promise<SyncResult> {
  try {
    return await client.workflow.getHandle<() => Promise<SyncResult>>(run.workflowId, run.runId).result();
  } catch (error) {
    if (!(error instanceof WorkflowFailedError)) throw error;
    throw new RunFailed(scheduleId, run, outcomeOf(error.cause), reasonOf(error.cause), { cause: error });
  }
}

function outcomeOf(cause: unknown): RunFailed['outcome'] {
  if (cause instanceof TimeoutFailure) return 'timed-out';
  if (cause instanceof CancelledFailure) return 'cancelled';
  return cause instanceof TerminatedFailure ? 'terminated' : 'failed';
}

/** The type of what an activity threw, if the activity is the cause: the workflow's own failure only says so. */
function reasonOf(cause: unknown): string | undefined {
  if (cause instanceof ActivityFailure || cause instanceof ChildWorkflowFailure) {
    return cause.cause instanceof TimeoutFailure ? 'time-out of an activity' : reasonOf(cause.cause);
  }
  return cause instanceof ApplicationFailure ? (cause.type ?? undefined) : undefined;
}
