import { useStories } from './support/use-stories';
import { placesFor, stockPlace } from './support/stock-world';

const stories = useStories({ ...placesFor(['plain', 'waits', 'delta', 'kits', 'many']), stock: { export: true } });

describe('the stock of a warehouse', () => {
  it.concurrent('is written to Centra where it differs, and only there', async () => {
    const place = stockPlace(stories, 'plain');
    place.article('EQUAL', 10, 10);
    place.article('FEWER', 10, 7);
    place.article('GONE', 10, 0);
    place.article('MORE', 10, 25);
    stories.merchant.addProduct({ store: 'plain', sku: 'CENTRA-ONLY', physicalStock: 3 });
    place.moves('ONGOING-ONLY', 4);

    const first = await place.run();
    expect(first).toMatchObject({ full: true, read: 5, written: 3, unchanged: 1, skipped: 1, refusedTotal: 0 });
    expect(first.skippedBy).toEqual({ 'not in Ongoing': 1 });
    const figures = await Promise.all(
      ['EQUAL', 'FEWER', 'GONE', 'MORE', 'CENTRA-ONLY'].map((one) => place.inCentra(one)),
    );
    expect(figures.map(({ physical }) => physical)).toEqual([10, 7, 0, 25, 3]);
    await expect(place.run()).resolves.toMatchObject({ full: false, written: 0, refusedTotal: 0 });
  });

  it.concurrent('is asked for only as far as it has changed, and Centra only when something has', async () => {
    const place = stockPlace(stories, 'delta');
    place.article('STILL', 5, 5);
    place.article('MOVED', 5, 5);
    await place.run();
    place.moves('MOVED', 3);

    const second = await place.run();
    expect(second).toMatchObject({ full: false, written: 1, refusedTotal: 0 });
    expect((await place.inCentra('MOVED')).physical).toBe(8);
  });

  it.concurrent('is not that of kits and freight', async () => {
    const place = stockPlace(stories, 'kits');
    place.article('PART', 5, 5);
    place.article('KIT', 5, 0);
    stories.warehouse.moveStock({ goodsOwner: place.goodsOwner, articleNumber: 'KIT', numberOfItems: 0 });
    const { username, password, baseUrl, goodsOwnerId } = stories.simulators.ongoing[place.goodsOwner]!;
    await fetch(`${baseUrl}/articles`, {
      method: 'PUT',
      headers: {
        authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        goodsOwnerId,
        articleNumber: 'KIT',
        structureDefinition: { articleKind: 'Structure', rows: [{ articleNumber: 'PART', numberOfItems: 2 }] },
      }),
    });

    await expect(place.run()).resolves.toMatchObject({
      written: 0,
      skippedBy: { 'no stock of its own (kits, freight)': 1 },
    });
    expect((await place.inCentra('KIT')).physical).toBe(5);
  });

  it.concurrent('of many articles goes in few calls', async () => {
    const place = stockPlace(stories, 'many');
    for (let n = 0; n < 250; n += 1) place.article(`M-${n}`, 5, 5 + (n % 2));
    const report = await place.run();
    expect(report).toMatchObject({ read: 250, written: 125, unchanged: 125 });
    const { calls } = stories.simulators.control.counters().calls.centra!.many!;
    expect(calls['POST /stock']).toBe(2);
    expect(Object.values(calls).reduce((sum, count) => sum + count, 0)).toBeLessThan(10);
  });
});

describe('stock of which a completion is still to be reported', () => {
  it.concurrent('waits, and what was shipped does not come back', async () => {
    const place = stockPlace(stories, 'waits');
    const { store, goodsOwner } = place;
    place.article('SOLD', 10, 10);
    place.article('OTHER', 10, 8);
    const shipment = await stories.imported({ store, lines: [{ product: 'SOLD', quantity: 2 }] });
    await expect(place.inCentra('SOLD')).resolves.toEqual({ physical: 10, allocated: 2 });
    stories.warehouse.pick({ goodsOwner, orderNumber: shipment.id });

    const first = await place.run();
    expect(first).toMatchObject({
      written: 1,
      waitingTotal: 1,
      waiting: [{ id: 'SOLD', reason: 'a completion of it is still to be reported to Centra' }],
      next: { again: ['SOLD'] },
    });
    await expect(place.inCentra('SOLD')).resolves.toEqual({ physical: 10, allocated: 2 });
    await expect(place.inCentra('OTHER')).resolves.toEqual({ physical: 8, allocated: 0 });

    stories.warehouse.pack({ goodsOwner, orderNumber: shipment.id });
    stories.warehouse.ship({ goodsOwner, orderNumber: shipment.id });
    await expect(place.run()).resolves.toMatchObject({ written: 0, waitingTotal: 1 });
    await stories.scanWarehouse(goodsOwner);
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
    await expect(place.inCentra('SOLD')).resolves.toEqual({ physical: 8, allocated: 0 });

    await expect(place.run()).resolves.toMatchObject({ written: 0, waitingTotal: 0, next: { again: [] } });
    await expect(place.inCentra('SOLD')).resolves.toEqual({ physical: 8, allocated: 0 });
  });
});
