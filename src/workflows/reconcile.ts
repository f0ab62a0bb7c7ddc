import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import { priorities, taskQueues } from '../protocol/names';
import type { PartAccount, ReconcileActivities, ReconcileInput, ReconcileResult } from '../protocol/reconcile';

/** `reconcile/<goodsOwner>`: both systems side by side, part by part, in the goods owner's lane. Reads only. */
export async function reconcile({ goodsOwner, parts }: ReconcileInput): Promise<ReconcileResult> {
  const { comparePart } = proxyActivities<ReconcileActivities>({
    taskQueue: taskQueues.ongoing(goodsOwner),
    startToCloseTimeout: '3 hours',
    heartbeatTimeout: '30 seconds',
    retry: { initialInterval: '2 seconds', maximumInterval: '1 minute', maximumAttempts: 3 },
    // Behind everything that moves goods.
    priority: { priorityKey: priorities.articles },
    summary: 'a part of both systems is read and compared',
  });
  const done: PartAccount[] = [];
  for (const part of parts) {
    setCurrentDetails(`compares ${part}; ${done.length} of ${parts.length} parts are done`);
    done.push(await comparePart({ goodsOwner, part }));
  }
  setCurrentDetails(`${parts.length} parts are done`);
  return { goodsOwner, parts: done };
}
