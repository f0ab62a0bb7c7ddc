import { eventually } from '../support/eventually';
import { articlesRunner } from './support/articles-run';
import { deliveriesOf } from './support/test-delivery';
import { scanReturns, TestReturns } from './support/test-return';
import { useStories } from './support/use-stories';

const stories = useStories({ returns: { enabled: true }, purchaseOrders: { enabled: true } });
const { announced, scan: scanDeliveries } = deliveriesOf(stories);
const tee = 'TEE2-WHT-M';

/** Of every kind one that has just begun to move, and one that has come half of its way. */
async function everythingMoves() {
  const delivery = await announced({ lines: [{ product: tee, quantity: 10 }] });
  const other = await announced({ lines: [{ product: tee, quantity: 3 }] });
  const goods = await TestReturns.sent(stories);
  const sent = await stories.imported();
  const cancelled = await stories.imported();
  const fresh = [stories.ordered(), stories.ordered()];
  sent.ships();
  stories.merchant.cancel({ orderNumber: cancelled.order });
  goods.comesBack({});
  for (const one of [delivery, other]) {
    one.receives();
    one.isFinished();
  }
  stories.merchant.addProducts({ store: 'wholesale', count: 60 });
  return { deliveries: [delivery, other], goods, sent, cancelled, fresh };
}

const syncArticles = articlesRunner(stories, 'acme', 'wholesale');
const scans = () => [stories.scan(), stories.scanWarehouse(), scanDeliveries(), scanReturns(stories), syncArticles()];

describe('both systems are restarted in the middle of everything', () => {
  // The last call before they are gone is done, and its answer lost.
  it.each([2, 9, 17])(
    'after %i calls: all goes on where it was, and nothing is done twice',
    async (after) => {
      const { deliveries, goods, sent, cancelled, fresh } = await everythingMoves();
      const last = stories.faults.add({ kind: 'reset-after', after, times: 1 });
      const gone = stories.faults.add({ kind: 'down', after: after + 1 });
      // What they say while nobody answers is said elsewhere.
      const first = Promise.allSettled(scans());
      await eventually(() => stories.faults.list().find(({ id, hits }) => id === gone.id && hits >= 3));
      stories.faults.clear({ id: last.id });
      stories.faults.clear({ id: gone.id });
      await first;
      await eventually(async () => {
        const connections = await Promise.all(['retail', 'wholesale', 'acme'].map((id) => stories.connection(id)));
        return connections.every(({ stage }) => stage === 'working');
      });

      // What was not seen by the first scans is seen by others; all of them are green again.
      const areGreen = async () => (await Promise.allSettled(scans())).every(({ status }) => status === 'fulfilled');
      await eventually(areGreen, { everyMs: 250, withinMs: 60_000 });
      for (const delivery of deliveries) {
        await expect(delivery.end()).resolves.toMatchObject({ end: 'completed' });
        expect(delivery.inCentra.receipts).toHaveLength(1);
        expect(delivery.inOngoing().lines.map(({ reported }) => reported)).toEqual(delivery.told);
      }
      await expect(goods.end()).resolves.toMatchObject({ end: 'completed' });
      expect(goods.inCentra).toHaveLength(1);
      await expect(sent.end()).resolves.toMatchObject({ end: 'completed' });
      await expect(cancelled.end()).resolves.toMatchObject({ end: 'cancelled' });
      expect(cancelled.ordersInOngoing).toEqual([[cancelled.id, 1000]]);
      for (const shipment of fresh) {
        await shipment.reaches('in-warehouse');
        expect(shipment.ordersInOngoing).toHaveLength(1);
      }
    },
    240_000,
  );
});
