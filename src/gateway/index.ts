import type { Client } from '@temporalio/client';
import type { Config } from '../config';
import type { Log } from '../log';
import { Gatherer } from './gatherer';
import { addHealth, type Readiness } from './health';
import { createServer, listen, type Listening } from './server';
import { addWebhooks, type AnsweredWebhook } from './webhooks';

export type { Readiness } from './health';
export type { Listening } from './server';
export type { AnsweredWebhook, WebhookOutcome } from './webhooks';

export interface GatewayOptions {
  readonly config: Config;
  /** Nothing while Temporal has not answered yet. */
  readonly client: () => Client | undefined;
  readonly log: Log;
  readonly readiness: Readiness;
  readonly onWebhook?: (webhook: AnsweredWebhook) => void;
}

/**
 * Webhooks of both systems, and health, on `gateway.host` and `gateway.port`. A webhook is answered with 200 only when
 * Temporal has it.
 *
 * @throws the system's error when the port is taken
 */
export async function startGateway({ config, client, log, readiness, onWebhook }: GatewayOptions): Promise<Listening> {
  const server = createServer();
  addWebhooks(server, { config, gatherer: new Gatherer(client), log, ...(onWebhook ? { onWebhook } : {}) });
  addHealth(server, readiness);
  const listening = await listen(server, config.gateway.host, config.gateway.port);
  log.info('gateway.listening', { address: listening.url.replace('http://', '') });
  return listening;
}
