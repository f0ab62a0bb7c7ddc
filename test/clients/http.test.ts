import type { ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { ApiError, ApiRefused } from '../../src/clients/errors';
import { createSend, type CallReport, type HttpRequest, type SendSettings } from '../../src/clients/http';
import { closedPort, startServer, type LocalServer } from './support/server';
import { failureOf } from './support/failures';

const read: HttpRequest = {
  call: { system: 'centra', operation: 'GET /things' },
  method: 'GET',
  path: '/things',
  write: false,
};
const write: HttpRequest = {
  call: { system: 'centra', operation: 'PUT /thing' },
  method: 'PUT',
  path: '/thing',
  body: { name: 'Ångström' },
  write: true,
};

let server: LocalServer;
let reports: CallReport[];

beforeEach(async () => {
  server = await startServer();
  reports = [];
});
afterEach(() => server.close());

function aSend(settings: Partial<SendSettings> = {}) {
  return createSend({
    baseUrl: server.url,
    headers: { 'API-Authorization': 'geheim' },
    timeoutMs: 5_000,
    onCall: (report) => reports.push(report),
    ...settings,
  });
}

describe('a request', () => {
  it('carries explicit headers and a body of known length', async () => {
    server.answerJson({ fine: true });
    await aSend()(write);
    const { method, path, headers, body } = server.seen[0]!;
    expect({ method, path, body: JSON.parse(body) as unknown }).toEqual({
      method: 'PUT',
      path: '/thing',
      body: { name: 'Ångström' },
    });
    expect(headers).toMatchObject({
      accept: 'application/json',
      'accept-language': 'en',
      'user-agent': 'centra-ongoing-bridge',
      'api-authorization': 'geheim',
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
    });
    expect(headers).not.toHaveProperty('transfer-encoding');
  });

  it.each(['PUT', 'PATCH', 'POST'] as const)('without a body says so: %s', async (method) => {
    server.answerJson({});
    await aSend()({ ...write, method, body: undefined });
    expect(server.seen[0]).toMatchObject({ body: '', headers: { 'content-length': '0' } });
    expect(server.seen[0]?.headers).not.toHaveProperty('content-type');
    expect(server.seen[0]?.headers).not.toHaveProperty('transfer-encoding');
  });

  it('repeats a key for each value of a list, encodes, and leaves out what is not there', async () => {
    server.answerJson([]);
    const query = {
      orderNumbers: ['A&1', 'B 2'],
      from: '2026-01-01T00:00:00.000+00:00',
      only: true,
      max: 0,
      none: undefined,
    };
    await aSend({ baseUrl: `${server.url}/api/v1/` })({ ...read, query });
    expect(server.seen[0]).toMatchObject({
      path: '/api/v1/things',
      query: [
        ['orderNumbers', 'A&1'],
        ['orderNumbers', 'B 2'],
        ['from', '2026-01-01T00:00:00.000+00:00'],
        ['only', 'true'],
        ['max', '0'],
      ],
    });
  });

  it('uses its connection again', async () => {
    server.answerJson({});
    const send = aSend();
    await send(read);
    await send(write);
    expect(server.seen.map(({ connection }) => connection)).toEqual([1, 1]);
  });

  it('makes a new connection when the last one has been idle for long', async () => {
    server.answerJson({});
    const closed = new Promise<void>((resolve) =>
      server.server.once('connection', (socket) => socket.once('close', () => resolve())),
    );
    const send = aSend({ agentOptions: { timeout: 20 } });
    await send(read);
    await closed;
    await send(write);
    expect(server.seen.map(({ connection }) => connection)).toEqual([1, 2]);
  });

  it('goes to the system itself, whatever proxy the environment names', async () => {
    const proxy = process.env.HTTP_PROXY;
    process.env.HTTP_PROXY = `http://127.0.0.1:${await closedPort()}`;
    try {
      server.answerJson({ direct: true });
      await expect(aSend()(read)).resolves.toMatchObject({ body: { direct: true } });
    } finally {
      if (proxy === undefined) delete process.env.HTTP_PROXY;
      else process.env.HTTP_PROXY = proxy;
    }
  });
});

describe('a reply', () => {
  it('is parsed JSON, with the time at which the request went out', async () => {
    server.answerJson({ status: 'ok' }, 201);
    const before = Date.now();
    const reply = await aSend()(read);
    expect(reply).toEqual({ status: 201, body: { status: 'ok' }, sentAt: expect.any(Number) });
    expect(reply.sentAt).toBeGreaterThanOrEqual(before);
    expect(reply.sentAt).toBeLessThanOrEqual(Date.now());
  });

  it.each<[what: string, text: Buffer | string, headers: Record<string, string>, body: unknown]>([
    ['JSON that is called HTML', '{"a":1}', { 'content-type': 'text/html' }, { a: 1 }],
    ['JSON with a byte order mark', '\uFEFF{"a":1}', {}, { a: 1 }],
    ['compressed JSON', gzipSync('{"a":1}'), { 'content-encoding': 'gzip' }, { a: 1 }],
    ['JSON null', 'null', {}, null],
    ['an empty body', '', {}, undefined],
  ])('is read: %s', async (_what, text, headers, body) => {
    server.answer((_request, response) => response.writeHead(200, headers).end(text));
    await expect(aSend()(read)).resolves.toMatchObject({ body });
  });

  it('may take its time on a connection that would be closed if it were idle', async () => {
    server.answer((_request, response) => setTimeout(() => response.end('{}'), 200));
    await expect(aSend({ agentOptions: { timeout: 20 } })(read)).resolves.toMatchObject({ status: 200 });
  });
});

describe('every call is reported once', () => {
  it('when it succeeds', async () => {
    server.answerJson({}, 201);
    const { sentAt } = await aSend()(write);
    expect(reports).toEqual([
      { system: 'centra', operation: 'PUT /thing', outcome: 'ok', status: 201, durationMs: expect.any(Number), sentAt },
    ]);
  });

  it('when it fails', async () => {
    server.answerJson({}, 429);
    await failureOf(aSend()(read));
    expect(reports).toEqual([expect.objectContaining({ outcome: 'throttled', status: 429 })]);
  });

  it('when it is not sent', async () => {
    await failureOf(aSend({ baseUrl: `http://127.0.0.1:${await closedPort()}` })(read));
    expect(reports).toEqual([expect.objectContaining({ outcome: 'unavailable', status: undefined })]);
  });

  it('as what its judge says it is', async () => {
    server.answerJson({ status: 'no' });
    const judge = () => {
      throw new ApiRefused(write.call, 'status "no"', { status: 200 });
    };
    await expect(failureOf(aSend()({ ...write, judge }))).resolves.toMatchObject({ kind: 'refused' });
    expect(reports).toEqual([expect.objectContaining({ outcome: 'refused', status: 200 })]);
  });
});

describe('a connection that cannot be made: nothing was sent', () => {
  it.each([read, write])('refused: $call.operation', async (request) => {
    const send = aSend({ baseUrl: `http://127.0.0.1:${await closedPort()}` });
    await expect(failureOf(send(request))).resolves.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('not sent: no connection (ECONNREFUSED)'),
    });
  });

  it.each([read, write])('no such host: $call.operation', async (request) => {
    const lookup = ((host: string, _options: unknown, done: (error: Error) => void) =>
      done(Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' }))) as never;
    const send = aSend({ baseUrl: 'http://shop.example.com', agentOptions: { lookup } });
    const error = await failureOf(send(request));
    expect(error).toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('not sent: no connection (ENOTFOUND)'),
    });
    expect(error.message).not.toContain('example.com');
  });

  it.each([read, write])('too slow: $call.operation', async (request) => {
    const lookup = (() => undefined) as never; // a name server that never answers
    const send = aSend({ baseUrl: 'http://shop.example.com', connectTimeoutMs: 50, agentOptions: { lookup } });
    await expect(failureOf(send(request))).resolves.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('not sent: no connection within the time limit'),
    });
  });

  it('the whole time limit may pass before there is one', async () => {
    const lookup = (() => undefined) as never;
    const send = aSend({ baseUrl: 'http://shop.example.com', timeoutMs: 50, agentOptions: { lookup } });
    await expect(failureOf(send(write))).resolves.toMatchObject({ kind: 'unavailable' });
  });

  it('the other side does not speak TLS', async () => {
    server.answerJson({});
    const send = aSend({ baseUrl: server.url.replace('http:', 'https:') });
    await expect(failureOf(send(write))).resolves.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('not sent: no connection'),
    });
    expect(server.seen).toEqual([]);
  });

  it('the caller has already given up', async () => {
    server.answerJson({});
    await expect(failureOf(aSend()({ ...write, signal: AbortSignal.abort() }))).resolves.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('not sent: aborted'),
    });
    expect(server.seen).toEqual([]);
  });
});

describe('a request without an answer: a read may be repeated, a write is unclear', () => {
  const cases: [what: string, request: HttpRequest, kind: string][] = [
    ['read', read, 'unavailable'],
    ['write', write, 'unclear'],
  ];

  it.each(cases)('reset: %s', async (_what, request, kind) => {
    server.answer((_request, response) => response.socket?.resetAndDestroy());
    await expect(failureOf(aSend()(request))).resolves.toMatchObject({
      kind,
      message: expect.stringContaining('the connection was lost (ECONNRESET)'),
    });
  });

  it.each(cases)('closed without a word: %s', async (_what, request, kind) => {
    server.answer((_request, response) => response.socket?.end());
    await expect(failureOf(aSend()(request))).resolves.toMatchObject({ kind });
  });

  it.each(cases)('broken off in the middle: %s', async (_what, request, kind) => {
    server.answer((_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"status":"ok"', () => response.socket?.destroy());
    });
    await expect(failureOf(aSend()(request))).resolves.toMatchObject({ kind });
  });

  it.each(cases)('silence: %s', async (_what, request, kind) => {
    server.answer(() => undefined);
    await expect(failureOf(aSend({ timeoutMs: 60 })(request))).resolves.toMatchObject({
      kind,
      message: expect.stringContaining('no answer within the time limit'),
    });
  });

  it.each(cases)('an answer that never ends: %s', async (_what, request, kind) => {
    let dripping: NodeJS.Timeout | undefined;
    server.answer((_request, response) => {
      response.writeHead(200);
      dripping = setInterval(() => response.write(' '), 5);
    });
    await expect(failureOf(aSend({ timeoutMs: 100 })(request))).resolves.toMatchObject({
      kind,
      message: expect.stringContaining('no answer within the time limit'),
    });
    clearInterval(dripping);
  });

  it.each(cases)('the caller gives up: %s', async (_what, request, kind) => {
    const controller = new AbortController();
    server.answer(() => controller.abort());
    await expect(failureOf(aSend()({ ...request, signal: controller.signal }))).resolves.toMatchObject({
      kind,
      message: expect.stringContaining('aborted'),
    });
  });

  it.each(cases)('something that is no HTTP: %s', async (_what, request, kind) => {
    const tcp = createTcpServer((socket) =>
      socket
        .on('error', () => undefined)
        .resume()
        .end('SSH-2.0-OpenSSH\r\n\r\n'),
    );
    await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
    const send = aSend({ baseUrl: `http://127.0.0.1:${(tcp.address() as AddressInfo).port}` });
    await expect(failureOf(send(request))).resolves.toMatchObject({ kind });
    await new Promise((resolve) => tcp.close(resolve));
  });

  it.each(cases)('a kept connection that turns out to be dead counts as sent: %s', async (_what, request, kind) => {
    const send = aSend();
    server.answerJson({});
    await send(read);
    server.answer((_request, response) => response.socket?.resetAndDestroy());
    await expect(failureOf(send(request))).resolves.toMatchObject({ kind });
    expect(server.seen.map(({ connection }) => connection)).toEqual([1, 1]);
  });
});

describe('a request that waits for a connection of others', () => {
  it('was not sent when its time is over', async () => {
    const send = aSend({ timeoutMs: 2_000, connectTimeoutMs: 1_000, agentOptions: { maxSockets: 1 } });
    server.answer(() => undefined);
    const [first, second] = [failureOf(send(write)), failureOf(send({ ...write, path: '/other' }))];
    await expect(first).resolves.toMatchObject({ kind: 'unclear' });
    await expect(second).resolves.toMatchObject({ kind: 'unavailable' });
    expect(server.seen.map(({ path }) => path)).toEqual(['/thing']);
  });

  it('was sent once it got one', async () => {
    const send = aSend({ agentOptions: { maxSockets: 1 } });
    server.answer(({ path }, response) =>
      path === '/first' ? response.end('{}') : response.socket?.resetAndDestroy(),
    );
    const first = send({ ...write, path: '/first' });
    await expect(failureOf(send(write))).resolves.toMatchObject({ kind: 'unclear' });
    await expect(first).resolves.toMatchObject({ status: 200 });
    expect(server.seen.map(({ connection }) => connection)).toEqual([1, 1]);
  });
});

describe('whatever happens, and whenever', () => {
  const behaviours: Record<string, (response: ServerResponse) => void> = {
    answers: (response) => response.end('{}'),
    'answers late': (response) => setTimeout(() => response.end('{}'), 3),
    'answers in pieces': (response) => response.write('{', () => setTimeout(() => response.end('}'), 2)),
    resets: (response) => response.socket?.resetAndDestroy(),
    'breaks off': (response) => response.write('{', () => response.socket?.destroy()),
    'is silent': () => undefined,
  };

  it('a write that arrived is never called unsent, and every call ends in its class', async () => {
    const send = aSend({ timeoutMs: 12 });
    let number = 0;
    const unsent: string[] = [];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(behaviours)),
        fc.option(fc.integer({ min: 0, max: 8 }), { nil: undefined }),
        async (behaviour, abortAfterMs) => {
          const path = `/${(number += 1)}`;
          server.answer((_request, response) => behaviours[behaviour]!(response));
          const controller = new AbortController();
          const timer = abortAfterMs === undefined ? undefined : setTimeout(() => controller.abort(), abortAfterMs);
          const end = await send({ ...write, path, signal: controller.signal }).then(
            () => 'ok',
            (error: unknown) => (error instanceof ApiError ? error.kind : error),
          );
          clearTimeout(timer);
          expect(['ok', 'unclear', 'unavailable']).toContain(end);
          if (end === 'unavailable') unsent.push(path);
        },
      ),
      { numRuns: 150 },
    );
    expect(server.seen.filter(({ path }) => unsent.includes(path))).toEqual([]);
    expect(reports).toHaveLength(number);
  });
});

describe('an answer that is none', () => {
  it.each<[what: string, answer: { status?: number; headers?: Record<string, string>; text: string }]>([
    ['HTML with 200', { text: '<html><body>Maintenance</body></html>' }],
    ['text with 200', { text: 'OK' }],
    ['half of a JSON', { text: '{"status":"ok"' }],
    ['a redirect', { status: 302, headers: { location: '/elsewhere' }, text: '' }],
    ['a permanent redirect', { status: 308, headers: { location: '/elsewhere' }, text: '' }],
    ['not modified', { status: 304, text: '' }],
    ['more than we take', { text: `"${'x'.repeat(2_000)}"` }],
    ['more than we take, packed', { headers: { 'content-encoding': 'gzip' }, text: `"${'x'.repeat(2_000)}"` }],
  ])('%s is unreadable for a read, unclear for a write', async (_what, { status = 200, headers = {}, text }) => {
    const body = headers['content-encoding'] ? gzipSync(text) : text;
    server.answer((_request, response) => response.writeHead(status, headers).end(body));
    const send = aSend({ maxResponseBytes: 1_000 });
    await expect(failureOf(send(read))).resolves.toMatchObject({ kind: 'unreadable' });
    await expect(failureOf(send(write))).resolves.toMatchObject({ kind: 'unclear' });
    expect(server.seen.map(({ path }) => path)).toEqual(['/things', '/thing']);
  });
});

describe('secrets and bodies', () => {
  it.each<[what: string, break_: (server: LocalServer) => void]>([
    ['a lost connection', ({ answer }) => answer((_request, response) => response.socket?.resetAndDestroy())],
    ['a refusal', ({ answerJson }) => answerJson({ message: 'Kim Person is unknown' }, 400)],
    ['HTML', ({ answer }) => answer((_request, response) => response.end('<p>Kim Person</p>'))],
  ])('are in no error: %s', async (_what, break_) => {
    break_(server);
    const error = await failureOf(aSend()({ ...write, body: { name: 'Kim Person' } }));
    const shown = inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error);
    expect(shown).not.toMatch(/Kim|geheim|axios/i);
    expect(error.cause).toBeUndefined();
  });
});
