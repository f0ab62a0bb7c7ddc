import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';

/**
 * A port that nobody listens on, for a program that can only be told a number.
 *
 * A connection is made to it and closed from the listening side: the kernel then keeps the number out of its random
 * choices for a minute, while a program that asks for it by name still gets it. (The SDK's core does the same.)
 */
export async function freePort(ip: string): Promise<number> {
  const server = createServer((socket) => socket.end());
  server.listen(0, ip);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const visitor = connect(port, ip).resume();
  await once(visitor, 'close');
  server.close();
  await once(server, 'close');
  return port;
}

/** Whether nobody listens there. */
export async function isFree(ip: string, port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, ip);
    await once(server, 'listening');
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false;
    throw error;
  } finally {
    server.close();
  }
}
