import type { Connected } from '../../connection/connect';
import type { Log } from '../../log';
import { createPage, type Page, reachOf } from '../../monitoring';
import { gauge } from '../../monitoring/instruments';
import { onPort } from '../monitoring/on-port';
import { serveMetrics } from '../monitoring/serve-metrics';
import { versionOf } from '../version';
import type { Polling } from './polling';

/** A worker's `/livez`, `/readyz` and `/metrics`. */
export interface ServedHealth {
  readonly url: string;
  readonly page: Page;
  temporalIs(connected: Connected): void;
  pollingIs(polling: Pick<Polling, 'isPolling' | 'notConsuming'>): void;
  close(): Promise<void>;
}

/**
 * Answers from the start, also while Temporal is away.
 *
 * @throws {CliProblem} the port is taken
 */
export async function serveHealth(host: string, port: number, log: Log): Promise<ServedHealth> {
  let temporal: Connected | undefined;
  let polling: Pick<Polling, 'isPolling' | 'notConsuming'> | undefined;
  const page = createPage({ role: 'worker', version: versionOf() });
  const reach = reachOf(() => temporal);
  const up = gauge(page.registry, 'bridge_temporal_up');
  page.before(async () => up.set((await reach()) === undefined ? 1 : 0));

  async function readiness(): Promise<readonly string[]> {
    const problem = await reach();
    if (!polling?.isPolling()) return [...(problem ? [problem] : []), 'the worker does not poll'];
    return [...(problem ? [problem] : []), ...(await polling.notConsuming())];
  }

  const listening = await onPort('--port', { host, port }, () => serveMetrics({ host, port, page, log, readiness }));
  return {
    ...{ url: listening.url, page },
    close: () => listening.close(),
    temporalIs(connected) {
      temporal = connected;
    },
    pollingIs(its) {
      polling = its;
    },
  };
}
