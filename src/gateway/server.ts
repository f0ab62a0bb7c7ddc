import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';

export interface Listening {
  /** `http://127.0.0.1:8080` */
  readonly url: string;
  /** Answers what has come, then takes no more. */
  close(): Promise<void>;
}

/** A hundred events fit many times. */
const oneMegabyte = 1024 * 1024;
const requestWithinMs = 10_000;

/**
 * A web server with limits: what is too large, of another type or too slow is turned away before anybody looks at it, and
 * no answer tells more than its status. Bodies stay bytes, since signatures are over bytes.
 */
export function createServer({ mostBytes = oneMegabyte }: { readonly mostBytes?: number } = {}): FastifyInstance {
  const server = fastify({
    logger: false,
    bodyLimit: mostBytes,
    requestTimeout: requestWithinMs,
    connectionTimeout: 2 * requestWithinMs,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  });
  server.removeAllContentTypeParsers();
  const types = ['application/x-www-form-urlencoded', 'application/json'];
  server.addContentTypeParser(types, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.setErrorHandler(async (error: { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    return reply.code(status).send({ error: words[status] ?? (status < 500 ? 'bad request' : 'failed') });
  });
  let isClosing = false;
  server.addHook('preClose', async () => void (isClosing = true));
  // Whoever still gets an answer then is told to hang up: a connection that is kept alive would hold up the end.
  server.addHook('onSend', async (_request, reply) => {
    if (isClosing) reply.header('connection', 'close');
  });
  server.setNotFoundHandler(async (_request, reply) => reply.code(404).send({ error: 'not found' }));
  return server;
}

const words: Readonly<Record<number, string>> = { 413: 'too large', 415: 'unsupported media type' };

/** @throws the system's error when the port is taken */
export async function listen(server: FastifyInstance, host: string, port: number): Promise<Listening> {
  await server.listen({ host, port });
  const address = server.server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return { url: `http://${name}:${address.port}`, close: () => server.close() };
}
