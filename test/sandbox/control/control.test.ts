import { addControl } from '../../../src/sandbox/control/routes';
import { createServer } from '../../../src/sandbox/http/server';
import { request } from '../support/http';
import { anOrder } from '../support/documents';
import { centraApi, eachWithSimulators, ongoingApi } from '../support/simulators';

const simulators = eachWithSimulators();
const post = async (verb: string, body?: unknown) => request('POST', `${simulators.now.url}/control/${verb}`, { body });
const get = async (verb: string) => request('GET', `${simulators.now.url}/control/${verb}`);

describe('the control API', () => {
  it('does over HTTP what it does in the process', async () => {
    const made = (await post('merchant/createOrder', { store: 'wholesale', payment: 'invoice' })).json<{
      orderNumber: number;
      shipmentId: string;
    }>();
    expect(simulators.now.control.merchant.shipment(made)).toMatchObject({ store: 'wholesale', shouldCapture: false });
    expect((await post('merchant/hold', made)).status).toBe(200);
    expect(simulators.now.control.merchant.order(made).hold).toBe(true);
    const read = await get(`merchant/order?orderNumber=${made.orderNumber}`);
    expect(read.json()).toMatchObject({ orderNumber: made.orderNumber, hold: true });
  });

  it('works in the warehouse', async () => {
    await ongoingApi(simulators.now)('PUT', '/orders', anOrder());
    const reply = await post('warehouse/pick', { orderNumber: '10001-1' });
    expect(reply.json()).toMatchObject({ orderNumber: '10001-1', status: 400 });
    expect((await get('warehouse/order?orderNumber=10001-1')).json()).toMatchObject({ status: 400 });
  });

  it('lists what it can do, with its inputs', async () => {
    const { verbs } = (await get('')).json<{ verbs: { verb: string; does: string; input: object }[] }>();
    const pick = verbs.find(({ verb }) => verb === 'POST /control/warehouse/pick');
    expect(pick).toMatchObject({ does: expect.any(String), input: { properties: { finish: { default: true } } } });
    for (const { does, input } of verbs)
      expect([does, input]).toEqual([expect.stringMatching(/\w/), expect.any(Object)]);
    expect(verbs.length).toBeGreaterThan(40);
  });

  it.each([
    ['an unknown member', 'merchant/createOrder', { colour: 'red' }, /colour/],
    ['a wrong kind', 'merchant/createOrder', { payment: 'gold' }, /payment/],
    ['an order that is not there', 'merchant/cancel', { orderNumber: 1 }, /no order 1/],
    ['a shipment that is not there', 'merchant/markPaid', { shipmentId: '1-1' }, /no order 1/],
    ['a store that is not there', 'merchant/settings', { store: 'x' }, /no store x/],
    ['a goods owner that is not there', 'warehouse/orders', { goodsOwner: 'x' }, /no goods owner x/],
    ['a warehouse order that is not there', 'warehouse/pick', { orderNumber: 'x' }, /no order x/],
    ['a fault that is none', 'faults/add', { kind: 'bad weather' }, /kind/],
    ['a pattern that is none', 'faults/add', { kind: 'down', path: '^(' }, /regular expression/],
  ])('answers 400 and a reason to %s', async (_what, verb, body, reason) => {
    const reply = await post(verb, body);
    expect([reply.status, reply.json()]).toEqual([400, { message: expect.stringMatching(reason) }]);
  });

  it('does not know what it does not know', async () => {
    expect((await post('merchant/nothing')).status).toBe(404);
    expect((await get('reset')).status).toBe(404);
  });

  it('answers callers on this machine only', async () => {
    const server = createServer();
    addControl(server, simulators.now.control);
    const statusFor = async (remoteAddress: string) =>
      (await server.inject({ method: 'GET', url: '/control/counters', remoteAddress })).statusCode;
    await expect(statusFor('127.0.0.1')).resolves.toBe(200);
    await expect(statusFor('192.0.2.7')).resolves.toBe(403);
    await server.close();
  });

  it('throws in the process what it refuses over HTTP', () => {
    expect(() => simulators.now.control.merchant.cancel({ orderNumber: 1 })).toThrow('there is no order 1');
  });

  it('hands out copies: nobody changes the simulators by accident', () => {
    const { merchant } = simulators.now.control;
    const made = merchant.createOrder({});
    merchant.shipment(made).order.delivery.name = 'changed';
    expect(merchant.order(made).delivery.name).not.toBe('changed');
  });

  it('makes many orders that are alike, with numbers of their own', async () => {
    const reply = await post('merchant/createOrders', { count: 30, country: 'DE' });
    const { orders } = reply.json<{ orders: { orderNumber: number }[] }>();
    expect(new Set(orders.map(({ orderNumber }) => orderNumber)).size).toBe(30);
    expect(() => simulators.now.control.merchant.createOrder({ orderNumber: orders[0]!.orderNumber })).toThrow(
      'already',
    );
  });

  it('deals the lines of an order out to several shipments, a bundle with its items', async () => {
    const { merchant } = simulators.now.control;
    const lines = [{ product: 'SET5' }, { product: 'WCH4-STL-OS' }];
    const { orderNumber } = merchant.createOrder({ lines, shipments: 2 });
    const { shipments } = merchant.order({ orderNumber });
    expect(shipments.map((shipment) => shipment.shipmentId)).toEqual([`${orderNumber}-1`, `${orderNumber}-2`]);
    expect(shipments.map((shipment) => shipment.lines.length)).toEqual([3, 1]);
    expect(() => merchant.createOrder({ shipments: 2 })).toThrow('more shipments than lines');
  });

  it('changes address, lines, options and payment of an order', async () => {
    const { merchant } = simulators.now.control;
    const made = merchant.createOrder({ payment: 'refuses', lines: [{ quantity: 2 }] });
    merchant.changeOrder({
      ...made,
      delivery: { city: 'Nystad' },
      payment: 'authorised',
      suspect: true,
      carrier: 'New',
    });
    const [line] = merchant.shipment(made).lines;
    merchant.changeLines({ ...made, quantities: { [line!.lineId]: 1 }, add: [{ product: 'WCH4-STL-OS' }] });
    const reply = await centraApi(simulators.now)('GET', '/shipments');
    expect(reply.json()).toMatchObject({
      shipments: [
        { deliveryCity: 'Nystad', suspect: 1, defaultCarrier: 'New', products: [{ qty: 1 }, { sku: 'WCH4', qty: 1 }] },
      ],
    });
    expect((await centraApi(simulators.now)('PUT', '/capture', { shipment: made.shipmentId })).json()).toMatchObject({
      status: 'ok',
    });
    expect(() => merchant.changeLines({ ...made, quantities: { 1: 1 } })).toThrow('no line 1');
  });

  it('gives an order service point, method and attributes as Centra flattens them', async () => {
    const wish = { servicePoint: '4711', shippingMethod: 'P19', attributes: { gift_message: 'hi' } };
    simulators.now.control.merchant.createOrder(wish);
    const reply = await centraApi(simulators.now)('GET', '/shipments');
    const flattened = { shipwallet_pickup: '4711', shipwallet_method: 'P19', gift_message: 'hi' };
    expect(reply.json()).toMatchObject({ shipments: [flattened] });
  });

  it('cancels a captured order only when it was refunded', async () => {
    const { merchant } = simulators.now.control;
    const made = merchant.createOrder({});
    await centraApi(simulators.now)('PUT', '/capture', { shipment: made.shipmentId });
    expect(() => merchant.cancel(made)).toThrow('captured');
    merchant.cancel({ ...made, refunded: true });
    expect(merchant.order(made).status).toBe(6);
    merchant.restore(made);
    expect(() => merchant.restore(made)).toThrow('not cancelled');
  });

  it('forgets everything, settings and faults too', async () => {
    const { control } = simulators.now;
    control.merchant.createOrders({ count: 3 });
    control.merchant.settings({ set: { captureAgain: 'refuse' } });
    control.faults.add({ kind: 'down' });
    await ongoingApi(simulators.now)('PUT', '/orders', anOrder()).catch(() => undefined);
    await post('reset');
    expect(control.merchant.settings({}).captureAgain).toBe('ok');
    expect((await centraApi(simulators.now)('GET', '/shipments')).json()).toEqual({ status: 'ok', shipments: [] });
    expect((await ongoingApi(simulators.now)('GET', '/orders?goodsOwnerId=121')).json()).toEqual([]);
    const { products } = (await centraApi(simulators.now)('GET', '/products')).json<{ products: unknown[] }>();
    expect(products).toHaveLength(17);
  });
});

describe('counters', () => {
  it('count calls by operation, and what happened to shipments', async () => {
    const { control } = simulators.now;
    const made = control.merchant.createOrder({ payment: 'refuses' });
    await centraApi(simulators.now)('PUT', '/capture', { shipment: made.shipmentId });
    await centraApi(simulators.now)('PUT', '/shipments/1-1', {});
    await ongoingApi(simulators.now)('PUT', '/orders', anOrder());
    expect((await get('counters')).json()).toEqual({
      calls: {
        centra: { retail: { calls: { 'PUT /capture': 1, 'PUT /shipments/{shipmentId}': 1 }, parallel: 1 } },
        ongoing: { acme: { calls: { 'PUT /orders': 1 }, parallel: 1 } },
      },
      shipments: { captureCalls: 1, captures: 0, completeCalls: 0, completions: 0, emails: 0 },
      mishaps: { capturedTwice: [], emailedTwice: [], orderedTwice: [] },
    });
  });

  it('name what must never happen: money, e-mail, or goods twice', async () => {
    const { control } = simulators.now;
    control.merchant.settings({ set: { captureAgain: 'charge', completeAgain: 'email' } });
    const { orderNumber: order, shipmentId: shipment } = control.merchant.createOrder({});
    const centra = centraApi(simulators.now);
    for (let times = 0; times < 2; times += 1) {
      await centra('PUT', '/capture', { shipment });
      await centra('PUT', '/shipment', { order, shipment, gtg: 1, shipped: 1 });
    }
    const put = (orderNumber: string) => ongoingApi(simulators.now)('PUT', '/orders', anOrder({ orderNumber }));
    await put('10001-1');
    await put('10001-1-r2');
    expect(control.counters().mishaps).toEqual({
      capturedTwice: [shipment],
      emailedTwice: [shipment],
      orderedTwice: ['retail/10001-1'],
    });
    control.warehouse.annul({ orderNumber: '10001-1' });
    control.warehouse.shortPick({ orderNumber: '10001-1-r2' });
    control.warehouse.backOrder({ orderNumber: '10001-1-r2' });
    expect(control.counters().mishaps.orderedTwice).toEqual([]);
  });
});
