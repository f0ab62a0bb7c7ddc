import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Dialect } from './call';
import { Query } from './query';
import { send } from './serve';

/** A server that knows JSON and nothing else yet. */
export function createServer(): FastifyInstance {
  const server = Fastify({
    // Callers that were left hanging must not keep the process alive.
    forceCloseConnections: true,
    bodyLimit: 32 * 1024 * 1024,
    // Centra's own samples have `/products/?ean=`.
    routerOptions: { ignoreTrailingSlash: true },
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    // A DELETE may announce JSON and send nothing.
    if (body === '') return done(null, undefined);
    try {
      done(null, JSON.parse(body as string));
    } catch {
      done(Object.assign(new Error('the body is not JSON'), { statusCode: 400 }), undefined);
    }
  });
  return server;
}

/** Lets a part of the server say no in its own words. */
export function speak(scope: FastifyInstance, dialect: Dialect): void {
  scope.setNotFoundHandler((_request, reply) => send(reply, dialect.notFound()));
  scope.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) => {
    const status = error.statusCode ?? 500;
    // A defect of the simulator (not a fault that somebody asked for) must not pass for the behaviour of the API.
    if (status >= 500 && error.name !== 'AbortError') process.emitWarning(error);
    send(reply, status < 500 ? dialect.unreadable(status) : dialect.broken(status));
  });
}

export const queryOf = (request: FastifyRequest): Query =>
  new Query(request.query as Record<string, string | string[]>);

export const paramsOf = (request: FastifyRequest): Record<string, string> => request.params as Record<string, string>;

/** The path of a request below `base`, without the query string. */
export function pathBelow(base: string, request: FastifyRequest): string {
  const path = decodeURIComponent(request.url.split('?', 1)[0] ?? '');
  return path.slice(base.length).replace(/(.)\/$/, '$1');
}
