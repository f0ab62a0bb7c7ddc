import { createHmac } from 'node:crypto';
import { parseConfig } from '../../src/config';
import { NotAccepted } from '../../src/gateway/gatherer';
import { addHealth } from '../../src/gateway/health';
import { createServer } from '../../src/gateway/server';
import { addWebhooks, type WebhookOutcome } from '../../src/gateway/webhooks';
import { createLog } from '../../src/log';
import type { Hints, InboxInput } from '../../src/protocol/inbox';
import { aFile, env } from '../config/support';

const text = aFile
  .replace('      password:', '      webhookToken: agreed\n      password:')
  .replace('          timezone:', "          webhookSecrets: ['hush']\n          timezone:");
const config = parseConfig(text, { file: 'bridge.yaml', env, extraChecks: [] });

/** The gateway without a port, with what it handed over, counted and logged. */
function aGateway(accept: () => Promise<void> = () => Promise.resolve()) {
  const handed: { input: InboxInput; hints: Hints }[] = [];
  const outcomes: [string, WebhookOutcome][] = [];
  const lines: string[] = [];
  const log = createLog({ level: 'debug', destination: { write: (line: string) => void lines.push(line) } });
  const gatherer = {
    async add(input: InboxInput, hints: Hints) {
      await accept();
      handed.push({ input, hints });
    },
  };
  const server = createServer();
  addWebhooks(server, { config, log, gatherer, onWebhook: ({ source, outcome }) => outcomes.push([source, outcome]) });
  addHealth(server, () => Promise.resolve(handed.length === 0 ? ['nothing has come yet'] : []));
  return { server, handed, outcomes, lines };
}

const form = (payload: unknown) => new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
const signed = (body: string, secret = 'hush', at = Date.now()) => {
  const time = Math.floor(at / 1_000);
  const digest = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
  return {
    method: 'POST' as const,
    payload: body,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-centra-signature': `t=${time},v1=${digest}` },
  };
};
const event = form({ events: [{ type: 'order', action: 'update', id: 2735 }] });
const fromOngoing = (payload: unknown, headers: Record<string, string> = { 'x-auth-token': 'agreed' }) => ({
  method: 'POST' as const,
  url: '/webhooks/ongoing/north',
  payload: JSON.stringify(payload),
  headers: { 'content-type': 'application/json', ...headers },
});

describe('a webhook', () => {
  it('of Centra is handed over, and then answered', async () => {
    const { server, handed, outcomes } = aGateway();
    const answer = await server.inject({ ...signed(event), url: '/webhooks/centra/shop' });
    expect(answer).toMatchObject({ statusCode: 200, body: '{}' });
    expect(handed).toEqual([
      {
        input: { goodsOwner: 'north', store: 'shop' },
        hints: { centraOrders: ['2735'], warehouseOrders: [], schedules: ['shipments/shop'] },
      },
    ]);
    expect(outcomes).toEqual([['centra', 'accepted']]);
  });

  it('of Ongoing is handed over with either kind of credentials', async () => {
    const { server, handed } = aGateway();
    const basic = { authorization: `Basic ${Buffer.from('x:agreed').toString('base64')}` };
    for (const headers of [{ 'x-auth-token': 'agreed' }, basic]) {
      expect((await server.inject(fromOngoing({ orderNumber: '1-1' }, headers))).statusCode).toBe(200);
    }
    expect(handed.map(({ hints }) => hints.warehouseOrders)).toEqual([['1-1'], ['1-1']]);
    expect(handed[0]?.input).toEqual({ goodsOwner: 'north' });
  });

  it('is answered alike whatever is wrong with who sends it', async () => {
    const { server, handed, outcomes } = aGateway();
    const shop = '/webhooks/centra/shop';
    const refused = [
      { ...signed(event), url: '/webhooks/centra/elsewhere' },
      { ...signed(event, 'wrong'), url: shop },
      { ...signed(event, 'hush', Date.now() - 3_600_000), url: shop },
      { ...signed(event), headers: { 'content-type': 'application/x-www-form-urlencoded' }, url: shop },
      fromOngoing({}, {}),
      fromOngoing({}, { 'x-auth-token': 'guessed' }),
      { ...fromOngoing({}), url: '/webhooks/ongoing/elsewhere' },
    ];
    const answers = await Promise.all(refused.map((one) => server.inject(one)));
    expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`))).toEqual(
      new Set(['401 {"error":"unauthorized"}']),
    );
    expect(handed).toEqual([]);
    expect(outcomes.every(([, outcome]) => outcome === 'unauthorized')).toBe(true);
  });

  it('is to come again when Temporal cannot be reached', async () => {
    const { server, outcomes } = aGateway(() => Promise.reject(new NotAccepted()));
    const answer = await server.inject({ ...signed(event), url: '/webhooks/centra/shop' });
    expect(answer).toMatchObject({ statusCode: 503, body: '{"error":"unavailable"}' });
    expect(answer.headers['retry-after']).toBe('5');
    expect(outcomes).toEqual([['centra', 'unavailable']]);
  });

  it.each([
    ['not a form', 400, signed('nonsense')],
    ['another type', 415, { ...signed(event), headers: { ...signed(event).headers, 'content-type': 'text/xml' } }],
    ['too large', 413, signed(`payload=${'a'.repeat(2 * 1024 * 1024)}`)],
  ])('%s is turned away with %i and no more', async (_what, status, request) => {
    const { server } = aGateway();
    const { statusCode, body } = await server.inject({ ...request, url: '/webhooks/centra/shop' });
    expect(statusCode).toBe(status);
    expect(Object.keys(JSON.parse(body) as object)).toEqual(['error']);
    expect(body.length).toBeLessThan(60);
  });

  it('leaves nothing of a stranger’s in the log, and does not fill it', async () => {
    const { server, lines } = aGateway();
    for (let i = 0; i < 50; i += 1) {
      await server.inject({
        ...signed(form({ events: [{ type: 'Kim Example' }] }), 'wrong'),
        url: '/webhooks/centra/shop?name=Kim',
      });
      await server.inject({ ...signed(event), url: '/webhooks/centra/Kim%20Example' });
    }
    expect(lines.join('')).not.toContain('Kim');
    expect(lines.join('')).not.toContain('hush');
    expect(lines.filter((line) => line.includes('webhook.refused'))).toHaveLength(2);
  });
});

describe('health', () => {
  it('is alive, and ready when nothing speaks against it', async () => {
    const { server } = aGateway();
    expect(await server.inject('/livez')).toMatchObject({ statusCode: 200 });
    const notYet = await server.inject('/readyz');
    expect(notYet.statusCode).toBe(503);
    expect(notYet.json()).toEqual({ ok: false, reasons: ['nothing has come yet'] });
    await server.inject({ ...signed(event), url: '/webhooks/centra/shop' });
    expect((await server.inject('/readyz')).json()).toEqual({ ok: true, reasons: [] });
  });

  it('is all there is besides', async () => {
    const { server } = aGateway();
    for (const url of ['/', '/metrics', '/webhooks', '/webhooks/centra/shop']) {
      expect((await server.inject(url)).statusCode).toBe(404);
    }
  });
});
