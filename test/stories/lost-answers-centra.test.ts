import { eventually } from '../support/eventually';
import { expectToComeRight, lostAnswers, LostAnswers, type LostWrite } from './support/lost-answers';
import { useStories } from './support/use-stories';

/** A store for each kind of write: what is lost in one keeps no other waiting. */
const places = ['capture', 'adjust', 'complete', 'completeandcapture', 'refund', 'append'] as const;

const lost = new LostAnswers();
const stories = useStories({
  simulators: { log: lost.log },
  // Many shipments at once, each of which waits for a system that is away.
  patienceMs: 120_000,
  stores: {
    capture: { capture: 'onImport' },
    adjust: { capture: 'onComplete' },
    complete: {},
    completeandcapture: { capture: 'onComplete' },
    refund: {},
    append: {},
  },
});

const writes: Record<(typeof places)[number], LostWrite> = {
  capture: {
    kinds: lostAnswers,
    prepare: (store) => Promise.resolve(stories.ordered({ store, payment: 'authorised' })),
    write: ({ id }) => ({ method: 'PUT', path: '/capture', about: id }),
    begin: (store) => stories.scan(store),
    async comesRight(shipment) {
      await shipment.reaches('in-warehouse', 'warehouse');
      expect(shipment.inCentra).toMatchObject({ paid: true, counts: { captures: 1, captureCalls: 1 } });
      expect(shipment.ordersInOngoing).toEqual([[shipment.id, 200]]);
    },
  },
  adjust: {
    kinds: lostAnswers,
    prepare: (store) => stories.imported({ store, payment: 'authorised', lines: [{ quantity: 2 }] }),
    write: ({ id }) => ({ method: 'PUT', path: '/shipments', about: id }),
    async begin(_store, shipments) {
      for (const { id } of shipments) {
        stories.warehouse.shortPick({ orderNumber: id });
        stories.warehouse.ship({ orderNumber: id });
      }
      await stories.scanWarehouse();
    },
    async comesRight(shipment) {
      await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
      expect(shipment.inCentra).toMatchObject({ lines: [{ quantity: 1 }], counts: { captures: 1, emails: 1 } });
    },
  },
  complete: {
    kinds: lostAnswers,
    prepare: (store) => stories.imported({ store }),
    write: ({ id }) => ({ method: 'PUT', path: '^/shipment$', about: id }),
    async begin(_store, shipments) {
      for (const shipment of shipments) shipment.ships();
      await stories.scanWarehouse();
    },
    async comesRight(shipment) {
      await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
      expect(shipment.inCentra.counts).toMatchObject({ completeCalls: 1, completions: 1, emails: 1 });
      expect(shipment.inOngoing().lines).toMatchObject([{ reported: 1 }]);
    },
  },
  completeandcapture: {
    kinds: lostAnswers,
    prepare: (store) => stories.imported({ store, payment: 'authorised' }),
    write: ({ id }) => ({ method: 'PUT', path: '^/shipment$', about: id }),
    async begin(_store, shipments) {
      for (const shipment of shipments) shipment.ships();
      await stories.scanWarehouse();
    },
    async comesRight(shipment) {
      await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
      expect(shipment.inCentra.counts).toMatchObject({ captures: 1, completeCalls: 1, completions: 1, emails: 1 });
      expect(shipment.inOngoing().lines).toMatchObject([{ reported: 1 }]);
    },
  },
  refund: {
    kinds: lostAnswers,
    async prepare(store) {
      const shipment = await stories.imported({ store, lines: [{ quantity: 2 }] });
      stories.warehouse.shortPick({ orderNumber: shipment.id });
      stories.warehouse.ship({ orderNumber: shipment.id });
      return shipment;
    },
    write: ({ id }) => ({ method: 'POST', path: '/return', about: id }),
    async begin(_store, shipments) {
      await stories.scanWarehouse();
      for (const shipment of shipments) {
        await shipment.asks('short-picked');
        await shipment.act('resolve', { choice: 'refund' });
      }
    },
    async comesRight(shipment) {
      await expect(shipment.end()).resolves.toMatchObject({ end: 'completed' });
      const { returns } = stories.merchant.order({ orderNumber: shipment.order });
      expect(returns).toMatchObject([{ refunds: 1, lines: [{ quantity: 1 }] }]);
      expect(shipment.inCentra.counts).toMatchObject({ completions: 1, emails: 1 });
    },
  },
  append: {
    kinds: lostAnswers,
    async prepare(store) {
      const shipment = await stories.imported({ store });
      await shipment.goesItsWay();
      stories.warehouse.addTracking({ orderNumber: shipment.id, waybill: `LATER-${shipment.id}` });
      return shipment;
    },
    write: ({ order }) => ({ method: 'PUT', path: '/orders', about: String(order) }),
    begin: () => stories.sweep(),
    async comesRight(shipment) {
      const waybill = `LATER-${shipment.id}`;
      await eventually(async () => (await shipment.end()).waybills.includes(waybill), { everyMs: 200 });
      expect(shipment.inCentra.order.internalComment.split(waybill)).toHaveLength(2);
      expect(shipment.inCentra.counts).toMatchObject({ completions: 1, emails: 1 });
    },
  },
};

describe('the answer is lost, and then the system is away for an hour', () => {
  it.concurrent.each(places)(
    '%s comes right, and is done once',
    async (store) => {
      await expectToComeRight(stories, lost, 'centra', store, writes[store]);
    },
    240_000,
  );
});
