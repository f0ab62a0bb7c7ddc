import { useStories } from './support/use-stories';

const stories = useStories({
  stores: {
    // A number, until a customer types something else.
    filtered: { attributes: ['floor'], filter: 'int(shipment.floor) < 10' },
  },
});

/** Nobody knows where to. */
const nowhere = { delivery: { address: '', country: '' } };

describe('a shipment that cannot be mapped', () => {
  it('is one question, which names every fault and no value; the others go on', async () => {
    const before = stories.ordered();
    const unmappable = stories.ordered(nowhere);
    const after = stories.ordered();
    await stories.scan();
    const { sentence } = await unmappable.asks('unmappable');
    expect(sentence).toContain('deliveryAddress: no value; deliveryCountry: no value');
    for (const shipment of [before, after]) {
      await shipment.reaches('in-warehouse');
      await expect(shipment.goesItsWay()).resolves.toMatchObject({ end: 'completed' });
    }
    expect(unmappable.ordersInOngoing).toEqual([]);
  });

  it('is imported when Centra has what was missing', async () => {
    const shipment = stories.ordered(nowhere);
    await stories.scan();
    await shipment.asks('unmappable');
    stories.merchant.changeOrder({
      orderNumber: shipment.order,
      delivery: { address: 'Exempelgatan 2', country: 'SE' },
    });
    await stories.scan();
    const { asks } = await shipment.reaches('in-warehouse', 'warehouse');
    expect(asks).toEqual([]);
  });

  it('on which the store’s filter fails has no life yet, is named, and stops no other', async () => {
    const store = 'filtered';
    const [first, odd, last] = ['2', 'ground', '3'].map((floor) => stories.ordered({ store, attributes: { floor } }));
    const result = await stories.scan(store);
    expect(result).toMatchObject({ started: 2, refusedTotal: 1, refused: [{ id: odd!.id }] });
    expect(result.refused[0]!.reason).not.toContain('ground');
    for (const shipment of [first, last]) await shipment!.reaches('in-warehouse', 'warehouse');

    stories.merchant.changeOrder({ orderNumber: odd!.order, attributes: { floor: '0' } });
    await expect(stories.scan(store)).resolves.toMatchObject({ started: 1, refusedTotal: 0 });
    await odd!.reaches('in-warehouse', 'warehouse');
  });
});
