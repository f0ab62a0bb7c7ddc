import { createHmac } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Simulators } from '../../../src/sandbox';
import { eventually } from '../../support/eventually';
import { freePort } from '../../../src/devserver/free-port';
import { aFolder } from '../../support/temp-folder';
import { start, type RunningCommand } from '../support/executable';
import { aSimulators } from '../support/simulators';
import { yamlFor } from '../support/world';

const secret = 'hush-of-the-store';
const token = 'agreed-with-the-warehouse';

/** Polls once an hour: what happens within seconds is the webhooks' doing. */
function aConfiguration(simulators: Simulators, top: Record<string, unknown> = {}): string {
  const folder = aFolder();
  const centra = Object.values(simulators.centra)[0]!;
  const text = yamlFor(simulators, {
    top,
    ongoing: { webhookToken: token },
    store: {
      centra: {
        ...{ baseUrl: centra.baseUrl, secret: centra.secret, timezone: centra.timezone, timeout: '2s' },
        webhookSecrets: [secret],
      },
    },
  });
  writeFileSync(join(folder, 'bridge.yaml'), text);
  return folder;
}

const urlOf = ({ err }: RunningCommand) => /Gateway: (http:\S+)/.exec(err())![1]!;

function fromCentra(gateway: RunningCommand, events: object[], signedWith = secret): Promise<Response> {
  const body = new URLSearchParams({ payload: JSON.stringify({ events }) }).toString();
  const time = Math.floor(Date.now() / 1_000);
  const digest = createHmac('sha256', signedWith).update(`${time}.${body}`).digest('hex');
  return fetch(`${urlOf(gateway)}/webhooks/centra/retail`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-centra-signature': `t=${time},v1=${digest}`,
    },
    body,
  });
}

const fromOngoing = (gateway: RunningCommand, payload: object) =>
  fetch(`${urlOf(gateway)}/webhooks/ongoing/acme`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-auth-token': token },
    body: JSON.stringify(payload),
  });

describe('webhooks', () => {
  it('carry a shipment all the way within seconds, and a cancellation, where nothing is polled for an hour', async () => {
    const simulators = await aSimulators({ centra: { stores: [{ id: 'retail', type: 'b2c' }] } });
    const { merchant, warehouse } = simulators.control;
    const folder = aConfiguration(simulators);
    const up = await start(['up', '--log', join(folder, 'bridge.log')], { cwd: folder });
    await up.says('Ready:', 120_000);
    await expect(fetch(`${urlOf(up)}/readyz`).then((answer) => answer.json())).resolves.toEqual({
      ok: true,
      reasons: [],
    });
    expect(up.err()).toContain(`Centra, store retail: ${urlOf(up)}/webhooks/centra/retail`);

    const orders = [1, 2].map(() => merchant.createOrder({ payment: 'prepaid' }) as { shipmentId: string });
    const [shipped, cancelled] = orders.map(({ shipmentId }) => shipmentId) as [string, string];
    const inOngoing = (orderNumber: string) =>
      warehouse.orders({}).orders.find((one) => one.orderNumber === orderNumber);
    expect((await fromCentra(up, [{ type: 'shipment', action: 'good_to_go', id: 1902 }])).status).toBe(200);
    await eventually(() => inOngoing(shipped) && inOngoing(cancelled), { withinMs: 30_000 });

    const orderNumber = cancelled.replace(/-1$/, '');
    merchant.cancel({ orderNumber, refunded: true });
    expect((await fromCentra(up, [{ type: 'order', action: 'update', id: Number(orderNumber) }])).status).toBe(200);
    await eventually(() => inOngoing(cancelled)?.status === 1000, { withinMs: 30_000 });

    warehouse.pick({ orderNumber: shipped });
    warehouse.ship({ orderNumber: shipped });
    expect((await fromOngoing(up, { orderNumber: shipped, orderStatus: { number: 450 } })).status).toBe(200);
    await eventually(() => merchant.shipment({ shipmentId: shipped }).counts.completions === 1, { withinMs: 30_000 });

    expect((await fromCentra(up, [{ type: 'order', id: 1 }], 'another')).status).toBe(401);
    await expect(up.stop()).resolves.toBe(0);
  }, 240_000);

  it('are told to come again as long as Temporal is away, by a gateway of its own', async () => {
    const simulators = await aSimulators({ centra: { stores: [{ id: 'retail', type: 'b2c' }] } });
    const folder = aConfiguration(simulators);
    const env = { TEMPORAL_ADDRESS: `127.0.0.1:${await freePort('127.0.0.1')}` };
    const gateway = await start(['gateway'], { cwd: folder, env });
    await gateway.says('Gateway: ');
    const ready = await fetch(`${urlOf(gateway)}/readyz`);
    expect(ready.status).toBe(503);
    await expect(ready.json()).resolves.toEqual({ ok: false, reasons: ['Temporal has not answered yet'] });
    expect((await fetch(`${urlOf(gateway)}/livez`)).status).toBe(200);
    expect((await fromCentra(gateway, [{ type: 'order', id: 1 }])).status).toBe(503);
    await expect(gateway.stop()).resolves.toBe(0);
  }, 120_000);

  it('need a port that nobody has', async () => {
    const simulators = await aSimulators({ centra: { stores: [{ id: 'retail', type: 'b2c' }] } });
    const taken = Number(new URL(Object.values(simulators.centra)[0]!.baseUrl).port);
    const folder = aConfiguration(simulators, { gateway: { port: taken, metricsPort: 0 } });
    const gateway = await start(['gateway'], { cwd: folder });
    await expect(gateway.ended).resolves.toBe(1);
    expect(gateway.err()).toContain(`port ${taken} of 127.0.0.1 is in use by another program`);
  }, 60_000);
});
