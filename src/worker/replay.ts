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
  readonly problem: string | undefined;
}

export type ReplayOptions = Required<Pick<ReplayWorkerOptions, 'workflowBundle' | 'dataConverter'>>;

/** A sentence; what follows it in an error of the SDK repeats it. */
const longestProblem = 500;

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
    yield { workflowId, runId, problem: error?.message.replace(/\s+/g, ' ').slice(0, longestProblem) };
  }
}
