import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  QueryNotRegisteredError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client';
import { ApplicationFailure, type QueryDefinition, type UpdateDefinition } from '@temporalio/common';
import { code, grpcFailure } from '../connection/errors';

/** How long a worker may take to answer, ms. */
export const answerWithinMs = 15_000;

/** What came of an update. */
export type UpdateEnd<R> =
  | { readonly is: 'done'; readonly reply: R }
  /** The workflow says why not. */
  | { readonly is: 'refused'; readonly why: string }
  /** It has ended, or never was. */
  | { readonly is: 'gone' }
  /** No worker took it up in time; one that comes later may still do it. */
  | { readonly is: 'no answer' };

const againAfterMs = 500;

export interface Sending {
  /** How long a worker may take to answer. Default: `answerWithinMs`. */
  readonly timeoutMs?: number | undefined;
  /** The same update with the same id is done once. Default: one of its own. */
  readonly requestId?: string | undefined;
}

/**
 * Sends an update and waits for what it returns. When the way to Temporal breaks meanwhile it is sent again with the same
 * id, so that it is done once.
 *
 * @throws Temporal's own errors, when it cannot be reached for all the time
 */
export async function update<R, A>(
  client: Client,
  workflowId: string,
  definition: UpdateDefinition<R, [A]>,
  request: A,
  { timeoutMs = answerWithinMs, requestId = randomUUID() }: Sending = {},
): Promise<UpdateEnd<R>> {
  const deadline = Date.now() + timeoutMs;
  const updateId = `${definition.name}:${requestId}`;
  const handle = client.workflow.getHandle(workflowId);
  for (;;) {
    try {
      const send = () => handle.executeUpdate(definition, { args: [request], updateId });
      return { is: 'done', reply: await client.withDeadline(deadline, send) };
    } catch (error) {
      const isBroken = grpcFailure(error)?.code === code.unavailable || isToBeSentAgain(error);
      if (isBroken && Date.now() + againAfterMs < deadline) {
        await pause(againAfterMs);
        continue;
      }
      if (error instanceof WorkflowNotFoundError) return { is: 'gone' };
      if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return { is: 'no answer' };
      if (error instanceof WorkflowUpdateFailedError) return { is: 'refused', why: whyRefused(error) };
      throw error;
    }
  }
}

/** Something else reached the workflow in the same moment, and its answer was thrown away: Temporal asks for another try. */
const isToBeSentAgain = (error: unknown): boolean => {
  const failure = grpcFailure(error);
  return failure?.code === code.failedPrecondition && failure.details.includes('workflow task failure');
};

/** A validator's words are ours; of anything else only the type is told. */
function whyRefused({ cause }: WorkflowUpdateFailedError): string {
  if (cause instanceof ApplicationFailure && cause.type === 'NotPossible') return cause.message;
  return `it failed (${(cause instanceof ApplicationFailure ? cause.type : undefined) ?? 'unknown'})`;
}

/**
 * Asks a workflow, running or ended.
 *
 * @returns nothing when no worker answers in time, or none that can
 * @throws Temporal's own errors, when it cannot be reached
 */
export async function query<R>(
  client: Client,
  workflowId: string,
  definition: QueryDefinition<R>,
  withinMs = answerWithinMs,
): Promise<R | undefined> {
  const handle = client.workflow.getHandle(workflowId);
  try {
    return await client.withDeadline(Date.now() + withinMs, () => handle.query(definition));
  } catch (error) {
    if (error instanceof QueryNotRegisteredError) return undefined;
    if (meansNoAnswer.includes(grpcFailure(error)?.code ?? -1)) return undefined;
    throw error;
  }
}

/**
 * The time was up (the client says so in two ways); the server has seen no worker for a while and does not even wait for
 * one; the worker has no such workflow.
 */
const meansNoAnswer: readonly number[] = [
  code.deadlineExceeded,
  code.cancelled,
  code.failedPrecondition,
  code.invalidArgument,
];

/** What to do about it, for messages. */
export const noWorkerHelp = 'does `bridge up` or `bridge worker` run?';
