import type { FastifyInstance } from 'fastify';

/** Why it is not ready, in a few words each; nothing when it is. */
export type Readiness = () => Promise<readonly string[]>;

/**
 * `/livez`: the process answers. Not the remote systems: restarting us would not mend them. `/readyz`: it does its work,
 * or says why not.
 */
export function addHealth(server: FastifyInstance, readiness: Readiness): void {
  server.get('/livez', async () => ({ ok: true }));
  server.get('/readyz', async (_request, reply) => {
    const reasons = await readiness();
    return reply.code(reasons.length === 0 ? 200 : 503).send({ ok: reasons.length === 0, reasons });
  });
}
