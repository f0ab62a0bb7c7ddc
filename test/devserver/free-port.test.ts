import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { freePort, isFree } from '../../src/devserver/free-port';

describe('a free port', () => {
  it('can be listened on', async () => {
    const server = createServer().listen(await freePort('127.0.0.1'), '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await expect(isFree('127.0.0.1', port)).resolves.toBe(false);
    server.close();
    await expect(isFree('127.0.0.1', port)).resolves.toBe(true);
  });

  it('is another one each time', async () => {
    const ports = await Promise.all(Array.from({ length: 50 }, () => freePort('127.0.0.1')));
    expect(new Set(ports).size).toBe(50);
  });
});
