import type { Connected } from '../../connection/connect';
import type { Config } from '../../config';
import { allStores } from '../../config';
import type { Log } from '../../log';
import { startGateway } from '../../gateway';
import { countWebhooks, createPage, type Page, reachOf } from '../../monitoring';
import { onPort } from '../monitoring/on-port';
import { serveMetrics } from '../monitoring/serve-metrics';
import { showTemporal } from '../monitoring/show-temporal';
import { versionOf } from '../version';

/** The gateway of this process: it listens from the start, and becomes ready piece by piece. */
export interface Served {
  readonly url: string;
  /** Where metrics are, unless there are none. */
  readonly metricsUrl?: string;
  /** What they show; for whoever has more to show. */
  readonly page?: Page;
  /** From now on webhooks are accepted. */
  temporalIs(connected: Connected): void;
  /** Not ready before this is true. */
  readyWhen(otherwise: string, isTrue: () => boolean): void;
  /** Not ready while there are reasons. */
  readyUnless(reasons: () => Promise<readonly string[]>): void;
  /** Answers what has come, and takes no more. */
  close(): Promise<void>;
}

/**
 * Starts the gateway before Temporal is there: whoever asks is told what is still missing, and senders are told to come
 * again.
 *
 * @throws {CliProblem} one of its ports is taken
 */
export async function serve(config: Config, log: Log, role: 'up' | 'gateway'): Promise<Served> {
  let temporal: Connected | undefined;
  const conditions: (() => Promise<readonly string[]>)[] = [];
  const reach = reachOf(() => temporal);

  async function readiness(): Promise<readonly string[]> {
    const problem = await reach();
    const reasons = await Promise.all(conditions.map((condition) => condition()));
    return [...(problem ? [problem] : []), ...reasons.flat()];
  }

  const { host, port, metricsHost, metricsPort } = config.gateway;
  const page = metricsPort === 0 ? undefined : createPage({ role, version: versionOf() });
  const onWebhook = page && countWebhooks(page);
  if (page) showTemporal(page, config, { temporal: () => temporal, reach });
  const listening = await onPort('gateway.host and gateway.port', { host, port }, () =>
    startGateway({ config, log, readiness, client: () => temporal?.client, ...(onWebhook ? { onWebhook } : {}) }),
  );
  const metrics = page
    ? await onPort('gateway.metricsPort (0: none)', { host: metricsHost, port: metricsPort }, () =>
        serveMetrics({ host: metricsHost, port: metricsPort, page, log }),
      ).catch(async (error: unknown) => {
        await listening.close();
        throw error;
      })
    : undefined;
  return {
    url: listening.url,
    ...(page && metrics ? { page, metricsUrl: `${metrics.url}/metrics` } : {}),
    temporalIs(connected) {
      temporal = connected;
    },
    readyWhen(otherwise, isTrue) {
      conditions.push(() => Promise.resolve(isTrue() ? [] : [otherwise]));
    },
    readyUnless(reasons) {
      conditions.push(reasons);
    },
    async close() {
      await Promise.all([listening.close(), metrics?.close()]);
    },
  };
}

/** The addresses to paste into both systems, of what is configured to accept them. */
export function webhookUrls(config: Config, url: string): string[] {
  const start = config.gateway.publicUrl ?? url;
  return [
    ...allStores(config)
      .filter(({ store }) => store.centra.webhookSecrets.length > 0)
      .map(({ store: { id } }) => `Centra, store ${id}: ${start}/webhooks/centra/${id}`),
    ...config.goodsOwners
      .filter(({ ongoing }) => ongoing.webhookToken !== null)
      .map(({ id }) => `Ongoing, goods owner ${id}: ${start}/webhooks/ongoing/${id}`),
  ];
}
