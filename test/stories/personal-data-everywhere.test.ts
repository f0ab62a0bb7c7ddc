import { createHmac } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { ListedOther } from '../../src/cli/shipments/list';
import type { ListedShipment } from '../../src/cli/shipments/row';
import { startSimulators, type Simulators } from '../../src/sandbox';
import { bridge, type Said } from '../cli/support/captured';
import { logLines, start, type RunningCommand } from '../cli/support/executable';
import { closedPort, startServer, type LocalServer } from '../clients/support/server';
import { allSearchAttributes } from '../support/bridge';
import { configText, simulatorsFor } from '../support/config-for';
import { eventually } from '../support/eventually';
import { everythingKept, tracesIn } from '../support/kept';
import { aFolder } from '../support/temp-folder';
import { useTemporal } from '../support/temporal';

/** A person that nobody is, and whose traces cannot be mistaken. */
const person = {
  name: 'Qvintus Zaphodarion',
  company: 'Zaphodarion AB',
  email: 'qvintus.zaphodarion@example.com',
  cell: '+46701740691',
  tele: '+4684650042',
  address: 'Vogonstigen 424242',
  coaddress: 'c/o Marvinsdotter',
  zipcode: '987 42',
  city: 'Magratheahamn',
};
const comment = 'Ring Trillianette vid dörren';
const supplier = 'Slartibartfastsson Mills';
const returned = 'Fordprefectsson says it smells';
const secrets = {
  centra: ['retail-secret', 'whole-secret', 'wholesale-secret'],
  ongoing: 'acme-password',
  webhook: 'h00k-s3cr3t-of-centra',
  token: 't0k3n-of-ongoing',
  alerts: 'T0000-B0000-s3cr3tpath',
};
const traces = [
  ...['zaphodarion', 'qvintus', '701740691', '84650042', 'vogonstigen', 'marvinsdotter', '987 42', 'magratheahamn'],
  ...['trillianette', 'slartibartfastsson', 'fordprefectsson'],
  ...secrets.centra,
  ...[secrets.ongoing, secrets.webhook, secrets.token, secrets.alerts],
];

/** What a careless system says, in every spelling. */
const words = [
  ...Object.values(person),
  ...[comment, person.name.toUpperCase(), '+46 70 174 06 91'],
  JSON.stringify(person).replaceAll('ö', '\\u00f6'),
].join(' <br/> ');

/** The same of what a supplier sends. */
const supplies = `${supplier} <br/> ${comment}`;

const theirs = {
  delivery: person,
  otherComment: comment,
  servicePoint: 'Zaphodarion Kiosk',
  lines: [{ quantity: 2, comment: `for ${person.name}` }],
};

const temporal = useTemporal({ searchAttributes: allSearchAttributes });
let simulators: Simulators;
let json: LocalServer;
let chat: LocalServer;
let file: string;
let metricsPort: number;
let roles: RunningCommand[];
const said: Said[] = [];

/** Runs a command, and keeps what it said. */
async function cli(...args: string[]): Promise<Said> {
  const one = await bridge([...args, '--config', file], temporal.env);
  said.push(one);
  return one;
}

beforeAll(async () => {
  [json, chat] = await Promise.all([startServer(), startServer()]);
  json.answer((_request, response) => response.writeHead(200).end('ok'));
  // A careless chat: its refusal quotes the address, and more.
  chat.answer((request, response) => response.writeHead(404).end(`<p>${request.path} is not here. ${words}</p>`));
  const world = {
    ...{ purchaseOrders: { enabled: true }, returns: { enabled: true, comment: true } },
    stock: { export: true, importAvailable: true },
    store: { capture: 'onImport', mapping: { warehouseInstruction: 'shipment.otherComment' } },
    stores: {
      retail: { attributes: ['wish'], filter: '!has(shipment.wish) || int(shipment.wish) > 0' },
      whole: { import: 'orders', capture: 'never', mapping: {} },
      short: { shortPick: 'ask', capture: 'never' },
    },
    encryption: {},
    alerts: [
      { url: `${json.url}/services/${secrets.alerts}`, window: '1s' },
      { url: `${chat.url}/services/${secrets.alerts}`, format: 'slack' },
    ],
  };
  simulators = await startSimulators(simulatorsFor(world));
  const config = parse(configText(simulators, world)) as Written;
  for (const { ongoing, stores } of config.goodsOwners) {
    ongoing.webhookToken = secrets.token;
    for (const { centra } of stores) centra.webhookSecrets = [secrets.webhook];
  }
  // Scans of everything once a second would be all that a small machine does: `sync` asks for them.
  const written = (metricsPort: number, name: string) => {
    const text = stringify({ ...config, every: '1h', gateway: { port: 0, metricsPort } }).replaceAll(
      'every: 1s',
      'every: 1h',
    );
    const path = join(aFolder(), name);
    writeFileSync(path, text);
    return path;
  };
  metricsPort = await closedPort();
  file = written(metricsPort, 'bridge.yaml');
  const beside = written(0, 'bridge.yaml');
  const options = { env: temporal.env };
  const up = await start(['up', '--config', file, '--log-level', 'debug'], options);
  roles = [up];
  await up.says('Ready:', 120_000);
  roles.push(await start(['worker', '--config', beside, '--log-level', 'debug'], options));
  roles.push(await start(['gateway', '--config', beside, '--log-level', 'debug'], options));
  for (const role of roles.slice(1)) await role.says('"event":"temporal.connected"');
}, 600_000);

afterAll(async () => {
  await Promise.all((roles ?? []).map((role) => role.stop()));
  await Promise.all([simulators?.close(), json?.close(), chat?.close()]);
}, 60_000);

interface Written {
  readonly goodsOwners: readonly {
    readonly ongoing: Record<string, unknown>;
    readonly stores: readonly { readonly centra: Record<string, unknown> }[];
  }[];
}

const ordered = (wish: object = {}) => simulators.control.merchant.createOrder({ ...theirs, ...wish });
/** It says no, or breaks down, and quotes what it was told. */
const spoils = (rule: Parameters<Simulators['control']['faults']['add']>[0]) =>
  simulators.control.faults.add({ words, ...rule });

/** What needs a person, by id. */
async function asked(): Promise<Map<string, string>> {
  const { out } = await cli('shipments', '--attention', '--json');
  const { shipments, others } = JSON.parse(out) as { shipments: ListedShipment[]; others: ListedOther[] };
  return new Map([...shipments, ...others].map(({ id, attention }) => [id, attention ?? '']));
}
const patient = { withinMs: 90_000, everyMs: 1_000 };
const isAsked = (id: string, attention: string) =>
  eventually(async () => (await asked()).get(id) === attention, patient);
const isAt = (id: string, stage: string) =>
  eventually(async () => {
    const { out } = await cli('shipment', id, '--json');
    return out !== '' && (JSON.parse(out) as ListedShipment).stage === stage;
  }, patient);

/** As Centra signs it. */
async function centraTells(url: string, events: object[], secret = secrets.webhook): Promise<number> {
  const body = new URLSearchParams({ payload: JSON.stringify({ events }) }).toString();
  const t = Math.floor(Date.now() / 1_000);
  const signature = createHmac('sha256', secret).update(`${t}.${body}`).digest('hex');
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-centra-signature': `t=${t},v1=${signature}`,
  };
  return (await fetch(`${url}/webhooks/centra/retail`, { method: 'POST', body, headers })).status;
}
async function ongoingTells(url: string, document: object, token = secrets.token): Promise<number> {
  const headers = { 'content-type': 'application/json', 'x-auth-token': token };
  return (await fetch(`${url}/webhooks/ongoing/acme`, { method: 'POST', body: JSON.stringify(document), headers }))
    .status;
}

describe('of people and secrets', () => {
  it('nothing is in logs, in Temporal, in alerts or in what the commands say, whatever the flow and whatever fails', async () => {
    const { merchant, warehouse } = simulators.control;
    const quiet = ordered();
    const refused = ordered();
    spoils({ kind: 'refused', about: refused.shipmentId, method: 'PUT', path: '/orders' });
    const broken = ordered();
    spoils({ kind: 'html', status: 500, about: broken.shipmentId, method: 'PUT', path: '/orders', times: 1 });
    const late = ordered();
    spoils({ kind: 'timeout-after', about: late.shipmentId, method: 'PUT', path: '/orders', times: 1 });
    const unpaid = ordered();
    spoils({ kind: 'refused', about: unpaid.shipmentId, method: 'PUT', path: '/capture' });
    const unmappable = ordered({ delivery: { ...person, country: '' } });
    const incomplete = ordered();
    spoils({ kind: 'refused', about: incomplete.shipmentId, method: 'PUT', path: '/shipment' });
    const short = ordered({ store: 'short', payment: 'prepaid' });
    const kept = ordered({ store: 'short', payment: 'prepaid' });
    spoils({ kind: 'refused', about: kept.shipmentId, method: 'DELETE', path: '/orders' });
    // Not to be read, not to be judged.
    ordered({ attributes: { shouldCapture: person.name } });
    ordered({ attributes: { wish: person.name } });
    const whole = ordered({ store: 'whole', shipments: 0 });
    const wholeRefused = ordered({ store: 'whole', shipments: 0 });
    spoils({
      kind: 'refused',
      about: String(wholeRefused.orderNumber),
      goodsOwner: 'acme',
      method: 'PUT',
      path: '/orders',
    });
    const supply = merchant.createSupplierOrder({ supplierName: supplier, message: comment, store: 'wholesale' });
    spoils({ kind: 'refused', system: 'centra', method: 'POST', path: '/supplier-deliveries', words: supplies });
    // Reads fail, too.
    spoils({
      kind: 'refused',
      system: 'ongoing',
      method: 'GET',
      path: '/purchaseOrders',
      status: 400,
      times: 1,
      words: supplies,
    });
    spoils({ kind: 'html', system: 'centra', method: 'GET', path: '/orders', status: 200, times: 1 });
    spoils({ kind: 'html', system: 'ongoing', method: 'GET', path: '/orders', status: 500, times: 1 });
    // Some articles are refused.
    spoils({
      kind: 'refused',
      system: 'ongoing',
      method: 'PUT',
      path: '/articles',
      times: 2,
      words: 'No such article group',
    });
    for (const job of ['articles', 'stock', 'shipments', 'orders', 'purchase-orders', 'warehouse'])
      await cli('sync', job);
    for (const job of ['shipments', 'orders', 'purchase-orders']) await cli('sync', job);

    await isAsked(`shipment/retail/${refused.shipmentId}`, 'order-refused');
    await isAsked(`shipment/retail/${unpaid.shipmentId}`, 'capture-refused');
    await isAsked(`shipment/retail/${unmappable.shipmentId}`, 'unmappable');
    await isAsked(`order/whole/${wholeRefused.orderNumber}`, 'order-refused');
    for (const { store, shipmentId } of [quiet, broken, late, incomplete, short, kept]) {
      await isAt(`shipment/${store}/${shipmentId}`, 'in-warehouse');
    }
    await isAt(`order/whole/${whole.orderNumber}`, 'in-warehouse');
    await isAt(`purchase-order/acme/${supply.deliveryId}`, 'in-warehouse');

    // Webhooks, the good and the bad, full of it all.
    const gateways = roles.flatMap(
      (role) => /"address":"(127[^"]+)"/.exec(role.err().split('gateway.listening')[1] ?? '')?.[1] ?? [],
    );
    expect(gateways).toHaveLength(2);
    for (const address of gateways) {
      const url = `http://${address}`;
      const event = { type: 'order', id: quiet.orderNumber, ...person, comment };
      await expect(centraTells(url, [event])).resolves.toBe(200);
      await expect(centraTells(url, [event], 'another secret')).resolves.toBe(401);
      await expect(ongoingTells(url, { orderId: 1, consignee: person, comment })).resolves.toBeLessThan(401);
      await expect(ongoingTells(url, person, person.name.replace(' ', ''))).resolves.toBe(401);
      const garbage = {
        method: 'POST',
        body: words,
        headers: { 'content-type': 'text/plain', 'x-name': person.email },
      };
      expect((await fetch(`${url}/webhooks/centra/${encodeURIComponent(person.name)}`, garbage)).status).toBe(415);
      expect((await fetch(`${url}/${encodeURIComponent(person.name)}`)).status).toBe(404);
      await expect((await fetch(`${url}/readyz`)).text()).resolves.not.toContain('Zaph');
    }

    // An operator has a look, and changes nothing.
    const id = `shipment/retail/${refused.shipmentId}`;
    expect((await cli('hold', id, '--reason', 'a look', '--as', 'tester')).code).toBe(0);
    expect((await cli('release', id, '--as', 'tester')).code).toBe(0);
    expect((await cli('retry', id, '--as', 'tester')).code).toBe(0);
    await cli('pause', '--store', 'short', '--reason', 'stock-taking', '--as', 'tester');
    await cli('resume', '--store', 'short', '--as', 'tester');

    // The warehouse does its work; one is cancelled, one is short, one is not to be completed.
    for (const orderNumber of [quiet, late, incomplete].map(({ shipmentId }) => shipmentId)) {
      warehouse.pick({ orderNumber });
      warehouse.pack({ orderNumber });
      warehouse.ship({ orderNumber });
    }
    warehouse.shortPick({ orderNumber: short.shipmentId, missing: 1 });
    warehouse.ship({ orderNumber: short.shipmentId });
    merchant.cancel({ store: 'short', orderNumber: kept.orderNumber });
    for (const work of ['arrive', 'receive', 'finishReceiving'] as const) {
      warehouse[work]({ purchaseOrderNumber: supply.id });
    }
    for (const job of ['warehouse', 'shipments', 'purchase-orders']) await cli('sync', job);
    await isAt(`shipment/retail/${quiet.shipmentId}`, 'completed');
    await isAsked(`shipment/retail/${incomplete.shipmentId}`, 'complete-refused');
    await isAsked(`shipment/short/${short.shipmentId}`, 'short-picked');
    await isAsked(`shipment/short/${kept.shipmentId}`, 'cancel-refused');
    await isAsked(`purchase-order/acme/${supply.deliveryId}`, 'receipt-refused');

    // Something comes back, with words that somebody wrote; the first return is refused, the second one is made.
    spoils({ kind: 'refused', about: late.shipmentId, method: 'POST', path: '/return', words: `${words} ${returned}` });
    for (const { shipmentId } of [quiet, late]) {
      const [line] = warehouse.order({ orderNumber: shipmentId }).lines;
      const rows = [{ rowNumber: line!.rowNumber!, quantity: 1, cause: 'SIZE', comment: returned }];
      warehouse.takeBack({ orderNumber: shipmentId, lines: rows });
    }
    await cli('sync', 'returns');
    await eventually(async () => [...(await asked())].some(([, attention]) => attention === 'return-refused'), patient);
    await cli('reconcile');
    await cli('reconcile', '--json');
    await cli('check');
    await cli('shipments');
    for (const asking of (await asked()).keys()) await cli('shipment', asking);
    expect((await cli('test-alert')).code).toBe(3);
    await cli('sync', 'alerts', '--json');

    // Everybody who could have failed has failed.
    const { faults } = simulators.control;
    expect(faults.list({}).filter(({ hits }) => hits === 0)).toEqual([]);
    expect(json.seen.length).toBeGreaterThan(0);
    expect(chat.seen.length).toBeGreaterThan(0);

    const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    expect(metrics).toContain('system="ongoing"');
    // While there is somebody who answers for the workflows.
    const inTemporal = await everythingKept(temporal.client);
    // It would be found: what somebody sends to a workflow himself is kept, in his own words.
    await temporal.client.workflow.getHandle(id).signal('nobody listens', { note: person.name });
    expect(tracesIn(await everythingKept(temporal.client, `WorkflowId = '${id}'`), traces)).not.toEqual([]);
    await Promise.all(roles.map((role) => role.stop()));
    const logs = roles.map((role) => role.out() + role.err()).join('\n');
    const everything = {
      temporal: inTemporal,
      logs,
      metrics,
      commands: said.map(({ out, err }) => out + err).join('\n'),
      alerts: [...json.seen, ...chat.seen].map(({ body }) => body).join('\n'),
    };
    for (const text of Object.values(everything)) expect(tracesIn(text, traces)).toEqual([]);

    // It was there to be seen: in the warehouse, and where it had been, its name.
    expect(tracesIn(JSON.stringify(warehouse.order({ orderNumber: quiet.shipmentId })), traces)).not.toEqual([]);
    expect(everything.temporal).toContain('‹consignee.name›');
    expect(everything.commands).toContain('‹');
    // And every role has told of itself, and of what went wrong.
    const events = roles.map((role) => new Set(logLines(role).map(({ event }) => event)));
    for (const its of events) expect(its).toContain('process.started');
    const all = new Set(events.flatMap((its) => [...its]));
    for (const event of ['call.failed', 'alert.failed', 'webhook.refused']) expect(all).toContain(event);
    expect(logs).not.toContain('"unlisted"');
  }, 600_000);
});
