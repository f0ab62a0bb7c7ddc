import type { Client } from '@temporalio/client';
import type { NativeConnection, WorkerOptions } from '@temporalio/worker';
import { Worker } from '@temporalio/worker';
import { createActivities } from '../activities';
import type { AlertReport } from '../activities/alerts/post';
import { createConnections } from '../activities/connections';
import type { CallReport } from '../clients/http';
import type { Config } from '../config';
import { dataConverterFor } from '../connection/encryption/data-converter';
import { shardOf } from '../protocol/lanes';
import { taskQueues } from '../protocol/names';
import { callsMade, noteCall } from './calls';
import { effectReports, type EffectReport } from './effect-reports';
import { LaneWorker } from './goods-owner-lane';
import { heartbeats } from './heartbeats';
import { Lane, type Turn } from './lane';
import { createLeaseActivities, type Served } from './lease';
import { createRooms } from './rooms';
import { servedBy, type ServedQueue } from './served-queues';

export type { EffectReport } from './effect-reports';
export type { ServedQueue } from './served-queues';

export interface BridgeWorkerOptions {
  readonly config: Config;
  /** It reads and writes as the configuration's `encryption` says (`connect`). */
  readonly client: Client;
  readonly connection: NativeConnection;
  readonly namespace: string;
  /** The workflows, bundled, with encrypted failures where there are keys: the code, or where it lies. */
  readonly workflowBundle: NonNullable<WorkerOptions['workflowBundle']>;
  /** Shown in Temporal's UI. */
  readonly identity: string;
  /** How long what is under way may take at the end, ms. Default 25 s. */
  readonly graceMs?: number;
  readonly maxCachedWorkflows?: number;
  /** For worker versioning. */
  readonly deployment?: WorkerOptions['workerDeploymentOptions'];
  readonly onCall?: (report: CallReport & { readonly connection: string }) => void;
  readonly onEvent?: (event: WorkerEvent) => void;
  /** Told of every call to Ongoing that waited for its turn. */
  readonly onTurn?: (turn: Turn & { readonly goodsOwner: string }) => void;
  readonly onEffect?: (report: EffectReport) => void;
}

export type WorkerEvent =
  | { readonly event: 'lease.taken' | 'lease.lost'; readonly shard: number }
  | { readonly event: 'lane.paused'; readonly goodsOwner: string; readonly ms: number }
  | ({ readonly event: 'alert' } & AlertReport)
  | { readonly event: 'worker.failed'; readonly taskQueue: string; readonly error: unknown };

export interface BridgeWorker {
  /** Rejects when a worker ends by itself. */
  readonly running: Promise<void>;
  /** Whether every worker polls. */
  isPolling(): boolean;
  /** What this process is to serve now, and how it is. */
  queues(): ServedQueue[];
  /** Milliseconds in which a call to Ongoing was under way, by goods owner. */
  laneBusyMs(): Record<string, number>;
  /** Finishes what is under way, and hands the lanes over. */
  shutdown(): Promise<void>;
}

/** A calls of a store at once: capturing, reporting and a scan need not wait for each other. */
const centraSlots = 4;
/** 0.3 MB each, of the shipments that move; the others are read again when something happens. */
const cachedWorkflows = 500;

/**
 * The worker process: workflows and light activities on `bridge`, a small worker for every store, and, while this process
 * holds their leases, one for every goods owner's lane.
 */
export async function startWorker(options: BridgeWorkerOptions): Promise<BridgeWorker> {
  const { config, client, connection, namespace, identity, graceMs = 25_000, onEvent } = options;
  const dataConverter = dataConverterFor(config.encryption);
  const stopping = new AbortController();
  const lanes = new Map<string, Lane>();
  const laneWorkers = new Map<string, LaneWorker>();
  for (const { id } of config.goodsOwners) {
    const onPause = (ms: number) => {
      onEvent?.({ event: 'lane.paused', goodsOwner: id, ms });
      laneWorkers.get(id)?.rest(ms);
    };
    const onTurn = (turn: Turn) => options.onTurn?.({ ...turn, goodsOwner: id });
    lanes.set(id, new Lane({ onPause, onTurn }));
  }
  const laneOf = (goodsOwner: string) => {
    const lane = lanes.get(goodsOwner);
    if (!lane) throw new Error(`no lane for ${goodsOwner}`);
    return lane;
  };
  const connections = createConnections(client);
  const rooms = createRooms(config, {
    lane: (goodsOwner, send, priority) => laneOf(goodsOwner).through(send, priority),
    onCall: (report) => {
      noteCall(report);
      if (report.outcome === 'ok') connections.answered(report.connection, report.operation);
      options.onCall?.(report);
    },
  });
  const activities = createActivities({
    ...{ rooms, connections, client, alerts: config.alerts },
    onAlert: (report) => onEvent?.({ event: 'alert', ...report }),
  });

  const interceptors = [heartbeats, callsMade, ...(options.onEffect ? [effectReports(options.onEffect)] : [])];

  function serve(shard: number): Served {
    const mine = config.goodsOwners.map(({ id }) => id).filter((id) => shardOf(id, config.lanes.shards) === shard);
    for (const goodsOwner of mine) {
      const onFailure = (error: unknown) =>
        onEvent?.({ event: 'worker.failed', taskQueue: taskQueues.ongoing(goodsOwner), error });
      laneWorkers.set(
        goodsOwner,
        new LaneWorker({
          goodsOwner,
          connection,
          namespace,
          activities: activities.ongoing,
          identity,
          graceMs,
          dataConverter,
          interceptors,
          onFailure,
        }),
      );
    }
    return {
      renewed: (until) => mine.forEach((id) => laneOf(id).holdLease(until)),
      lost: () => mine.forEach((id) => laneOf(id).loseLease()),
      close: async () => {
        await Promise.all(mine.map(async (id) => laneWorkers.get(id)?.close()));
        mine.forEach((id) => laneWorkers.delete(id));
      },
    };
  }

  const common = {
    connection,
    namespace,
    identity,
    dataConverter,
    shutdownGraceTime: graceMs,
    interceptors: { activity: interceptors },
  };
  const leases = createLeaseActivities({
    client,
    serve,
    stopping: stopping.signal,
    onTaken: (shard) => onEvent?.({ event: 'lease.taken', shard }),
    onLost: (shard) => onEvent?.({ event: 'lease.lost', shard }),
  });
  const bridge = await Worker.create({
    ...common,
    taskQueue: taskQueues.bridge,
    workflowBundle: options.workflowBundle,
    activities: activities.bridge,
    maxCachedWorkflows: options.maxCachedWorkflows ?? cachedWorkflows,
    ...(options.deployment ? { workerDeploymentOptions: options.deployment } : {}),
  });
  const leaseWorker = await Worker.create({
    ...common,
    taskQueue: taskQueues.lanes,
    activities: leases,
    maxConcurrentActivityTaskExecutions: config.lanes.shards,
    activityTaskPollerBehavior: { type: 'simple-maximum', maximum: 1 },
  });
  const stores = await Promise.all(
    config.goodsOwners.flatMap((goodsOwner) =>
      goodsOwner.stores.map(({ id }) =>
        Worker.create({
          ...common,
          taskQueue: taskQueues.centra(id),
          activities: activities.centra,
          maxConcurrentActivityTaskExecutions: centraSlots,
          activityTaskPollerBehavior: { type: 'simple-maximum', maximum: 1 },
        }),
      ),
    ),
  );

  const workers = [bridge, ...stores, leaseWorker];
  const running = Promise.all(workers.map((worker) => worker.run())).then(() => undefined);
  let ending: Promise<void> | undefined;
  const shutdown = async () => {
    // No new leases first, then the lanes, so that no other process waits for them longer than it must.
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
    stopping.abort();
    await running.catch(() => undefined);
  };
  return {
    running,
    queues: () => [
      ...servedBy(taskQueues.bridge, ['workflow', 'activity'], bridge),
      ...servedBy(taskQueues.lanes, ['activity'], leaseWorker),
      ...stores.flatMap((worker) => servedBy(worker.options.taskQueue, ['activity'], worker)),
      ...[...laneWorkers.values()].flatMap((lane) => lane.queues()),
    ],
    isPolling: () => workers.every((worker) => worker.getState() === 'RUNNING'),
    laneBusyMs: () => Object.fromEntries([...lanes].map(([id, lane]) => [id, lane.busyMs])),
    shutdown: () => (ending ??= shutdown()),
  };
}
