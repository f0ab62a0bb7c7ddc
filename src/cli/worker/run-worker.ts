import { once } from 'node:events';
import type { WorkerOptions } from '@temporalio/worker';
import { connectWhenThere } from '../../connection/connect-when-there';
import { readConfig, type Given } from '../context';
import { exit, type ExitCode } from '../exit';
import type { Io } from '../io';
import { workflowBundle } from './bundle';
import { serveHealth } from './serve-health';
import { startPolling, type Polling } from './polling';
import { connectTimeoutMs } from './connect-timeout';
import { watchTemporal } from './watch';
import { roleLog, type RoleLogLevel } from './role-log';

export interface WorkerRoleOptions extends Given {
  readonly buildId?: string;
  /** Health and metrics are there; 0: on a free one. Default: nowhere. */
  readonly port?: number;
  readonly host: string;
  /** How long what is under way may take at the end, ms. */
  readonly grace: number;
  readonly logLevel: RoleLogLevel;
  /** Default: what the build has made. */
  readonly workflowBundle?: NonNullable<WorkerOptions['workflowBundle']>;
}

/** `bridge worker`: runs until it is stopped, or until its worker ends by itself (then it has failed). */
export async function runWorker(options: WorkerRoleOptions, io: Io): Promise<ExitCode> {
  const config = readConfig(options, io);
  const bundle = options.workflowBundle ?? workflowBundle(config.encryption);
  const log = roleLog(options.logLevel);
  const stop = io.stopSignal();
  const target = { env: io.env, dataDir: config.dataDir, encryption: config.encryption };
  log.info('process.started', { role: 'worker', pid: process.pid });
  const health = options.port === undefined ? undefined : await serveHealth(options.host, options.port, log);
  try {
    const connected = await connectWhenThere({
      ...target,
      connectTimeoutMs,
      signal: stop,
      onWaiting: (error, nextInMs) => log.warn('temporal.waiting', { error, nextInMs }),
    });
    try {
      const { client, address, namespace } = connected;
      log.info('temporal.connected', { address, namespace });
      health?.temporalIs(connected);
      const { buildId, grace: graceMs } = options;
      const polling = await startPolling({
        ...{ config, client, target, log, workflowBundle: bundle, graceMs, signal: stop },
        ...(buildId === undefined ? {} : { buildId }),
        ...(health ? { page: health.page } : {}),
      });
      health?.pollingIs(polling);
      const endWatch = watchTemporal(connected, { log, say: () => undefined });
      try {
        await untilStopped(polling, stop);
      } finally {
        endWatch();
        log.info('process.stopping', { role: 'worker' });
        await polling.stop();
      }
    } finally {
      await connected.close();
    }
  } catch (error) {
    // It was stopped while it waited for Temporal: that is an orderly end.
    if (!stop.aborted) {
      log.error('process.failed', { role: 'worker', error });
      throw error;
    }
  } finally {
    await health?.close();
  }
  log.info('process.stopped', { role: 'worker' });
  return exit.fine;
}

/** @throws what ended the worker by itself */
export async function untilStopped({ running }: Pick<Polling, 'running'>, stop: AbortSignal): Promise<void> {
  if (stop.aborted) return;
  await Promise.race([running, once(stop, 'abort')]);
}
