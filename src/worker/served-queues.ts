import type { Worker } from '@temporalio/worker';

/** One kind of tasks of one queue that this process is to serve. */
export interface ServedQueue {
  readonly taskQueue: string;
  readonly type: 'workflow' | 'activity';
  /** As far as the SDK knows. */
  readonly isRunning: boolean;
  /** It does all that it does at once: it need not ask for more now. */
  readonly isFull: boolean;
}

/** The SDK's defaults. */
const slots = { workflow: 40, activity: 100 } as const;

/** @param worker nothing: it is being started */
export function servedBy(
  taskQueue: string,
  types: readonly ServedQueue['type'][],
  worker: Worker | undefined,
): ServedQueue[] {
  if (!worker) return types.map((type) => ({ taskQueue, type, isRunning: true, isFull: false }));
  const { numInFlightActivities, numInFlightWorkflowActivations, runState } = worker.getStatus();
  const { maxConcurrentActivityTaskExecutions, maxConcurrentWorkflowTaskExecutions } = worker.options;
  const isFull = {
    activity: numInFlightActivities >= (maxConcurrentActivityTaskExecutions ?? slots.activity),
    workflow: numInFlightWorkflowActivations >= (maxConcurrentWorkflowTaskExecutions ?? slots.workflow),
  };
  return types.map((type) => ({ taskQueue, type, isRunning: runState === 'RUNNING', isFull: isFull[type] }));
}
