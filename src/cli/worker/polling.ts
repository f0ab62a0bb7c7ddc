import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client, Connection } from '@temporalio/client';
import type { NativeConnection, WorkerOptions } from '@temporalio/worker';
import type { Config } from '../../config';
import { allStores, findStore } from '../../config';
import { nativeConnect } from '../../connection/native-connect';
import { TemporalUnreachable } from '../../connection/errors';
import type { ConnectOptions } from '../../connection/connect';
import type { Log } from '../../log';
import { deploymentName } from '../../protocol/names';
import {
  consumingOf,
  consumingSentence,
  countWork,
  type Page,
  showConsuming,
  type WorkCounters,
} from '../../monitoring';
import { startWorker, type BridgeWorker, type BridgeWorkerOptions } from '../../worker';
import { installRuntime } from './runtime';

export interface PollingOptions {
  readonly config: Config;
  readonly client: Client;
  /** Where Temporal is: the same as the client's. */
  readonly target: ConnectOptions;
  readonly log: Log;
  readonly workflowBundle: NonNullable<WorkerOptions['workflowBundle']>;
  /** How long what is under way may take at the end, ms. */
  readonly graceMs: number;
  /** For worker versioning. */
  readonly buildId?: string;
  /** Shows what the worker does. */
  readonly page?: Page;
  /** Ends the waiting for Temporal. */
  readonly signal: AbortSignal;
}

export interface Polling extends Pick<BridgeWorker, 'running' | 'isPolling'> {
  /** As Temporal's UI names this process. */
  readonly identity: string;
  /** What it is to serve, and does not, as far as Temporal can see: a sentence each. */
  notConsuming(): Promise<readonly string[]>;
  /** Finishes what is under way, hands the lanes over, closes the connection. */
  stop(): Promise<void>;
}

const againAfterMs = 1_000;

/** Starts this process's workers, as soon as Temporal lets them connect. */
export async function startPolling(options: PollingOptions): Promise<Polling> {
  const { config, client, log, graceMs, workflowBundle, buildId, page } = options;
  await installRuntime(log, page);
  const identity = `${process.pid}@${hostname()}/${randomBytes(3).toString('hex')}`;
  const { connection, namespace, close } = await connectPatiently(options);
  const counters = page && countWork(page);
  let worker: BridgeWorker;
  try {
    worker = await startWorker({
      ...{ config, client, connection, namespace, workflowBundle, identity, graceMs },
      ...(buildId === undefined ? {} : { deployment: deploymentOf(buildId) }),
      ...listening(config, log, counters),
    });
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
  // Whoever waits for it hears of it; until then it is no unhandled rejection.
  worker.running.catch((error: unknown) => log.error('worker.failed', { error }));
  log.info('worker.running', { count: allStores(config).length, ...(buildId === undefined ? {} : { buildId }) });
  counters?.lanesBusy(() => worker.laneBusyMs());
  const temporal = { connection: client.connection as Connection, namespace };
  const consuming = consumingOf({ temporal, identity, queues: () => worker.queues() });
  if (page) showConsuming(page, consuming);
  return {
    identity,
    running: worker.running,
    // While Temporal is away there is another reason.
    notConsuming: () =>
      consuming().then(
        ({ problems }) => problems.map(consumingSentence),
        () => [],
      ),
    isPolling: () => worker.isPolling(),
    async stop() {
      await worker.shutdown();
      await closeWhenIdle(close, graceMs);
    },
  };
}

interface Connected {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly close: () => Promise<void>;
}

async function connectPatiently({ target, log, signal }: PollingOptions): Promise<Connected> {
  for (;;) {
    signal.throwIfAborted();
    try {
      const connected = await nativeConnect(target);
      return { ...connected, close: () => connected.close() };
    } catch (error) {
      if (!(error instanceof TemporalUnreachable)) throw error;
      log.warn('temporal.waiting', { error, nextInMs: againAfterMs });
      await pause(againAfterMs, undefined, { signal });
    }
  }
}

/** After a failure of one worker the others still finish what is under way, and hold the connection until then. */
async function closeWhenIdle(close: () => Promise<void>, withinMs: number): Promise<void> {
  for (const deadline = performance.now() + withinMs; ; await pause(100)) {
    try {
      return await close();
    } catch (error) {
      if ((error as Error).name !== 'IllegalStateError' || performance.now() > deadline) throw error;
    }
  }
}

/** Shipments wait for days: a running one goes on with the newest build, which replays it (see `patched` in the workflows). */
const deploymentOf = (buildId: string): NonNullable<WorkerOptions['workerDeploymentOptions']> => ({
  useWorkerVersioning: true,
  version: { deploymentName, buildId },
  defaultVersioningBehavior: 'AUTO_UPGRADE',
});

/** In the log: `HTTP 404` is a figure, and other ends a word. */
const whyNot = ({ outcome, why = '' }: { readonly outcome: string; readonly why?: string }) => {
  const [, status] = /^HTTP (\d+)/.exec(why) ?? [];
  return { outcome, ...(status ? { status: Number(status) } : {}) };
};

type Listeners = Pick<BridgeWorkerOptions, 'onCall' | 'onEvent' | 'onTurn' | 'onEffect'>;

/** What the worker tells, as log lines and counted. */
function listening(config: Config, log: Log, counters: WorkCounters | undefined): Listeners {
  return {
    ...(counters ? { onTurn: counters.onTurn, onEffect: counters.onEffect } : {}),
    onCall: (report) => {
      counters?.onCall(report);
      const { connection, system, operation, outcome, status, durationMs } = report;
      const whose = findStore(config, connection) ? { store: connection } : { goodsOwner: connection };
      const fields = { ...whose, system, operation, outcome, durationMs: Math.round(durationMs) };
      const line = { ...fields, ...(status === undefined ? {} : { status }) };
      if (outcome === 'ok') log.debug('call.done', line);
      else log.warn('call.failed', line);
    },
    onEvent: (event) => {
      switch (event.event) {
        case 'lease.taken':
        case 'lease.lost':
          counters?.onLease(event.event === 'lease.taken' ? 'taken' : 'lost');
          log.info(event.event, { shard: event.shard });
          break;
        case 'lane.paused':
          counters?.onRest(event.goodsOwner, event.ms);
          log.warn(event.event, { goodsOwner: event.goodsOwner, durationMs: event.ms });
          break;
        case 'alert':
          counters?.onAlert(event);
          if (event.outcome === 'posted') log.info('alert.posted', { target: event.target, count: event.count });
          else log.warn('alert.failed', { target: event.target, count: event.count, ...whyNot(event) });
          break;
        case 'worker.failed':
          log.error(event.event, { taskQueue: event.taskQueue, error: event.error });
          break;
        default:
          event satisfies never;
      }
    },
  };
}
