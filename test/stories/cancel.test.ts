import { useStories } from './support/use-stories';

const stories = useStories({ stores: { showsholds: {} } });

describe('before a write was sent', () => {
  it.concurrent('sends nothing of an order that is cancelled', async () => {
    const shipment = stories.ordered();
    const read = stories.hold({ path: '/shipments', about: String(shipment.order) });
    await stories.scan();
    await read.reached();
    await shipment.reaches('importing');
    stories.merchant.cancel({ orderNumber: shipment.order });
    read.release();
    await expect(shipment.end()).resolves.toMatchObject({ end: 'cancelled' });
    expect(shipment.ordersInOngoing).toEqual([]);
  });

  it.concurrent('sends nothing of a shipment that is withdrawn', async () => {
    const shipment = stories.ordered();
    const read = stories.hold({ path: '/shipments', about: String(shipment.order) });
    await stories.scan();
    await read.reached();
    await shipment.reaches('importing');
    stories.merchant.goodToGo({ shipmentId: shipment.id, goodToGo: false });
    read.release();
    await expect(shipment.end()).resolves.toMatchObject({ end: 'withdrawn' });
    expect(shipment.ordersInOngoing).toEqual([]);
  });
});

describe('in the warehouse, not started', () => {
  it.concurrent.each<[how: string, end: string, withdraw: (shipmentId: string, orderNumber: number) => void]>([
    ['the order is cancelled', 'cancelled', (_id, orderNumber) => stories.merchant.cancel({ orderNumber })],
    ['good-to-go is removed', 'withdrawn', (shipmentId) => stories.merchant.goodToGo({ shipmentId, goodToGo: false })],
    ['the shipment is deleted', 'withdrawn', (shipmentId) => stories.merchant.deleteShipment({ shipmentId })],
  ])('is cancelled there when %s', async (_how, end, withdraw) => {
    const shipment = await stories.imported({ payment: 'authorised' });
    withdraw(shipment.id, shipment.order);
    await stories.scan();
    await expect(shipment.end()).resolves.toMatchObject({ end, orderNumbers: [shipment.id] });
    expect(shipment.ordersInOngoing).toEqual([[shipment.id, 1000]]);
  });

  it.concurrent('is cancelled there when it is put on hold where holds can be seen', async () => {
    const store = 'showsholds';
    stories.merchant.settings({ store, set: { onHoldOrders: true } });
    const shipment = await stories.imported({ store });
    stories.merchant.hold({ orderNumber: shipment.order });
    await stories.scan(store);
    // It is listed still, so its life goes on: else the next scan would begin another.
    await shipment.reaches('withdrawn', 'centra-to-drop-it');
    expect(shipment.ordersInOngoing).toEqual([[shipment.id, 1000]]);

    stories.merchant.unhold({ orderNumber: shipment.order });
    await stories.scan(store);
    await shipment.reaches('in-warehouse');
    expect(shipment.ordersInOngoing).toEqual([
      [shipment.id, 1000],
      [`${shipment.id}-r2`, 200],
    ]);
  });

  it.concurrent('is cancelled there when an operator says so, and ends when Centra offers it no more', async () => {
    const shipment = await stories.imported();
    await expect(shipment.act('cancel')).resolves.toMatchObject({ stage: 'cancelling' });
    await shipment.reaches('cancelled', 'centra-to-drop-it');
    expect(shipment.ordersInOngoing).toEqual([[shipment.id, 1000]]);
    await stories.scan();
    await shipment.reaches('cancelled', 'centra-to-drop-it');

    stories.merchant.goodToGo({ shipmentId: shipment.id, goodToGo: false });
    await stories.scan();
    await expect(shipment.end()).resolves.toMatchObject({ end: 'cancelled' });
  });

  it.concurrent('is sent under the next number when the merchant changes his mind', async () => {
    const shipment = await stories.imported();
    for (const number of ['-r2', '-r3']) {
      stories.merchant.goodToGo({ shipmentId: shipment.id, goodToGo: false });
      await stories.scan();
      await expect(shipment.end()).resolves.toMatchObject({ end: 'withdrawn' });

      stories.merchant.goodToGo({ shipmentId: shipment.id });
      await stories.scan();
      await shipment.reaches('in-warehouse');
      expect(shipment.ordersInOngoing.at(-1)).toEqual([`${shipment.id}${number}`, 200]);
    }
    await expect(shipment.goesItsWay(`${shipment.id}-r3`)).resolves.toMatchObject({ end: 'completed' });
  });

  it.concurrent('makes way for a shipment that takes its place', async () => {
    const first = await stories.imported({ payment: 'authorised' });
    stories.merchant.deleteShipment({ shipmentId: first.id });
    const { shipmentId } = stories.merchant.newShipment({ orderNumber: first.order });
    await stories.scan();
    await expect(first.end()).resolves.toMatchObject({ end: 'withdrawn' });
    await stories.until(shipmentId, ({ decision }) => decision.stage === 'in-warehouse');
    expect(stories.warehouse.order({ orderNumber: shipmentId })).toMatchObject({ status: 200 });
    expect(first.ordersInOngoing).toEqual([[first.id, 1000]]);
  });
});

describe.each<[refusals: '400' | '200-null-id']>([['400'], ['200-null-id']])(
  'in the warehouse, started, where a refusal is %s',
  (refusals) => {
    beforeAll(() => stories.warehouse.settings({ set: { refusals } }));

    it.concurrent('is cancelled when the warehouse has taken back what was picked', async () => {
      const shipment = await stories.imported();
      stories.warehouse.allocate({ orderNumber: shipment.id });
      stories.merchant.cancel({ orderNumber: shipment.order });
      await stories.scan();
      await expect(shipment.asks('cancel-refused')).resolves.toMatchObject({
        sentence: expect.stringContaining('set the order to Open'),
      });

      stories.warehouse.open({ orderNumber: shipment.id });
      await stories.scanWarehouse();
      await expect(shipment.end()).resolves.toMatchObject({ end: 'cancelled' });
      expect(shipment.ordersInOngoing).toEqual([[shipment.id, 1000]]);
    });

    it.concurrent('is tried again when an operator says so', async () => {
      const shipment = await stories.imported();
      stories.warehouse.allocate({ orderNumber: shipment.id });
      stories.merchant.cancel({ orderNumber: shipment.order });
      await stories.scan();
      await shipment.asks('cancel-refused');

      stories.warehouse.open({ orderNumber: shipment.id });
      await shipment.act('retry');
      await expect(shipment.end()).resolves.toMatchObject({ end: 'cancelled' });
    });

    it.concurrent('asks a person when it is shipped all the same, and reports nothing', async () => {
      const shipment = await stories.imported();
      stories.warehouse.allocate({ orderNumber: shipment.id });
      stories.merchant.cancel({ orderNumber: shipment.order });
      await stories.scan();
      await shipment.asks('cancel-refused');

      shipment.ships();
      await stories.scanWarehouse();
      await shipment.asks('shipped-though-cancelled');
      await shipment.act('resolve', { choice: 'accept' });
      await expect(shipment.end()).resolves.toMatchObject({ end: 'cancelled' });
      expect(shipment.inCentra.counts.completeCalls).toBe(0);
    });
  },
);

describe('cancelled by the warehouse', () => {
  it.concurrent('is sent again under the next number when a person says so', async () => {
    const shipment = await stories.imported();
    stories.warehouse.annul({ orderNumber: shipment.id });
    await stories.scanWarehouse();
    await expect(shipment.asks('cancelled-in-warehouse')).resolves.toMatchObject({
      choices: ['order-again', 'give-up'],
    });

    await shipment.act('resolve', { choice: 'order-again' });
    await shipment.reaches('in-warehouse', 'warehouse');
    const number = `${shipment.id}-r2`;
    expect(shipment.ordersInOngoing.at(-1)).toEqual([number, 200]);
    await expect(shipment.goesItsWay(number)).resolves.toMatchObject({
      end: 'completed',
      orderNumbers: [shipment.id, number],
    });
  });

  it.concurrent('is given up when a person says so, and waits until Centra offers it no more', async () => {
    const shipment = await stories.imported();
    stories.warehouse.annul({ orderNumber: shipment.id });
    await stories.scanWarehouse();
    await shipment.asks('cancelled-in-warehouse');
    await shipment.act('resolve', { choice: 'give-up' });
    await shipment.reaches('cancelled', 'centra-to-drop-it');

    stories.merchant.goodToGo({ shipmentId: shipment.id, goodToGo: false });
    await stories.scan();
    await expect(shipment.end()).resolves.toMatchObject({ end: 'cancelled' });
  });
});
