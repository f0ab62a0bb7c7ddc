import type { ServedQueue } from '../worker';
import { gauge } from './instruments';
import type { Page } from './page';
import type { AskedTemporal } from './temporal/asked';
import { lookAtTaskQueue, type TaskQueueSight } from './temporal/task-queue';

export interface ConsumingOptions {
  readonly temporal: AskedTemporal;
  /** As Temporal knows this process. */
  readonly identity: string;
  readonly queues: () => readonly ServedQueue[];
  /** Whoever has not asked Temporal for longer is not seen any more. Default 90 s: a poll lasts up to a minute. */
  readonly seenWithinMs?: number;
  /** Tasks that wait longer, while none is given out, are not served. Default 60 s. */
  readonly waitsAtMostMs?: number;
  /** A queue that it has only begun to serve may be unseen for so long. Default 10 s. */
  readonly beginsWithinMs?: number;
  /** How long an answer is believed. Default 10 s. */
  readonly rememberedMs?: number;
}

/** A queue that this process is to serve, and does not, as far as Temporal can see. */
export interface NotConsuming {
  readonly taskQueue: string;
  readonly type: ServedQueue['type'];
  /** For a person. */
  readonly reason: string;
}

export interface Consuming {
  readonly queues: readonly Pick<ServedQueue, 'taskQueue' | 'type'>[];
  readonly problems: readonly NotConsuming[];
}

/**
 * Finds a worker that lives and does nothing: the SDK says that it runs, and Temporal has not seen it, or gives out
 * nothing of what waits. What is full need not ask; what rests (a lane, when Ongoing wants that) is not to be served.
 */
export function consumingOf(options: ConsumingOptions): () => Promise<Consuming> {
  const { temporal, queues, rememberedMs = 10_000, beginsWithinMs = 10_000 } = options;
  let last: { readonly at: number; readonly seen: Promise<Consuming> } | undefined;
  let begun = new Map<string, number>();

  async function look(): Promise<Consuming> {
    const served = queues();
    const keys = served.map(({ taskQueue, type }) => `${type} ${taskQueue}`);
    begun = new Map(keys.map((key) => [key, begun.get(key) ?? performance.now()]));
    const problems = await Promise.all(
      served.map(async (queue, index) => {
        const { taskQueue, type } = queue;
        if (!queue.isRunning) return [{ taskQueue, type, reason: 'its worker has stopped' }];
        const sight = await lookAtTaskQueue(temporal, taskQueue, type);
        const isNew = performance.now() - (begun.get(keys[index] ?? '') ?? 0) < beginsWithinMs;
        const reason = queue.isFull
          ? undefined
          : ((isNew ? undefined : unseen(sight, options)) ?? unserved(sight, options));
        return reason === undefined ? [] : [{ taskQueue, type, reason }];
      }),
    );
    return { queues: served, problems: problems.flat() };
  }

  return () => {
    if (!last || performance.now() - last.at > rememberedMs) {
      last = { at: performance.now(), seen: look() };
      // Asked again at once: it may have been Temporal that was away.
      last.seen.catch(() => (last = undefined));
    }
    return last.seen;
  };
}

function unseen({ pollers }: TaskQueueSight, { identity, seenWithinMs = 90_000 }: ConsumingOptions) {
  const seenAt = pollers.find((one) => one.identity === identity)?.at;
  if (seenAt === undefined) return 'Temporal does not see this process there';
  const forMs = Date.now() - seenAt;
  return forMs > seenWithinMs ? `Temporal has not seen this process there for ${seconds(forMs)}` : undefined;
}

/** Somebody may be seen and yet get nothing: a build that is not the current one, for instance. */
function unserved(
  { backlog, backlogAgeMs, dispatchRate }: TaskQueueSight,
  { waitsAtMostMs = 60_000 }: ConsumingOptions,
) {
  if (backlog === 0 || backlogAgeMs <= waitsAtMostMs || dispatchRate > 0) return undefined;
  return `what waits is not given out, the oldest of ${backlog} for ${seconds(backlogAgeMs)}`;
}

const seconds = (ms: number) => `${Math.round(ms / 1_000)} s`;

/** `queue centra/retail (activity): Temporal does not see this process there` */
export const sentence = ({ taskQueue, type, reason }: NotConsuming) => `queue ${taskQueue} (${type}): ${reason}`;

/** Shows it as a metric, too. While Temporal is away nothing is known. */
export function showConsuming(page: Page, consuming: () => Promise<Consuming>): void {
  const shown = gauge(page.registry, 'bridge_worker_consuming');
  page.before(async () => {
    const seen = await consuming().catch(() => undefined);
    shown.reset();
    for (const { taskQueue, type } of seen?.queues ?? []) shown.set({ task_queue: taskQueue, type }, 1);
    for (const { taskQueue, type } of seen?.problems ?? []) shown.set({ task_queue: taskQueue, type }, 0);
  });
}
