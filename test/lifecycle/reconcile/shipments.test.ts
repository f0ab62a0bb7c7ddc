import fc from 'fast-check';
import { unbalanced, type Account } from '../../../src/lifecycle/reconcile/account';
import { keyOf } from '../../../src/lifecycle/reconcile/difference';
import {
  goodToGoSum,
  ordersSum,
  reconcileShipments,
  type Elsewhere,
  type Life,
  type OrderThere,
  type StoreSeen,
} from '../../../src/lifecycle/reconcile/shipments';

const id = '7001-1';
const seen = (more: Partial<StoreSeen> = {}): StoreSeen => ({
  store: 'retail',
  unreadable: [],
  shipments: [],
  lives: new Map(),
  orders: [],
  taken: new Set(),
  elsewhere: new Map(),
  ...more,
});
const ready = [{ shipmentId: id }];
const life = (more: Partial<Life> = {}): Pick<StoreSeen, 'lives'> => ({
  lives: new Map([[id, { shipmentId: id, stage: 'in-warehouse', isOpen: true, ...more }]]),
});
const order = (more: Partial<OrderThere> = {}): OrderThere => ({
  orderId: 1,
  ...{ orderNumber: id, shipmentId: id, is: 'open', status: '300 Picking', isBackOrder: false },
  ...more,
});
const ordered = (...more: Partial<OrderThere>[]): Pick<StoreSeen, 'orders'> => ({ orders: more.map(order) });
const shipped = { is: 'shipped', status: '450 Sent' } as const;
const gate = (why: string, fault = false) => ({
  shipments: [{ shipmentId: id, gate: { why, ...(fault && { fault }) } }],
});

type Expected = [state: string, kind?: string, reason?: RegExp, expected?: true];

function stateOf({ sums }: Account, sum: string): string {
  return Object.keys(sums[sum]?.states ?? {}).join(', ');
}

describe('a good-to-go shipment', () => {
  it.each<[why: string, world: Partial<StoreSeen>, ...expected: Expected]>([
    ['with an order that the warehouse works on', { ...life(), ...ordered({}) }, 'in the warehouse'],
    [
      'with attention, and an order all the same',
      { ...life({ attention: 'overdue' }), ...ordered({}) },
      'in the warehouse',
    ],
    ['that its workflow imports', life({ stage: 'importing' }), 'on their way to the warehouse'],
    [
      'that has been sent and is being reported',
      { ...life({ stage: 'reporting' }), ...ordered(shipped) },
      'being reported',
    ],
    ['that is new', {}, 'new'],
    ['that is new beside an order from before our time', ordered({}), 'new'],
    [
      'that nobody takes up',
      { noScan: 'no schedule' },
      'shipment-without-order',
      'shipment-without-order',
      /^no schedule$/,
    ],
    [
      'whose order nobody follows',
      { noScan: 'no schedule', ...ordered({}) },
      'order-not-followed',
      'order-not-followed',
      /no schedule/,
    ],
    ['on hold', gate('on hold'), 'held back', 'shipment-without-order', /^on hold$/, true],
    [
      'on hold, with an order that nobody follows',
      { ...gate('on hold'), ...ordered({}) },
      'order-not-followed',
      'order-not-followed',
      /on hold/,
    ],
    [
      'whose filter cannot be evaluated',
      gate('filter: no', true),
      'shipment-without-order',
      'shipment-without-order',
      /^filter: no$/,
    ],
    [
      'whose number another order has',
      { taken: new Set([id]) },
      'shipment-without-order',
      'shipment-without-order',
      /number-taken/,
    ],
    [
      'that was refused',
      life({ stage: 'importing', attention: 'order-refused' }),
      'shipment-without-order',
      'shipment-without-order',
      /attention: order-refused/,
    ],
    [
      'that the warehouse has cancelled',
      { ...life({ attention: 'cancelled-in-warehouse' }), ...ordered({ is: 'cancelled', status: '1000 Cancelled' }) },
      'shipment-without-order',
      'shipment-without-order',
      /cancelled-in-warehouse/,
    ],
    [
      'that was sent and cannot be reported',
      { ...life({ attention: 'not-paid' }), ...ordered(shipped) },
      'completed-in-ongoing-only',
      'completed-in-ongoing-only',
      /not-paid/,
    ],
    [
      'held by an operator before its order',
      life({ stage: 'held' }),
      'held back',
      'shipment-without-order',
      /held by an operator/,
      true,
    ],
    [
      'held by an operator after it was sent',
      { ...life({ stage: 'held' }), ...ordered(shipped) },
      'held back',
      'completed-in-ongoing-only',
      /held by an operator/,
      true,
    ],
    ['held by an operator in the warehouse', { ...life({ stage: 'held' }), ...ordered({}) }, 'in the warehouse'],
    [
      'of a store that is paused',
      { ...life({ stage: 'importing' }), paused: 'paused' },
      'held back',
      'shipment-without-order',
      /^paused$/,
      true,
    ],
    ['that is new while the store is paused', { paused: 'paused' }, 'new'],
    [
      'that an operator has abandoned',
      life({ stage: 'abandoned' }),
      'shipment-without-order',
      'shipment-without-order',
      /abandoned/,
    ],
    [
      'that an operator has abandoned beside a living order',
      { ...life({ stage: 'abandoned' }), ...ordered({}) },
      'order-not-followed',
      'order-not-followed',
      /abandoned/,
    ],
    [
      'that was cancelled here',
      life({ stage: 'cancelled' }),
      'shipment-without-order',
      'shipment-without-order',
      /still offers it/,
    ],
    ['that is being cancelled', { ...life({ stage: 'cancelling' }), ...ordered({}) }, 'in the warehouse'],
    ['that is offered again', life({ stage: 'withdrawn' }), 'on their way to the warehouse'],
    [
      'that changed after the warehouse had begun',
      { ...life({ attention: 'changed-after-start' }), ...ordered({}) },
      'order-different',
      'order-different',
      /changed-after-start/,
    ],
    [
      'with two orders',
      { ...life(), ...ordered({}, { orderId: 2, orderNumber: `${id}-r2` }) },
      'ordered-twice',
      'ordered-twice',
      /7001-1 and 7001-1-r2/,
    ],
    [
      'with a cancelled order beside the living one',
      { ...life(), ...ordered({ is: 'cancelled' }, { orderId: 2, orderNumber: `${id}-r2` }) },
      'in the warehouse',
    ],
    [
      'with a back order',
      { ...life(), ...ordered(shipped, { orderId: 2, orderNumber: '50', isBackOrder: true }) },
      'in the warehouse',
    ],
    ['that was sent, of an order that nobody reports', ordered(shipped), 'new'],
    ['whose life has ended', life({ stage: 'completed', isOpen: false }), 'new'],
  ])('%s', (_why, world, ...[state, kind, reason, expected]) => {
    const account = reconcileShipments(seen({ shipments: ready, ...world }));
    expect(stateOf(account, goodToGoSum('retail'))).toBe(state);
    expect(account.differences.map((one) => [one.kind, one.id, one.expected])).toEqual(
      kind ? [[kind, `retail/${id}`, expected]] : [],
    );
    if (reason) expect(account.differences[0]?.reason).toMatch(reason);
    expect(unbalanced(account)).toEqual([]);
  });
});

describe('an order whose shipment is not good-to-go', () => {
  const at = (elsewhere: Elsewhere) => ({ elsewhere: new Map([[id, elsewhere]]) });

  it.each<[why: string, world: Partial<StoreSeen>, ...expected: Expected]>([
    ['and that is being cancelled', { ...life({ stage: 'cancelling' }), ...at('cancelled') }, 'at their end'],
    [
      'and that the warehouse does not give back',
      { ...life({ stage: 'cancelling', attention: 'cancel-refused' }), ...at('cancelled') },
      'order-without-shipment',
      'order-without-shipment',
      /cancel-refused/,
    ],
    [
      'and completed in Centra by hand',
      at('completed'),
      'completed-in-centra-only',
      'completed-in-centra-only',
      /completed in Centra; nobody follows it/,
    ],
    [
      'and that was reported as soon as it was picked',
      { ...life({ stage: 'completed', isOpen: false }), ...at('completed') },
      'reported, not yet sent',
    ],
    [
      'and cancelled, without a workflow',
      at('cancelled'),
      'order-without-shipment',
      'order-without-shipment',
      /cancelled in Centra/,
    ],
    ['and that Centra does not show', {}, 'order-without-shipment', 'order-without-shipment', /does not show/],
    [
      'and that an operator abandoned',
      { ...life({ stage: 'abandoned', isOpen: false }), ...at('not-good-to-go') },
      'order-without-shipment',
      'order-without-shipment',
      /ended as abandoned/,
    ],
    [
      'and completed elsewhere',
      { ...life({ attention: 'completed-elsewhere' }), ...at('completed') },
      'completed-in-centra-only',
      'completed-in-centra-only',
      /completed-elsewhere/,
    ],
  ])('%s', (_why, world, ...[state, kind, reason]) => {
    const account = reconcileShipments(seen({ ...ordered({}), ...world }));
    expect(stateOf(account, ordersSum('retail'))).toBe(state);
    expect(account.differences.map((one) => one.kind)).toEqual(kind ? [kind] : []);
    if (reason) expect(account.differences[0]?.reason).toMatch(reason);
    expect(unbalanced(account)).toEqual([]);
  });

  it('is named with its workflow alone, where neither system shows anything', () => {
    const account = reconcileShipments(seen(life({ attention: 'captured-not-shipped' })));
    expect(account.differences).toEqual([
      expect.objectContaining({ kind: 'needs-a-person', reason: 'attention: captured-not-shipped' }),
    ]);
  });
});

describe('any pair of worlds', () => {
  const ids = ['1-1', '2-1', '3-1', '4-1'];
  const anId = fc.constantFrom(...ids);
  const world: fc.Arbitrary<StoreSeen> = fc.record(
    {
      store: fc.constant('retail'),
      unreadable: fc.array(fc.constantFrom('8-1', '9-1'), { maxLength: 2 }),
      shipments: fc.uniqueArray(
        fc.record(
          { shipmentId: anId, gate: fc.record({ why: fc.constant('on hold'), fault: fc.boolean() }) },
          { requiredKeys: ['shipmentId'] },
        ),
        { selector: ({ shipmentId }) => shipmentId },
      ),
      lives: fc
        .uniqueArray(
          fc.record(
            {
              shipmentId: anId,
              stage: fc.constantFrom(
                'importing',
                'in-warehouse',
                'reporting',
                'cancelling',
                'held',
                'completed',
                'cancelled',
                'withdrawn',
                'abandoned',
              ),
              isOpen: fc.boolean(),
              attention: fc.constantFrom('overdue', 'order-refused', 'changed-after-start'),
            },
            { requiredKeys: ['shipmentId', 'stage', 'isOpen'] },
          ),
          { selector: ({ shipmentId }) => shipmentId },
        )
        .map((all) => new Map(all.map((one) => [one.shipmentId, one]))),
      orders: fc.array(
        fc.record({
          orderId: fc.nat(),
          orderNumber: anId,
          shipmentId: anId,
          is: fc.constantFrom('open' as const, 'shipped' as const, 'cancelled' as const),
          status: fc.constant('300'),
          isBackOrder: fc.boolean(),
        }),
        { maxLength: 6 },
      ),
      taken: fc.subarray(ids).map((some) => new Set(some)),
      elsewhere: fc
        .array(fc.tuple(anId, fc.constantFrom<Elsewhere>('completed', 'cancelled', 'not-good-to-go', 'not-visible')))
        .map((all) => new Map(all)),
      paused: fc.constant('paused'),
      noScan: fc.constant('no schedule'),
    },
    { requiredKeys: ['store', 'unreadable', 'shipments', 'lives', 'orders', 'taken', 'elsewhere'] },
  );

  it('adds up: every shipment and every order is in exactly one named state', () => {
    fc.assert(
      fc.property(world, (one) => {
        const account = reconcileShipments(one);
        expect(unbalanced(account)).toEqual([]);
        expect(account.sums[goodToGoSum('retail')]?.total).toBe(one.shipments.length + one.unreadable.length);
        const living = one.orders.filter(({ is }) => is !== 'cancelled');
        expect(account.sums[ordersSum('retail')]?.total).toBe(living.length);
        // Both sides tell the same number of orders that have a good-to-go shipment.
        const goodToGo = new Set(one.shipments.map(({ shipmentId }) => shipmentId));
        const matched = living.filter(({ shipmentId }) => goodToGo.has(shipmentId)).length;
        expect(account.sums[ordersSum('retail')]?.states['of good-to-go shipments'] ?? 0).toBe(matched);
      }),
    );
  });

  it('names after a second reading what was different both times, and still adds up', () => {
    fc.assert(
      fc.property(world, world, (first, second) => {
        const before = new Set(reconcileShipments(first).differences.map(keyOf));
        const account = reconcileShipments(second, before);
        expect(unbalanced(account)).toEqual([]);
        const named = account.differences.filter(({ expected }) => !expected).map(keyOf);
        expect(named.every((key) => before.has(key))).toBe(true);
        const all = new Set(reconcileShipments(second).differences.map(keyOf));
        expect(named.every((key) => all.has(key))).toBe(true);
      }),
    );
  });

  it('names the same after two readings of the same world', () => {
    fc.assert(
      fc.property(world, (one) => {
        const first = reconcileShipments(one);
        expect(reconcileShipments(one, new Set(first.differences.map(keyOf)))).toEqual(first);
      }),
    );
  });

  it('shows a difference for every shipment without an order, unless somebody works on it', () => {
    fc.assert(
      fc.property(world, (one) => {
        const { differences, underWay } = reconcileShipments(one);
        const named = new Set([...differences, ...underWay].map(({ id: it }) => it));
        const living = new Set(one.orders.filter(({ is }) => is !== 'cancelled').map(({ shipmentId }) => shipmentId));
        for (const { shipmentId } of one.shipments) {
          if (!living.has(shipmentId)) expect(named).toContain(`retail/${shipmentId}`);
        }
      }),
    );
  });
});
