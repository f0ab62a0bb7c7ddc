import fc from 'fast-check';
import { unbalanced } from '../../../src/lifecycle/reconcile/account';
import { deliveryWords } from '../../../src/lifecycle/reconcile/deliveries';
import { merged } from '../../../src/lifecycle/reconcile/merged';
import { reconcileReturns, returnsSum, type ReturnsSeen } from '../../../src/lifecycle/reconcile/returns';
import { reconcileShipments, type OrderThere, type StoreSeen } from '../../../src/lifecycle/reconcile/shipments';
import { wholeOrderWords } from '../../../src/lifecycle/reconcile/whole-orders';
import { reconcileStock, stockSum, type StockRowSeen } from '../../../src/lifecycle/reconcile/stock';

describe('stock', () => {
  const stock = (...rows: StockRowSeen[]) =>
    reconcileStock({
      goodsOwner: 'acme',
      store: 'wholesale',
      what: 'physical',
      rows,
      rowCount: rows.length,
      unreadable: [],
    });

  it.each<[row: StockRowSeen, state: string, kind?: string]>([
    [{ id: 'A', is: 'same' }, 'the same'],
    [{ id: 'A', is: 'clamped' }, 'as many as are reserved'],
    [{ id: 'A', is: 'not-in-ongoing' }, 'not in Ongoing'],
    [{ id: 'A', is: 'no-stock' }, 'without stock of their own'],
    [{ id: '7', is: 'no-number' }, 'without an article number'],
    [{ id: 'A', is: 'unknown', why: 'no figures' }, 'cannot be compared', 'stock-unknown'],
    [{ id: 'A', is: 'different', centra: 3, ongoing: 5 }, 'different', 'stock-different'],
  ])('%j', (row, ...[state, kind]) => {
    const { sums, differences } = stock(row);
    expect(sums[stockSum('physical', 'wholesale')]?.states).toEqual({ [state]: 1 });
    expect(differences.map((one) => one.kind)).toEqual(kind ? [kind] : []);
  });

  it('that waits for a report is under way', () => {
    const { differences, underWay } = stock({ id: 'A', is: 'different', centra: 3, ongoing: 5, waits: 'a completion' });
    expect(differences).toEqual([]);
    expect(underWay).toEqual([
      expect.objectContaining({ id: 'acme/A', centra: '3', ongoing: '5', reason: 'a completion' }),
    ]);
  });
});

describe('returns', () => {
  const order = { orderId: 5, orderNumber: '7001-1', shipment: 'retail/7001-1', items: 2, nameless: 0 };
  const seen = (more: Partial<ReturnsSeen> = {}): ReturnsSeen => ({
    ...{ goodsOwner: 'acme', orders: [order], unreadable: [], lives: new Map() },
    ...more,
  });
  const life = (stage: string, attention?: string) => ({
    lives: new Map([[5, { stage, ...(attention && { attention }) }]]),
  });

  it.each<[why: string, world: Partial<ReturnsSeen>, state: string, reason?: string]>([
    ['under way', life('reporting'), 'being reported'],
    ['new', {}, 'new'],
    ['that nobody takes up', { noScan: 'no schedule' }, 'not reported', 'no schedule'],
    ['that was refused', life('reporting', 'return-refused'), 'not reported', 'attention: return-refused'],
    ['held', life('held'), 'held back', 'held by an operator'],
    ['of a goods owner that is paused', { ...life('reporting'), paused: 'paused' }, 'held back', 'paused'],
    [
      'without a line',
      { orders: [{ ...order, nameless: 2 }] },
      'not reported',
      'no line of the shipment has them, so no return can name them',
    ],
    ['of somebody else', { orders: [{ ...order, shipment: undefined }] as never }, 'not of a shipment of this bridge'],
  ])('%s', (_why, world, ...[state, reason]) => {
    const account = reconcileReturns(seen(world));
    expect(account.sums[returnsSum('acme')]).toEqual({ total: 1, states: { [state]: 1 } });
    expect(account.differences.map((one) => one.reason)).toEqual(reason ? [reason] : []);
  });
});

describe('supplier deliveries', () => {
  const order = (is: OrderThere['is']): OrderThere => ({
    ...{ orderId: 1, orderNumber: '77', shipmentId: '957-1', is, status: '500', isBackOrder: false },
  });
  const seen = (more: Partial<StoreSeen>): StoreSeen => ({
    ...{ store: 'acme', unreadable: [], shipments: [], lives: new Map(), orders: [] },
    ...{ taken: new Set(), elsewhere: new Map() },
    ...more,
  });
  const listed = { shipments: [{ shipmentId: '957-1' }] };
  const life = (stage: string, attention?: string, isOpen = true) => ({
    lives: new Map([['957-1', { shipmentId: '957-1', stage, isOpen, ...(attention && { attention }) }]]),
  });

  it.each<[why: string, world: Partial<StoreSeen>, kinds: string[]]>([
    ['advised', { ...listed, ...life('in-warehouse'), orders: [order('open')] }, []],
    ['received, and being reported', { ...listed, ...life('reporting'), orders: [order('shipped')] }, []],
    [
      'received, and Centra refuses it',
      { ...listed, ...life('reporting', 'receipt-refused'), orders: [order('shipped')] },
      ['receipt-not-reported'],
    ],
    ['refused by Ongoing', { ...listed, ...life('importing', 'order-refused') }, ['delivery-without-purchase-order']],
    ['that nobody takes up', { ...listed, noScan: 'no schedule' }, ['delivery-without-purchase-order']],
    [
      'gone, with a purchase order',
      { ...life('abandoned', undefined, false), orders: [order('open')] },
      ['purchase-order-without-delivery'],
    ],
    [
      'reported early',
      { ...life('completed', undefined, false), orders: [order('open')], elsewhere: new Map([['957-1', 'completed']]) },
      [],
    ],
  ])('%s', (_why, world, kinds) => {
    const account = reconcileShipments(seen(world), undefined, deliveryWords);
    expect(account.differences.map(({ kind }) => kind)).toEqual(kinds);
    expect(account.differences.every(({ id }) => id === 'acme/957-1')).toBe(true);
    expect(unbalanced(account)).toEqual([]);
  });
});

describe('accounts together', () => {
  it('have the sums of all', () => {
    const sum = fc.record({ total: fc.nat(50), states: fc.dictionary(fc.constantFrom('a', 'b'), fc.nat(50)) });
    const account = fc.record({
      sums: fc.dictionary(fc.constantFrom('x', 'y'), sum),
      differences: fc.constant([]),
      underWay: fc.constant([]),
    });
    fc.assert(
      fc.property(fc.array(account), (accounts) => {
        const all = merged(accounts);
        for (const what of ['x', 'y']) {
          const totals = accounts.map(({ sums }) => (Object.hasOwn(sums, what) ? (sums[what]?.total ?? 0) : 0));
          expect(all.sums[what]?.total ?? 0).toBe(totals.reduce((one, other) => one + other, 0));
        }
      }),
    );
  });
});

describe('orders that are imported as a whole', () => {
  it('are wanted so, when they were sent and Centra does not know', () => {
    const sent: OrderThere = {
      ...{ orderId: 1, orderNumber: '7001', shipmentId: '7001', is: 'shipped', status: '450 Sent', isBackOrder: false },
    };
    const world: StoreSeen = {
      ...{ store: 'retail', unreadable: [], shipments: [{ shipmentId: '7001' }], lives: new Map(), orders: [sent] },
      ...{ taken: new Set(), elsewhere: new Map() },
    };
    const { sums, differences } = reconcileShipments(world, undefined, wholeOrderWords);
    expect(sums['orders to be shipped in retail']?.states).toEqual({ 'held back': 1 });
    expect(differences).toEqual([
      expect.objectContaining({ kind: 'completed-in-ongoing-only', id: 'retail/7001', expected: true }),
    ]);
  });
});
