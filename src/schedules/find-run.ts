import type { ScheduleDescription, ScheduleExecutionActionResult } from '@temporalio/client';

/** One run of a schedule's workflow. The run id tells it from others with the same id: ids count whole seconds. */
export interface Run {
  readonly workflowId: string;
  readonly runId: string;
}

/** What a schedule tells of its runs. */
export interface Sight {
  /** The last ten that were started, the newest last. */
  readonly recent: readonly Run[];
  readonly running: readonly Run[];
  /** Runs that are due and wait for the end of another. */
  readonly waiting: number;
}

export function sightOf({ info, raw }: Pick<ScheduleDescription, 'info' | 'raw'>): Sight {
  return {
    recent: info.recentActions.map(({ action }) => runOf(action)),
    running: info.runningActions.map(runOf),
    waiting: Number(raw.info?.bufferSize ?? 0),
  };
}

const runOf = ({ workflow }: ScheduleExecutionActionResult): Run => ({
  workflowId: workflow.workflowId,
  runId: workflow.firstExecutionRunId,
});

export type Found =
  | { readonly is: 'begun'; readonly run: Run }
  | { readonly is: 'waiting' }
  /** Neither begun nor waiting: not yet seen, or lost. */
  | { readonly is: 'nowhere' };

/**
 * Finds the run that began after a trigger. A trigger has no name by which its run could be known, and several become
 * one; so the schedule is looked at before it and then again and again.
 *
 * @param before what was seen before the trigger was sent
 */
export function runFinder(before: Sight): (sight: Sight) => Found {
  const earlier = new Set([...before.recent, ...before.running].map(({ runId }) => runId));
  let waits = false;
  return ({ recent, waiting }) => {
    const fresh = recent.filter(({ runId }) => !earlier.has(runId));
    const [first] = fresh;
    if (waits && first) return { is: 'begun', run: first };
    if (waiting > 0) {
      waits = true;
      // What has begun until now may have begun just before the trigger came: the one that waits is what we want.
      for (const { runId } of fresh) earlier.add(runId);
      return { is: 'waiting' };
    }
    // Nothing waits, so the trigger's run has begun; of several it is the last, as they begin one after the other.
    const last = fresh.at(-1);
    return last ? { is: 'begun', run: last } : { is: 'nowhere' };
  };
}
