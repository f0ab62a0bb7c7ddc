import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { dataConverterFor } from '../connection/encryption/data-converter';
import { messageOf, readMessage, recode } from '../connection/encryption/remote-codec';
import type { CodecServerConfig, EncryptionConfig } from '../config';
import type { Log } from '../log';
import { hasSession, hasToken, isSame, newSession, sessionCookie } from './codec-access';
import { createServer, listen, type Listening } from './server';

export interface CodecServerOptions {
  readonly encryption: EncryptionConfig;
  /** Where it listens, who may ask. */
  readonly settings: CodecServerConfig;
  /** Whose payloads they are; those of other namespaces are left as they are. */
  readonly namespace: string;
  readonly log: Log;
  /** Default: the clock. */
  readonly now?: () => number;
}

/** A page of a history with the largest payloads that Temporal takes. */
const mostBytes = 32 * 1024 * 1024;

/**
 * Lets Temporal's UI and command line read (and write) what is encrypted: Temporal's remote codec, `POST /decode` and
 * `POST /encode`. Who asks must have the token: as a bearer token, or, in a browser, by a session that it gets for it at
 * `/`. Pages of other origins than the configured ones are answered to nobody.
 *
 * @throws the system's error when the port is taken
 */
export async function startCodecServer(options: CodecServerOptions): Promise<Listening> {
  const { settings, log } = options;
  const server = createServer({ mostBytes });
  addOrigins(server, settings.origins);
  addSignIn(server, options);
  addCodec(server, options);
  server.get('/livez', async () => ({ ok: true }));
  const listening = await listen(server, settings.host, settings.port);
  log.info('codec.listening', { address: listening.url.replace('http://', '') });
  return listening;
}

/** A browser asks before it sends another page's call (CORS), and shows the answer only to pages that we name. */
function addOrigins(server: FastifyInstance, origins: readonly string[]): void {
  server.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers;
    reply.header('vary', 'Origin').header('cache-control', 'no-store');
    // Our own page, below, sends its own origin; it is no page of another one.
    if (origin === undefined || isOwn(request, origin)) return;
    if (!origins.includes(origin)) return reply.code(403).send({ error: 'this origin is not allowed' });
    reply.header('access-control-allow-origin', origin).header('access-control-allow-credentials', 'true');
    if (request.method !== 'OPTIONS') return;
    return reply
      .header('access-control-allow-methods', 'POST')
      .header('access-control-allow-headers', 'content-type, x-namespace, authorization, authorization-extras')
      .header('access-control-allow-private-network', 'true')
      .header('access-control-max-age', '600')
      .code(204)
      .send();
  });
}

const isOwn = ({ host }: FastifyRequest, origin: string) => origin.replace(/^https?:\/\//, '') === host;

function addCodec(server: FastifyInstance, options: CodecServerOptions): void {
  const { encryption, namespace, log } = options;
  const [codec] = dataConverterFor(encryption).payloadCodecs ?? [];
  if (!codec) throw new Error('a data converter without a codec');
  for (const operation of ['encode', 'decode'] as const) {
    server.post(`/${operation}`, async (request, reply) => {
      if (!mayAsk(request, options)) {
        log.warn('codec.refused', { operation: `POST /${operation}`, status: 401 });
        return reply.code(401).header('www-authenticate', 'Bearer').send({ error: 'unauthorized' });
      }
      const payloads = readMessage(parsed(request.body));
      if (!payloads) return reply.code(400).send({ error: 'bad request' });
      const asked = request.headers['x-namespace'];
      // Temporal's command line sends an empty one when it is not told a namespace.
      if (asked && asked !== namespace) {
        const count = payloads.length;
        log.info('codec.served', { operation: `POST /${operation}`, count, refused: count });
        return messageOf(payloads);
      }
      const { message, unreadable } = await recode(codec, operation, payloads);
      log.info('codec.served', { operation: `POST /${operation}`, count: payloads.length, refused: unreadable });
      return message;
    });
  }
}

function mayAsk({ headers }: FastifyRequest, { settings, now = Date.now }: CodecServerOptions): boolean {
  const token = settings.token.reveal();
  return hasToken(headers.authorization, token) || hasSession(headers.cookie, token, now());
}

function parsed(body: unknown): unknown {
  try {
    return JSON.parse((body as Buffer).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The way in for a browser: Temporal's UI can be told to send cookies, and no token of ours. */
function addSignIn(server: FastifyInstance, { settings, now = Date.now, log }: CodecServerOptions): void {
  server.get('/', async (_request, reply) => page(reply, 200, form));
  server.post('/', async (request, reply) => {
    const given = new URLSearchParams((request.body as Buffer | undefined)?.toString('utf8')).get('token') ?? '';
    const token = settings.token.reveal();
    if (!isSame(given, token)) {
      log.warn('codec.refused', { operation: 'POST /', status: 401 });
      return page(reply, 401, `<p>That is not the token.</p>${form}`);
    }
    const { value, maxAgeSeconds } = newSession(token, now());
    // Another site's page may send it only over TLS; a page of the same machine also without.
    const isSecure = request.headers['x-forwarded-proto'] === 'https';
    const reach = isSecure ? 'SameSite=None; Secure' : 'SameSite=Strict';
    reply.header('set-cookie', `${sessionCookie}=${value}; Path=/; HttpOnly; ${reach}; Max-Age=${maxAgeSeconds}`);
    return page(
      reply,
      200,
      '<p>This browser may decrypt for 12 hours. Go back to Temporal and load its page again.</p>',
    );
  });
}

const form =
  '<form method="post"><label>Token of the codec server <input type="password" name="token" autofocus autocomplete="current-password"></label> <button>Sign in</button></form>';

const page = (reply: FastifyReply, status: number, content: string) =>
  reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', "default-src 'none'; form-action 'self'; frame-ancestors 'none'")
    .send(`<!doctype html><meta charset="utf-8"><title>Codec server</title>${content}`);
