import { addHealth, type Readiness } from '../../gateway/health';
import { createServer, listen, type Listening } from '../../gateway/server';
import type { Log } from '../../log';
import type { Page } from '../../monitoring';

export interface MetricsServerOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly page: Page;
  readonly log: Log;
  /** With it, `/livez` and `/readyz` are there, too. */
  readonly readiness?: Readiness;
}

/**
 * `/metrics` on a port of its own.
 *
 * @throws the system's error when the port is taken
 */
export async function serveMetrics({ host, port, page, log, readiness }: MetricsServerOptions): Promise<Listening> {
  const server = createServer();
  server.get('/metrics', async (_request, reply) => reply.type(page.contentType).send(await page.text()));
  if (readiness) addHealth(server, readiness);
  const listening = await listen(server, host, port);
  log.info('metrics.listening', { address: listening.url.replace('http://', '') });
  return listening;
}
