import type { temporal } from '@temporalio/proto';
import { Worker, type ReplayWorkerOptions } from '@temporalio/worker';

export interface HistoryToReplay {
  readonly workflowId: string;
  /** As the server gives it, or as `historyToJSON` writes it. */
  readonly history: temporal.api.history.v1.IHistory | object;
}

export interface Replayed {
  readonly workflowId: string;
  readonly runId: string;
  /** Why these workflows cannot go on with it; undefined: they can. */
  readonly problem: ReplayProblem | undefined;
}

export interface ReplayProblem {
  /** A sentence. */
  readonly reason: string;
  /** Where in the history it is; undefined: the SDK did not say. `5 (ActivityTaskScheduled)` */
  readonly event?: string;
}

export type ReplayOptions = Required<Pick<ReplayWorkerOptions, 'workflowBundle' | 'dataConverter'>>;

/**
 * Runs workflows against what has happened to them: whether they would do the same again. Calls nobody and changes
 * nothing. One history after the other, the next one is asked for when the one before it is done.
 *
 * A history must have at least one workflow task that was completed: there is nothing to compare before that.
 */
export async function* replayHistories(
  { workflowBundle, dataConverter }: ReplayOptions,
  histories: AsyncIterable<HistoryToReplay>,
): AsyncGenerator<Replayed> {
  const options: ReplayWorkerOptions = { workflowBundle, dataConverter, replayName: 'replay' };
  for await (const { workflowId, runId, error } of Worker.runReplayHistories(options, histories)) {
    yield { workflowId, runId, problem: error ? problemOf(error.message) : undefined };
  }
}

/** More of a workflow's own error is of no use to whoever reads it. */
const longestReason = 300;

/**
 * What the SDK says is a sentence inside a printed structure of its native core, or the structure alone.
 *
 * Source: `Details: … Failure { message: "[TMPRL1100] Nondeterminism error: …: HistoryEvent(id: 5, …)", … }`, SDK 1.24.
 */
export function problemOf(said: string): ReplayProblem {
  const quoted = /message: "((?:[^"\\]|\\.)*)"/.exec(said)?.[1]?.replace(/\\n/g, ' ').replace(/\\(.)/g, '$1');
  const words = (quoted ?? said.replace(/^.*?Details: /s, '')).replace(/\s+/g, ' ').trim();
  const [, id, type] = /HistoryEvent\(id: (\d+), (\w+)\)/.exec(words) ?? [];
  const reason = words.replace(/:? ?HistoryEvent\(id: \d+, \w+\)/, '').slice(0, longestReason);
  return { reason, ...(id && type ? { event: `${id} (${type})` } : {}) };
}
