import { addControl } from '../../../src/sandbox/control/routes';
import { createServer } from '../../../src/sandbox/http/server';
import { request } from '../support/http';
import { anOrder, aPurchaseOrder } from '../support/documents';
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
    const settings = verbs.find(({ verb }) => verb === 'POST /control/merchant/settings');
    expect(settings).toMatchObject({
      input: { properties: { set: { properties: { captureAgain: { type: 'string' } } } } },
    });
    for (const { does, input } of verbs)
      expect([does, input]).toEqual([expect.stringMatching(/\w/), expect.any(Object)]);
    expect(verbs.length).toBeGreaterThan(70);
  });

  it.each([
    ['an unknown member', 'merchant/createOrder', { colour: 'red' }, /colour/],
    ['a wrong kind', 'merchant/createOrder', { payment: 'gold' }, /payment/],
    ['an order that is not there', 'merchant/cancel', { orderNumber: 1 }, /no order 1/],
    ['a shipment that is not there', 'merchant/markPaid', { shipmentId: '1-1' }, /no order 1/],
    ['a store that is not there', 'merchant/settings', { store: 'x' }, /no store x/],
    ['a goods owner that is not there', 'warehouse/orders', { goodsOwner: 'x' }, /no goods owner x/],
    ['a warehouse order that is not there', 'warehouse/pick', { orderNumber: 'x' }, /no order x/],
    ['a supplier order that is not there', 'merchant/createDelivery', { supplierOrderId: 1 }, /no supplier order 1/],
    ['a delivery that is not there', 'merchant/acceptElsewhere', { deliveryId: '1-1' }, /no supplier delivery 1-1/],
    ['a purchase order that is not there', 'warehouse/receive', { purchaseOrderNumber: 'x' }, /no purchase order x/],
    ['a product that is not there', 'merchant/changeProduct', { stockItemId: 1 }, /no product 1/],
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

  it('changes the settings that are given, and no others', () => {
    const { merchant, warehouse } = simulators.now.control;
    merchant.settings({ set: { captureAgain: 'refuse' } });
    merchant.settings({ set: { hiddenMarkets: [2] } });
    merchant.hideMarket({ marketId: 3 });
    expect(merchant.settings({})).toMatchObject({ captureAgain: 'refuse', hiddenMarkets: [2, 3] });
    warehouse.settings({ set: { refusals: '200-null-id' } });
    warehouse.settings({ set: { life: { receives: false } } });
    expect(warehouse.settings({})).toMatchObject({
      refusals: '200-null-id',
      life: { enabled: false, receives: false },
    });
    expect(() => merchant.settings({ set: { captureAgain: 'sometimes' as 'ok' } })).toThrow('captureAgain');
  });

  it('has suppliers, and receives what they send', async () => {
    const made = (await post('merchant/createSupplierOrder', { lines: [{ product: 'TEE2-WHT-M' }] })).json<object>();
    expect((await post('merchant/changeDelivery', { ...made, message: 'Late' })).status).toBe(200);
    const { deliveryId } = made as { deliveryId: string };
    expect((await get(`merchant/delivery?deliveryId=${deliveryId}`)).json()).toMatchObject({ message: 'Late' });
    await ongoingApi(simulators.now)('PUT', '/purchaseOrders', aPurchaseOrder());
    const which = { purchaseOrderNumber: '364' };
    expect((await post('warehouse/receive', which)).json()).toEqual({
      ...which,
      purchaseOrderId: expect.any(Number),
      status: 300,
    });
    expect((await get('warehouse/purchaseOrders?status=300')).json()).toMatchObject({ purchaseOrders: [which] });
    const moved = await post('warehouse/adjustStock', { articleNumber: 'TEE2-WHT-M', counted: 3 });
    expect(moved.json()).toMatchObject({ numberOfItems: 3, receivedToBeFinishedNumberOfItems: 10 });
  });

  it('forgets everything, settings and faults too', async () => {
    const { control } = simulators.now;
    control.merchant.createOrders({ count: 3 });
    control.merchant.createSupplierOrder({});
    control.warehouse.moveStock({ articleNumber: 'A', numberOfItems: 1 });
    control.merchant.settings({ set: { captureAgain: 'refuse' } });
    await ongoingApi(simulators.now)('PUT', '/orders', anOrder());
    await ongoingApi(simulators.now)('PUT', '/purchaseOrders', aPurchaseOrder());
    control.faults.add({ kind: 'down' });
    await post('reset');
    expect(control.merchant.settings({}).captureAgain).toBe('ok');
    expect((await centraApi(simulators.now)('GET', '/shipments')).json()).toEqual({ status: 'ok', shipments: [] });
    expect((await ongoingApi(simulators.now)('GET', '/orders?goodsOwnerId=121')).json()).toEqual([]);
    for (const path of ['/purchaseOrders', '/articles']) {
      expect((await ongoingApi(simulators.now)('GET', `${path}?goodsOwnerId=121`)).json()).toEqual([]);
    }
    const deliveries = (await centraApi(simulators.now)('GET', '/supplier-deliveries')).json();
    expect(deliveries).toEqual({ status: 'ok', deliveries: [] });
    const { products } = (await centraApi(simulators.now)('GET', '/products')).json<{ products: unknown[] }>();
    expect(products).toHaveLength(17);
  });
});
