import { continueAsNew, proxyActivities, setCurrentDetails } from '@temporalio/workflow';
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
    summary: 'whoever runs this calls Ongoing for this shard',
  });
  setCurrentDetails(
    'The worker that runs the activity `serveShard` (see _Pending Activities_) calls Ongoing for the goods owners of this shard, one call at a time each. When it dies another one takes over within 15 seconds; an attempt that ended in `HandedOver` was an orderly stop.',
  );
  await serveShard(shard);
  return continueAsNew<typeof lease>(shard);
}
