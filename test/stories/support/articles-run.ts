import { ScheduleOverlapPolicy } from '@temporalio/client';
import { articlesSchedule, taskQueues, workflowTypes } from '../../../src/protocol/names';
import type { ArticlesReport } from '../../../src/protocol/syncs';
import { runNow } from '../../../src/schedules';
import type { TestBridge } from '../../support/bridge';

/** Runs `articles/<goodsOwner>` as `bridge setup` makes it, but only when it is asked to; each run hears of the last. */
export function articlesRunner(bridge: TestBridge, goodsOwner: string, store: string): () => Promise<ArticlesReport> {
  const scheduleId = articlesSchedule(goodsOwner);
  let scheduled: Promise<unknown> | undefined;
  return async () => {
    scheduled ??= bridge.client.schedule.create({
      scheduleId,
      spec: {},
      policies: { overlap: ScheduleOverlapPolicy.BUFFER_ONE },
      action: {
        type: 'startWorkflow',
        workflowType: workflowTypes.articlesSync,
        workflowId: scheduleId,
        taskQueue: taskQueues.bridge,
        args: [{ goodsOwner, store }],
      },
    });
    await scheduled;
    return (await runNow(bridge.client, scheduleId)) as ArticlesReport;
  };
}
