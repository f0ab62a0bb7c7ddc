import { connectionId, searchAttributes } from '../../src/protocol/names';
import { eventually } from '../support/eventually';
import { articlesRunner } from './support/articles-run';
import { useStories } from './support/use-stories';

const places = ['plain', 'collides', 'paused', 'away', 'busy'];

/** A store, a Centra and a goods owner for each story; every run compares everything. */
const stories = useStories({
  simulators: {
    assortment: false,
    centra: { stores: places.map((id) => ({ id, centra: id })) },
    ongoing: { goodsOwners: places.map((id, index) => ({ id: `wms-${id}`, goodsOwnerId: 121 + index })) },
  },
  goodsOwners: Object.fromEntries(places.map((id) => [`wms-${id}`, [id]])),
  articles: { requireSkus: false, fullEvery: '1s' },
});

const runner = (place: string) => articlesRunner(stories, `wms-${place}`, place);
const putsOf = (goodsOwner: string) =>
  stories.simulators.control.counters().calls.ongoing?.[goodsOwner]?.calls['PUT /articles'] ?? 0;
const attentionOf = async (goodsOwner: string) => {
  const { typedSearchAttributes } = await stories.client.workflow.getHandle(connectionId(goodsOwner)).describe();
  return typedSearchAttributes.get(searchAttributes.attention) ?? null;
};

describe('the article registry', () => {
  it.concurrent('goes to Ongoing, and is not written again when nothing has changed', async () => {
    const run = runner('plain');
    stories.merchant.addProducts({ store: 'plain', count: 60 });
    await expect(run()).resolves.toMatchObject({ full: true, read: 60, written: 60, refusedTotal: 0 });
    stories.merchant.changeProducts({ store: 'plain', first: 2, set: { countryOfOrigin: 'IT' } });
    await expect(run()).resolves.toMatchObject({ written: 2, unchanged: 58 });
    await expect(run()).resolves.toMatchObject({ written: 0, unchanged: 60 });
  });

  it.concurrent('asks a person about numbers that several sizes share, until none do', async () => {
    const store = 'collides';
    const run = runner(store);
    stories.merchant.addProducts({ store, count: 4 });
    const { stockItemId } = stories.merchant.collideProducts({ store, name: 'BULK1-2', as: 'BULK1-1' });
    await expect(run()).resolves.toMatchObject({ written: 2, refusedTotal: 2, collisions: 1 });
    await eventually(async () => (await attentionOf('wms-collides')) === 'article-collision');
    const { asks } = await stories.connection('wms-collides');
    expect(asks).toMatchObject([{ attention: 'article-collision', choices: [] }]);
    expect(asks[0]?.sentence).toMatch(
      /^Several sizes have the same article number: BULK1-1\. None of them is written\./,
    );

    stories.merchant.changeProduct({ store, stockItemId, set: { sizeSku: '-other' } });
    await expect(run()).resolves.toMatchObject({ written: 2, refusedTotal: 0, collisions: 0 });
    await eventually(async () => (await attentionOf('wms-collides')) === null);
  });

  it.concurrent('waits while its goods owner is paused', async () => {
    const run = runner('paused');
    stories.merchant.addProducts({ store: 'paused', count: 3 });
    await stories.pause('wms-paused');
    const paused = await run();
    expect(paused).toMatchObject({ read: 0, written: 0, notes: ['paused: nothing is written until it is resumed'] });
    await stories.resume('wms-paused');
    // A process remembers for a moment that it was paused.
    await eventually(async () => (await run()).written === 3, { withinMs: 20_000 });
  });

  it.concurrent('goes on where it was when Ongoing has been away in the middle', async () => {
    const run = runner('away');
    stories.merchant.addProducts({ store: 'away', count: 200 });
    stories.faults.add({ id: 'away', kind: 'down', goodsOwner: 'wms-away', after: 50, untilMs: 4_000 });
    // Whether the run outlives it or fails for all to see, depends on how long it was.
    const first = await run().catch((error: unknown) => String(error));
    stories.faults.clear({ id: 'away' });
    await eventually(async () => (await stories.connection('wms-away')).stage === 'working');
    // A process remembers for a moment that it was away.
    const whole = async () => {
      const report = await run().catch(() => undefined);
      return report?.read === 200 && report.refusedTotal === 0;
    };
    await eventually(whole, { withinMs: 30_000 });
    expect(first).toBeDefined();
    await expect(run()).resolves.toMatchObject({ written: 0, unchanged: 200 });
    // What was under way when it went is asked for, not written blindly.
    expect(putsOf('wms-away')).toBeLessThanOrEqual(210);
  });

  it.concurrent('lets shipments go first', async () => {
    const run = runner('busy');
    stories.merchant.addProducts({ store: 'busy', count: 150 });
    stories.warehouse.settings({ goodsOwner: 'wms-busy', set: { writeMs: 100 } });
    const running = run();
    await eventually(() => putsOf('wms-busy') > 5);
    const shipment = await stories.imported({ store: 'busy' });
    const written = putsOf('wms-busy');
    expect(shipment.inOngoing()).toMatchObject({ status: 200 });
    expect(written).toBeLessThan(150);
    await expect(running).resolves.toMatchObject({ read: 150, refusedTotal: 0 });
  });
});
