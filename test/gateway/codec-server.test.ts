import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { defaultPayloadConverter } from '@temporalio/common';
import { Secret } from '../../src/config';
import { connect } from '../../src/connection/connect';
import { createPayloadCodec } from '../../src/connection/encryption/payload-codec';
import { messageOf } from '../../src/connection/encryption/remote-codec';
import { startCodecServer } from '../../src/gateway/codec-server';
import type { Listening } from '../../src/gateway/server';
import { createLog } from '../../src/log';
import { testRun, useTemporal } from '../support/temporal';

const temporal = useTemporal();
const key = '5e'.repeat(32);
const token = 'marked-token-of-the-codec-server';
const ui = 'https://temporal.example.com';
const settings = { host: '127.0.0.1', port: 0, token: new Secret(token), origins: [ui] };
const encryption = { keys: [{ id: 'one', key: new Secret(key) }], codecServer: settings };
const codec = createPayloadCodec([{ id: 'one', key: Buffer.from(key, 'hex') }]);

let server: Listening;
let lines: string[] = [];
let now = Date.parse('2026-01-01T00:00:00Z');

beforeAll(async () => {
  const log = createLog({ level: 'debug', destination: { write: (line: string) => void lines.push(line) } });
  server = await startCodecServer({ encryption, settings, namespace: temporal.namespace, log, now: () => now });
});
afterAll(() => server.close());
beforeEach(() => {
  lines = [];
});

const bearer = { authorization: `Bearer ${token}` };
const post = (path: string, body: unknown, headers: Record<string, string> = bearer) =>
  fetch(server.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const plain = defaultPayloadConverter.toPayload({ marked: 'document' });
const encrypted = async () => messageOf(await codec.encode([plain]));

describe('the codec server', () => {
  it('decodes what is encrypted and leaves the rest as it is', async () => {
    const [one] = (await encrypted()).payloads;
    const [other] = messageOf([plain]).payloads;
    const answer = await post('/decode', { payloads: [one, other] });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ payloads: [other, other] });
  });

  it('encodes for those who write from outside', async () => {
    const answer = await post('/encode', messageOf([plain]));
    const { payloads } = (await answer.json()) as ReturnType<typeof messageOf>;
    const back = await codec.decode(
      payloads.map(({ metadata, data }) => ({
        metadata: Object.fromEntries(
          Object.entries(metadata).map(([name, text]) => [name, Buffer.from(text, 'base64')]),
        ),
        data: Buffer.from(data, 'base64'),
      })),
    );
    expect(defaultPayloadConverter.fromPayload(back[0]!)).toEqual({ marked: 'document' });
  });

  it('leaves what it has no key for as it is, beside what it can read', async () => {
    const gone = messageOf(await createPayloadCodec([{ id: 'gone', key: Buffer.alloc(32, 1) }]).encode([plain]));
    const answer = await post('/decode', { payloads: [...gone.payloads, ...(await encrypted()).payloads] });
    expect(await answer.json()).toEqual({ payloads: [...gone.payloads, ...messageOf([plain]).payloads] });
    expect(lines.join('')).toContain('"count":2,"refused":1');
  });

  it('decodes for a command line that was not told a namespace', async () => {
    const answer = await post('/decode', await encrypted(), { ...bearer, 'x-namespace': '' });
    expect(await answer.json()).toEqual(messageOf([plain]));
  });

  it('leaves the payloads of other namespaces alone', async () => {
    const message = await encrypted();
    const theirs = await post('/decode', message, { ...bearer, 'x-namespace': 'theirs' });
    expect(await theirs.json()).toEqual(message);
    const ours = await post('/decode', message, { ...bearer, 'x-namespace': temporal.namespace });
    expect(await ours.json()).toEqual(messageOf([plain]));
  });

  it.each<[string, Record<string, string>]>([
    ['no token', {}],
    ['another token', { authorization: 'Bearer another-token-of-somebody' }],
    ['the token in another form', { authorization: `Basic ${Buffer.from(`x:${token}`).toString('base64')}` }],
    ['a session that nobody gave', { cookie: `bridge_codec=99999999999999.${'a'.repeat(43)}` }],
  ])('refuses %s', async (_what, headers) => {
    const answer = await post('/decode', await encrypted(), headers);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ error: 'unauthorized' });
  });

  it.each([
    ['no JSON', '{'],
    ['another document', { payload: [] }],
    ['data that are no bytes', { payloads: [{ data: 'ä' }] }],
  ])('refuses %s', async (_what, body) => {
    expect((await post('/decode', body)).status).toBe(400);
  });

  it('refuses what is larger than any page of a history', async () => {
    const answer = await post('/decode', 'x'.repeat(33 * 1024 * 1024)).catch(() => undefined);
    expect(answer?.status ?? 413).toBe(413);
  });

  it('answers pages of the UI, and of nobody else', async () => {
    const asked = { origin: ui, 'access-control-request-method': 'POST' };
    const preflight = await fetch(`${server.url}/decode`, { method: 'OPTIONS', headers: asked });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(ui);
    expect(preflight.headers.get('access-control-allow-credentials')).toBe('true');
    for (const method of ['OPTIONS', 'POST']) {
      const headers = { ...bearer, 'content-type': 'application/json', origin: 'https://evil.example.com' };
      const answer = await fetch(`${server.url}/decode`, { method, headers });
      expect(answer.status).toBe(403);
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('lets a browser in for twelve hours that has shown the token', async () => {
    expect((await fetch(server.url)).headers.get('content-security-policy')).toContain("default-src 'none'");
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const signIn = (given: string) => post('/', `token=${given}`, form);
    expect((await signIn('wrong')).status).toBe(401);
    const cookie = (await signIn(token)).headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict; Max-Age=43200$/);
    const session = { cookie: cookie.split(';')[0]!, origin: ui };
    expect((await post('/decode', await encrypted(), session)).status).toBe(200);
    now += 12 * 3_600_000;
    expect((await post('/decode', await encrypted(), session)).status).toBe(401);
  });

  it('asks a browser for TLS where it is reached over TLS', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-proto': 'https' };
    const answer = await post('/', `token=${token}`, headers);
    expect(answer.headers.get('set-cookie')).toContain('HttpOnly; SameSite=None; Secure;');
  });

  it('logs that somebody asked, and nothing of what', async () => {
    await post('/decode', await encrypted());
    await post('/decode', await encrypted(), {});
    const all = lines.join('');
    expect(all).toContain('"event":"codec.served"');
    expect(all).toContain('"event":"codec.refused"');
    expect(all).not.toContain('marked');
    expect(all).not.toContain((await encrypted()).payloads[0]!.data.slice(0, 8));
  });

  it('is understood by Temporal’s command line', async () => {
    const env = { HOME: '/nowhere', ...temporal.env };
    const { client, close } = await connect({ env, encryption });
    await client.workflow.start('nobody-runs-it', { workflowId: 'shown', taskQueue: 'none', args: ['readable words'] });
    const show = async (...more: string[]) => {
      const where = ['--address', temporal.address, '--namespace', temporal.namespace];
      const args = ['workflow', 'show', '-w', 'shown', '--output', 'json', ...where, ...more];
      return (await promisify(execFile)(testRun().binary, args, { env })).stdout;
    };
    const words = Buffer.from('"readable words"').toString('base64');
    const isReadable = (text: string) => text.includes(words) || text.includes('readable words');
    expect(isReadable(await show())).toBe(false);
    expect(isReadable(await show('--codec-endpoint', server.url, '--codec-auth', `Bearer ${token}`))).toBe(true);
    await close();
  });
});
