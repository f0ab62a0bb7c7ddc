import { once } from 'node:events';
import { createServer } from 'node:net';
import { freePort } from '../../src/devserver/free-port';

describe('a free port', () => {
  it('can be listened on', async () => {
    const server = createServer().listen(await freePort('127.0.0.1'), '127.0.0.1');
    await once(server, 'listening');
    server.close();
    expect(server.listening).toBe(false);
  });

  it('is another one each time', async () => {
    const ports = await Promise.all(Array.from({ length: 50 }, () => freePort('127.0.0.1')));
    expect(new Set(ports).size).toBe(50);
  });
});
