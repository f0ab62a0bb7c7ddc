import type { TestShipment } from './support/test-shipment';
import { useStories } from './support/use-stories';

const stories = useStories({ stores: { onimport: { capture: 'onImport' } } });

/** Whoever wrote to Ongoing before us, or beside us. `path`: of an order that is there. */
async function someoneWrites(order: Record<string, unknown>, path = '/orders'): Promise<{ orderId: number }> {
  const { baseUrl, username, password, goodsOwnerId } = stories.simulators.ongoing.acme!;
  const reply = await fetch(baseUrl + path, {
    method: 'PUT',
    headers: {
      authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      goodsOwnerId,
      deliveryDate: '2026-01-02',
      consignee: { name: 'Somebody', address1: 'Somewhere 1', countryCode: 'SE' },
      ...order,
    }),
  });
  expect(reply.status).toBeLessThan(300);
  return reply.json() as Promise<{ orderId: number }>;
}

/** The order as the integration before us would have written it. */
const asBefore = ({ id, inCentra }: TestShipment) => ({
  orderNumber: id,
  goodsOwnerOrderId: id,
  orderLines: inCentra.lines.map(({ lineId, quantity }) => ({
    rowNumber: String(lineId),
    articleNumber: 'an-article',
    numberOfItems: quantity,
  })),
});

describe('when everything that Temporal knows is lost', () => {
  it('goes on with every shipment where it stands, and does nothing twice', async () => {
    const open = await stories.imported();
    const started = await stories.imported();
    const captured = await stories.imported({ store: 'onimport', payment: 'authorised' });
    const pending = await stories.imported({ store: 'onimport', payment: 'async' });
    const second = await stories.imported();
    stories.merchant.goodToGo({ shipmentId: second.id, goodToGo: false });
    await stories.scan();
    await second.end();
    stories.merchant.goodToGo({ shipmentId: second.id });
    await stories.scan();
    await second.reaches('in-warehouse');
    const split = await stories.imported({ lines: [{ quantity: 2 }] });
    stories.warehouse.shortPick({ orderNumber: split.id });
    const { backOrder } = stories.warehouse.backOrder({ orderNumber: split.id });
    stories.warehouse.ship({ orderNumber: split.id });
    const shipped = await stories.imported();
    shipped.ships();
    stories.warehouse.allocate({ orderNumber: started.id });
    // The money is taken, and the order could not be written before everything was lost.
    const unwritten = stories.ordered({ store: 'onimport', payment: 'authorised' });
    stories.faults.add({ id: 'away', kind: 'down', method: 'PUT', path: '/orders', about: unwritten.id });
    await stories.scan('onimport');
    await unwritten.until(({ facts }) => facts.captured !== undefined && facts.doubt?.of === 'import');

    await stories.losesTemporal();
    stories.faults.clear({ id: 'away' });
    await expect(stories.scan()).resolves.toMatchObject({ adopted: 5, started: 0 });
    await expect(stories.scan('onimport')).resolves.toMatchObject({ adopted: 2, started: 1 });
    await stories.scanWarehouse();

    await expect(shipped.end()).resolves.toMatchObject({ end: 'completed' });
    stories.warehouse.pick({ orderId: backOrder.orderId });
    stories.warehouse.ship({ orderId: backOrder.orderId });
    for (const one of [open, started, captured, pending, unwritten]) {
      await one.reaches('in-warehouse', 'warehouse');
      one.ships();
    }
    second.ships(`${second.id}-r2`);
    stories.merchant.settlePayment({ shipmentId: pending.id });
    await stories.scan('onimport');
    await stories.scanWarehouse();
    for (const one of [open, started, captured, pending, second, split, unwritten]) {
      await expect(one.end()).resolves.toMatchObject({ end: 'completed' });
      expect(one.inCentra.counts).toMatchObject({ completions: 1, emails: 1 });
    }
    for (const one of [captured, pending, unwritten]) {
      expect(one.inCentra.counts).toMatchObject({ captureCalls: 1, captures: 1 });
    }
    const numbers = [open, started, captured, pending, shipped, unwritten].map((one) => one.ordersInOngoing.length);
    expect(numbers).toEqual([1, 1, 1, 1, 1, 1]);
    expect(second.ordersInOngoing).toEqual([
      [second.id, 1000],
      [`${second.id}-r2`, 450],
    ]);
  });

  it('still cancels what is cancelled afterwards', async () => {
    const shipment = await stories.imported();
    await stories.losesTemporal();
    await stories.scan();
    await shipment.reaches('in-warehouse', 'warehouse');
    stories.merchant.cancel({ orderNumber: shipment.order });
    await stories.scan();
    await expect(shipment.end()).resolves.toMatchObject({ end: 'cancelled' });
    expect(shipment.ordersInOngoing).toEqual([[shipment.id, 1000]]);
  });
});

describe('orders from before our time', () => {
  it('are adopted, and reported when they have left', async () => {
    const shipment = stories.ordered();
    await someoneWrites(asBefore(shipment));
    await expect(stories.scan()).resolves.toMatchObject({ adopted: 1, started: 0 });
    const { facts } = await shipment.reaches('in-warehouse', 'warehouse');
    expect(facts.timeline).toContainEqual(expect.objectContaining({ what: 'adopted' }));
    await expect(shipment.goesItsWay()).resolves.toMatchObject({ end: 'completed' });
  });

  it('are adopted when they have left, and what was completed meanwhile is not completed again', async () => {
    const shipment = stories.ordered();
    await someoneWrites(asBefore(shipment));
    shipment.ships();
    const read = stories.hold({ path: '/shipments', about: String(shipment.order) });
    await stories.scan();
    await shipment.reaches('reporting');
    await read.reached();
    stories.merchant.complete({ shipmentId: shipment.id });
    read.release();
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
    expect(shipment.inCentra.counts).toMatchObject({ completeCalls: 0, emails: 1 });
  });
});

describe('an order number that somebody else has', () => {
  it.each<[whose: string, order: (shipment: TestShipment) => Record<string, unknown>]>([
    ['a stranger’s', () => ({ goodsOwnerOrderId: 'a-stranger', referenceNumber: 'a-stranger' })],
    ['another store’s', ({ id }) => ({ referenceNumber: `wholesale/${id}` })],
  ])('%s order is never written over', async (_whose, order) => {
    const shipment = stories.ordered();
    const { orderId } = await someoneWrites({ ...asBefore(shipment), ...order(shipment) });
    const before = stories.warehouse.order({ orderId });
    await stories.scan();
    await shipment.asks('number-taken');
    expect(stories.warehouse.order({ orderId })).toEqual(before);
    expect(stories.warehouse.orders().orders.filter(({ orderNumber }) => orderNumber === shipment.id)).toHaveLength(1);
  });

  it('is used when it has become free and a person says so', async () => {
    const shipment = stories.ordered();
    const { orderId } = await someoneWrites({ ...asBefore(shipment), goodsOwnerOrderId: 'a-stranger' });
    await stories.scan();
    await shipment.asks('number-taken');
    await someoneWrites({ ...asBefore(shipment), orderNumber: 'renumbered' }, `/orders/${orderId}`);
    await shipment.act('retry');
    await shipment.reaches('in-warehouse', 'warehouse');
    expect(shipment.ordersInOngoing).toEqual([[shipment.id, 200]]);
  });
});
