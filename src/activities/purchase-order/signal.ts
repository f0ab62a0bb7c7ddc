import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { SignalDefinition } from '@temporalio/common';

/** @returns whether it is under way and has been told */
export async function signalIfRunning<Argument>(
  client: Client,
  workflowId: string,
  signal: SignalDefinition<[Argument]>,
  argument: Argument,
): Promise<boolean> {
  try {
    await client.workflow.getHandle(workflowId).signal(signal, argument);
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
