import type { Config } from '../../config';
import { allStores } from '../../config';
import { taskQueues as names } from '../../protocol/names';
import { gauge } from '../instruments';
import type { Page } from '../page';
import type { AskedTemporal, Part } from './asked';
import { lookAtTaskQueue, type TaskQueueSight } from './task-queue';

/** Whoever has not asked for longer has gone; a poll lasts up to a minute. */
const seenWithinMs = 90_000;

/** What waits in each task queue, and who serves it. */
export function taskQueues({ registry }: Page, config: Config): Part {
  const backlog = gauge(registry, 'bridge_task_queue_backlog');
  const backlogAge = gauge(registry, 'bridge_task_queue_backlog_age_seconds');
  const pollers = gauge(registry, 'bridge_task_queue_pollers');
  const queues = [
    { task_queue: names.bridge, type: 'workflow' },
    { task_queue: names.bridge, type: 'activity' },
    { task_queue: names.lanes, type: 'activity' },
    ...config.goodsOwners.map(({ id }) => ({ task_queue: names.ongoing(id), type: 'activity' }) as const),
    ...allStores(config).map(({ store }) => ({ task_queue: names.centra(store.id), type: 'activity' }) as const),
  ] as const;

  async function ask(temporal: AskedTemporal) {
    const seen: { labels: (typeof queues)[number]; sight: TaskQueueSight; serving: number }[] = [];
    for (const labels of queues) {
      const sight = await lookAtTaskQueue(temporal, labels.task_queue, labels.type);
      const serving = sight.pollers.filter(({ at }) => Date.now() - at < seenWithinMs).length;
      seen.push({ labels, sight, serving });
    }
    return () => {
      for (const { labels, sight, serving } of seen) {
        backlog.set(labels, sight.backlog);
        backlogAge.set(labels, sight.backlogAgeMs / 1_000);
        pollers.set(labels, serving);
      }
    };
  }

  return { name: 'task_queues', ask, clear: () => [backlog, backlogAge, pollers].forEach((one) => one.reset()) };
}
