import { eventually } from '../support/eventually';
import { expectToWaitAndGoOn, waysToBeAway } from './support/away';
import { useStories } from './support/use-stories';

const stories = useStories({ stores: Object.fromEntries(waysToBeAway.map(([, where]) => [where, {}])) });

describe('Centra', () => {
  it.concurrent.each(waysToBeAway)(
    '%s: all wait by name, one question is asked, on the connection, and all go on by themselves',
    async (_how, where, kind, attention) => {
      await expectToWaitAndGoOn(stories, { store: where, goodsOwner: 'acme', away: 'store' }, kind, attention);
    },
  );

  it('is probed while it does not work, and nothing else is sent to it', async () => {
    const shipment = await stories.imported();
    shipment.ships();
    stories.faults.add({ id: 'away', store: 'retail', kind: 'unauthorized' });
    await stories.scanWarehouse();
    await shipment.reaches('reporting', 'connection');

    const callsSoFar = () => {
      const { calls } = stories.simulators.control.counters().calls.centra!.retail!;
      return Object.values(calls).reduce((sum, count) => sum + count, 0);
    };
    const before = callsSoFar();
    await eventually(async () => (await stories.connection('retail')).facts.waiting?.probes === 1);
    expect(callsSoFar() - before).toBe(1);
    stories.faults.clear({ id: 'away' });
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
  });

  it('has an endpoint switched off: it is named, the others work, and all goes on when it is switched on', async () => {
    const shipment = await stories.imported();
    stories.merchant.settings({ store: 'retail', set: { endpointsOff: ['PUT /shipment'] } });
    shipment.ships();
    await stories.scanWarehouse();
    const { asks, stage } = await eventually(async () => {
      const seen = await stories.connection('retail');
      return seen.asks.length > 0 && seen;
    });
    expect(stage).toBe('working');
    expect(asks).toMatchObject([
      { attention: 'unauthorized', sentence: expect.stringContaining('list of endpoints: PUT /shipment') },
    ]);
    await shipment.reaches('reporting', 'another-attempt');
    expect((await shipment.state()).asks).toEqual([]);
    await stories.imported();

    stories.merchant.settings({ store: 'retail', set: { endpointsOff: [] } });
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
    await eventually(async () => (await stories.connection('retail')).asks.length === 0);
  });
});
