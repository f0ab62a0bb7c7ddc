import { leftBehind } from '../../src/schedules';
import { eventually } from '../support/eventually';
import type { TestShipment } from './support/test-shipment';
import { useStories } from './support/use-stories';

/** `acme` has two stores, `umbrella` one; what one of them does or suffers is nothing to the others. */
const goodsOwners = { acme: ['retail', 'wholesale'], umbrella: ['outlet'] };
const stories = useStories({ goodsOwners, stores: { outlet: {} } });

const hasEnded = async (shipment: TestShipment) => (await shipment.handle.describe()).status.name !== 'RUNNING';

/** Imported, shipped and reported, as if nobody else were there. */
async function expectToGoItsWay(store: string): Promise<void> {
  const shipment = await stories.imported({ store });
  await expect(shipment.goesItsWay()).resolves.toMatchObject({ end: 'completed' });
}

describe('three stores on two goods owners', () => {
  it.each<[what: string, fault: 'timeout-before' | 'timeout-after' | '500-before' | 'html' | 'unauthorized']>([
    ['does not answer', 'timeout-before'],
    ['breaks down', '500-before'],
    ['answers with a web page', 'html'],
    ['refuses the credentials', 'unauthorized'],
  ])('one whose Centra %s delays no other', async (_what, kind) => {
    const toReport = [await stories.imported(), await stories.imported(), await stories.imported()];
    const toImport = Array.from({ length: 6 }, () => stories.ordered());
    await stories.scan();
    for (const shipment of toReport) shipment.ships();
    stories.faults.add({ id: 'retail', store: 'retail', kind });
    const wholeScan = stories.scan().catch(() => undefined);
    await stories.scanWarehouse('acme');

    await expectToGoItsWay('wholesale');
    await expectToGoItsWay('outlet');
    expect(await Promise.all(toReport.map(hasEnded))).toEqual([false, false, false]);

    stories.faults.clear({ id: 'retail' });
    await wholeScan;
    for (const shipment of toReport) await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
    for (const shipment of toImport) await shipment.reaches('in-warehouse');
  });

  it('one whose goods owner does not answer delays no store of another', async () => {
    const waiting = stories.ordered({ store: 'retail' });
    stories.faults.add({ id: 'acme', goodsOwner: 'acme', kind: 'timeout-before' });
    const scan = stories.scan().catch(() => undefined);
    await expectToGoItsWay('outlet');
    expect(waiting.ordersInOngoing).toEqual([]);
    stories.faults.clear({ id: 'acme' });
    await scan;
    await eventually(async () => {
      await stories.scan();
      return waiting.ordersInOngoing.length > 0;
    });
    await waiting.reaches('in-warehouse');
  });

  it.each([
    ['of the same goods owner', 'wholesale'],
    ['of another goods owner', 'outlet'],
  ])('one that is flooded delays no store %s', async (_whose, other) => {
    const count = 150;
    const { orders } = stories.merchant.createOrders({ store: 'retail', count, payment: 'prepaid' });
    const flood = stories.scan();
    await eventually(() => Promise.resolve(orders.some(({ orderNumber }) => isInOngoing(`${orderNumber}-1`))));
    const imported = () => orders.filter(({ orderNumber }) => isInOngoing(`${orderNumber}-1`)).length;
    const shipment = await stories.imported({ store: other });
    expect(imported()).toBeLessThan(count);
    await expect(shipment.goesItsWay()).resolves.toMatchObject({ end: 'completed' });
    await flood;
    await eventually(() => Promise.resolve(imported() === count), { withinMs: 60_000 });
  });
});

const isInOngoing = (orderNumber: string) =>
  stories.warehouse.orders({ goodsOwner: 'acme' }).orders.some((order) => order.orderNumber === orderNumber);

/** Its store may be gone from the configuration; the warehouse does not know. */
function ships(goodsOwner: string, orderNumber: string): void {
  for (const does of ['pick', 'pack', 'ship'] as const) stories.warehouse[does]({ goodsOwner, orderNumber });
}

describe('a store that is taken out of the configuration', () => {
  it('leaves shipments behind, which are named, wait without a doubt, and end when it is configured again', async () => {
    const toReport = await stories.imported({ store: 'wholesale' });
    const toCancel = await stories.imported({ store: 'wholesale' });
    await stories.reconfigured({ goodsOwners: { acme: ['retail'], umbrella: ['outlet'] } });
    await eventually(async () => {
      const left = await leftBehind(stories.client, stories.config);
      return left.some(({ store, count }) => store === 'wholesale' && count >= 2);
    });

    // What the warehouse does is heard; Centra cannot be told.
    ships('acme', toReport.id);
    await stories.sweep('acme');
    const { facts } = await toReport.until((now) => now.facts.attempts !== undefined);
    expect(facts.attempts).toMatchObject({ of: 'complete', kind: 'unavailable', system: 'centra' });
    expect(facts.doubt).toBeUndefined();
    // What needs the warehouse only goes on.
    await toCancel.act('cancel');
    await toCancel.reaches('cancelled');
    expect(stories.warehouse.order({ goodsOwner: 'acme', orderNumber: toCancel.id }).status).toBe(1000);
    await expectToGoItsWay('retail');

    await stories.reconfigured({});
    await toReport.act('retry');
    await expect(toReport.end()).resolves.toMatchObject({ end: 'completed' });
  });

  it('has its shipments adopted where it is configured under another name', async () => {
    const shipment = await stories.imported({ store: 'outlet' });
    await stories.reconfigured({
      goodsOwners: { acme: ['retail', 'wholesale'], umbrella: ['shop'] },
      stores: { outlet: { id: 'shop' } },
    });
    await expect(stories.scan('shop')).resolves.toMatchObject({ adopted: 1, started: 0 });
    ships('umbrella', shipment.id);
    await stories.scanWarehouse('umbrella');
    const under = stories.client.workflow.getHandle(`shipment/shop/${shipment.id}`);
    await expect(under.result()).resolves.toMatchObject({ end: 'completed' });
    expect(
      stories.warehouse
        .orders({ goodsOwner: 'umbrella' })
        .orders.filter(({ orderNumber }) => orderNumber === shipment.id),
    ).toHaveLength(1);
    expect(stories.merchant.shipment({ shipmentId: shipment.id }).counts.completions).toBe(1);
  });
});
