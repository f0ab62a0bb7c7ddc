import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReconcileDocument } from '../../../src/cli/reconcile/reconcile';
import type { WorldOptions } from '../../support/config-for';
import { configText } from '../../support/config-for';
import { eventually } from '../../support/eventually';
import { aFolder } from '../../support/temp-folder';
import { useStories } from '../../stories/support/use-stories';
import { aCli } from '../support/world';
import { anotherOngoing, assertAddsUp, namesOf } from './support';

/** Everything that the bridge can carry. Schedules do not run by themselves. */
const options: WorldOptions = {
  articles: { store: 'wholesale', every: '1h' },
  stock: { store: 'wholesale', export: true, importAvailable: true, every: '1h' },
  purchaseOrders: { enabled: true, store: 'wholesale', every: '1h' },
  returns: { enabled: true, every: '1h' },
  ongoing: { every: '1h' },
  store: { every: '1h' },
};

describe('bridge reconcile, of everything', () => {
  const stories = useStories(options);
  const cli = aCli(() => {
    const file = join(aFolder(), 'bridge.yaml');
    writeFileSync(file, configText(stories.simulators, options));
    return { file, env: stories.temporal.env };
  });
  const reconcile = async (...args: string[]) => {
    const said = await cli.json<ReconcileDocument>('reconcile', ...args);
    assertAddsUp(said.document);
    return said;
  };
  const sync = async (job: string) => {
    const { code, err } = await cli('sync', job);
    expect([job, code, err]).toEqual([job, 0, '']);
  };

  it('names every article that Ongoing lacks, before the first synchronisation', async () => {
    expect((await cli('setup')).code).toBe(0);
    const { code, document } = await reconcile('--only', 'articles');
    expect(code).toBe(4);
    const { total, states } = document.counts.sums['article rows in wholesale'] ?? { total: 0, states: {} };
    expect(document.counts.kinds['article-missing']?.differences).toBe(states['missing in Ongoing']);
    expect(total).toBeGreaterThan(10);
  });

  it('finds nothing when all has been synchronised', async () => {
    await cli('sync', 'articles');
    await sync('stock');
    const { document } = await reconcile();
    expect(namesOf(document.differences)).toEqual(unmappableOf(document));
    expect(document.notCompared).toEqual([]);
    expect(Object.keys(document.counts.sums)).toEqual(
      expect.arrayContaining([
        'good-to-go shipments in retail',
        'open orders of acme in Ongoing',
        'article rows in wholesale',
        'articles of acme in Ongoing',
        'rows of physical stock in wholesale',
        'rows of available stock in wholesale',
        'supplier deliveries of acme',
        'orders of acme with returned items to acknowledge',
      ]),
    );
  });

  it('names articles that differ, and stock that does', async () => {
    const another = anotherOngoing(stories.simulators);
    const [first, second] = (await another.listArticles({ articleSystemIdFrom: 0, maxArticlesToGet: 50 })).rows;
    if (!first || !second) throw new Error('there are articles');
    await another.putArticle({ goodsOwnerId: 121, articleNumber: first.articleNumber, weight: 7.5 });
    stories.warehouse.moveStock({ articleNumber: second.articleNumber, numberOfItems: 3 });
    const { code, document } = await reconcile('--only', 'articles', 'stock');
    expect(code).toBe(4);
    expect(namesOf(document.differences).filter((name) => !unmappableOf(document).includes(name))).toEqual([
      `article-different acme/${first.articleNumber}`,
      `stock-different acme/${second.articleNumber}`,
    ]);
    expect(document.differences.find(({ kind }) => kind === 'article-different')).toMatchObject({
      ongoing: 'weight 7.5',
      reason: 'it is left as the warehouse has it (`articles.overwrite`)',
    });
    const { out } = await cli('reconcile', '--only', 'articles');
    expect(out).toContain('articles of acme in Ongoing = ');
    expect(out).toContain('weight 7.5');
  });

  it('names deliveries from their arrival to their report', async () => {
    const { deliveryId } = stories.merchant.createSupplierOrder({ store: 'wholesale' });
    const fresh = await reconcile('--only', 'deliveries');
    expect([fresh.code, namesOf(fresh.document.underWay)]).toEqual([
      0,
      [`delivery-without-purchase-order acme/${deliveryId}`],
    ]);
    await sync('purchase-orders');
    await eventually(async () => {
      const { document } = await reconcile('--only', 'deliveries');
      return document.counts.sums['supplier deliveries of acme']?.states['in the warehouse'] === 1;
    });
    // Cancelled in Centra: its workflow has not heard of it yet.
    stories.merchant.cancelDelivery({ deliveryId, store: 'wholesale' });
    const gone = await reconcile('--only', 'deliveries');
    expect(namesOf(gone.document.underWay)).toEqual([`purchase-order-without-delivery acme/${deliveryId}`]);
  });

  it('names a receipt that Centra does not take', async () => {
    const { deliveryId, id } = stories.merchant.createSupplierOrder({ store: 'wholesale' });
    await sync('purchase-orders');
    await eventually(async () =>
      stories.warehouse.purchaseOrders({}).purchaseOrders.some((one) => one.purchaseOrderNumber === id),
    );
    stories.warehouse.arrive({ purchaseOrderNumber: id });
    stories.warehouse.receive({ purchaseOrderNumber: id });
    stories.warehouse.finishReceiving({ purchaseOrderNumber: id });
    const received = await reconcile('--only', 'deliveries');
    expect(namesOf(received.document.underWay)).toContain(`receipt-not-reported acme/${deliveryId}`);
    const refusal = { system: 'centra', method: 'POST', path: '/supplier-deliveries', kind: 'refused' } as const;
    stories.faults.add({ id: 'refusal', ...refusal });
    await cli('sync', 'purchase-orders');
    const refused = await eventually(async () => {
      const { document } = await reconcile('--only', 'deliveries');
      return document.differences.find((one) => one.id === `acme/${deliveryId}`);
    });
    stories.faults.clear({});
    expect(refused).toMatchObject({
      ...{ kind: 'receipt-not-reported', centra: 'waits to be received' },
      reason: 'attention: receipt-refused',
    });
  });

  it('names what came back and was not reported', async () => {
    const shipment = await stories.imported();
    await shipment.goesItsWay();
    const [line] = shipment.inOngoing().lines;
    stories.warehouse.takeBack({ orderNumber: shipment.id, lines: [{ rowNumber: line?.rowNumber ?? '' }] });
    const { code, document } = await reconcile('--only', 'returns');
    expect([code, namesOf(document.underWay)]).toEqual([0, [`return-not-reported retail/${shipment.id}`]]);
    const schedule = stories.client.schedule.getHandle('returns/acme');
    await schedule.pause('for a test');
    const paused = await reconcile('--only', 'returns');
    await schedule.unpause();
    expect(paused.code).toBe(4);
    expect(paused.document.differences).toEqual([
      expect.objectContaining({
        ...{ kind: 'return-not-reported', id: `retail/${shipment.id}` },
        reason: 'the schedule returns/acme is paused',
      }),
    ]);
  });
});

/** The simulators' assortment has a row without SKUs: it is no article, and is named. */
const unmappableOf = ({ differences }: ReconcileDocument) =>
  namesOf(differences.filter(({ kind }) => kind === 'article-unmappable'));
