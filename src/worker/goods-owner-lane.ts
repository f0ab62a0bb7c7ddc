import { setTimeout as pause } from 'node:timers/promises';
import type { DataConverter } from '@temporalio/common';
import type { ActivityInterceptorsFactory, NativeConnection } from '@temporalio/worker';
import { Worker } from '@temporalio/worker';
import type { Activities } from '../activities';
import { taskQueues } from '../protocol/names';
import { laneSlots } from './rooms';
import { servedBy, type ServedQueue } from './served-queues';

export interface LaneWorkerOptions {
  readonly goodsOwner: string;
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly activities: Activities['ongoing'];
  readonly identity: string;
  readonly graceMs: number;
  readonly dataConverter: DataConverter;
  readonly interceptors: readonly ActivityInterceptorsFactory[];
  readonly onFailure: (error: unknown) => void;
}

/**
 * Serves the queue `ongoing/<goodsOwner>`: a small worker of its own, with one poller. While the lane rests it does not
 * poll, so that nothing is taken that could not be sent.
 */
export class LaneWorker {
  private worker: Worker | undefined;
  private running: Promise<void> = Promise.resolve();
  private restUntil = 0;
  private closed = false;
  private readonly loop: Promise<void>;
  private wakeUp: () => void = () => undefined;

  constructor(private readonly options: LaneWorkerOptions) {
    this.loop = this.serve();
  }

  /** Stops polling for so long; what is under way is finished. */
  rest(ms: number): void {
    this.restUntil = Math.max(this.restUntil, performance.now() + ms);
    this.stopPolling();
  }

  /** What it is to poll; nothing while it rests. */
  queues(): ServedQueue[] {
    if (this.closed || this.restUntil > performance.now()) return [];
    return servedBy(taskQueues.ongoing(this.options.goodsOwner), ['activity'], this.worker);
  }

  /** Finishes what is under way, and ends. */
  async close(): Promise<void> {
    this.closed = true;
    this.wakeUp();
    this.stopPolling();
    await this.loop;
  }

  private async serve(): Promise<void> {
    while (!this.closed) {
      const rest = this.restUntil - performance.now();
      if (rest > 0) {
        await Promise.race([
          pause(rest, undefined, { ref: false }),
          new Promise<void>((resolve) => (this.wakeUp = resolve)),
        ]);
        continue;
      }
      try {
        this.worker = await this.create();
        this.running = this.worker.run();
        if (this.closed) this.stopPolling();
        await this.running;
      } catch (error) {
        this.options.onFailure(error);
        this.restUntil = performance.now() + 1_000;
      } finally {
        this.worker = undefined;
      }
    }
  }

  private create(): Promise<Worker> {
    const { goodsOwner, connection, namespace, activities, identity, graceMs, dataConverter, interceptors } =
      this.options;
    return Worker.create({
      connection,
      namespace,
      identity,
      dataConverter,
      taskQueue: taskQueues.ongoing(goodsOwner),
      activities,
      maxConcurrentActivityTaskExecutions: laneSlots,
      activityTaskPollerBehavior: { type: 'simple-maximum', maximum: 1 },
      shutdownGraceTime: graceMs,
      interceptors: { activity: [...interceptors] },
    });
  }

  private stopPolling(): void {
    if (this.worker?.getState() === 'RUNNING') this.worker.shutdown();
  }
}
