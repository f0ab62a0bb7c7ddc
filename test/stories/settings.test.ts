import type { ShipmentsScanResult } from '../../src/protocol/scans';
import { reconcileSchedules, runNow } from '../../src/schedules';
import type { BridgeWorker } from '../../src/worker';
import { aWorker } from '../support/bridge';
import { configFor } from '../support/config-for';
import { eventually } from '../support/eventually';
import { useStories } from './support/use-stories';

let another: BridgeWorker | undefined;
afterAll(() => another?.shutdown());

/** Nothing runs by itself meanwhile. */
const quiet = { store: { every: '1h' }, ongoing: { every: '1h' } };
const stores = { captures: { capture: 'onImport' } };
const stories = useStories({ ...quiet, stores });

/** `bridge setup` with other settings for one store, and a scan that tells them. */
async function setUp(store: 'retail' | 'captures', settings: Record<string, unknown>): Promise<void> {
  const config = configFor(stories.simulators, { ...quiet, stores: { ...stores, [store]: settings } });
  await reconcileSchedules(stories.client, config);
  // The list of those under way is a moment behind.
  await eventually(async () => ((await runNow(stories.client, `shipments/${store}`)) as ShipmentsScanResult).told > 0);
}

describe('other settings', () => {
  beforeAll(() => reconcileSchedules(stories.client, stories.config));

  it('reach the shipments under way with the next scan', async () => {
    const shipment = await stories.imported();
    const orderNumber = shipment.id;
    stories.warehouse.pick({ orderNumber });
    stories.warehouse.ship({ orderNumber, waybill: null });
    await stories.scanWarehouse();
    await shipment.reaches('in-warehouse', 'waybill');

    await setUp('retail', { completeWhen: 'shipped' });
    await expect(shipment.end()).resolves.toMatchObject({ end: 'completed', waybills: [] });
  });

  it('move the moment at which a person is asked, for those that wait already', async () => {
    const shipment = await stories.imported();
    await shipment.reaches('in-warehouse', 'warehouse');
    await setUp('retail', { attentionAfter: { pick: '1s' } });
    await expect(shipment.asks('overdue')).resolves.toBeDefined();
    await setUp('retail', { attentionAfter: { pick: '5d' } });
    await shipment.until(({ asks }) => asks.length === 0);
  });

  it('do not undo what has been done: what is captured stays so, and is captured once', async () => {
    const shipment = await stories.imported({ store: 'captures', payment: 'authorised' });
    await setUp('captures', { capture: 'onComplete' });
    await shipment.until(({ settings }) => settings.capture === 'onComplete');
    await expect(shipment.goesItsWay()).resolves.toMatchObject({ end: 'completed', captured: true });
    expect(shipment.inCentra.counts).toMatchObject({ captureCalls: 1, captures: 1 });
  });

  it('do not break off what is under way', async () => {
    const store = 'captures';
    await reconcileSchedules(stories.client, stories.config);
    const shipment = stories.ordered({ store, payment: 'authorised' });
    const capture = stories.hold({ store, path: '/capture' });
    await stories.scan(store);
    await capture.reached();
    await setUp(store, { capture: 'never' });
    capture.release();
    const { settings, facts } = await shipment.reaches('in-warehouse');
    expect(settings.capture).toBe('never');
    expect(facts.captured).toBeDefined();
    await expect(shipment.goesItsWay()).resolves.toMatchObject({ end: 'completed', captured: true });
    expect(shipment.inCentra.counts).toMatchObject({ captures: 1, emails: 1 });
  });

  it('of an older revision are ignored, whoever still brings them', async () => {
    const shipment = await stories.imported();
    await setUp('retail', { completeWhen: 'shipped' });
    const { settings } = await shipment.until((state) => state.settings.completeWhen === 'shipped');
    expect(settings.revision).toBeGreaterThan(1);
    // A run of the schedule as it was at the beginning.
    await expect(stories.scan()).resolves.toMatchObject({ told: 0 });
    await shipment.handle.signal('configured', { ...settings, revision: 1, completeWhen: 'manual' });
    expect((await shipment.state()).settings).toEqual(settings);
    await setUp('retail', { completeWhen: 'picked' });
    await shipment.until((state) => state.settings.revision === settings.revision + 1);
  });

  it('for the mapping rewrite nothing by themselves, and are used when something else is written', async () => {
    const store = 'wholesale';
    const shipment = await stories.imported({ store });
    const before = shipment.inOngoing().posted;
    const mapping = { orderRemark: '"Handle with care"' };
    const config = configFor(stories.simulators, { ...quiet, stores: { ...stores, wholesale: { mapping } } });
    await stories.worker.shutdown();
    const connection = await stories.temporal.nativeConnection();
    another = await aWorker({ client: stories.client, connection }, config);
    await reconcileSchedules(stories.client, config);
    await runNow(stories.client, `shipments/${store}`);
    await shipment.reaches('in-warehouse', 'warehouse');
    expect(shipment.inOngoing().posted).toEqual(before);

    stories.merchant.changeOrder({ orderNumber: shipment.order, delivery: { address: 'Omvägen 7' } });
    await runNow(stories.client, `shipments/${store}`);
    await eventually(() => shipment.inOngoing().posted.orderRemark === 'Handle with care');
    await expect(shipment.goesItsWay()).resolves.toMatchObject({ end: 'completed' });
  });
});
