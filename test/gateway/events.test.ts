import { parseConfig } from '../../src/config';
import { centraHints } from '../../src/gateway/centra-events';
import { isAuthorized } from '../../src/gateway/ongoing-authorization';
import { ongoingHints } from '../../src/gateway/ongoing-events';
import { describeContract, readContract } from '../clients/support/contracts';
import { aFile, env } from '../config/support';

const goodsOwner = () => parseConfig(aFile, { file: 'bridge.yaml', env, extraChecks: [] }).goodsOwners[0]!;
const store = (imports: 'shipments' | 'orders' | 'both' | 'none' = 'shipments') => ({
  ...goodsOwner().stores[0]!,
  import: imports,
});
const call = (payload: unknown) => Buffer.from(new URLSearchParams({ payload: JSON.stringify(payload) }).toString());

describe('events of Centra', () => {
  it('name the orders that they are about, once, and have the store scanned', () => {
    const events = [
      { type: 'order', action: 'update', id: 2735 },
      { type: 'order', action: 'update', id: '2735' },
      { type: 'shipment', action: 'create', id: 1902 },
    ];
    expect(centraHints(call({ events }), store())).toEqual({
      centraOrders: ['2735'],
      warehouseOrders: [],
      schedules: ['shipments/shop'],
    });
  });

  it.each([
    ['shipments', ['shipments/shop']],
    ['orders', ['orders/shop']],
    ['both', ['shipments/shop', 'orders/shop']],
    ['none', []],
  ] as const)('of a store that imports %s run %p', (imports, schedules) => {
    expect(centraHints(call({ events: [{ type: 'shipment', id: 1 }] }), store(imports))?.schedules).toEqual(schedules);
  });

  it.each([
    [
      'about others',
      [
        { type: 'customer', id: 1 },
        { type: 'check_first', id: 2 },
      ],
    ],
    ['that are none', [null, 'order', 3, {}]],
    ['none at all', []],
  ])('%s cost nothing', (_what, events) => {
    expect(centraHints(call({ events }), store())).toEqual({ centraOrders: [], warehouseOrders: [], schedules: [] });
  });

  it.each([['x) OR Attention IS NOT NULL'], ["1' OR '1'='1"], [1.5], [-1], [null]])(
    'whose id %p is no order number name none, and have the store scanned',
    (id) => {
      const hints = centraHints(call({ events: [{ type: 'order', id }] }), store());
      expect(hints).toMatchObject({ centraOrders: [], schedules: ['shipments/shop'] });
    },
  );

  it.each([['payload=nonsense'], ['payload=%7B%7D'], ['other=1'], ['']])('are none in %p', (body) => {
    expect(centraHints(Buffer.from(body), store())).toBeUndefined();
  });
});

describe('events of Ongoing', () => {
  const hints = (payload: unknown, changes: object = {}) =>
    ongoingHints(Buffer.from(JSON.stringify(payload)), { ...goodsOwner(), ...changes });
  const { purchaseOrders, returns } = goodsOwner();
  const nothing = { centraOrders: [], warehouseOrders: [], schedules: [] };

  it('name the order that is to be read', () => {
    const payload = { goodsOwnerId: 7, orderNumber: '83651-1', orderStatus: { number: 450 } };
    expect(hints(payload)).toEqual({ ...nothing, warehouseOrders: ['83651-1'] });
  });

  it('have purchase orders and returns read where these are carried', () => {
    const received = { purchaseOrderNumber: '12', goodsOwnerId: '7' };
    expect(hints(received)).toEqual(nothing);
    expect(hints(received, { purchaseOrders: { ...purchaseOrders, enabled: true } })?.schedules).toEqual([
      'purchase-orders/north',
    ]);
    const returned = { returnOrder: { returnOrderNumber: '9' }, customerOrderInfo: { orderNumber: '83651-1' } };
    expect(hints(returned, { returns: { ...returns, enabled: true } })).toEqual({
      ...nothing,
      warehouseOrders: ['83651-1'],
      schedules: ['returns/north'],
    });
  });

  it.each([[{ goodsOwnerId: 8, orderNumber: '1-1' }], [{ articleNumber: 'A' }], [{}], [{ orderNumber: { a: 1 } }]])(
    'like %j cost nothing',
    (payload) => {
      expect(hints(payload)).toEqual(nothing);
    },
  );

  it.each([['no json'], ['[]'], ['3'], ['null'], ['']])('are none in %p', (body) => {
    expect(ongoingHints(Buffer.from(body), goodsOwner())).toBeUndefined();
  });
});

describeContract('the forms of Ongoing’s webhooks', () => {
  it.each([
    ['order', { warehouseOrders: ['O1231234'] }],
    ['purchase_order', { warehouseOrders: [], schedules: ['purchase-orders/north'] }],
    ['article', { warehouseOrders: [], schedules: [] }],
  ])('%s', (name, expected) => {
    const text = readContract(`examples/ongoing/webhook_${name}_RECONSTRUCTED.json`);
    const { goodsOwnerId } = JSON.parse(text) as { goodsOwnerId: number };
    const owner = goodsOwner();
    const configured = {
      ...owner,
      ongoing: { ...owner.ongoing, goodsOwnerId },
      purchaseOrders: { ...owner.purchaseOrders, enabled: true },
    };
    expect(ongoingHints(Buffer.from(text), configured)).toMatchObject(expected);
  });
});

describe('who sends for Ongoing', () => {
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

  it.each([
    ['the token', { token: 'agreed' }, true],
    ['Basic with the token for a password', { authorization: basic('ongoing:agreed') }, true],
    ['Basic with a colon in the password', { authorization: basic('ongoing:agreed:more') }, false],
    ['another token', { token: 'guessed' }, false],
    ['the token as a name', { authorization: basic('agreed:') }, false],
    ['Bearer', { authorization: 'Bearer agreed' }, false],
    ['nothing', {}, false],
  ])('%s', (_what, credentials, is) => {
    expect(isAuthorized(credentials, 'agreed')).toBe(is);
  });

  it('is nobody where no token is agreed on', () => {
    for (const token of ['', 'undefined']) expect(isAuthorized({ token }, undefined)).toBe(false);
    expect(isAuthorized({ token: '' }, '')).toBe(false);
  });
});
