import { deliveriesOf } from './support/test-delivery';
import { useStories } from './support/use-stories';

const tee = 'TEE2-WHT-M';
const tote = 'TOT3-NAT-OS';
const lines = [
  { product: tee, quantity: 10 },
  { product: tote, quantity: 4 },
];

const stories = useStories({ purchaseOrders: { enabled: true } });
const { announced, supplied, scan, known } = deliveriesOf(stories);

describe('goods that a supplier sends', () => {
  it('are announced, received in steps, reported once when the warehouse has finished, and acknowledged', async () => {
    const delivery = await announced({ lines });
    expect(delivery.inOngoing()).toMatchObject({
      purchaseOrderNumber: delivery.id,
      status: 100,
      posted: { goodsOwnerReference: delivery.deliveryId },
    });
    delivery.receives({ articleNumber: tee, quantity: 6 });
    await scan();
    await delivery.reaches('in-warehouse', 'receiving');
    delivery.receives();
    await scan();
    expect(delivery.told).toEqual([]);
    delivery.isFinished();
    await scan();
    await expect(delivery.end()).resolves.toMatchObject({ end: 'completed', reported: true, pieces: 14, rest: [] });
    expect(delivery.told).toEqual([14]);
    expect(delivery.inCentra.receipts).toMatchObject([{ by: 'api', insertStock: true }]);
    expect(delivery.inOngoing().lines).toMatchObject([{ reported: 10 }, { reported: 4 }]);
    expect(delivery.inCentra.counts).toEqual({ reportCalls: 1, repeatedReports: 0 });
  });

  it('of which less came: the rest is followed as a delivery of its own', async () => {
    const delivery = await announced({ lines });
    delivery.receives({ articleNumber: tee, quantity: 7 }, { articleNumber: tote, quantity: 4 });
    delivery.isFinished();
    await scan();
    const { pieces, rest } = await delivery.end();
    expect({ pieces, rest: rest.length }).toEqual({ pieces: 11, rest: 1 });

    const [deliveryId = ''] = rest;
    const { id } = stories.merchant.delivery({ deliveryId });
    const its = known({ deliveryId, id: String(id) });
    await scan();
    await its.reaches('in-warehouse', 'goods');
    its.receives();
    its.isFinished();
    await scan();
    await expect(its.end()).resolves.toMatchObject({ end: 'completed', pieces: 3, rest: [] });
  });

  it('of which more came: what came is reported', async () => {
    const delivery = await announced({ lines });
    delivery.receives({ articleNumber: tee, quantity: 12 }, { articleNumber: tote, quantity: 4 });
    delivery.isFinished();
    await scan();
    await expect(delivery.end()).resolves.toMatchObject({ pieces: 16, rest: [] });
    expect(delivery.told).toEqual([16]);
  });

  it('with an article that nobody announced: the others are reported, and a person is told its name', async () => {
    const delivery = await announced({ lines });
    delivery.receives();
    delivery.receives({ articleNumber: 'STRAY-1', quantity: 2 });
    delivery.isFinished();
    await scan();
    const ask = await delivery.asks('receipt-refused');
    expect(ask).toMatchObject({ choices: ['accept'], sentence: expect.stringContaining('STRAY-1: 2') });
    expect(delivery.told).toEqual([14]);
    await delivery.act('resolve', { choice: 'accept' });
    await expect(delivery.end()).resolves.toMatchObject({ pieces: 14, unreported: ['STRAY-1'] });
    expect(delivery.inOngoing().lines.map(({ reported }) => reported)).toEqual([10, 4, 2]);
  });

  it('of which nothing came: a person decides', async () => {
    const delivery = await announced({ lines });
    delivery.isFinished();
    await scan();
    await expect(delivery.asks('nothing-received')).resolves.toMatchObject({ choices: ['report-nothing', 'wait'] });
    expect(delivery.told).toEqual([]);
    await delivery.act('resolve', { choice: 'report-nothing' });
    await expect(delivery.end()).resolves.toMatchObject({ end: 'completed', pieces: 0 });
    expect(delivery.told).toEqual([0]);
  });

  it('that were cancelled before the warehouse began are not announced any more', async () => {
    const delivery = await announced({ lines });
    stories.merchant.cancelDelivery({ deliveryId: delivery.deliveryId });
    await scan();
    await expect(delivery.end()).resolves.toMatchObject({ end: 'cancelled', reported: false });
    expect(delivery.inOngoing().status).toBe(900);
  });

  it('whose whole supplier order was cancelled are not announced any more', async () => {
    const { deliveryId, id, supplierOrderId } = stories.merchant.createSupplierOrder({ lines });
    const delivery = known({ deliveryId, id });
    await scan();
    await delivery.reaches('in-warehouse', 'goods');
    stories.merchant.cancelSupplierOrder({ supplierOrderId });
    await scan();
    await expect(delivery.end()).resolves.toMatchObject({ end: 'cancelled' });
    expect(delivery.inOngoing().status).toBe(900);
  });

  it('that were cancelled after the warehouse had begun are for a person', async () => {
    const delivery = await announced({ lines });
    delivery.receives({ articleNumber: tee, quantity: 1 });
    await scan();
    await delivery.reaches('in-warehouse', 'receiving');
    stories.merchant.cancelDelivery({ deliveryId: delivery.deliveryId });
    await scan();
    await expect(delivery.asks('cancel-refused')).resolves.toMatchObject({ choices: ['accept'] });
    await delivery.act('resolve', { choice: 'accept' });
    await expect(delivery.end()).resolves.toMatchObject({ end: 'cancelled', reported: false });
    expect(delivery.inOngoing().status).toBe(300);
  });

  it('that somebody accepted in Centra: nothing is cancelled, and nothing reported again', async () => {
    const delivery = await announced({ lines });
    stories.merchant.acceptElsewhere({ deliveryId: delivery.deliveryId });
    await scan();
    await expect(delivery.asks('completed-elsewhere')).resolves.toMatchObject({ choices: ['accept', 'cancel-order'] });
    expect(delivery.inOngoing().status).toBe(100);
    await delivery.act('resolve', { choice: 'accept' });
    await delivery.reaches('in-warehouse', 'receiving');
    delivery.receives();
    delivery.isFinished();
    await scan();
    await expect(delivery.end()).resolves.toMatchObject({ end: 'completed', reported: false });
    expect(delivery.inOngoing().lines).toMatchObject([{ reported: 10 }, { reported: 4 }]);
    expect(delivery.inCentra.counts.reportCalls).toBe(0);
  });

  it('that the warehouse cancelled are announced again under a number of their own, when a person says so', async () => {
    const delivery = await announced({ lines });
    delivery.isAnnulled();
    await scan();
    await delivery.asks('cancelled-in-warehouse');
    await delivery.act('resolve', { choice: 'order-again' });
    await delivery.until(({ facts }) => facts.order?.number === `${delivery.id}-r2` && facts.order.written);
    expect(delivery.inOngoing(`${delivery.id}-r2`).status).toBe(100);
  });

  it('are written again when the merchant changes them in time', async () => {
    const delivery = await announced({ lines });
    stories.merchant.changeDelivery({ deliveryId: delivery.deliveryId, quantities: { [tee]: 8 } });
    await scan();
    await delivery.until(({ facts }) => facts.order?.pieces?.[tee] === 8);
    expect(delivery.inOngoing().lines).toMatchObject([{ advised: 8 }, { advised: 4 }]);
  });

  it('are told to a person when the merchant changes them too late', async () => {
    const delivery = await announced({ lines });
    delivery.receives({ articleNumber: tee, quantity: 1 });
    await scan();
    await delivery.reaches('in-warehouse', 'receiving');
    stories.merchant.changeDelivery({ deliveryId: delivery.deliveryId, quantities: { [tee]: 8 } });
    await scan();
    await delivery.asks('changed-after-start');
    delivery.receives();
    delivery.isFinished();
    await scan();
    await expect(delivery.end()).resolves.toMatchObject({ end: 'completed', pieces: 14 });
  });

  it('are reported early when an operator says so; the rest comes as a delivery of its own', async () => {
    const delivery = await announced({ lines });
    await expect(delivery.act('complete')).rejects.toThrow();
    delivery.receives({ articleNumber: tee, quantity: 6 });
    await scan();
    await delivery.reaches('in-warehouse', 'receiving');
    await delivery.act('complete');
    await expect(delivery.end()).resolves.toMatchObject({ end: 'completed', pieces: 6, rest: [expect.any(String)] });
    expect(delivery.told).toEqual([6]);
    expect(delivery.inOngoing().lines[0]?.reported).toBe(6);
  });

  it('start no second life, though a list from before shows them still', async () => {
    const delivery = supplied({ lines });
    await scan();
    await delivery.reaches('in-warehouse', 'goods');
    const again = await scan();
    expect(again).toMatchObject({ started: 0, adopted: 0, refusedTotal: 0 });
  });
});
