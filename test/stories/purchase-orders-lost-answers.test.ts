import type { FaultKind, FaultRule } from '../../src/sandbox';
import { answersWithoutId, lostAnswers } from './support/lost-answers';
import { deliveriesOf, type TestDelivery } from './support/test-delivery';
import { useStories } from './support/use-stories';

const tee = 'TEE2-WHT-M';
const lines = [{ product: tee, quantity: 10 }];

/** A goods owner and a store for each kind of write: what is lost in one keeps no other waiting. */
const places = ['import', 'rewrite', 'cancel', 'report', 'acknowledge'] as const;
type Place = (typeof places)[number];

const stories = useStories({
  purchaseOrders: { enabled: true },
  simulators: {
    centra: {
      stores: [
        { id: 'retail', type: 'b2c' },
        { id: 'wholesale', type: 'b2b' },
        // Each sees the deliveries for its own warehouse only.
        ...places.map((place) => ({ id: place, settings: { supplierDeliveryWarehouse: place } })),
      ],
    },
  },
  stores: Object.fromEntries(places.map((place) => [place, {}])),
  goodsOwners: {
    acme: ['retail', 'wholesale'],
    ...Object.fromEntries(places.map((place) => [`at-${place}`, [place]])),
  },
});
const { supplied, scan } = deliveriesOf(stories);
const house = (place: Place) => `at-${place}`;

/** Everybody of a place, all at once; each has one answer that is lost. */
async function each(
  place: Place,
  kinds: readonly FaultKind[],
  prepare: (delivery: TestDelivery) => void,
  fault: (delivery: TestDelivery) => Pick<FaultRule, 'system' | 'method' | 'path' | 'about'>,
  right: (delivery: TestDelivery, kind: FaultKind) => Promise<unknown>,
): Promise<void> {
  const goodsOwner = house(place);
  const table = kinds.map((kind) => ({
    kind,
    delivery: supplied({ store: place, warehouse: place, lines }, goodsOwner),
  }));
  if (place !== 'import') {
    await scan(goodsOwner);
    for (const { delivery } of table) await delivery.reaches('in-warehouse', 'goods');
  }
  for (const { delivery } of table) prepare(delivery);
  for (const { kind, delivery } of table) {
    stories.faults.add({ id: `${place} ${kind}`, kind, times: 1, ...fault(delivery) });
  }
  // Three answers in a row that are lost close the connection for a moment: then a scan ends without having read it all.
  await Promise.allSettled([scan(goodsOwner)]);
  const ends = await Promise.allSettled(table.map(({ delivery, kind }) => right(delivery, kind)));
  const wrong = table.flatMap(({ kind }, index) => {
    const end = ends[index];
    return end?.status === 'rejected' ? [`${kind}: ${String(end.reason)}`] : [];
  });
  expect(wrong).toEqual([]);
  const hits = stories.faults.list().filter(({ id }) => id.startsWith(`${place} `));
  expect(hits.filter(({ hits: n }) => n !== 1)).toEqual([]);
}

const purchaseOrdersOf = ({ goodsOwner, id }: TestDelivery) =>
  stories.warehouse
    .purchaseOrders({ goodsOwner })
    .purchaseOrders.filter(({ purchaseOrderNumber }) => purchaseOrderNumber.split('-')[0] === id);

const received = (delivery: TestDelivery) => {
  delivery.receives();
  delivery.isFinished();
};

const cases: Record<Place, () => Promise<void>> = {
  import: () =>
    each(
      'import',
      [...lostAnswers, ...answersWithoutId],
      () => undefined,
      ({ id }) => ({ system: 'ongoing', method: 'PUT', path: '/purchaseOrders', about: id }),
      async (delivery, kind) => {
        // No id, a message, and nothing there: that was a refusal, for all that anybody can know.
        if (kind === 'null-id') {
          await delivery.asks('order-refused');
          await delivery.act('retry');
        }
        await delivery.reaches('in-warehouse', 'goods');
        expect(purchaseOrdersOf(delivery)).toMatchObject([{ status: 100 }]);
      },
    ),
  rewrite: () =>
    each(
      'rewrite',
      [...lostAnswers, ...answersWithoutId],
      ({ deliveryId }) => stories.merchant.changeDelivery({ deliveryId, quantities: { [tee]: 8 } }),
      ({ id }) => ({ system: 'ongoing', method: 'PUT', path: '/purchaseOrders', about: id }),
      async (delivery, kind) => {
        if (kind === 'null-id') {
          await delivery.asks('changed-after-start');
          await delivery.act('retry');
        }
        await delivery.until(({ facts }) => facts.order?.pieces?.[tee] === 8 && facts.doubt === undefined);
        expect(delivery.inOngoing().lines).toMatchObject([{ advised: 8 }]);
      },
    ),
  cancel: () =>
    each(
      'cancel',
      [...lostAnswers, ...answersWithoutId],
      ({ deliveryId }) => stories.merchant.cancelDelivery({ deliveryId }),
      ({ id }) => ({ system: 'ongoing', method: 'DELETE', path: '/purchaseOrders', about: id }),
      async (delivery, kind) => {
        // It says something instead of an id, and lives: asked for again when an operator wants it, or after an hour.
        if (kind === 'null-id') {
          await delivery.asks('cancel-refused');
          await delivery.act('retry');
        }
        await expect(delivery.end()).resolves.toMatchObject({ end: 'cancelled' });
        expect(delivery.inOngoing().status).toBe(900);
      },
    ),
  report: () =>
    each(
      'report',
      lostAnswers,
      received,
      ({ deliveryId }) => ({
        system: 'centra',
        method: 'POST',
        path: `/supplier-deliveries/${deliveryId}/sku`,
        about: deliveryId,
      }),
      async (delivery, kind) => {
        if (!kind.endsWith('after')) {
          // It is still listed: a person decides, whatever two reads say.
          const { choices } = await delivery.asks('receipt-refused');
          expect(choices).toEqual(['reported', 'report-again']);
          expect(delivery.told).toEqual([]);
          await delivery.act('resolve', { choice: 'report-again' });
        }
        await expect(delivery.end()).resolves.toMatchObject({ end: 'completed', reported: true, pieces: 10 });
        expect(delivery.told).toEqual([10]);
        expect(delivery.inCentra.counts.repeatedReports).toBe(0);
        expect(delivery.inOngoing().lines).toMatchObject([{ reported: 10 }]);
      },
    ),
  acknowledge: () =>
    each(
      'acknowledge',
      lostAnswers,
      received,
      (delivery) => ({
        system: 'ongoing',
        method: 'PATCH',
        path: `/purchaseOrders/${delivery.inOngoing().purchaseOrderId}/`,
      }),
      async (delivery) => {
        await expect(delivery.end()).resolves.toMatchObject({ end: 'completed', reported: true });
        expect(delivery.inCentra.counts).toEqual({ reportCalls: 1, repeatedReports: 0 });
        expect(delivery.inOngoing().lines).toMatchObject([{ reported: 10 }]);
      },
    ),
};

const expectToComeRight = (place: Place) => cases[place]();

describe('the answer is lost', () => {
  it.concurrent.each(places)('%s comes right, and is done once', (place) => expectToComeRight(place), 120_000);
});
