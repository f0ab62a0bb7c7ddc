import { tsToMs } from '@temporalio/common/lib/time';
import type { AskedTemporal } from './asked';

export interface TaskQueueSight {
  /** Tasks that wait. */
  readonly backlog: number;
  /** Since the oldest of them waits. */
  readonly backlogAgeMs: number;
  /** Tasks given out a second, lately (over about half a minute). */
  readonly dispatchRate: number;
  /** Who asked for tasks, and when (epoch ms, by the server's clock): those of the last five minutes. */
  readonly pollers: readonly { readonly identity: string; readonly at: number }[];
}

const numberOf = { workflow: 1, activity: 2 } as const;

/** Source: Temporal `DescribeTaskQueue`. A poll lasts up to a minute, so whoever has nothing to do is seen once a minute. */
export async function lookAtTaskQueue(
  { connection, namespace }: AskedTemporal,
  name: string,
  type: keyof typeof numberOf,
): Promise<TaskQueueSight> {
  const { stats, pollers } = await connection.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name },
    taskQueueType: numberOf[type],
    reportStats: true,
  });
  const age = stats?.approximateBacklogAge;
  return {
    backlog: Number(stats?.approximateBacklogCount ?? 0),
    backlogAgeMs: age ? tsToMs(age) : 0,
    dispatchRate: stats?.tasksDispatchRate ?? 0,
    pollers: pollers.map(({ identity, lastAccessTime }) => ({
      identity: identity ?? '',
      at: lastAccessTime ? tsToMs(lastAccessTime) : 0,
    })),
  };
}
