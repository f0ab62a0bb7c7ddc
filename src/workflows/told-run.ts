import { setCurrentDetails } from '@temporalio/workflow';
import { ActivityFailure, ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { failedRunDetails, runDetails, type Figure, type ToldRun } from '../lifecycle/run-tell';

/**
 * A scheduled run whose result, or why there is none, is told where people look: in its current details.
 *
 * @param more what this kind of run counts besides
 */
export async function toldRun<Result extends ToldRun>(
  work: () => Promise<Result>,
  more: (result: Result) => readonly Figure[] = () => [],
): Promise<Result> {
  try {
    const result = await work();
    setCurrentDetails(runDetails(result, more(result)));
    return result;
  } catch (error) {
    setCurrentDetails(failedRunDetails(whyFailed(error)));
    throw error;
  }
}

/** What a scan of one of Centra's lists counts besides. */
export const listFigures = (scan: {
  readonly started: number;
  readonly adopted: number;
  readonly told: number;
  readonly missing: readonly unknown[];
}): readonly Figure[] => [
  [scan.started, 'started'],
  [scan.adopted, 'found in Ongoing and adopted'],
  [scan.told, 'told of a change'],
  [scan.missing.length, 'not listed any more'],
];

/** Our own failures are sentences; everything else is somebody's who knows the program. */
function whyFailed(error: unknown): string {
  if (error instanceof CancelledFailure) return 'it was cancelled';
  if (!(error instanceof ActivityFailure)) return 'the program has a fault; the failure below names it';
  const { cause, activityType } = error;
  if (cause instanceof ApplicationFailure) return cause.message;
  return cause instanceof CancelledFailure ? 'it was cancelled' : `the activity ${activityType} has not ended in time`;
}
