import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import { inTurn, taskQueues } from '../protocol/names';
import type { ReturnsScanActivities, ReturnsScanInput, ReturnsScanResult } from '../protocol/returns';
import { toldRun } from './told-run';

/** `returns/<goodsOwner>`: what came back to the warehouse and is not reported. */
export async function returnsScan(input: ReturnsScanInput): Promise<ReturnsScanResult> {
  const last = workflowInfo().lastResult as ReturnsScanResult | undefined;
  const { readReturns } = proxyActivities<ReturnsScanActivities>({
    taskQueue: taskQueues.ongoing(input.goodsOwner),
    startToCloseTimeout: '45 minutes',
    heartbeatTimeout: '20 seconds',
    // Tried again within the run; the next run comes anyway.
    retry: { initialInterval: '2 seconds', maximumInterval: '1 minute', maximumAttempts: 5 },
    priority: inTurn.scans,
    summary: 'what came back and is not reported is read in Ongoing, and started',
  });
  return toldRun(
    () => readReturns({ ...input, open: last?.open ?? {} }),
    ({ started, told }) => [
      [started, 'started'],
      [told, 'told of a change'],
    ],
  );
}
