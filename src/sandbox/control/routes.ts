import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { send } from '../http/serve';
import type { Control } from './control';
import { ControlRefused, type Verb } from './verb';

type AnyVerb = Verb<object, unknown>;
type Verbs = { readonly [name: string]: AnyVerb | Verbs };

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/**
 * The control API: `POST /control/<area>/<verb>` with the input as JSON; verbs that only look take `GET`
 * and a query string too.
 * No credentials, and for callers on this machine only.
 */
export function addControl(server: FastifyInstance, control: Control): void {
  const verbs = [...flatten(control as unknown as Verbs)];
  const routes = (scope: FastifyInstance, _options: object, done: () => void) => {
    scope.addHook('onRequest', async (request, reply) => {
      if (loopback.has(request.ip)) return;
      send(reply, { status: 403, body: { message: 'this machine only' } });
      return reply;
    });
    scope.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) => {
      const refused = error instanceof ControlRefused || error instanceof RangeError;
      if (!refused && error.statusCode === undefined) process.emitWarning(error);
      send(reply, { status: refused ? 400 : (error.statusCode ?? 500), body: { message: error.message } });
    });
    scope.get('/', (_request, reply) => send(reply, { status: 200, body: { verbs: verbs.map(describe) } }));
    for (const [path, verb] of verbs) {
      scope.post(`/${path}`, async ({ body }) => verb(body ?? {}));
      if (verb.onlyLooks) scope.get(`/${path}`, async ({ query }) => verb(query as object));
    }
    done();
  };
  void server.register(routes, { prefix: '/control' });
}

function* flatten(verbs: Verbs, path = ''): Iterable<[path: string, verb: AnyVerb]> {
  for (const [name, entry] of Object.entries(verbs)) {
    if (typeof entry === 'function') yield [`${path}${name}`, entry];
    else yield* flatten(entry, `${path}${name}/`);
  }
}

const describe = ([path, verb]: [path: string, verb: AnyVerb]) => ({
  verb: `${verb.onlyLooks ? 'GET' : 'POST'} /control/${path}`,
  does: verb.does,
  input: z.toJSONSchema(verb.input, { io: 'input', unrepresentable: 'any' }),
});
