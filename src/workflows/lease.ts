import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import type { LeaseActivities } from '../protocol/lanes';
import { taskQueues } from '../protocol/names';

/**
 * `lanes/<shard>`: keeps one process serving the lanes of a shard. The activity is the lease: whoever runs it runs the
 * lanes, and Temporal hands it over when that process dies.
 */
export async function lease(shard: number): Promise<never> {
  const { serveShard } = proxyActivities<LeaseActivities>({
    taskQueue: taskQueues.lanes,
    startToCloseTimeout: '12 hours',
    heartbeatTimeout: '10 seconds',
    // Handed over at once, and for ever.
    retry: { initialInterval: '200ms', maximumInterval: '5 seconds' },
  });
  await serveShard(shard);
  return continueAsNew<typeof lease>(shard);
}
