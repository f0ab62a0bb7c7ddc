import { resolveConnection } from '../../src/protocol/connection';
import { connectionId } from '../../src/protocol/names';
import { eventually } from '../support/eventually';
import { scanOrders, TestOrder } from './support/test-order';
import { useStories } from './support/use-stories';

/** A store for each story that is about its whole list. */
const stories = useStories({
  store: { import: 'orders', attentionAfter: { cancel: '1s' } },
  stores: {
    open: {},
    gated: { filter: 'order.deliveryCountry == "SE"', importFrom: '2020-01-01' },
    hidden: {},
    short: {},
    truncated: {},
    broken: {},
    words: {},
    both: { import: 'both', filter: '' },
  },
});

const scan = (store = 'retail') => scanOrders(stories, store);
const ordered = (store = 'retail', wish: object = {}) => new TestOrder(stories, store, wish);
async function imported(store = 'retail', wish: object = {}): Promise<TestOrder> {
  const order = ordered(store, wish);
  await scan(store);
  await order.reaches('in-warehouse');
  return order;
}

describe('an order that is imported as a whole', () => {
  it.concurrent('goes its way: written, shipped, acknowledged; nothing is captured or reported', async () => {
    const order = await imported('retail', { payment: 'authorised', lines: [{ quantity: 2 }, { quantity: 1 }] });
    expect(order.inOngoing()).toMatchObject({
      orderNumber: order.id,
      status: 200,
      lines: order.inCentra.lines.map(({ lineId, quantity }) => ({ rowNumber: String(lineId), ordered: quantity })),
    });
    order.ships();
    await stories.scanWarehouse();
    await expect(order.end()).resolves.toMatchObject({ end: 'completed', orderNumbers: [order.id], captured: false });
    expect(order.inOngoing().lines).toMatchObject([{ reported: 2 }, { reported: 1 }]);
    expect(order.inCentra).toMatchObject({ status: 2, shipments: [] });
  });

  it('is not begun again when Centra goes on showing it as open', async () => {
    const order = await imported('open');
    order.ships();
    await stories.scanWarehouse();
    await order.end();
    for (let scans = 0; scans < 2; scans += 1) {
      await expect(scan('open')).resolves.toMatchObject({ read: 1, started: 0, adopted: 0, skipped: 1 });
    }
    expect(order.ordersInOngoing).toEqual([[order.id, 450]]);
  });

  it.concurrent('is complete when its last part is shipped', async () => {
    const order = await imported('retail', { lines: [{ quantity: 3 }] });
    stories.warehouse.shortPick({ orderNumber: order.id });
    const { backOrder } = stories.warehouse.backOrder({ orderNumber: order.id });
    stories.warehouse.pack({ orderNumber: order.id });
    stories.warehouse.ship({ orderNumber: order.id });
    await stories.scanWarehouse();
    await order.until(({ facts }) => facts.parts.length === 2);
    const { orderId } = backOrder;
    stories.warehouse.pick({ orderId });
    stories.warehouse.pack({ orderId });
    stories.warehouse.ship({ orderId });
    await stories.scanWarehouse();
    await expect(order.end()).resolves.toMatchObject({ end: 'completed' });
  });

  it.concurrent('asks a person when less was picked, since nobody tells Centra', async () => {
    const order = await imported('retail', { lines: [{ quantity: 3 }] });
    stories.warehouse.shortPick({ orderNumber: order.id });
    stories.warehouse.pack({ orderNumber: order.id });
    stories.warehouse.ship({ orderNumber: order.id });
    await stories.scanWarehouse();
    await expect(order.asks('short-picked')).resolves.toMatchObject({
      sentence: expect.stringContaining('2 of 3'),
      choices: ['as-is', 'wait'],
    });
    await order.act('resolve', { choice: 'as-is' });
    await expect(order.end()).resolves.toMatchObject({ end: 'completed' });
  });

  it.concurrent('is written again when it was changed before the warehouse started', async () => {
    const order = await imported();
    stories.merchant.changeOrder({ orderNumber: order.number, delivery: { address: 'Flyttgatan 9' } });
    await scan();
    await order.until(({ facts }) =>
      facts.timeline.some(({ what, outcome }) => what === 'rewrite' && outcome === 'done'),
    );
    expect(JSON.stringify(order.inOngoing())).toContain('Flyttgatan 9');
  });

  it.concurrent('asks a person when it was changed after the warehouse had started', async () => {
    const order = await imported();
    stories.warehouse.allocate({ orderNumber: order.id });
    await stories.scanWarehouse();
    await order.until(({ facts }) => facts.parts.some(({ status }) => status !== 200));
    stories.merchant.changeOrder({ orderNumber: order.number, delivery: { address: 'Flyttgatan 9' } });
    await scan();
    await expect(order.asks('changed-after-start')).resolves.toMatchObject({
      sentence: expect.stringContaining('The order was changed'),
    });
  });

  it.concurrent(
    'is cancelled in the warehouse when Centra cancels it, and written anew when it is restored',
    async () => {
      const order = await imported();
      stories.merchant.cancel({ orderNumber: order.number });
      await scan();
      await expect(order.end()).resolves.toMatchObject({ end: 'cancelled' });
      expect(order.ordersInOngoing).toEqual([[order.id, 1000]]);

      stories.merchant.restore({ orderNumber: order.number });
      await scan();
      await order.reaches('in-warehouse');
      expect(order.ordersInOngoing.at(-1)).toEqual([`${order.id}-r2`, 200]);
    },
  );

  it.concurrent('is cancelled there when an operator says so, and ends when Centra offers it no more', async () => {
    const order = await imported();
    await order.act('cancel');
    await order.reaches('cancelled', 'centra-to-drop-it');
    expect(order.ordersInOngoing).toEqual([[order.id, 1000]]);
    stories.merchant.cancel({ orderNumber: order.number });
    await scan();
    await expect(order.end()).resolves.toMatchObject({ end: 'cancelled' });
  });

  it.concurrent('cannot be reported by an operator', async () => {
    const order = await imported();
    await expect(order.act('complete')).rejects.toMatchObject({
      cause: { message: expect.stringContaining('never reported back') },
    });
  });
});

describe('completed in Centra by somebody', () => {
  it.concurrent.each([
    ['whose plugin shows completed orders', [1, 2, 3, 4, 6]],
    ['whose plugin does not', [1, 2, 3, 6]],
  ])('goes its way in the warehouse, in a store %s', async (_what, ordersWithStatus) => {
    const store = ordersWithStatus.includes(4) ? 'open' : 'hidden';
    stories.merchant.settings({ store, set: { ordersWithStatus } });
    const order = await imported(store);
    const { shipmentId } = stories.merchant.newShipment({ orderNumber: order.number });
    stories.merchant.complete({ shipmentId });
    await scan(store);
    const { asks } = await order.until(({ facts }) => facts.centra.completed);
    expect(asks).toEqual([]);
    await eventually(async () => {
      const { memo } = await order.handle.describe();
      return memo?.seen === 'completed';
    });
    await expect(scan(store)).resolves.toMatchObject({ told: 0 });

    order.ships();
    await stories.scanWarehouse();
    await expect(order.end()).resolves.toMatchObject({ end: 'completed' });
  });
});

describe('the gate of orders', () => {
  it('lets pass what is open, not on hold, paid for, chosen by the filter and new enough', async () => {
    const store = 'gated';
    stories.merchant.settings({ store, set: { onHoldOrders: true, waitingForPaymentOrders: true } });
    const passes = ordered(store, { country: 'SE' });
    const [held, waiting] = [
      ordered(store, { country: 'SE', hold: true }),
      ordered(store, { country: 'SE', waitingForPayment: true }),
    ];
    ordered(store, { country: 'NO' });
    ordered(store, { country: 'SE', suspect: true });
    const partly = ordered(store, { country: 'SE', shipments: 2, lines: [{ quantity: 1 }, { quantity: 1 }] });
    stories.merchant.complete({ shipmentId: `${partly.id}-1` });
    await expect(scan(store)).resolves.toMatchObject({ read: 6, started: 1, skipped: 5, refusedTotal: 0 });
    await passes.reaches('in-warehouse');

    stories.merchant.unhold({ orderNumber: held.number });
    stories.merchant.changeOrder({ orderNumber: waiting.number, waitingForPayment: false });
    await expect(scan(store)).resolves.toMatchObject({ started: 2 });
    await held.reaches('in-warehouse');
    await waiting.reaches('in-warehouse');
    expect(partly.ordersInOngoing).toEqual([]);
  });

  it('reads the status as a number, a text or a word, and names an order without one', async () => {
    const store = 'words';
    for (const orderStatus of ['number', 'word', 'text'] as const) {
      stories.merchant.settings({ store, set: { orderStatus } });
      const order = await imported(store);
      stories.merchant.cancel({ orderNumber: order.number });
      await scan(store);
      await expect(order.end()).resolves.toMatchObject({ end: 'cancelled' });
    }
    stories.merchant.settings({ store, set: { orderStatus: 'absent' } });
    const order = ordered(store);
    const { refused } = await scan(store);
    expect(refused).toContainEqual({ id: order.id, reason: expect.stringContaining('orderStatus') });
  });
});

describe('a list of orders that is not to be trusted', () => {
  const many = 8;
  const manyImported = async (store: string) => {
    const orders = Array.from({ length: many }, () => ordered(store));
    await scan(store);
    for (const order of orders) await order.reaches('in-warehouse', 'warehouse');
    return orders;
  };

  it.concurrent('withdraws nothing when it is empty, and is a question of its own on the connection', async () => {
    const store = 'short';
    const orders = await manyImported(store);
    stories.faults.add({ id: store, kind: 'empty-list', store, path: '/orders' });
    await expect(scan(store)).resolves.toMatchObject({ shrunk: true, read: 0 });
    await eventually(async () => {
      const { asks } = await stories.connection(store);
      return asks.some(({ attention, sentence }) => attention === 'list-shrunk' && sentence.includes('list of orders'));
    });
    await stories.client.workflow
      .getHandle(connectionId(store))
      .executeUpdate(resolveConnection, { args: [{ actor: 'tester', reason: 'no', choice: 'believe-it' }] });
    stories.faults.clear({ id: store });
    await expect(scan(store)).resolves.toMatchObject({ shrunk: false });
    for (const order of orders) {
      const { asks } = await order.reaches('in-warehouse', 'warehouse');
      expect(asks).toEqual([]);
      expect(order.ordersInOngoing).toEqual([[order.id, 200]]);
    }
  });

  it.concurrent('lacks some because it was cut off: each is asked for, and nothing is cancelled', async () => {
    const store = 'truncated';
    const orders = await manyImported(store);
    stories.faults.add({ kind: 'truncated-list', store, path: '/orders', times: 1 });
    await scan(store);
    for (const order of orders) {
      await order.reaches('in-warehouse', 'warehouse');
      expect(order.ordersInOngoing).toEqual([[order.id, 200]]);
    }
  });

  it.concurrent(
    'does not show one that is on hold: a person is asked, and it goes on when it is shown again',
    async () => {
      const order = await imported('hidden');
      stories.merchant.hold({ orderNumber: order.number });
      await scan('hidden');
      await expect(order.asks('not-visible')).resolves.toMatchObject({ choices: ['wait', 'withdraw'] });
      stories.merchant.unhold({ orderNumber: order.number });
      await scan('hidden');
      await order.reaches('in-warehouse', 'warehouse');
      expect(order.ordersInOngoing).toEqual([[order.id, 200]]);
    },
  );

  it('has a broken row: it is named, and stops no other', async () => {
    const store = 'broken';
    const broken = ordered(store, { attributes: { hold: 'perhaps' } });
    const other = ordered(store);
    const { refused, started } = await scan(store);
    expect(started).toBe(1);
    expect(refused).toMatchObject([{ id: broken.id }]);
    await other.reaches('in-warehouse');
  });
});

describe('a store that imports both', () => {
  it('never orders the same goods twice', async () => {
    const store = 'both';
    const order = await imported(store);
    const asShipment = ordered(store, { shipments: 1 });
    // The order's shipment, made while it is in the warehouse, is no news.
    stories.merchant.newShipment({ orderNumber: order.number });
    await expect(stories.scan(store)).resolves.toMatchObject({ read: 2, started: 1, skipped: 1 });
    await expect(scan(store)).resolves.toMatchObject({ started: 0 });
    await stories.until(`${asShipment.id}-1`, ({ decision }) => decision.stage === 'in-warehouse', store);
    expect(asShipment.ordersInOngoing).toEqual([[`${asShipment.id}-1`, 200]]);
    expect(order.ordersInOngoing).toEqual([[order.id, 200]]);

    order.ships();
    await stories.scanWarehouse();
    await expect(order.end()).resolves.toMatchObject({ end: 'completed' });
    await expect(stories.scan(store)).resolves.toMatchObject({ started: 0, skipped: 1 });
    expect(order.ordersInOngoing).toEqual([[order.id, 450]]);
  });
});
