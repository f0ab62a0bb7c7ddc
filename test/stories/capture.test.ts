import type { TestShipment } from './support/test-shipment';
import { useStories } from './support/use-stories';

const stories = useStories({
  stores: {
    onimport: { capture: 'onImport' },
    oncomplete: { capture: 'onComplete' },
    // Each scanned by one test alone: the list that another one's scan reads would show what became of the capture.
    doubtful: { capture: 'onImport' },
    trusting: { capture: 'onImport' },
  },
});

/** The list shows it to the read before the capture, and then no more. */
const hideFromNowOn = ({ order }: TestShipment) =>
  stories.faults.add({ kind: 'empty-list', path: '/shipments', about: String(order), after: 1, id: `hidden ${order}` });

describe('capture on import', () => {
  const store = 'onimport';

  it.concurrent('takes the money before the goods', async () => {
    const shipment = await stories.imported({ store, payment: 'authorised' });
    expect(shipment.inCentra).toMatchObject({ paid: true, counts: { captures: 1 } });
    const { captured, order } = (await shipment.state()).facts;
    expect(captured!.at).toBeLessThanOrEqual(order!.writtenAt!);

    await expect(shipment.goesItsWay()).resolves.toMatchObject({ end: 'completed', captured: true });
    expect(shipment.inCentra.counts).toEqual({
      ...{ captureCalls: 1, captures: 1 },
      ...{ completeCalls: 1, completions: 1, emails: 1 },
    });
  });

  it.concurrent('captures nothing that is paid', async () => {
    const shipment = await stories.imported({ store, payment: 'prepaid' });
    expect(shipment.inCentra.counts.captureCalls).toBe(0);
  });

  it.concurrent('sends nothing to the warehouse when the capture is refused, until Centra shows it paid', async () => {
    const shipment = stories.ordered({ store, payment: 'refuses' });
    await stories.scan(store);
    await expect(shipment.asks('capture-refused')).resolves.toMatchObject({
      sentence: expect.stringContaining('capture failed'),
    });
    expect(shipment.ordersInOngoing).toEqual([]);

    stories.merchant.markPaid({ shipmentId: shipment.id });
    await stories.scan(store);
    await shipment.reaches('in-warehouse');
    expect(shipment.inCentra.counts.captureCalls).toBe(1);
  });

  it.concurrent('tries a refused capture again when an operator says so', async () => {
    const shipment = stories.ordered({ store, payment: 'refuses' });
    await stories.scan(store);
    await shipment.asks('capture-refused');
    stories.merchant.changeOrder({ orderNumber: shipment.order, payment: 'authorised' });
    await shipment.act('retry');
    await shipment.reaches('in-warehouse');
    expect(shipment.inCentra.counts).toMatchObject({ captureCalls: 2, captures: 1 });
  });

  it.concurrent('takes no money for what cannot be mapped, which stops no other shipment', async () => {
    const noStreet = stories.ordered({ store, payment: 'authorised', delivery: { address: '' } });
    const other = await stories.imported({ store, payment: 'authorised' });
    await expect(noStreet.asks('unmappable')).resolves.toMatchObject({
      sentence: expect.stringContaining('deliveryAddress'),
    });
    expect(noStreet.inCentra.counts.captureCalls).toBe(0);
    expect(other.ordersInOngoing).toEqual([[other.id, 200]]);

    stories.merchant.changeOrder({ orderNumber: noStreet.order, delivery: { address: 'Provgatan 1' } });
    await stories.scan(store);
    await noStreet.reaches('in-warehouse');
    expect(noStreet.inCentra.counts.captures).toBe(1);
  });

  it.concurrent('takes no money for what the merchant cancels a second before', async () => {
    const shipment = stories.ordered({ store, payment: 'authorised' });
    // The fresh read takes its time: what it shows is newer than what the scan saw.
    const read = stories.hold({ path: '/shipments', about: String(shipment.order) });
    await stories.scan(store);
    await read.reached();
    await shipment.reaches('capturing');
    stories.merchant.cancel({ orderNumber: shipment.order });
    read.release();
    await expect(shipment.end()).resolves.toMatchObject({ end: 'cancelled', captured: false });
    expect(shipment.inCentra.counts.captureCalls).toBe(0);
    expect(shipment.ordersInOngoing).toEqual([]);
  });

  it.concurrent('keeps asking for a refund as long as captured goods will not be shipped', async () => {
    const shipment = await stories.imported({ store, payment: 'authorised' });
    stories.merchant.cancel({ orderNumber: shipment.order, refunded: true });
    await stories.scan(store);
    await shipment.asks('captured-not-shipped');
    expect(shipment.ordersInOngoing).toEqual([[shipment.id, 1000]]);

    await shipment.act('resolve', { choice: 'refunded' });
    await expect(shipment.end()).resolves.toMatchObject({ end: 'cancelled' });
  });

  it.concurrent('asks a person when a capture got no answer and Centra lists the shipment no more', async () => {
    const shipment = stories.ordered({ store: 'doubtful', payment: 'authorised' });
    stories.faults.add({ kind: 'reset-after', path: '/capture', about: shipment.id, times: 1 });
    hideFromNowOn(shipment);
    await stories.scan('doubtful');
    await expect(shipment.asks('capture-in-doubt')).resolves.toMatchObject({ choices: ['captured', 'not-captured'] });
    expect(shipment.ordersInOngoing).toEqual([]);

    // Listed again, it shows what became of the capture.
    stories.faults.clear({ id: `hidden ${shipment.order}` });
    await shipment.reaches('in-warehouse');
    expect(shipment.inCentra.counts).toMatchObject({ captureCalls: 1, captures: 1 });
  });

  it.concurrent('believes a person who has looked at the payment', async () => {
    const shipment = stories.ordered({ store: 'trusting', payment: 'async' });
    stories.faults.add({ kind: 'reset-after', path: '/capture', about: shipment.id, times: 1 });
    hideFromNowOn(shipment);
    await stories.scan('trusting');
    await shipment.asks('capture-in-doubt');
    await shipment.act('resolve', { choice: 'captured' });
    // The money is taken, and Centra offers the shipment no more.
    await shipment.asks('captured-not-shipped');
    stories.faults.clear({ id: `hidden ${shipment.order}` });
    await stories.scan('trusting');
    await shipment.reaches('in-warehouse');
    expect(shipment.inCentra.counts.captureCalls).toBe(1);
  });

  it.concurrent(
    'accepts a capture that the provider settles later as permission to ship, and reports when it is settled',
    async () => {
      const shipment = await stories.imported({ store, payment: 'async' });
      shipment.ships();
      await stories.scanWarehouse();
      await shipment.asks('not-paid');
      expect(shipment.inCentra.shippedAt).toBeNull();

      stories.merchant.settlePayment({ shipmentId: shipment.id });
      await stories.scan(store);
      await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
      expect(shipment.inCentra.counts).toMatchObject({ captures: 1, completions: 1, emails: 1 });
    },
  );
});

describe('capture on completion', () => {
  const store = 'oncomplete';

  it.concurrent('takes the money when the goods have left', async () => {
    const shipment = await stories.imported({ store, payment: 'authorised' });
    expect(shipment.inCentra.counts.captureCalls).toBe(0);
    await expect(shipment.goesItsWay()).resolves.toMatchObject({ end: 'completed', captured: true });
    expect(shipment.inCentra.counts).toEqual({
      ...{ captureCalls: 0, captures: 1 },
      ...{ completeCalls: 1, completions: 1, emails: 1 },
    });
    expect(shipment.inOngoing().lines).toMatchObject([{ reported: 1 }]);
  });

  it.concurrent(
    'neither completes nor acknowledges when the capture is refused, until Centra shows it paid',
    async () => {
      const shipment = await stories.imported({ store, payment: 'refuses' });
      shipment.ships();
      await stories.scanWarehouse();
      await shipment.asks('capture-refused');
      expect(shipment.inCentra.shippedAt).toBeNull();
      expect(shipment.inOngoing().lines).toMatchObject([{ reported: null }]);

      stories.merchant.markPaid({ shipmentId: shipment.id });
      await stories.scan(store);
      await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
      expect(shipment.inCentra.counts).toMatchObject({ captures: 0, completions: 1, emails: 1 });
      expect(shipment.inOngoing().lines).toMatchObject([{ reported: 1 }]);
    },
  );

  it.concurrent('reports a capture that is settled later when it is settled', async () => {
    const shipment = await stories.imported({ store, payment: 'async' });
    shipment.ships();
    await stories.scanWarehouse();
    await shipment.asks('not-paid');

    stories.merchant.settlePayment({ shipmentId: shipment.id });
    await stories.scan(store);
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
    expect(shipment.inCentra.counts).toMatchObject({ captures: 1, completions: 1, emails: 1 });
  });
});

describe('no capture at all', () => {
  it.concurrent('reports nothing until somebody has been paid', async () => {
    const shipment = await stories.imported({ payment: 'authorised' });
    shipment.ships();
    await stories.scanWarehouse();
    await shipment.asks('not-paid');
    expect(shipment.inCentra.counts.completeCalls).toBe(0);

    stories.merchant.markPaid({ shipmentId: shipment.id });
    await stories.scan();
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed', captured: false });
    expect(shipment.inCentra.counts).toMatchObject({ captureCalls: 0, captures: 0, emails: 1 });
  });
});
