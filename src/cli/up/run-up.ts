import { setTimeout as pause } from 'node:timers/promises';
import type { WorkerOptions } from '@temporalio/worker';
import type { Config } from '../../config';
import { allStores } from '../../config';
import type { Connected } from '../../connection/connect';
import { connectWhenThere } from '../../connection/connect-when-there';
import { TemporalUnreachable, toTemporalProblem } from '../../connection/errors';
import { isTemporalConfigured } from '../../connection/target';
import type { Log } from '../../log';
import { serve, webhookUrls, type Served } from '../gateway/serve';
import { changes, warnings } from '../setup/sentences';
import { setUp, type SetupReport } from '../setup/set-up';
import { shardsOf } from '../setup/leases';
import { startPolling } from '../worker/polling';
import { connectTimeoutMs } from '../worker/connect-timeout';
import { untilStopped } from '../worker/run-worker';
import { watchTemporal } from '../worker/watch';
import { startEmbeddedTemporal, type EmbeddedTemporal } from './embedded-temporal';
import { untilServed } from './served';

/** What runs, for whoever wants to use it. */
export interface RunningBridge extends Pick<Connected, 'client' | 'address' | 'namespace'> {
  /** The gateway's address. */
  readonly gatewayUrl: string;
  /** Temporal's web interface, where it is ours. */
  readonly uiUrl?: string;
  readonly setup: SetupReport;
  /** The embedded Temporal's process, while there is one. */
  readonly temporalPid: () => number | undefined;
}

export interface UpOptions {
  readonly config: Config;
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
  /** Hears in plain words what runs, and what happens to it. */
  readonly say: (sentence: string) => void;
  /** Ends it, in order. */
  readonly signal: AbortSignal;
  readonly workflowBundle: NonNullable<WorkerOptions['workflowBundle']>;
  /** Called once, when everything polls. */
  readonly onReady?: (bridge: RunningBridge) => void | Promise<void>;
  /** How long what is under way may take at the end, ms. Default 25 s. */
  readonly graceMs?: number;
}

/**
 * Everything in one process, for one machine: Temporal (where no address is configured), what `setup` does, the worker.
 * Resolves when it has been stopped in order.
 *
 * @throws {HeldByAnother} another one runs with this data directory
 * @throws {TemporalNotFound} {@link DevServerFailed} no embedded Temporal could be had
 * @throws {TemporalProblem} {@link ScheduleProblem} Temporal does not accept us; what ended the worker by itself
 */
export async function runUp(options: UpOptions): Promise<void> {
  const { config, env, log, say, signal } = options;
  log.info('process.started', { role: 'up', pid: process.pid });
  say(`Goods owners: ${config.goodsOwners.map(({ id }) => id).join(', ')}; stores: ${storesOf(config)}`);
  let temporal: EmbeddedTemporal | undefined;
  let gateway: Served | undefined;
  try {
    gateway = await serve(config, log, 'up');
    if (!isTemporalConfigured(env)) {
      temporal = await startEmbeddedTemporal({ config, env, log, say, signal });
      const pid = temporal.pid();
      log.info('devserver.started', { address: temporal.address, ...(pid === undefined ? {} : { pid }) });
    }
    await runWith(temporal, gateway, options);
  } catch (error) {
    // It was stopped before it was ready: that is an orderly end, too.
    if (!signal.aborted) {
      log.error('process.failed', { role: 'up', error });
      throw error;
    }
  } finally {
    await gateway?.close();
    await temporal?.stop();
  }
  log.info('process.stopped', { role: 'up' });
  say('Stopped.');
}

const storesOf = (config: Config) =>
  allStores(config)
    .map(({ store }) => store.id)
    .join(', ');

async function runWith(temporal: EmbeddedTemporal | undefined, gateway: Served, options: UpOptions): Promise<void> {
  const { config, env, log, say, signal, graceMs = 25_000, workflowBundle } = options;
  const target = { env, dataDir: config.dataDir, encryption: config.encryption };
  const connected = await connectWhenThere({ ...target, connectTimeoutMs, signal, onWaiting: waiting(log, say) });
  try {
    const { client, address, namespace } = connected;
    log.info('temporal.connected', { address, namespace });
    const kept = temporal ? ` (its data are in ${temporal.dbFile})` : '';
    say(`Temporal: ${address}, namespace ${namespace}${kept}`);
    if (temporal?.uiUrl) say(`Temporal's UI: ${temporal.uiUrl}`);
    let isSetUp = false;
    gateway.readyWhen('schedules are not set up yet', () => isSetUp);
    gateway.temporalIs(connected);
    say(`Gateway: ${gateway.url} (webhooks, /readyz)`);
    if (gateway.metricsUrl) say(`Metrics: ${gateway.metricsUrl}`);
    for (const line of webhookUrls(config, gateway.url)) say(`  ${line}`);
    const setup = await setUpPatiently(connected, options);
    for (const sentence of [...changes(setup), ...warnings(setup)]) say(sentence);
    const polling = await startPolling({
      ...{ config, client, target, log, workflowBundle, graceMs, signal },
      ...(gateway.page ? { page: gateway.page } : {}),
    });
    isSetUp = true;
    gateway.readyWhen('the worker does not poll', () => polling.isPolling());
    gateway.readyUnless(() => polling.notConsuming());
    // Of a server of our own its supervisor tells.
    const endWatch = temporal ? () => undefined : watchTemporal(connected, { log, say });
    try {
      const ready = async () => {
        await untilServedPatiently(connected, polling.identity, options);
        const temporalPid = () => temporal?.pid();
        const uiUrl = temporal?.uiUrl;
        await options.onReady?.({
          client,
          address,
          namespace,
          setup,
          temporalPid,
          gatewayUrl: gateway.url,
          ...(uiUrl ? { uiUrl } : {}),
        });
      };
      await Promise.race([ready(), untilStopped(polling, signal)]);
      await untilStopped(polling, signal);
    } finally {
      endWatch();
      log.info('process.stopping', { role: 'up' });
      // Webhooks first: what comes now finds no worker to do it.
      await gateway.close();
      await polling.stop();
    }
  } finally {
    await connected.close();
  }
}

const waiting = (log: Log, say: (sentence: string) => void) => {
  let told = false;
  return (error: TemporalUnreachable, nextInMs: number) => {
    log.warn('temporal.waiting', { error, nextInMs });
    if (!told) say(`${error.message}. It is tried again until it answers.`);
    told = true;
  };
};

const againAfterMs = 1_000;

/** What an outage of Temporal breaks off is begun again: setting up is safe to repeat. */
async function patiently<T>(connected: Connected, { log, signal }: UpOptions, work: () => Promise<T>): Promise<T> {
  for (;;) {
    signal.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      const problem = toTemporalProblem(error, { ...connected, operation: 'set up' });
      if (!(problem instanceof TemporalUnreachable)) throw problem;
      log.warn('temporal.waiting', { error: problem, nextInMs: againAfterMs });
      await pause(againAfterMs, undefined, { signal });
    }
  }
}

const setUpPatiently = (connected: Connected, options: UpOptions) =>
  patiently(connected, options, () => setUp({ ...connected, config: options.config, log: options.log }));

const untilServedPatiently = (connected: Connected, identity: string, options: UpOptions) =>
  patiently(connected, options, () =>
    untilServed(connected.client, [...shardsOf(options.config).keys()], identity, options.signal),
  );
