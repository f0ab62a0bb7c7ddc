import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A request as the server got it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: [string, string][];
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** The connection, numbered from 1 in the order in which they were made. */
  readonly connection: number;
}

export type Handler = (request: Seen, response: ServerResponse) => void;

export interface LocalServer {
  readonly url: string;
  readonly server: Server;
  readonly seen: Seen[];
  /** What the next requests are answered with. */
  answer(handler: Handler): void;
  /** A JSON answer to the next requests. */
  answerJson(body: unknown, status?: number, headers?: Record<string, string>): void;
  close(): Promise<void>;
}

/** A server on a free port of this machine that keeps what it was asked. */
export async function startServer(server: Server = createServer()): Promise<LocalServer> {
  const seen: Seen[] = [];
  const connections = new Map<Socket, number>();
  let handler: Handler = (_request, response) => response.writeHead(500).end();

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    if (!connections.has(socket)) connections.set(socket, connections.size + 1);
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const got: Seen = {
        method: request.method ?? '',
        path: url.pathname,
        query: [...url.searchParams],
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
        connection: connections.get(socket) ?? 0,
      };
      seen.push(got);
      handler(got, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    server,
    seen,
    answer: (next) => (handler = next),
    answerJson: (body, status = 200, headers = {}) => {
      handler = (_request, response) =>
        response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A port of this machine on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
