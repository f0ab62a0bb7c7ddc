import { setMaxListeners } from 'node:events';
import type { Client, WorkflowHandle } from '@temporalio/client';

/** How long a test waits for what becomes of a document. */
export const patienceMs = 90_000;

/**
 * What a workflow has ended with.
 *
 * @param stands what is said of it when it does not end in time
 */
export async function ended<Outcome>(
  client: Client,
  handle: WorkflowHandle,
  withinMs: number,
  stands: () => Promise<unknown>,
): Promise<Outcome> {
  const tooLate = AbortSignal.timeout(withinMs);
  // The SDK asks again and again, and leaves its listeners there.
  setMaxListeners(0, tooLate);
  try {
    return await client.withAbortSignal(tooLate, () => handle.result() as Promise<Outcome>);
  } catch (error) {
    if (!tooLate.aborted) throw error;
    throw new Error(`${handle.workflowId} has not ended, it stands at ${JSON.stringify(await stands())}`, {
      cause: error,
    });
  }
}
