import { once } from 'node:events';
import type { Config } from '../../config';
import { connectWhenThere } from '../../connection/connect-when-there';
import { readConfig, type Given } from '../context';
import { exit, type ExitCode } from '../exit';
import type { Io } from '../io';
import { createOutput } from '../output';
import { connectTimeoutMs } from '../worker/connect-timeout';
import { roleLog, type RoleLogLevel } from '../worker/role-log';
import { watchTemporal } from '../worker/watch';
import { serve, webhookUrls } from './serve';

export interface GatewayRoleOptions extends Given {
  readonly logLevel: RoleLogLevel;
  /** Instead of `gateway.host`. */
  readonly host?: string;
  /** Instead of `gateway.metricsHost`. */
  readonly metricsHost?: string;
}

/** `bridge gateway`: runs until it is stopped. Temporal may be away at its start, and at any time. */
export async function runGateway(options: GatewayRoleOptions, io: Io): Promise<ExitCode> {
  const config = listeningOn(options, readConfig(options, io));
  const { say } = createOutput(options, io);
  const log = roleLog(options.logLevel);
  const stop = io.stopSignal();
  log.info('process.started', { role: 'gateway', pid: process.pid });
  const served = await serve(config, log, 'gateway');
  say(`Gateway: ${served.url}`);
  if (served.metricsUrl) say(`Metrics: ${served.metricsUrl}`);
  for (const line of webhookUrls(config, served.url)) say(`  ${line}`);
  try {
    const connected = await connectWhenThere({
      ...{ env: io.env, dataDir: config.dataDir, encryption: config.encryption, connectTimeoutMs, signal: stop },
      onWaiting: (error, nextInMs) => log.warn('temporal.waiting', { error, nextInMs }),
    });
    const { address, namespace } = connected;
    log.info('temporal.connected', { address, namespace });
    served.temporalIs(connected);
    const endWatch = watchTemporal(connected, { log, say: () => undefined });
    try {
      if (!stop.aborted) await once(stop, 'abort');
    } finally {
      endWatch();
      log.info('process.stopping', { role: 'gateway' });
      await served.close();
      await connected.close();
    }
  } catch (error) {
    await served.close();
    // It was stopped while it waited for Temporal: that is an orderly end.
    if (!stop.aborted) {
      log.error('process.failed', { role: 'gateway', error });
      throw error;
    }
  }
  log.info('process.stopped', { role: 'gateway' });
  return exit.fine;
}

function listeningOn({ host, metricsHost }: GatewayRoleOptions, config: Config): Config {
  const given = { ...(host === undefined ? {} : { host }), ...(metricsHost === undefined ? {} : { metricsHost }) };
  return { ...config, gateway: { ...config.gateway, ...given } };
}
