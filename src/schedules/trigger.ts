import type { Client } from '@temporalio/client';
import { ScheduleNotFoundError, ScheduleOverlapPolicy } from '@temporalio/client';
import { ScheduleMissing } from './errors';

/**
 * Asks for a run now, or after the one that is under way. Many that ask during a run get one more run together, which
 * hears the last run's result (the client's own default would run it beside the others, and lose its result).
 *
 * @throws {ScheduleMissing} it is not there
 */
export async function triggerSchedule(client: Client, scheduleId: string): Promise<void> {
  await orMissing(scheduleId, client.schedule.getHandle(scheduleId).trigger(ScheduleOverlapPolicy.BUFFER_ONE));
}

/** Says what to do when the schedule is not there. */
export async function orMissing<T>(scheduleId: string, asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) throw new ScheduleMissing(scheduleId);
    throw error;
  }
}
