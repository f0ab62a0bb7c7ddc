import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReconcileDocument } from '../../../src/cli/reconcile/reconcile';
import { scanOrders, TestOrder } from '../../stories/support/test-order';
import { useStories } from '../../stories/support/use-stories';
import { configText, type WorldOptions } from '../../support/config-for';
import { aFolder } from '../../support/temp-folder';
import { aCli } from '../support/world';
import { assertAddsUp, namesOf } from './support';

const options: WorldOptions = {
  store: { every: '1h', import: 'orders' },
  ongoing: { every: '1h' },
  stores: { both: { import: 'both' } },
};

describe('bridge reconcile, where orders are imported as a whole', () => {
  const stories = useStories(options);
  const cli = aCli(() => {
    const file = join(aFolder(), 'bridge.yaml');
    writeFileSync(file, configText(stories.simulators, options));
    return { file, env: stories.temporal.env };
  });
  const reconcile = async () => {
    const said = await cli.json<ReconcileDocument>('reconcile', '--only', 'shipments');
    assertAddsUp(said.document);
    return said;
  };
  const states = ({ document }: { document: ReconcileDocument }, sum: string) => document.counts.sums[sum]?.states;

  it('names an order from the merchant’s hand to the customer’s', async () => {
    expect((await cli('setup')).code).toBe(0);
    const order = new TestOrder(stories, 'retail', {});
    const fresh = await reconcile();
    expect([fresh.code, namesOf(fresh.document.underWay)]).toEqual([0, [`shipment-without-order retail/${order.id}`]]);
    await scanOrders(stories, 'retail');
    await order.reaches('in-warehouse');
    const picked = await reconcile();
    expect(picked.code).toBe(0);
    expect(states(picked, 'orders to be shipped in retail')).toEqual({ 'in the warehouse': 1 });
    expect(states(picked, 'imported orders of retail in the warehouse')).toEqual({ 'of orders to be shipped': 1 });
    expect(states(picked, 'open orders of acme in Ongoing')).toEqual({ 'of retail': 1 });
    order.ships();
    await stories.scanWarehouse();
    await order.end();
    const sent = await reconcile();
    expect([sent.code, sent.document.differences]).toEqual([
      0,
      [
        expect.objectContaining({
          ...{ kind: 'completed-in-ongoing-only', id: `retail/${order.id}`, expected: true },
          reason: 'imported as an order: nobody tells Centra that it was sent',
        }),
      ],
    ]);
  });

  it('does not wait for a shipment whose goods go with its order', async () => {
    const order = new TestOrder(stories, 'both', {});
    await scanOrders(stories, 'both');
    await order.reaches('in-warehouse');
    const { shipmentId } = stories.merchant.newShipment({ store: 'both', orderNumber: Number(order.id) });
    const { code, document } = await reconcile();
    expect(code).toBe(0);
    expect(document.differences).toContainEqual(
      expect.objectContaining({
        ...{ kind: 'shipment-without-order', id: `both/${shipmentId}`, expected: true },
        reason: 'its goods go with its order (`import: both`)',
      }),
    );
  });
});
