import { centraApi, eachWithSimulators } from '../support/simulators';

const simulators = eachWithSimulators();
const merchant = () => simulators.now.control.merchant;
const get = async <Body = { status: string }>(path: string, store?: string) =>
  (await centraApi(simulators.now, store)('GET', path)).json<Body>();

interface Deliveries {
  deliveries: { id: string; deliveryId: string }[];
}
const deliveryIds = async (store?: string) =>
  (await get<Deliveries>('/supplier-deliveries', store)).deliveries.map(({ deliveryId }) => deliveryId);
const orderIds = async (store?: string) =>
  (await get<{ orders: { orderId: string }[] }>('/supplier-orders', store)).orders.map(({ orderId }) => orderId);

/** An order of ten tees and four totes, in one delivery. */
const anOrder = (more: Parameters<ReturnType<typeof merchant>['createSupplierOrder']>[0] = {}) =>
  merchant().createSupplierOrder({
    lines: [
      { product: 'TEE2-WHT-M', quantity: 10, cost: 12.5 },
      { product: 'TOT3-NAT-OS', quantity: 4 },
    ],
    ...more,
  });

describe('supplier orders', () => {
  it('are listed with their head, and read with their products', async () => {
    const etaAt = '2026-06-05T18:15:00Z';
    const { supplierOrderId } = anOrder({ supplierName: 'Mill', etaAt, etdAt: '2026-12-05T18:15:00Z' });
    const head = {
      orderId: String(supplierOrderId),
      supplierName: 'Mill',
      // In the merchant's timezone, summer and winter.
      ETA: '2026-06-05 20:15',
      ETD: '2026-12-05 19:15',
      productsQty: 14,
    };
    expect(await get('/supplier-orders')).toMatchObject({ status: 'ok', orders: [head] });
    const read = await get<{ order: object }>(`/supplier-orders/${supplierOrderId}`);
    expect(read.order).toMatchObject({
      ...head,
      products: [
        { sku: 'TEE2', variantSku: '-WHT', sizeSku: '-M', quantity: 10, cost: '12.50', costCurrency: 'EUR' },
        { sku: 'TOT3', quantity: 4 },
      ],
    });
  });

  it('are there when they are confirmed, and gone when they are cancelled', async () => {
    const which = anOrder({ confirmed: false });
    const path = `/supplier-orders/${which.supplierOrderId}`;
    expect([await orderIds(), (await get(path)).status]).toEqual([[], 'no']);
    merchant().changeSupplierOrder({ ...which, confirmed: true });
    expect([await orderIds(), (await get(path)).status]).toEqual([[String(which.supplierOrderId)], 'ok']);
    merchant().cancelSupplierOrder(which);
    expect([await orderIds(), (await get(path)).status]).toEqual([[], 'no']);
    expect(() => merchant().changeSupplierOrder({ ...which, confirmed: true })).toThrow('cancelled');
  });

  it('are a warehouse’s, or everybody’s', async () => {
    const { supplierOrderId } = anOrder({ warehouse: 'Overseas' });
    expect(await orderIds()).toEqual([]);
    merchant().settings({ set: { supplierOrders: 'all' } });
    expect(await orderIds()).toEqual([String(supplierOrderId)]);
    expect((await get(`/supplier-orders/${supplierOrderId}`)).status).toBe('ok');
    expect(await deliveryIds()).toEqual([]);
  });

  it('can be told by any of their numbers, in their own Centra', () => {
    const which = anOrder();
    expect(merchant().supplierOrder(which).deliveries).toMatchObject([{ deliveryId: which.deliveryId }]);
    expect(merchant().delivery({ deliveryId: which.id })).toMatchObject({ deliveryId: which.deliveryId });
    expect(() => merchant().delivery({ deliveryId: '1-1' })).toThrow('no supplier delivery 1-1');
    expect(() => merchant().supplierOrder({ supplierOrderId: 1 })).toThrow('no supplier order 1');
  });
});

describe('supplier deliveries', () => {
  it('are listed while somebody can accept them, oldest first', async () => {
    const first = anOrder();
    const second = anOrder({ deliveries: 2 });
    const third = anOrder({ deliveries: 0 });
    expect(third).toMatchObject({ id: '', deliveryId: '' });
    const both = [`${second.supplierOrderId}-1`, `${second.supplierOrderId}-2`];
    expect(await deliveryIds()).toEqual([first.deliveryId, ...both]);
    merchant().acceptElsewhere(first);
    merchant().cancelDelivery({ deliveryId: both[0]! });
    expect(await deliveryIds()).toEqual([both[1]]);
    expect(() => anOrder({ deliveries: 3 })).toThrow('more deliveries than lines');
  });

  it('are of confirmed orders for the plugin’s warehouse, with something in them', async () => {
    const which = anOrder();
    merchant().changeSupplierOrder({ ...which, confirmed: false });
    expect(await deliveryIds()).toEqual([]);
    merchant().changeSupplierOrder({ ...which, confirmed: true, warehouse: 'Overseas' });
    expect(await deliveryIds()).toEqual([]);
    merchant().settings({ store: 'wholesale', set: { supplierDeliveryWarehouse: 'Overseas' } });
    expect([await deliveryIds('retail'), await deliveryIds('wholesale')]).toEqual([[], [which.deliveryId]]);
    merchant().changeDelivery({ ...which, quantities: { 'TEE2-WHT-M': 0, 'TOT3-NAT-OS': 0 } });
    expect(await deliveryIds('wholesale')).toEqual([]);
    expect((await get(`/supplier-deliveries/${which.id}`, 'wholesale')).status).toBe('no');
  });

  it('are read with their products, by the internal number and by the one that people see', async () => {
    const { id, deliveryId, supplierOrderId } = anOrder();
    const byId = await get<{ delivery: object }>(`/supplier-deliveries/${id}`);
    expect(byId.delivery).toMatchObject({
      id,
      deliveryId,
      orderId: String(supplierOrderId),
      productsQty: 14,
      products: [{ ean: '2000000030104', quantity: 10 }, { quantity: 4 }],
    });
    expect(await get(`/supplier-deliveries/${deliveryId}`)).toEqual(byId);
    expect(await get('/supplier-deliveries/1')).toEqual({ status: 'no', msg: expect.any(String) });
  });

  it('change until they are accepted, and their order with them', async () => {
    const which = anOrder();
    const change = { quantities: { 'TEE2-WHT-M': 7 }, add: [{ product: 'WCH4-STL-OS', quantity: 2 }] };
    merchant().changeDelivery({ ...which, ...change, etaAt: '2026-06-05T18:15:00Z', message: 'Late' });
    const read = await get(`/supplier-deliveries/${which.deliveryId}`);
    expect(read).toMatchObject({ delivery: { ETA: '2026-06-05 20:15', message: 'Late', productsQty: 13 } });
    const quantities = () =>
      merchant()
        .supplierOrder(which)
        .lines.map((line) => line.quantity);
    expect(quantities()).toEqual([7, 4, 2]);
    merchant().changeDelivery({ ...which, quantities: { 'TEE2-WHT-M': 1 }, changesOrder: false });
    expect(quantities()).toEqual([7, 4, 2]);
    merchant().acceptElsewhere(which);
    expect(() => merchant().changeDelivery({ ...which, message: 'Too late' })).toThrow('accepted');
    expect(() => merchant().changeDelivery({ ...anOrder(), quantities: { NOWHERE: 1 } })).toThrow('no product NOWHERE');
  });

  it('that are cancelled reduce their order, or leave it to another delivery', async () => {
    const reduced = anOrder({ deliveries: 2 });
    merchant().cancelDelivery(reduced);
    expect(
      merchant()
        .supplierOrder(reduced)
        .lines.map((line) => line.quantity),
    ).toEqual([4]);
    const again = anOrder();
    merchant().cancelDelivery({ ...again, reducesOrder: false });
    expect(
      merchant()
        .supplierOrder(again)
        .lines.map((line) => line.quantity),
    ).toEqual([10, 4]);
    const next = merchant().createDelivery({ supplierOrderId: again.supplierOrderId });
    expect(next.deliveryId).toBe(`${again.supplierOrderId}-2`);
    expect(
      merchant()
        .delivery(next)
        .lines.map((line) => line.quantity),
    ).toEqual([10, 4]);
    expect(() => merchant().createDelivery({ supplierOrderId: again.supplierOrderId })).toThrow('in a delivery');
  });

  it('bring what their order still lacks', () => {
    const which = anOrder({ deliveries: 0 });
    const { supplierOrderId } = which;
    const lines = [{ product: 'TEE2-WHT-M', quantity: 3 }];
    const first = merchant().createDelivery({ supplierOrderId, lines, message: 'First' });
    const second = merchant().createDelivery({ supplierOrderId });
    expect(merchant().delivery(first)).toMatchObject({ message: 'First', lines: [{ quantity: 3 }] });
    expect(
      merchant()
        .delivery(second)
        .lines.map((line) => line.quantity),
    ).toEqual([7, 4]);
  });

  it('know which customers’ orders wait for them', async () => {
    const which = anOrder();
    const { orderNumber } = merchant().createOrder({ store: 'wholesale', lines: [{ product: 'TEE2-WHT-M' }] });
    merchant().changeDelivery({ ...which, reservations: [{ orderNumber, product: 'TEE2-WHT-M', quantity: 3 }] });
    const details = await get(`/supplier-deliveries/${which.id}/details`);
    expect(details).toMatchObject({
      delivery: {
        deliveryId: which.deliveryId,
        orders: [{ orderId: String(orderNumber), products: [{ sku: 'TEE2', quantity: 3 }] }],
      },
    });
    const { additionalDelivery } = merchant().acceptElsewhere({ ...which, quantities: { 'TEE2-WHT-M': 8 } });
    expect(merchant().delivery(additionalDelivery!).reservations).toMatchObject([{ orderNumber, quantity: 2 }]);
  });

  it('that were accepted can be read on, where Centra lets them', async () => {
    const which = anOrder();
    merchant().acceptElsewhere(which);
    const path = `/supplier-deliveries/${which.deliveryId}`;
    expect((await get(path)).status).toBe('no');
    merchant().settings({ set: { acceptedDeliveries: 'readable' } });
    expect([(await get(path)).status, await deliveryIds()]).toEqual(['ok', []]);
    const cancelled = anOrder();
    merchant().cancelDelivery(cancelled);
    expect((await get(`/supplier-deliveries/${cancelled.id}`)).status).toBe('no');
  });

  it('that somebody accepted elsewhere are in stock, all of them or what was there', async () => {
    const physical = async () =>
      (await get<{ products: { physicalStock: number }[] }>('/stock?stockItemId=3010')).products[0]?.physicalStock;
    merchant().acceptElsewhere({ ...anOrder(), quantities: { 'TEE2-WHT-M': 7, 'TOT3-NAT-OS': 4 } });
    expect(await physical()).toBe(1007);
    merchant().acceptElsewhere({ ...anOrder(), insertStock: false });
    expect(await physical()).toBe(1007);
  });
});
