import type { CallEvent } from '../../src/sandbox';
import { eventually } from '../support/eventually';
import { useStories } from './support/use-stories';

/** Every call to Ongoing, in the order of their answers. */
const calls: (CallEvent & { at: number })[] = [];
const stories = useStories({
  simulators: { log: (event) => event.system === 'ongoing' && calls.push({ ...event, at: performance.now() }) },
});

const positionsOf = (operation: string, since: number) =>
  calls.slice(since).flatMap((call, index) => (call.operation === operation ? [index] : []));

/** As many as wait in line at once. */
const many = 30;

/** So many orders wait to be written, each of which takes its time. */
async function aQueueOf(count: number) {
  const shipments = Array.from({ length: count }, () => stories.ordered());
  stories.warehouse.settings({ set: { writeMs: 150 } });
  await stories.scan();
  return shipments;
}

async function theQueueEnds(shipments: Awaited<ReturnType<typeof aQueueOf>>) {
  stories.warehouse.settings({ set: { writeMs: 0 } });
  for (const shipment of shipments) await shipment.reaches('in-warehouse', 'warehouse');
}

describe('in the lane of a goods owner', () => {
  it('a cancellation goes before all orders that wait, and a scan has its share beside them', async () => {
    const unwanted = await stories.imported();
    const queue = await aQueueOf(many);
    const since = calls.length;
    const scan = stories.scanWarehouse();
    stories.merchant.cancel({ orderNumber: unwanted.order });
    const cancelledAt = calls.length;
    await stories.scan();
    await eventually(() => positionsOf('DELETE /orders', cancelledAt).length > 0);
    expect(positionsOf('PUT /orders', cancelledAt).length).toBeLessThan(many / 3);

    await theQueueEnds(queue);
    await scan;
    await expect(unwanted.end()).resolves.toMatchObject({ end: 'cancelled' });
    const [firstRead = Infinity] = positionsOf('GET /orders', since);
    const orders = positionsOf('PUT /orders', since);
    // What the warehouse has done is heard while a flood of orders is still written.
    expect(orders.filter((position) => position > firstRead).length).toBeGreaterThan(orders.length / 4);
  });
});

describe('when Ongoing asks for a pause', () => {
  it.each<[as: 'seconds' | 'date']>([['seconds'], ['date']])(
    'in %s, nothing is sent to it until then, and then everything goes on',
    async (retryAfterAs) => {
      const known = await stories.imported();
      stories.faults.add({ kind: 'throttled', goodsOwner: 'acme', retryAfter: 3, retryAfterAs, times: 1 });
      const shipments = [stories.ordered(), stories.ordered(), stories.ordered()];
      known.ships();
      const since = calls.length;
      await Promise.all([stories.scan(), stories.scanWarehouse()]);
      for (const shipment of shipments) await shipment.reaches('in-warehouse', 'warehouse');
      await expect(known.end()).resolves.toMatchObject({ end: 'completed' });

      const [throttled, next] = calls.slice(since);
      expect(throttled).toMatchObject({ status: 429 });
      // A date has whole seconds.
      expect(next!.at - throttled!.at).toBeGreaterThan(1_900);
      expect(calls.slice(since).filter(({ status }) => status === 429)).toHaveLength(1);
      for (const shipment of shipments) expect((await shipment.state()).asks).toEqual([]);
      await eventually(async () => (await stories.connection('acme')).stage === 'working');
    },
  );
});
