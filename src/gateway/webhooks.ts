import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config';
import { findGoodsOwner, findStore } from '../config';
import type { Log } from '../log';
import type { Hints, InboxInput } from '../protocol/inbox';
import { centraHints } from './centra-events';
import { signatureFault } from './centra-signature';
import type { Gatherer } from './gatherer';
import { NotAccepted } from './gatherer';
import { isAuthorized } from './ongoing-authorization';
import { ongoingHints } from './ongoing-events';
import { seldom } from './seldom';

/** How a webhook ended. */
export type WebhookOutcome = 'accepted' | 'unauthorized' | 'unreadable' | 'unavailable' | 'rejected' | 'failed';

/** A webhook that has its answer. */
export interface AnsweredWebhook {
  readonly source: 'centra' | 'ongoing';
  /** Store or goods owner, where it is a configured one. */
  readonly connection?: string;
  readonly outcome: WebhookOutcome;
  readonly durationMs: number;
}

export interface WebhookDeps {
  readonly config: Config;
  readonly gatherer: Pick<Gatherer, 'add'>;
  readonly log: Log;
  /** Told of every call. */
  readonly onWebhook?: (webhook: AnsweredWebhook) => void;
}

/**
 * Both systems' webhooks. Whatever is wrong with who sends it is answered in the same way, so that nobody can find out
 * what is configured here; nothing that a stranger sends is logged.
 */
export function addWebhooks(server: FastifyInstance, { config, gatherer, log, onWebhook }: WebhookDeps): void {
  const refusals = seldom((name, more) => log.warn('webhook.refused', { reason: name, count: more }));
  type Source = AnsweredWebhook['source'];
  const tell = (reply: FastifyReply, source: Source, outcome: WebhookOutcome, connection?: string) => {
    const webhook = { source, outcome, durationMs: reply.elapsedTime };
    onWebhook?.(connection === undefined ? webhook : { ...webhook, connection });
  };
  // Too large, of another type, too slow: turned away before anybody looked at it.
  server.addHook('onError', async (request, reply, error: { statusCode?: number }) => {
    const [, source] = /^\/webhooks\/(centra|ongoing)\//.exec(request.url) ?? [];
    if (source) tell(reply, source as Source, (error.statusCode ?? 500) < 500 ? 'rejected' : 'failed');
  });

  server.post<{ Params: { store: string }; Body: Buffer }>('/webhooks/centra/:store', async (request, reply) => {
    const found = findStore(config, request.params.store);
    const fault = signatureFault(one(request, 'x-centra-signature'), request.body, {
      secrets: found?.store.centra.webhookSecrets.map((secret) => secret.reveal()) ?? [],
      maxAgeMs: config.gateway.webhookMaxAgeMs,
      now: Date.now(),
    });
    if (!found || fault) {
      const reason = found ? `signature-${fault}`.replaceAll(' ', '-') : 'unknown';
      return refuse(reply, 'centra', reason, found?.store.id);
    }
    const { store, goodsOwner } = found;
    return take(reply, 'centra', { goodsOwner: goodsOwner.id, store: store.id }, centraHints(request.body, store));
  });

  server.post<{ Params: { goodsOwner: string }; Body: Buffer }>(
    '/webhooks/ongoing/:goodsOwner',
    async (request, reply) => {
      const goodsOwner = findGoodsOwner(config, request.params.goodsOwner);
      const credentials = { token: one(request, 'x-auth-token'), authorization: request.headers.authorization };
      if (!isAuthorized(credentials, goodsOwner?.ongoing.webhookToken?.reveal()) || !goodsOwner) {
        return refuse(reply, 'ongoing', goodsOwner ? 'token' : 'unknown', goodsOwner?.id);
      }
      return take(reply, 'ongoing', { goodsOwner: goodsOwner.id }, ongoingHints(request.body, goodsOwner));
    },
  );

  function refuse(reply: FastifyReply, sender: Source, reason: string, connection: string | undefined): FastifyReply {
    refusals(`${sender}-${reason}`);
    tell(reply, sender, 'unauthorized', connection);
    return reply.code(401).send({ error: 'unauthorized' });
  }

  async function take(
    reply: FastifyReply,
    sender: Source,
    inbox: InboxInput,
    hints: Hints | undefined,
  ): Promise<FastifyReply> {
    const connection = inbox.store ?? inbox.goodsOwner;
    if (!hints) {
      tell(reply, sender, 'unreadable', connection);
      return reply.code(400).send({ error: 'unreadable' });
    }
    try {
      await gatherer.add(inbox, hints);
    } catch (error) {
      if (!(error instanceof NotAccepted)) throw error;
      tell(reply, sender, 'unavailable', connection);
      return reply.code(503).header('retry-after', '5').send({ error: 'unavailable' });
    }
    tell(reply, sender, 'accepted', connection);
    log.debug(
      'webhook.accepted',
      inbox.store === undefined ? { goodsOwner: inbox.goodsOwner } : { store: inbox.store },
    );
    return reply.code(200).send({});
  }
}

/** A header that came more than once counts as none. */
function one(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
