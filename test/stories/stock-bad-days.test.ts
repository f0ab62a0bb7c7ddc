import { useBridge } from '../support/bridge';
import { placesFor, stockPlace } from './support/stock-world';

const names = ['clamp', 'free', 'lost', 'unsent', 'away', 'bundle', 'shared', 'shift'] as const;
const bridge = useBridge({ ...placesFor(names, { free: { stockUpdates: 'fta' } }), stock: { export: true } });
const control = () => bridge.simulators.control;
const writesTo = (store: string) => control().counters().calls.centra?.[store]?.calls['POST /stock'] ?? 0;

/** An order of a customer reserves pieces in Centra. */
const reserve = (store: string, product: string, quantity: number) =>
  control().merchant.createOrder({ store, payment: 'prepaid', lines: [{ product, quantity }] });

describe('a figure below what orders have reserved', () => {
  it.concurrent(
    'is raised by Centra in silence: that is said, and it is lowered when the orders have gone',
    async () => {
      const place = stockPlace(bridge, 'clamp');
      place.article('SHORT', 10, 2);
      const { orderNumber } = reserve('clamp', 'SHORT', 4);

      const first = await place.run();
      expect(first).toMatchObject({ written: 1, clampedTotal: 1, clamped: [{ id: 'SHORT', quantity: 2, to: 4 }] });
      expect(first.notes).toEqual([
        'Centra keeps more than is there, as orders have reserved it: SHORT (4, there are 2)',
      ]);
      await expect(place.inCentra('SHORT')).resolves.toEqual({ physical: 4, allocated: 4 });
      await expect(place.run()).resolves.toMatchObject({ written: 0, unchanged: 1, clampedTotal: 1 });

      control().merchant.cancel({ orderNumber });
      await expect(place.run()).resolves.toMatchObject({ written: 1, clampedTotal: 0 });
      await expect(place.inCentra('SHORT')).resolves.toEqual({ physical: 2, allocated: 0 });
    },
  );
});

describe('a plugin that takes figures for what is free to allocate', () => {
  it.concurrent('is noticed at the first of them, which is set right, and gets no other', async () => {
    const place = stockPlace(bridge, 'free');
    place.article('LOOSE', 5, 6);
    place.article('RESERVED', 10, 7);
    reserve('free', 'RESERVED', 3);

    const first = await place.run();
    expect(first).toMatchObject({ written: 0, refusedTotal: 1, refused: [{ id: 'free' }] });
    expect(first.refused[0]?.reason).toContain('takes the figures of POST /stock for what is free to allocate');
    await expect(place.inCentra('RESERVED')).resolves.toEqual({ physical: 7, allocated: 3 });
    await expect(place.inCentra('LOOSE')).resolves.toMatchObject({ physical: 5 });

    control().merchant.settings({ store: 'free', set: { stockUpdates: 'physical' } });
    place.moves('RESERVED', 1);
    await expect(place.run()).resolves.toMatchObject({ full: true, written: 2, refusedTotal: 0 });
    await expect(place.inCentra('RESERVED')).resolves.toEqual({ physical: 8, allocated: 3 });
    await expect(place.inCentra('LOOSE')).resolves.toMatchObject({ physical: 6 });
  });
});

describe('a write without an answer', () => {
  it.concurrent('that was done is found out, and not repeated', async () => {
    const place = stockPlace(bridge, 'lost');
    place.article('LOST', 10, 7);
    control().faults.add({ store: 'lost', method: 'POST', path: '/stock', kind: 'timeout-after', times: 1 });
    await expect(place.run()).resolves.toMatchObject({ written: 1, refusedTotal: 0, next: { again: [] } });
    await expect(place.run()).resolves.toMatchObject({ written: 0 });
    expect(writesTo('lost')).toBe(1);
  });

  it.concurrent('that was not done is done by the next run', async () => {
    const place = stockPlace(bridge, 'unsent');
    place.article('UNSENT', 10, 7);
    control().faults.add({ store: 'unsent', method: 'POST', path: '/stock', kind: 'timeout-before', times: 1 });
    await expect(place.run()).resolves.toMatchObject({ written: 0, next: { again: ['UNSENT'] } });
    await expect(place.inCentra('UNSENT')).resolves.toMatchObject({ physical: 10 });
    await expect(place.run()).resolves.toMatchObject({ full: false, written: 1, next: { again: [] } });
    await expect(place.inCentra('UNSENT')).resolves.toMatchObject({ physical: 7 });
  });
});

describe('systems that are away in the middle', () => {
  it.concurrent('delay a run, and it goes on by itself', async () => {
    const place = stockPlace(bridge, 'away');
    place.article('A', 10, 7);
    const { goodsOwner } = place;
    control().faults.add({ store: 'away', method: 'GET', path: '/stock', kind: '500-before', after: 1, times: 2 });
    control().faults.add({ goodsOwner, method: 'POST', path: '/articles/byQuery', kind: 'reset-before', times: 1 });
    await expect(place.run()).resolves.toMatchObject({ read: 1, written: 1, refusedTotal: 0 });
    await expect(place.inCentra('A')).resolves.toMatchObject({ physical: 7 });
  });
});

describe('rows that Centra does not set', () => {
  it.concurrent('are named: bundles have the stock of their items', async () => {
    const place = stockPlace(bridge, 'bundle');
    place.article('ITEM', 10, 7);
    control().merchant.addProduct({ store: 'bundle', sku: 'SET', bundle: [{ product: 'ITEM', quantity: 2 }] });
    place.moves('SET', 5);
    await expect(place.run()).resolves.toMatchObject({
      written: 1,
      refusedTotal: 1,
      refused: [{ id: 'SET', reason: 'a bundle in Centra, whose stock is that of its items' }],
    });
    await expect(place.inCentra('ITEM')).resolves.toMatchObject({ physical: 7 });
  });

  it.concurrent('are named: nobody can say whose stock a number is that several rows have', async () => {
    const place = stockPlace(bridge, 'shared');
    place.article('ONE', 10, 7);
    const { stockItemId } = place.article('TWO', 10, 6);
    place.article('FINE', 10, 5);
    control().merchant.collideProducts({ store: 'shared', stockItemId, as: 'ONE' });
    const report = await place.run();
    expect(report).toMatchObject({
      written: 1,
      refused: [{ id: 'ONE', reason: 'several rows of Centra’s list have this number' }],
    });
    await expect(place.inCentra('FINE')).resolves.toMatchObject({ physical: 5 });
    await expect(place.inCentra('ONE')).resolves.toMatchObject({ physical: 10 });

    place.moves('ONE', 1);
    await expect(place.run()).resolves.toMatchObject({ full: false, written: 0, refused: [{ id: 'ONE' }] });
  });
});

describe('a list that shifts while its pages are read', () => {
  it.concurrent('is compared once more: what stood between two pages is not forgotten', async () => {
    const place = stockPlace(bridge, 'shift');
    const page = 500;
    control().merchant.addProducts({ store: 'shift', count: page, sizes: 1, sku: 'P' });
    place.article('BETWEEN', 10, 7);
    place.article('LAST', 10, 6);
    // The first pass is for the article numbers, and sees all of them.
    control().faults.add({
      store: 'shift',
      method: 'GET',
      path: '/stock',
      kind: 'shift-pages',
      shift: 1,
      after: 1,
      times: 1,
    });
    const first = await place.run();
    expect(first).toMatchObject({ full: true, written: 1 });
    expect(first.notes).toEqual([
      'Centra’s list changed while it was read: everything is compared again by the next run.',
    ]);
    await expect(place.inCentra('BETWEEN')).resolves.toMatchObject({ physical: 10 });
    await expect(place.run()).resolves.toMatchObject({ full: true, written: 1, notes: [] });
    await expect(place.inCentra('BETWEEN')).resolves.toMatchObject({ physical: 7 });
  });
});
