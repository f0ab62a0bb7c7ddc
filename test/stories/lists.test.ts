import { resolveConnection } from '../../src/protocol/connection';
import { connectionId } from '../../src/protocol/names';
import { eventually } from '../support/eventually';
import type { TestShipment } from './support/test-shipment';
import { useStories } from './support/use-stories';

/** A store for each lie: what becomes of its list concerns no other. */
const stories = useStories({
  store: { attentionAfter: { cancel: '1s' } },
  stores: {
    empty: {},
    truncated: {},
    cancelled: {},
    believed: {},
    hidden: {},
    withdrawn: {},
    broken: {},
    shifting: { filter: 'shipment.deliveryCountry == "SE"' },
  },
});

/** As many as make a list suspicious when they are gone at once. */
const many = 8;

async function manyImported(store: string, wish: { marketId?: number } = {}): Promise<TestShipment[]> {
  const shipments = Array.from({ length: many }, () => stories.ordered({ store, payment: 'authorised', ...wish }));
  await stories.scan(store);
  for (const shipment of shipments) await shipment.reaches('in-warehouse', 'warehouse');
  return shipments;
}

/** What is asked on the connection, when it has heard. */
const connectionAsks = (store: string, ...attentions: string[]) =>
  eventually(async () => {
    const { asks } = await stories.connection(store);
    return asks.map(({ attention }) => attention).join() === attentions.join();
  });

async function expectInWarehouse(shipments: readonly TestShipment[]): Promise<void> {
  for (const shipment of shipments) {
    const { asks } = await shipment.reaches('in-warehouse', 'warehouse');
    expect(asks).toEqual([]);
    expect(shipment.ordersInOngoing).toEqual([[shipment.id, 200]]);
  }
}

describe('a list that is suddenly short', () => {
  it.concurrent(
    'withdraws nothing when it is empty, and is one question, on the connection, until it is back',
    async () => {
      const store = 'empty';
      const shipments = await manyImported(store);
      stories.faults.add({ id: store, kind: 'empty-list', store, path: '/shipments' });
      await expect(stories.scan(store)).resolves.toMatchObject({ shrunk: true, read: 0 });
      await connectionAsks(store, 'list-shrunk');
      for (const shipment of shipments) {
        await shipment.until(({ facts }) => facts.centra.lookedAt !== undefined && !facts.centra.goodToGo);
        expect((await shipment.state()).asks).toEqual([]);
      }

      stories.faults.clear({ id: store });
      await stories.scan(store);
      await expectInWarehouse(shipments);
    },
  );

  it.concurrent('lacks some because it was cut off: each is asked for, and nothing is cancelled', async () => {
    const store = 'truncated';
    const shipments = await manyImported(store);
    stories.faults.add({ kind: 'truncated-list', store, path: '/shipments', times: 1 });
    await expect(stories.scan(store)).resolves.toMatchObject({ shrunk: false, read: many / 2, told: many / 2 });
    await expectInWarehouse(shipments);
    await connectionAsks(store);
  });

  it.concurrent('still lets a cancellation through that the order itself proves', async () => {
    const store = 'cancelled';
    const [cancelled, ...others] = await manyImported(store);
    stories.merchant.cancel({ orderNumber: cancelled!.order });
    stories.faults.add({ id: store, kind: 'empty-list', store, path: '/shipments' });
    await stories.scan(store);
    await expect(cancelled!.end()).resolves.toMatchObject({ end: 'cancelled' });
    stories.faults.clear({ id: store });
    await stories.scan(store);
    await expectInWarehouse(others);
  });

  it.concurrent('is believed when an operator says so', async () => {
    const store = 'believed';
    const shipments = await manyImported(store);
    for (const { id } of shipments) stories.merchant.goodToGo({ shipmentId: id, goodToGo: false });
    await expect(stories.scan(store)).resolves.toMatchObject({ shrunk: true });
    await connectionAsks(store, 'list-shrunk');
    for (const { ordersInOngoing } of shipments) expect(ordersInOngoing[0]?.[1]).toBe(200);

    await stories.client.workflow
      .getHandle(connectionId(store))
      .executeUpdate(resolveConnection, { args: [{ actor: 'tester', reason: 'sold out', choice: 'believe-it' }] });
    await expect(stories.scan(store)).resolves.toMatchObject({ shrunk: false });
    for (const shipment of shipments) {
      await expect(shipment.end()).resolves.toMatchObject({ end: 'withdrawn' });
      expect(shipment.ordersInOngoing).toEqual([[shipment.id, 1000]]);
    }
    await stories.scan(store);
    await connectionAsks(store);
  });
});

describe('what Centra does not show at all', () => {
  it.concurrent('is not cancelled: a person is asked, and it goes on when it is shown again', async () => {
    const store = 'hidden';
    const shipment = await manyImported(store, { marketId: 2 }).then(([first]) => first!);
    stories.merchant.hold({ orderNumber: shipment.order });
    await stories.scan(store);
    await expect(shipment.asks('not-visible')).resolves.toMatchObject({ choices: ['wait', 'withdraw'] });
    await shipment.act('resolve', { choice: 'wait' });
    await shipment.until(({ asks }) => asks.length === 0);
    expect(shipment.ordersInOngoing).toEqual([[shipment.id, 200]]);

    stories.merchant.unhold({ orderNumber: shipment.order });
    await expectInWarehouse([shipment]);
  });

  it.concurrent('is withdrawn when a person says so', async () => {
    const store = 'withdrawn';
    const shipment = await stories.imported({ store });
    stories.merchant.hold({ orderNumber: shipment.order });
    await stories.scan(store);
    await shipment.asks('not-visible');
    await shipment.act('resolve', { choice: 'withdraw' });
    await expect(shipment.end()).resolves.toMatchObject({ end: 'withdrawn' });
    expect(shipment.ordersInOngoing).toEqual([[shipment.id, 1000]]);

    stories.merchant.unhold({ orderNumber: shipment.order });
    await stories.scan(store);
    await shipment.reaches('in-warehouse', 'warehouse');
    expect(shipment.ordersInOngoing.at(-1)).toEqual([`${shipment.id}-r2`, 200]);
  });
});

describe('a market that is hidden', () => {
  it('cancels nothing of all that is in it', async () => {
    const store = 'hidden';
    const shipments = await manyImported(store, { marketId: 3 });
    stories.merchant.hideMarket({ store, marketId: 3 });
    await expect(stories.scan(store)).resolves.toMatchObject({ shrunk: true });
    await connectionAsks(store, 'list-shrunk');
    for (const shipment of shipments) await shipment.asks('not-visible');
    stories.merchant.hideMarket({ store, marketId: 3, hidden: false });
    await stories.scan(store);
    await expectInWarehouse(shipments);
    await connectionAsks(store);
  });
});

describe('a broken record', () => {
  it('is counted and named, stops no other, and is not taken for withdrawn', async () => {
    const store = 'broken';
    const known = await stories.imported({ store });
    const broken = stories.ordered({ store, attributes: { shouldCapture: 'perhaps' } });
    stories.merchant.changeOrder({ orderNumber: known.order, attributes: { paid: 'perhaps' } });
    const other = stories.ordered({ store });
    const result = await stories.scan(store);
    expect(result).toMatchObject({ read: 3, started: 1, told: 0, refusedTotal: 2 });
    expect(result.refused.map(({ id }) => id)).toEqual([known.id, broken.id]);
    await expectInWarehouse([known, other]);

    stories.merchant.changeOrder({ orderNumber: broken.order, attributes: { shouldCapture: 0 } });
    await expect(stories.scan(store)).resolves.toMatchObject({ started: 1, refusedTotal: 1 });
    await expectInWarehouse([broken]);
  });
});

describe('a list that shifts while its pages are read', () => {
  it('loses nothing, and cancels nothing', async () => {
    const store = 'shifting';
    // Not ours by the filter; they fill the first page.
    stories.merchant.createOrders({ store, count: 98, country: 'NO' });
    const shipments = Array.from({ length: 6 }, () => stories.ordered({ store }));
    await stories.scan(store);
    for (const shipment of shipments) await shipment.reaches('in-warehouse', 'warehouse');

    // Rows above the second page have gone, rows have come.
    for (const shift of [3, -3]) {
      stories.faults.add({ id: 'shift', kind: 'shift-pages', store, path: '/shipments', shift });
      await expect(stories.scan(store)).resolves.toMatchObject({ shrunk: false });
      stories.faults.clear({ id: 'shift' });
      await expectInWarehouse(shipments);
    }
  });
});
