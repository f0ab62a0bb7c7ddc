import { expectToWaitAndGoOn, waysToBeAway } from './support/away';
import { useStories } from './support/use-stories';

/** A goods owner for each way, with one store. */
const stories = useStories({
  stores: Object.fromEntries(waysToBeAway.map(([, where]) => [`at-${where}`, {}])),
  goodsOwners: {
    acme: ['retail', 'wholesale'],
    ...Object.fromEntries(waysToBeAway.map(([, where]) => [where, [`at-${where}`]])),
  },
});

describe('Ongoing', () => {
  it.concurrent.each(waysToBeAway)(
    '%s: all wait by name, one question is asked, on the connection, and all go on by themselves',
    async (_how, where, kind, attention) => {
      await expectToWaitAndGoOn(
        stories,
        { store: `at-${where}`, goodsOwner: where, away: 'goodsOwner' },
        kind,
        attention,
      );
    },
  );

  it('refuses three orders in a row with 200 and no id: that is no reason to think that it is away', async () => {
    stories.warehouse.settings({ set: { refusals: '200-null-id', unknownArticles: 'refuse' } });
    const shipments = await Promise.all([1, 2, 3, 4].map(() => stories.imported()));
    for (const shipment of shipments) {
      stories.warehouse.allocate({ orderNumber: shipment.id });
      stories.merchant.cancel({ orderNumber: shipment.order });
    }
    await stories.scan();
    for (const shipment of shipments) await shipment.asks('cancel-refused');
    expect(await stories.connection('acme')).toMatchObject({ stage: 'working', asks: [] });
  });
});
