import { createServer as createTlsServer } from 'node:https';
import { postJson } from '../../src/clients/post';
import { closedPort, startServer, type Handler, type LocalServer } from './support/server';

let server: LocalServer;
beforeAll(async () => (server = await startServer()));
afterAll(() => server.close());

/** With a token in it, as a chat's has. */
const post = (timeoutMs = 5_000, url = `${server.url}/services/s3cr3t`) =>
  postJson(url, { text: 'hello' }, { timeoutMs });
const says =
  (status: number, body = '', headers: Record<string, string> = {}): Handler =>
  (_request, response) =>
    response.writeHead(status, headers).end(body);

describe('posting to somebody’s webhook', () => {
  it('sends JSON, once', async () => {
    server.answer(says(200, 'ok'));
    const before = server.seen.length;
    await expect(postJson(`${server.url}/x`, { a: 1 }, { timeoutMs: 5_000, headers: { 'X-A': 'b' } })).resolves.toEqual(
      {
        end: 'taken',
      },
    );
    expect(server.seen.slice(before)).toMatchObject([
      {
        ...{ method: 'POST', path: '/x', body: '{"a":1}' },
        headers: { 'content-type': expect.stringContaining('application/json') as string, 'x-a': 'b' },
      },
    ]);
  });

  it.each<[what: string, handler: Handler, end: object]>([
    ['a word of a chat is told', says(404, 'no_service'), { end: 'refused', why: 'HTTP 404 no_service' }],
    ['a page is not', says(404, '<p>/services/s3cr3t was not found</p>'), { end: 'refused', why: 'HTTP 404' }],
    ['nor what has the token in it', says(403, 's3cr3t'), { end: 'refused', why: 'HTTP 403' }],
    [
      'how long to wait is understood',
      says(429, '', { 'retry-after': '30' }),
      { end: 'refused', why: 'HTTP 429', retryAfterMs: 30_000 },
    ],
    ['a server that broke down may be there again', says(503), { end: 'away', why: 'HTTP 503' }],
    [
      'a redirect is not followed',
      says(302, '', { location: 'https://elsewhere.example.com/s3cr3t' }),
      { end: 'refused', why: 'HTTP 302: redirects are not followed' },
    ],
    [
      'a lost answer is none',
      (_request, response) => response.destroy(),
      { end: 'away', why: expect.stringMatching(/^no connection \([A-Z_]+\)$/) as string },
    ],
    [
      'an answer without end is not read',
      (_request, response) => {
        response.writeHead(200);
        const more = setInterval(() => response.write('x'.repeat(10_000)), 5);
        response.on('close', () => clearInterval(more));
      },
      { end: 'taken' },
    ],
  ])('%s', async (_what, handler, end) => {
    server.answer(handler);
    const posted = await post();
    expect(posted).toEqual(end);
    expect(JSON.stringify(posted)).not.toContain('s3cr3t');
  });

  it('waits for no answer that does not come', async () => {
    server.answer(() => undefined);
    await expect(post(200)).resolves.toEqual({ end: 'away', why: 'no answer within 0.2 s' });
  });

  it('says that nobody is there', async () => {
    const url = `http://127.0.0.1:${await closedPort()}/s3cr3t`;
    await expect(post(5_000, url)).resolves.toEqual({ end: 'away', why: 'no connection (ECONNREFUSED)' });
  });

  it('trusts nobody who cannot prove who he is', async () => {
    const secure = await startServer(createTlsServer());
    const url = secure.url.replace('http:', 'https:');
    await expect(post(5_000, url)).resolves.toMatchObject({ end: 'away' });
    expect(secure.seen).toEqual([]);
    await secure.close();
  });
});
