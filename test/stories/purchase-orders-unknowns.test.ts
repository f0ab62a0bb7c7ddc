import type { StoreOptions } from '../../src/sandbox';
import { connectionId } from '../../src/protocol/names';
import { resolveConnection } from '../../src/protocol/connection';
import { deliveriesOf } from './support/test-delivery';
import { useStories } from './support/use-stories';

const tee = 'TEE2-WHT-M';
const tote = 'TOT3-NAT-OS';
const lines = [
  { product: tee, quantity: 10 },
  { product: tote, quantity: 4 },
];

/** Each sees the deliveries for its own warehouse only. */
const at = (id: string, settings: StoreOptions['settings'] = {}): StoreOptions => ({
  id,
  settings: { supplierDeliveryWarehouse: id, ...settings },
});
const stories = useStories({
  purchaseOrders: { enabled: true, filter: 'delivery.message != "by hand"' },
  simulators: {
    centra: {
      stores: [
        { id: 'retail', type: 'b2c' },
        { id: 'wholesale', type: 'b2b' },
        at('other', {
          acceptedDeliveries: 'readable',
          receiveAgain: 'books',
          additionalDelivery: 'list',
          supplierOrders: 'all',
        }),
        at('short'),
      ],
    },
    ongoing: {
      goodsOwners: [
        { id: 'acme', goodsOwnerId: 121 },
        {
          id: 'globex',
          goodsOwnerId: 122,
          settings: { refusals: '200-null-id', removedLines: 'kept', omittedFields: 'cleared' },
        },
        { id: 'initech', goodsOwnerId: 123 },
      ],
    },
  },
  stores: { other: {}, short: {} },
  goodsOwners: { acme: ['retail', 'wholesale'], globex: ['other'], initech: ['short'] },
});
const { supplied, scan, announced } = deliveriesOf(stories);
const other = (wish: object = {}) => supplied({ store: 'other', warehouse: 'other', lines, ...wish }, 'globex');

describe('where nobody knows how the two systems do it, both ways are safe', () => {
  it('a delivery that was accepted can still be read, and a second report would be booked', async () => {
    const delivery = other();
    await scan('globex');
    await delivery.reaches('in-warehouse', 'goods');
    stories.merchant.acceptElsewhere({ deliveryId: delivery.deliveryId });
    delivery.receives();
    delivery.isFinished();
    await scan('globex');
    await delivery.asks('completed-elsewhere');
    await delivery.act('resolve', { choice: 'accept' });
    await expect(delivery.end()).resolves.toMatchObject({ end: 'completed', reported: false });
    expect(delivery.inCentra.counts.reportCalls).toBe(0);
  });

  it('the rest of a delivery comes in a list, and lines that were taken out stay in the warehouse', async () => {
    const delivery = other();
    await scan('globex');
    await delivery.reaches('in-warehouse', 'goods');
    stories.merchant.changeDelivery({ deliveryId: delivery.deliveryId, quantities: { [tote]: 0 } });
    await scan('globex');
    await delivery.until(({ facts }) => facts.order?.pieces?.[tote] === undefined);
    expect(delivery.inOngoing().lines).toHaveLength(2);
    delivery.receives({ articleNumber: tee, quantity: 7 });
    delivery.isFinished();
    await scan('globex');
    const { pieces: told, rest } = await delivery.end();
    expect([told, rest.length]).toEqual([7, 1]);
    expect(stories.merchant.delivery({ deliveryId: rest[0] ?? '' }).lines).toMatchObject([{ quantity: 3 }]);
  });

  it('a refusal that comes as 200 without an id is found out', async () => {
    const delivery = other();
    await scan('globex');
    await delivery.reaches('in-warehouse', 'goods');
    delivery.receives({ articleNumber: tee, quantity: 1 });
    stories.merchant.cancelDelivery({ deliveryId: delivery.deliveryId });
    await scan('globex');
    await delivery.asks('cancel-refused');
    await delivery.act('resolve', { choice: 'accept' });
    await expect(delivery.end()).resolves.toMatchObject({ end: 'cancelled' });
  });
});

/** Whatever a history holds, payloads as text. */
const everythingIn = (value: unknown): string => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.values(value).map(everythingIn).join(' ');
};

describe('a purchase order', () => {
  it('is not made of what the filter leaves out', async () => {
    supplied({ lines, message: 'by hand' });
    await expect(scan()).resolves.toMatchObject({ started: 0, skippedBy: { filtered: 1 }, refusedTotal: 0 });
  });

  it('that lives in the warehouse already is adopted, also when all that Temporal knew is lost', async () => {
    const delivery = await announced({ lines });
    await stories.losesTemporal();
    const done = await scan();
    expect(done.adopted).toBeGreaterThanOrEqual(1);
    await delivery.reaches('in-warehouse', 'goods');
    delivery.receives();
    delivery.isFinished();
    await scan();
    await expect(delivery.end()).resolves.toMatchObject({ end: 'completed', pieces: 14 });
    expect(delivery.told).toEqual([14]);
    expect(stories.warehouse.purchaseOrders({}).purchaseOrders.map((one) => one.purchaseOrderNumber)).toContain(
      delivery.id,
    );
  });

  it('keeps the names of suppliers out of Temporal', async () => {
    const delivery = await announced({ lines, supplierName: 'Maria Example Tailoring' });
    const text = everythingIn(await delivery.handle.fetchHistory());
    expect(text).toContain(delivery.deliveryId);
    expect(text).not.toContain('Maria');
  });

  it('of a delivery that an operator does not want is cancelled, and ends when Centra does not list it any more', async () => {
    const delivery = await announced({ lines });
    await delivery.act('cancel');
    await delivery.reaches('cancelled', 'centra-to-drop-it');
    expect(delivery.inOngoing().status).toBe(900);
    await expect(scan()).resolves.toMatchObject({ started: 0 });
    stories.merchant.cancelDelivery({ deliveryId: delivery.deliveryId });
    await scan();
    await expect(delivery.end()).resolves.toMatchObject({ end: 'cancelled' });
  });

  it('whose number is somebody else’s is not written over it', async () => {
    const first = await announced({ lines });
    first.isAnnulled();
    await scan();
    await first.asks('cancelled-in-warehouse');
    // The next life’s number is taken by a purchase order that names another delivery.
    const number = `${first.id}-r2`;
    const { acme } = stories.simulators.ongoing;
    if (!acme) throw new Error('no goods owner acme');
    const { baseUrl, goodsOwnerId, username, password } = acme;
    const reply = await fetch(`${baseUrl}/purchaseOrders`, {
      method: 'PUT',
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
      },
      body: JSON.stringify({
        goodsOwnerId,
        purchaseOrderNumber: number,
        goodsOwnerReference: 'somebody-elses',
        purchaseOrderLines: [{ rowNumber: '1', articleNumber: tee, numberOfItems: 1 }],
      }),
    });
    expect(reply.status).toBe(200);
    await first.act('resolve', { choice: 'order-again' });
    await expect(first.asks('number-taken')).resolves.toMatchObject({ sentence: expect.stringContaining(number) });
    expect(first.inOngoing(number).posted).toMatchObject({ goodsOwnerReference: 'somebody-elses' });
  });

  it('that the warehouse receives more of after its report is named by every scan', async () => {
    const delivery = await announced({ lines });
    delivery.receives();
    delivery.isFinished();
    await scan();
    await delivery.end();
    stories.warehouse.correctReceived({ purchaseOrderNumber: delivery.id, articleNumber: tee, received: 12 });
    const { refused } = await scan();
    expect(refused).toContainEqual({
      id: delivery.deliveryId,
      reason: expect.stringContaining(`${tee}: 12 instead of 10`),
    });
  });
});

describe('a list of deliveries that lacks many at once', () => {
  it('cancels nothing; one question is asked, on the connection', async () => {
    const deliveries = Array.from({ length: 7 }, () =>
      supplied({ store: 'short', warehouse: 'short', lines }, 'initech'),
    );
    await scan('initech');
    for (const delivery of deliveries) await delivery.reaches('in-warehouse', 'goods');
    // Somebody has set the plugin to another warehouse.
    stories.merchant.settings({ store: 'short', set: { supplierDeliveryWarehouse: 'nowhere' } });
    await expect(scan('initech')).resolves.toMatchObject({ shrunk: true });
    const { asks } = await stories.connection('short');
    expect(asks.map((ask) => ask.attention)).toEqual(['list-shrunk']);
    for (const delivery of deliveries) {
      const { decision } = await delivery.state();
      expect(decision).toMatchObject({ stage: 'in-warehouse', asks: [] });
      expect(delivery.inOngoing().status).toBe(100);
    }
    // It is true after all.
    await stories.client.workflow.getHandle(connectionId('short')).executeUpdate(resolveConnection, {
      args: [{ actor: 'tester', reason: 'because', choice: 'believe-it' }],
    });
    await scan('initech');
    for (const delivery of deliveries) {
      await expect(delivery.end()).resolves.toMatchObject({ end: 'cancelled' });
    }
  });
});
