import { once } from 'node:events';
import { createServer, type Http2Server, type ServerHttp2Session } from 'node:http2';
import type { AddressInfo } from 'node:net';

/** Something that answers every call with one gRPC status, as a server does that does not want us. */
export async function aGrpcRefusal(code: number, message: string) {
  const sessions = new Set<ServerHttp2Session>();
  const authorizations: (string | undefined)[] = [];
  const server: Http2Server = createServer();
  server.on('session', (session) => sessions.add(session));
  server.on('stream', (stream, headers) => {
    authorizations.push(headers.authorization);
    stream.respond(
      { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': String(code), 'grpc-message': message },
      { endStream: true },
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** What was sent as `Authorization`, call by call. */
    authorizations,
    close() {
      for (const session of sessions) session.destroy();
      server.close();
    },
  };
}
