import http from 'node:http';

export interface Reply {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
  /** The body as JSON. @throws it is not JSON */
  json: <Body = unknown>() => Body;
}

export interface Asked {
  headers?: Record<string, string>;
  body?: unknown;
  /** Sent instead of `body`, as it is. */
  rawBody?: string;
  /** Gives up, as a client with a time limit does. */
  signal?: AbortSignal;
}

/**
 * One request on a connection of its own.
 *
 * Rejects when no answer comes: `ECONNRESET` for an ended connection, `ABORT_ERR` for a caller that gave up.
 */
export function request(method: string, url: string, asked: Asked = {}): Promise<Reply> {
  const sent = asked.rawBody ?? (asked.body === undefined ? undefined : JSON.stringify(asked.body));
  const headers = {
    accept: 'application/json',
    ...(sent === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) }),
    ...asked.headers,
  };
  return new Promise((resolve, reject) => {
    const call = http.request(url, { method, headers, signal: asked.signal, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const { statusCode = 0, headers: given } = answer;
        resolve({ status: statusCode, headers: given, text, json: <Body>() => JSON.parse(text) as Body });
      });
    });
    call.on('error', reject);
    call.end(sent);
  });
}
