import type { Client } from '@temporalio/client';
import { ScheduleNotFoundError, WorkflowNotFoundError } from '@temporalio/client';

/** So many of the last runs are looked at: one that works is enough. */
const runsLookedAt = 3;

/** Why a schedule will not take up what is new; undefined: it will. */
export async function whyNoRun(client: Client, scheduleId: string): Promise<string | undefined> {
  try {
    const { state, info } = await client.schedule.getHandle(scheduleId).describe();
    if (state.paused) return `the schedule ${scheduleId} is paused`;
    const last = info.recentActions.slice(-runsLookedAt).reverse();
    for (const { action } of last) {
      const { workflowId, firstExecutionRunId } = action.workflow;
      if (await works(client, workflowId, firstExecutionRunId)) return undefined;
    }
    return last.length === 0 ? undefined : `the last runs of ${scheduleId} have failed`;
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return `there is no schedule ${scheduleId} (\`bridge setup\` makes it)`;
    throw error;
  }
}

async function works(client: Client, workflowId: string, runId: string): Promise<boolean> {
  try {
    const { status } = await client.workflow.getHandle(workflowId, runId).describe();
    return status.name === 'COMPLETED' || status.name === 'RUNNING';
  } catch (error) {
    // Forgotten already: it says nothing.
    if (error instanceof WorkflowNotFoundError) return true;
    throw error;
  }
}
