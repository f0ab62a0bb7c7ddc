import type { FaultKind } from '../../src/sandbox';
import { eventually } from '../support/eventually';
import { answersWithoutId, expectToComeRight, lostAnswers, LostAnswers, type LostWrite } from './support/lost-answers';
import { useStories } from './support/use-stories';

/** A store for each kind of write, at a goods owner of its own: what is lost in one keeps no other waiting. */
const places = ['import', 'article', 'rewrite', 'cancel', 'acknowledge'] as const;

const lost = new LostAnswers();
const stories = useStories({
  simulators: { log: lost.log },
  // Many shipments at once, each of which waits for a system that is away.
  patienceMs: 120_000,
  stores: Object.fromEntries(places.map((place) => [place, {}])),
  goodsOwners: {
    acme: ['retail', 'wholesale'],
    ...Object.fromEntries(places.map((place) => [`at-${place}`, [place]])),
  },
});

const all = [...lostAnswers, ...answersWithoutId];
const articleOf = (kind: FaultKind) => `article-${kind}`;

const writes: Record<(typeof places)[number], LostWrite> = {
  import: {
    kinds: all,
    prepare: (store) => Promise.resolve(stories.ordered({ store })),
    write: ({ id }) => ({ method: 'PUT', path: '/orders', about: id }),
    begin: (store) => stories.scan(store),
    async comesRight(shipment, kind) {
      // No id, a message, and nothing there: that was a refusal, for all that anybody can know.
      if (kind === 'null-id') {
        await expect(shipment.asks('order-refused')).resolves.toMatchObject({
          sentence: expect.stringContaining('An error occurred'),
        });
        await shipment.act('retry');
      }
      await shipment.reaches('in-warehouse', 'warehouse');
      expect(shipment.ordersInOngoing).toEqual([[shipment.id, 200]]);
    },
  },
  article: {
    kinds: all,
    prepare: (store, kind) => Promise.resolve(stories.ordered({ store, lines: [{ product: articleOf(kind) }] })),
    write: (_shipment, kind) => ({ method: 'PUT', path: '/articles', about: articleOf(kind) }),
    begin: (store) => stories.scan(store),
    async comesRight(shipment) {
      await shipment.reaches('in-warehouse', 'warehouse');
      expect(shipment.ordersInOngoing).toEqual([[shipment.id, 200]]);
    },
  },
  rewrite: {
    kinds: all,
    prepare: (store) => stories.imported({ store }),
    write: ({ id }) => ({ method: 'PUT', path: '/orders', about: id }),
    async begin(store, shipments) {
      // Open, as far as anybody knows.
      await stories.scanWarehouse(`at-${store}`);
      for (const { order } of shipments) {
        stories.merchant.changeOrder({ orderNumber: order, delivery: { address: 'Omvägen 8' } });
      }
      await stories.scan(store);
    },
    async comesRight(shipment, kind) {
      if (kind === 'null-id') {
        await shipment.asks('changed-after-start');
        await shipment.act('retry');
      }
      await eventually(() => shipment.inOngoing().posted.consignee?.address1 === 'Omvägen 8', { withinMs: 45_000 });
      await shipment.until(({ facts: { doubt, order }, decision: { step } }) => {
        const atRest = step.do === 'wait' && step.for === 'warehouse';
        return atRest && !doubt && !order?.rewriting;
      });
      expect(shipment.ordersInOngoing).toEqual([[shipment.id, 200]]);
    },
  },
  cancel: {
    kinds: all,
    prepare: (store) => stories.imported({ store, payment: 'authorised' }),
    write: ({ id }) => ({ method: 'DELETE', path: '/orders', about: id }),
    async begin(store, shipments) {
      for (const { order } of shipments) stories.merchant.cancel({ orderNumber: order });
      await stories.scan(store);
    },
    async comesRight(shipment) {
      await expect(shipment.end()).resolves.toMatchObject({ end: 'cancelled' });
      expect(shipment.ordersInOngoing).toEqual([[shipment.id, 1000]]);
    },
  },
  acknowledge: {
    kinds: lostAnswers,
    prepare: (store) => stories.imported({ store }),
    write: (shipment) => ({ method: 'PATCH', path: '/orders', about: String(shipment.inOngoing().orderId) }),
    async begin(store, shipments) {
      for (const shipment of shipments) shipment.ships();
      await stories.scanWarehouse(`at-${store}`);
    },
    async comesRight(shipment) {
      await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
      expect(shipment.inCentra.counts).toMatchObject({ completeCalls: 1, emails: 1 });
      expect(shipment.inOngoing().lines).toMatchObject([{ reported: 1 }]);
    },
  },
};

describe('the answer is lost, and then the system is away for an hour', () => {
  it.concurrent.each(places)(
    '%s comes right, and is done once',
    async (store) => {
      await expectToComeRight(stories, lost, 'ongoing', store, writes[store]);
    },
    240_000,
  );
});
