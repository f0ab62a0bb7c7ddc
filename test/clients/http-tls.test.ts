import { createServer } from 'node:https';
import { createSend, type HttpRequest } from '../../src/clients/http';
import { startServer, type LocalServer } from './support/server';
import { failureOf } from './support/failures';

/** TLS by a shared key: no certificate has to lie about, and a wrong key is a handshake that fails. */
const key = Buffer.from('a key that both sides know');
const tls = { ciphers: 'PSK', minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' } as const;
const write: HttpRequest = {
  call: { system: 'ongoing', operation: 'PUT /orders' },
  method: 'PUT',
  path: '/orders',
  body: {},
  write: true,
};

let server: LocalServer;

beforeEach(async () => {
  server = await startServer(createServer({ ...tls, pskCallback: () => key }));
});
afterEach(() => server.close());

function aSend(psk = key) {
  return createSend({
    baseUrl: server.url.replace('http:', 'https:'),
    headers: {},
    timeoutMs: 5_000,
    agentOptions: { ...tls, pskCallback: () => ({ psk, identity: 'bridge' }), checkServerIdentity: () => undefined },
  });
}

describe('over TLS', () => {
  it('a request is sent and answered', async () => {
    server.answerJson({ orderId: 1 });
    await expect(aSend()(write)).resolves.toMatchObject({ status: 200, body: { orderId: 1 } });
  });

  it('a reset after the handshake leaves a write unclear', async () => {
    server.answer((_request, response) => response.socket?.destroy());
    await expect(failureOf(aSend()(write))).resolves.toMatchObject({ kind: 'unclear' });
  });

  it('a reset on a kept connection leaves a write unclear', async () => {
    const send = aSend();
    server.answerJson({});
    await send(write);
    server.answer((_request, response) => response.socket?.destroy());
    await expect(failureOf(send(write))).resolves.toMatchObject({ kind: 'unclear' });
    expect(server.seen.map(({ connection }) => connection)).toEqual([1, 1]);
  });

  it('nothing is sent before the handshake has succeeded, though the connection stands', async () => {
    server.answerJson({});
    const error = await failureOf(aSend(Buffer.from('another key'))(write));
    expect(error).toMatchObject({ kind: 'unavailable', message: expect.stringContaining('not sent') });
    expect(server.seen).toEqual([]);
  });
});
