import { shipmentIds } from '../support/documents';
import { centraApi, eachWithSimulators } from '../support/simulators';

const simulators = eachWithSimulators();
const list = async (query = '') => shipmentIds(await centraApi(simulators.now)('GET', `/shipments${query}`));
const merchant = () => simulators.now.control.merchant;
const orderNumbers = async (query = '') => {
  const reply = await centraApi(simulators.now)('GET', `/orders${query}`);
  return reply.json<{ orders: { orderId: string }[] }>().orders.map((order) => order.orderId);
};

describe('GET /shipments', () => {
  it('lists what is good-to-go and not sent, oldest order first', async () => {
    const day = (date: string) => merchant().createOrder({ orderedAt: `${date}T10:00:00Z` }).shipmentId;
    const [second, first, third] = [day('2026-02-02'), day('2026-02-01'), day('2026-02-03')];
    await expect(list()).resolves.toEqual([first, second, third]);
  });

  it('is no queue: it lists the same again until it is sent', async () => {
    const { shipmentId } = merchant().createOrder({});
    await expect(list()).resolves.toEqual([shipmentId]);
    await expect(list()).resolves.toEqual([shipmentId]);
    merchant().complete({ shipmentId });
    await expect(list()).resolves.toEqual([]);
    await expect(list('?status=completed')).resolves.toEqual([shipmentId]);
  });

  it('pages by limit and offset, and shifts when something leaves the list meanwhile', async () => {
    const { orders } = merchant().createOrders({ count: 5 });
    const ids = orders.map(({ shipmentId }) => shipmentId);
    await expect(list('?limit=2')).resolves.toEqual(ids.slice(0, 2));
    merchant().goodToGo({ shipmentId: ids[0]!, goodToGo: false });
    await expect(list('?limit=2&offset=2')).resolves.toEqual(ids.slice(3, 5));
    await expect(list('?limit=2&offset=4')).resolves.toEqual([]);
  });

  it('finds the shipments of one order, in the list that is asked for', async () => {
    const { orderNumber, shipmentId } = merchant().createOrder({});
    merchant().createOrder({});
    await expect(list(`?order=${orderNumber}`)).resolves.toEqual([shipmentId]);
    await expect(list(`?order=${orderNumber}&status=completed`)).resolves.toEqual([]);
    await expect(list('?order=404')).resolves.toEqual([]);
  });

  it('keeps what is not good-to-go apart', async () => {
    const { shipmentId } = merchant().createOrder({ goodToGo: false });
    await expect(list()).resolves.toEqual([]);
    await expect(list('?status=inprogress')).resolves.toEqual([shipmentId]);
  });

  it.each<[what: string, happen: (which: { orderNumber: number; shipmentId: string }) => unknown]>([
    ['on hold', ({ orderNumber }) => merchant().hold({ orderNumber })],
    ['cancelled', ({ orderNumber }) => merchant().cancel({ orderNumber })],
    ['not good-to-go any more', ({ shipmentId }) => merchant().goodToGo({ shipmentId, goodToGo: false })],
    ['deleted', ({ shipmentId }) => merchant().deleteShipment({ shipmentId })],
    ['waiting for payment', ({ orderNumber }) => merchant().changeOrder({ orderNumber, waitingForPayment: true })],
    ['of a market that is not ticked', () => merchant().hideMarket({ marketId: 1 })],
  ])('just does not list what is %s', async (_what, happen) => {
    const made = merchant().createOrder({});
    await expect(list()).resolves.toEqual([made.shipmentId]);
    happen(made);
    await expect(list()).resolves.toEqual([]);
  });

  it('lists orders on hold and waiting for payment where the plugin’s settings say so', async () => {
    merchant().settings({ set: { onHoldOrders: true, waitingForPaymentOrders: true } });
    const held = merchant().createOrder({ hold: true });
    const waiting = merchant().createOrder({ waitingForPayment: true });
    await expect(list()).resolves.toEqual([held.shipmentId, waiting.shipmentId]);
  });

  it('brings back what is off hold, restored, or good-to-go again', async () => {
    const { orderNumber, shipmentId } = merchant().createOrder({ hold: true, goodToGo: false });
    merchant().unhold({ orderNumber });
    merchant().goodToGo({ shipmentId });
    merchant().cancel({ orderNumber });
    merchant().restore({ orderNumber });
    await expect(list()).resolves.toEqual([shipmentId]);
  });

  it.each(['?status=completed&limit=101', '?limit=0', '?status=cancelled'])('refuses %s', async (query) => {
    const reply = await centraApi(simulators.now)('GET', `/shipments${query}`);
    expect([reply.status, reply.json()]).toMatchObject([200, { status: 'no' }]);
  });

  it('filters by the day of the order, in the merchant’s timezone', async () => {
    const { shipmentId } = merchant().createOrder({ orderedAt: '2026-03-01T23:30:00Z' });
    merchant().createOrder({ orderedAt: '2026-03-01T22:30:00Z' });
    await expect(list('?newer_than=2026-03-02')).resolves.toEqual([shipmentId]);
    await expect(list('?newer_than=2026-03-02+00:30:00&older_than=2026-03-02%2000:30:01')).resolves.toEqual([
      shipmentId,
    ]);
  });
});

describe('GET /orders', () => {
  it('shows a cancelled order, so that one can tell why its shipment is gone', async () => {
    const { orderNumber } = merchant().createOrder({});
    merchant().cancel({ orderNumber });
    const reply = await centraApi(simulators.now)('GET', `/orders?order=${orderNumber}`);
    expect(reply.json()).toMatchObject({ orders: [{ orderId: String(orderNumber), orderStatus: '6' }] });
  });

  it('shows only the statuses that are ticked', async () => {
    merchant().settings({ set: { ordersWithStatus: [3] } });
    const { orderNumber } = merchant().createOrder({});
    const cancelled = merchant().createOrder({});
    merchant().cancel({ orderNumber: cancelled.orderNumber });
    await expect(orderNumbers()).resolves.toEqual([String(orderNumber)]);
  });

  it('gives 20 unless it is asked for another number', async () => {
    merchant().createOrders({ count: 23 });
    await expect(orderNumbers()).resolves.toHaveLength(20);
    await expect(orderNumbers('?limit=100')).resolves.toHaveLength(23);
    await expect(orderNumbers('?limit=20&offset=20')).resolves.toHaveLength(3);
  });

  it('tells when a shipment was sent, and until then a date that is none', async () => {
    const { orderNumber, shipmentId } = merchant().createOrder({});
    const shippedDate = async () => {
      const reply = await centraApi(simulators.now)('GET', `/orders?order=${orderNumber}`);
      return reply.json<{ orders: { shipments: { shippedDate: string }[] }[] }>().orders[0]?.shipments[0]?.shippedDate;
    };
    await expect(shippedDate()).resolves.toBe('0000-00-00 00:00:00');
    merchant().complete({ shipmentId });
    await expect(shippedDate()).resolves.toMatch(/^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d$/);
  });

  it.each([
    ['text', '3'],
    ['number', 3],
    ['word', 'Processing'],
    ['absent', undefined],
  ] as const)('can write the status as %s', async (orderStatus, shown) => {
    merchant().settings({ set: { orderStatus } });
    merchant().createOrder({});
    const reply = await centraApi(simulators.now)('GET', '/orders');
    expect(reply.json<{ orders: { orderStatus?: unknown }[] }>().orders[0]?.orderStatus).toBe(shown);
  });

  it('follows its shipments: confirmed, processing, completed', async () => {
    const { orderNumber } = merchant().createOrder({ shipments: 0, lines: [{ quantity: 2 }] });
    const status = () => merchant().order({ orderNumber }).status;
    expect(status()).toBe(2);
    const { shipmentId } = merchant().newShipment({ orderNumber });
    expect(status()).toBe(3);
    merchant().complete({ shipmentId });
    expect(status()).toBe(4);
  });
});
