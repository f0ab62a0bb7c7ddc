import { setTimeout as pause } from 'node:timers/promises';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError, WorkflowFailedError } from '@temporalio/client';
import { ActivityFailure, ApplicationFailure } from '@temporalio/common';
import { decodeArrayFromPayloads } from '@temporalio/common/lib/internal-non-workflow';
import { reconcileId, searchAttributes, taskQueues, workflowTypes } from '../../protocol/names';
import type { Reconcile, ReconcileInput, ReconcileResult } from '../../protocol/reconcile';
import { noWorkerHelp } from '../answers';
import { CliProblem, exit } from '../exit';

/** Milliseconds between looks at how far it is. */
const lookEveryMs = 1_000;
/** A comparison that nobody has taken up for so long tells that no worker is there, ms. */
const noWorkerAfterMs = 15_000;
/** Longer than any comparison takes. */
const longestMs = 6 * 3_600_000;

export interface ComparisonOptions {
  readonly signal: AbortSignal;
  readonly say: (sentence: string) => void;
}

/**
 * Runs `reconcile/<goodsOwner>` and waits for its result. One that somebody else has begun ends first. When the waiting
 * is ended, so is the comparison.
 *
 * @throws {CliProblem} a system cannot be read, or the comparison failed
 * @throws the signal's reason; Temporal's own errors
 */
export async function runComparison(
  client: Client,
  input: ReconcileInput,
  options: ComparisonOptions,
): Promise<ReconcileResult> {
  const handle = await begin(client, input, options);
  const done = handle.result();
  const watching = new AbortController();
  const watched = watch(handle, input.goodsOwner, options.say, watching.signal);
  const stopped = new Promise<never>((_resolve, reject) => {
    options.signal.addEventListener('abort', () => reject(options.signal.reason as Error), { once: true });
  });
  try {
    return await Promise.race([done, stopped]);
  } catch (error) {
    if (options.signal.aborted) {
      done.catch(() => undefined);
      await handle.cancel();
      throw error;
    }
    throw error instanceof WorkflowFailedError ? failureOf(error, input.goodsOwner) : error;
  } finally {
    watching.abort();
    await watched;
  }
}

async function begin(client: Client, input: ReconcileInput, { say, signal }: ComparisonOptions) {
  const workflowId = reconcileId(input.goodsOwner);
  for (let told = false; ; told = true) {
    signal.throwIfAborted();
    try {
      return await client.workflow.start<Reconcile>(workflowTypes.reconcile, {
        workflowId,
        taskQueue: taskQueues.bridge,
        args: [input],
        workflowExecutionTimeout: longestMs,
        staticSummary: `Both systems side by side for goods owner ${input.goodsOwner}`,
        typedSearchAttributes: [{ key: searchAttributes.goodsOwner, value: input.goodsOwner }],
      });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      if (!told) say(`${workflowId}: waits for the end of a comparison that is under way`);
      await pause(lookEveryMs, undefined, { signal });
    }
  }
}

/** Tells how far it is, whenever that has changed; and that no worker is there. */
async function watch(
  handle: WorkflowHandle,
  goodsOwner: string,
  say: (sentence: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const { loadedDataConverter } = handle.client.options;
  let told = '';
  let idleMs = 0;
  let warned = false;
  while (!signal.aborted) {
    await pause(lookEveryMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    // How far it is, is good to know and no more: the result tells whether Temporal is there.
    const seen = await handle.describe().catch(() => undefined);
    if (!seen) continue;
    const activities = seen.raw.pendingActivities ?? [];
    const details = activities.flatMap(({ heartbeatDetails }) => heartbeatDetails?.payloads ?? []);
    const [sentence] = await decodeArrayFromPayloads(loadedDataConverter, details.slice(0, 1));
    if (typeof sentence === 'string' && sentence !== told) say(`${goodsOwner}: ${(told = sentence)}`);
    const isIdle = activities.length === 0 || activities.some(({ lastStartedTime }) => !lastStartedTime);
    idleMs = isIdle ? idleMs + lookEveryMs : 0;
    if (idleMs < noWorkerAfterMs || warned) continue;
    warned = true;
    say(`${goodsOwner}: no worker has taken it up yet; ${noWorkerHelp}`);
  }
}

/** Our own failures name system and kind; of anything else only the type is told. */
function failureOf({ cause }: WorkflowFailedError, goodsOwner: string): CliProblem {
  const inner = cause instanceof ActivityFailure ? cause.cause : cause;
  if (inner instanceof ApplicationFailure && inner.type === 'CannotRead') {
    return new CliProblem(exit.remote, `${goodsOwner}: ${inner.message}`);
  }
  const words = inner instanceof ApplicationFailure && inner.type === 'DoesNotAddUp' ? inner.message : inner?.name;
  return new CliProblem(exit.failed, `${goodsOwner}: the comparison failed (${words ?? 'unknown'})`);
}
