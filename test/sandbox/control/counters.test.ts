import { anOrder, aLine } from '../support/documents';
import { request } from '../support/http';
import { centraApi, eachWithSimulators, ongoingApi } from '../support/simulators';

const simulators = eachWithSimulators();
const get = async (verb: string) => request('GET', `${simulators.now.url}/control/${verb}`);
const noneSeen = { capturedTwice: [], emailedTwice: [], orderedTwice: [] };

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
      deliveries: { reportCalls: 0, receipts: 0 },
      returns: { created: 0, pieces: 0, refunds: 0 },
      stock: { writes: 0, belowAllocated: 0 },
      mishaps: noneSeen,
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

  it('name a delivery whose receipt was reported once more, refused or not', async () => {
    const { control } = simulators.now;
    const report = ({ deliveryId }: { deliveryId: string }) =>
      centraApi(simulators.now)('POST', `/supplier-deliveries/${deliveryId}/sku`, { products: { 'TEE2-WHT-M': 10 } });
    const made = [1, 2, 3].map(() => control.merchant.createSupplierOrder({ lines: [{ product: 'TEE2-WHT-M' }] }));
    const [once, twice, elsewhere] = made as [(typeof made)[0], (typeof made)[0], (typeof made)[0]];
    control.merchant.acceptElsewhere(elsewhere);
    await report(once);
    await report(elsewhere);
    expect(control.counters()).toMatchObject({ deliveries: { reportCalls: 2, receipts: 1 } });
    expect(control.counters().mishaps).toEqual(noneSeen);
    await report(twice);
    await report(twice);
    expect(control.counters()).toMatchObject({ deliveries: { reportCalls: 4, receipts: 2 } });
    expect(control.counters().mishaps).toEqual({ ...noneSeen, receivedTwice: [twice.deliveryId] });
  });

  it('name a shipment of which more is in returns than came back', async () => {
    const { control } = simulators.now;
    const { shipmentId: shipment } = control.merchant.createOrder({ lines: [{ product: 'TEE2-WHT-M', quantity: 5 }] });
    const rowNumber = String(control.merchant.shipment({ shipmentId: shipment }).lines[0]?.lineId);
    const giveBack = (quantity: number, more: object = {}) =>
      centraApi(simulators.now)('POST', '/return', { shipment, products: { [rowNumber]: quantity }, ...more });
    const document = { orderNumber: shipment, referenceNumber: `retail/${shipment}` };
    const orderLines = [aLine({ rowNumber, numberOfItems: 5 })];
    await ongoingApi(simulators.now)('PUT', '/orders', anOrder({ ...document, orderLines }));
    control.warehouse.pick({ orderNumber: shipment });
    control.merchant.complete({ shipmentId: shipment });
    control.warehouse.takeBack({ orderNumber: shipment, lines: [{ rowNumber, quantity: 2 }] });
    await giveBack(1);
    await giveBack(1);
    // Refunded at once: for a piece that was never sent.
    await giveBack(1, { refund: { refundPayment: true } });
    expect(control.counters().returns).toEqual({ created: 3, pieces: 3, refunds: 1 });
    expect(control.counters().mishaps).toEqual(noneSeen);
    await giveBack(1);
    expect(control.counters().mishaps).toEqual({ ...noneSeen, returnedTwice: [shipment] });
    control.warehouse.takeBack({ orderNumber: shipment, lines: [{ rowNumber }] });
    expect(control.counters().mishaps).toEqual(noneSeen);
  });

  it('do not judge returns of what the warehouse never had', async () => {
    const { merchant } = simulators.now.control;
    const made = merchant.createOrder({});
    merchant.complete(made);
    const products = { [String(merchant.shipment(made).lines[0]?.lineId)]: 1 };
    await centraApi(simulators.now)('POST', '/return', { shipment: made.shipmentId, products });
    expect(simulators.now.control.counters()).toMatchObject({ returns: { created: 1 }, mishaps: noneSeen });
  });

  it('name a product of which less was written than was allocated', async () => {
    const { control } = simulators.now;
    const write = (quantity: number) =>
      centraApi(simulators.now)('POST', '/stock', { products: [{ product: 'TEE2-WHT-M', quantity }] });
    control.merchant.createOrder({ lines: [{ product: 'TEE2-WHT-M', quantity: 9 }] });
    await write(9);
    control.merchant.setStock({ name: 'TEE2-WHT-M', physical: 3 });
    expect(control.counters()).toMatchObject({ stock: { writes: 1, belowAllocated: 0 }, mishaps: noneSeen });
    await write(8);
    expect(control.counters().stock).toEqual({ writes: 2, belowAllocated: 1 });
    expect(control.counters().mishaps).toEqual({ ...noneSeen, stockBelowAllocated: ['TEE2-WHT-M'] });
  });
});
