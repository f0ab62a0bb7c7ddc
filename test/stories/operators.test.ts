import { operatorUpdates } from '../../src/protocol/entity';
import { useStories } from './support/use-stories';

const stories = useStories({
  stores: {
    onimport: { capture: 'onImport' },
    soonasked: { attentionAfter: { hold: '1s' } },
  },
});

describe('a hold', () => {
  it.concurrent('stops every write, while reading goes on, until it is released', async () => {
    const shipment = await stories.imported();
    await expect(shipment.act('hold')).resolves.toMatchObject({ stage: 'held' });
    shipment.ships();
    await stories.scanWarehouse();
    const { facts } = await shipment.reaches('held', 'release');
    expect(facts.parts).toMatchObject([{ status: 450 }]);
    expect(shipment.inCentra.counts.completeCalls).toBe(0);

    await shipment.act('release', { reason: undefined });
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
  });

  it.concurrent('does not stop a cancellation', async () => {
    const shipment = await stories.imported();
    await shipment.act('hold');
    stories.merchant.cancel({ orderNumber: shipment.order });
    await stories.scan();
    await expect(shipment.end()).resolves.toMatchObject({ end: 'cancelled' });
    expect(shipment.ordersInOngoing).toEqual([[shipment.id, 1000]]);
  });

  it.concurrent('is not forgotten', async () => {
    const shipment = await stories.imported({ store: 'soonasked' });
    await shipment.act('hold');
    await expect(shipment.asks('overdue')).resolves.toMatchObject({ sentence: expect.stringContaining('hold') });
  });
});

describe('an operator', () => {
  it.concurrent('is told why not, in a sentence', async () => {
    const shipment = await stories.imported();
    const refusals: [
      action: Parameters<typeof shipment.act>[0],
      more: Record<string, string | undefined>,
      why: string,
    ][] = [
      ['release', {}, 'it is not held'],
      ['retry', {}, 'nothing has failed'],
      ['resolve', { choice: 'accept' }, 'nothing is asked'],
      ['hold', { reason: undefined }, 'a reason is required'],
      ['hold', { actor: '' }, 'the actor is missing'],
    ];
    for (const [action, more, why] of refusals) {
      await expect(shipment.act(action, more)).rejects.toMatchObject({
        cause: { message: expect.stringContaining(`${action}: ${why}`) },
      });
    }
    const before = await shipment.state();
    expect(before.facts.timeline.filter(({ by }) => by !== undefined)).toEqual([]);
    expect(Object.fromEntries(before.actions.map(({ name, allowed }) => [name, allowed]))).toEqual({
      ...{ retry: false, cancel: true, complete: true, hold: true, release: false, resolve: false, abandon: true },
    });
  });

  it.concurrent('chooses among what is offered', async () => {
    const shipment = await stories.imported();
    stories.warehouse.annul({ orderNumber: shipment.id });
    await stories.scanWarehouse();
    await shipment.asks('cancelled-in-warehouse');
    await expect(shipment.act('resolve', { choice: 'as-is' })).rejects.toMatchObject({
      cause: { message: 'resolve: choose one of order-again, give-up' },
    });
  });

  it.concurrent('leaves his name and his reason', async () => {
    const shipment = await stories.imported();
    await shipment.act('hold', { actor: 'kim', reason: 'stock-taking' });
    const { facts } = await shipment.state();
    expect(facts.timeline).toContainEqual({ at: expect.any(Number), what: 'hold', by: 'kim', reason: 'stock-taking' });
  });

  it.concurrent('does nothing twice by pressing twice', async () => {
    const shipment = await stories.imported();
    const press = () =>
      shipment.handle.executeUpdate(operatorUpdates.hold, {
        args: [{ actor: 'kim', reason: 'stock-taking' }],
        updateId: `hold ${shipment.id}`,
      });
    await expect(press()).resolves.toEqual(await press());
    const { facts } = await shipment.state();
    expect(facts.timeline.filter(({ what }) => what === 'hold')).toHaveLength(1);
    await expect(shipment.act('hold')).rejects.toMatchObject({ cause: { message: 'hold: it is held already' } });
  });

  it.concurrent('reports what is in the warehouse, without waiting for a waybill', async () => {
    const shipment = await stories.imported();
    stories.warehouse.pick({ orderNumber: shipment.id });
    stories.warehouse.ship({ orderNumber: shipment.id, waybill: null });
    await stories.scanWarehouse();
    await shipment.reaches('in-warehouse', 'waybill');
    await shipment.act('complete');
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed', waybills: [] });
  });

  it.concurrent('lets a shipment go: nothing is written, and its order goes on', async () => {
    const shipment = await stories.imported();
    await shipment.act('abandon');
    await shipment.reaches('abandoned', 'centra-to-drop-it');
    await expect(shipment.act('cancel')).rejects.toMatchObject({ cause: { message: 'cancel: it was abandoned' } });
    shipment.ships();
    await stories.scanWarehouse();
    await stories.scan();
    await shipment.reaches('abandoned', 'centra-to-drop-it');
    expect(shipment.inCentra.counts.completeCalls).toBe(0);

    stories.merchant.complete({ shipmentId: shipment.id });
    await stories.scan();
    await expect(shipment.end()).resolves.toMatchObject({ end: 'abandoned' });
    expect(shipment.ordersInOngoing).toEqual([[shipment.id, 450]]);
  });

  it.concurrent('cannot let go of money silently', async () => {
    const shipment = await stories.imported({ store: 'onimport', payment: 'authorised' });
    await shipment.act('abandon');
    await shipment.asks('captured-not-shipped');
    await shipment.act('resolve', { choice: 'refunded' });
    await shipment.reaches('abandoned', 'centra-to-drop-it');
    stories.merchant.cancel({ orderNumber: shipment.order, refunded: true });
    await stories.scan('onimport');
    await expect(shipment.end()).resolves.toMatchObject({ end: 'abandoned' });
  });
});

describe('a pause', () => {
  it.each<[whose: string, id: string]>([
    ['a store', 'retail'],
    ['a goods owner', 'acme'],
  ])('of %s stops every write but a cancellation, and keeps what happens meanwhile', async (_whose, id) => {
    const [picked, cancelled, changed] = [await stories.imported(), await stories.imported(), await stories.imported()];
    const found = stories.ordered();
    await expect(stories.pause(id)).resolves.toMatchObject({ message: expect.stringContaining('nothing but') });
    await expect(stories.pause(id)).rejects.toMatchObject({ cause: { message: 'it is paused already' } });

    picked.ships();
    stories.merchant.cancel({ orderNumber: cancelled.order });
    stories.merchant.changeOrder({ orderNumber: changed.order, delivery: { address: 'Omvägen 7' } });
    await stories.scan();
    await stories.scanWarehouse();
    await expect(cancelled.end()).resolves.toMatchObject({ end: 'cancelled' });
    await picked.reaches('reporting', 'connection');
    await changed.reaches('in-warehouse', 'connection');
    await found.reaches('importing', 'connection');
    expect(picked.inCentra.counts.completeCalls).toBe(0);
    expect(found.ordersInOngoing).toEqual([]);

    await stories.resume(id);
    await expect(picked.end()).resolves.toMatchObject({ end: 'completed' });
    await found.reaches('in-warehouse', 'warehouse');
    await changed.reaches('in-warehouse', 'warehouse');
    expect(changed.inOngoing().posted.consignee).toMatchObject({ address1: 'Omvägen 7' });
  });
});
