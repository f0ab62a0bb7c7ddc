import { createCentra, centraSend, type Centra } from '../../../src/clients/centra';
import type { CallReport } from '../../../src/clients/http';
import {
  aLineRow,
  anOrderRow,
  aProductRow,
  aReturnRow,
  aShipmentRow,
  aStockRow,
  aSupplierDeliveryRow,
} from '../support/centra-rows';
import { failureOf } from '../support/failures';
import { startServer, type LocalServer } from '../support/server';

let server: LocalServer;
let centra: Centra;
let reports: CallReport[];

beforeEach(async () => {
  server = await startServer();
  reports = [];
  const connection = { baseUrl: `${server.url}/api/retail-wms`, secret: 'geheim', timeoutMs: 2_000 };
  centra = createCentra(centraSend(connection, { onCall: (report) => reports.push(report) }));
});
afterEach(() => server.close());

const completion = { orderNumber: '1001', shipmentId: '1001-1', capture: false };
const receipt = { deliveryId: '957-1', by: 'sku', products: { TEEBLACKM: 7 }, insertStock: true } as const;
const newReturn = { shipmentId: '1001-1', products: { 501: 1 }, returnStock: true };

const reads: [name: string, call: () => Promise<unknown>, list: string][] = [
  ['listShipments', () => centra.listShipments({ limit: 100, offset: 0 }), 'shipments'],
  ['listOrders', () => centra.listOrders({ orderNumber: '1001' }), 'orders'],
  ['listWholeOrders', () => centra.listWholeOrders({ limit: 100, offset: 0 }), 'orders'],
  ['listProducts', () => centra.listProducts({ limit: 100, page: 1 }), 'products'],
  ['listReturns', () => centra.listReturns({ shipmentId: '1001-1', limit: 100, page: 1 }), 'returns'],
  ['listStock', () => centra.listStock({ limit: 100, page: 1 }), 'products'],
  ['listSupplierDeliveries', () => centra.listSupplierDeliveries(), 'deliveries'],
  ['getSupplierDelivery', () => centra.getSupplierDelivery('957-1'), 'delivery'],
  ['getSupplierOrder', () => centra.getSupplierOrder('957'), 'order'],
];
const writes: [name: string, call: () => Promise<unknown>][] = [
  ['capture', () => centra.capture('1001-1')],
  ['completeShipment', () => centra.completeShipment(completion)],
  ['updateShipment', () => centra.updateShipment('1001-1', { products: { 501: 1 } })],
  ['updateOrder', () => centra.updateOrder({ orderNumber: '1001', internalComment: 'x' })],
  ['createReturn', () => centra.createReturn(newReturn)],
  ['setStock', () => centra.setStock([{ product: 'TEEBLACKM', quantity: 3 }])],
  ['acceptDelivery', () => centra.acceptDelivery(receipt)],
];
const all = [...reads.map(([name, call]): (typeof writes)[number] => [name, call]), ...writes];

describe('what is sent to Centra', () => {
  const ok = {
    status: 'ok',
    shipments: [],
    orders: [],
    products: [],
    returns: [],
    return: 1,
    returnedItems: [],
    deliveries: [],
    delivery: aSupplierDeliveryRow(),
    order: aSupplierDeliveryRow(),
  };

  it.each<[what: string, call: () => Promise<unknown>, sent: string, query: Record<string, string>, body: unknown]>([
    [
      'a page of shipments',
      () => centra.listShipments({ limit: 100, offset: 200 }),
      'GET /api/retail-wms/shipments',
      { limit: '100', offset: '200' },
      undefined,
    ],
    [
      'shipments of one order, completed',
      () => centra.listShipments({ status: 'completed', orderNumber: '1001', limit: 100, offset: 0 }),
      'GET /api/retail-wms/shipments',
      { status: 'completed', order: '1001', limit: '100', offset: '0' },
      undefined,
    ],
    [
      'an order',
      () => centra.listOrders({ orderNumber: '1001' }),
      'GET /api/retail-wms/orders',
      { order: '1001' },
      undefined,
    ],
    [
      'a page of whole orders',
      () => centra.listWholeOrders({ limit: 100, offset: 300, newerThan: '2026-02-02' }),
      'GET /api/retail-wms/orders',
      { limit: '100', offset: '300', newer_than: '2026-02-02' },
      undefined,
    ],
    [
      'changed products',
      () => centra.listProducts({ modified: '2026-02-03 10:00:00', limit: 500, page: 2 }),
      'GET /api/retail-wms/products',
      { modified: '2026-02-03 10:00:00', limit: '500', page: '2' },
      undefined,
    ],
    [
      'the products of a SKU and EAN',
      () => centra.listProducts({ sku: 'TEE', ean: '7300000000001' }),
      'GET /api/retail-wms/products',
      { sku: 'TEE', ean: '7300000000001' },
      undefined,
    ],
    [
      'one row of the products',
      () => centra.listProducts({ stockItemId: '3001' }),
      'GET /api/retail-wms/products',
      { stockItemId: '3001' },
      undefined,
    ],
    [
      'one row of the stock',
      () => centra.listStock({ stockItemId: '3001', limit: 1, page: 1 }),
      'GET /api/retail-wms/stock',
      { stockItemId: '3001', limit: '1', page: '1' },
      undefined,
    ],
    [
      'a shipment’s returns',
      () => centra.listReturns({ shipmentId: '1001-1', limit: 50, page: 1 }),
      'GET /api/retail-wms/returns',
      { shipment: '1001-1', limit: '50', page: '1' },
      undefined,
    ],
    ['a capture', () => centra.capture('1001-1'), 'PUT /api/retail-wms/capture', {}, { shipment: '1001-1' }],
    [
      'a completion, explicit in what Centra would assume',
      () => centra.completeShipment(completion),
      'PUT /api/retail-wms/shipment',
      {},
      { order: '1001', shipment: '1001-1', gtg: 1, shipped: 1, capture: 0 },
    ],
    [
      'a completion with everything',
      () =>
        centra.completeShipment({
          ...completion,
          capture: true,
          carrier: 'PostNord',
          service: 'P18',
          packages: 2,
          tracking: 'W1',
          returnSlipTracking: 'R1',
          internalComment: 'W1, W2',
          sendEmail: false,
        }),
      'PUT /api/retail-wms/shipment',
      {},
      {
        order: '1001',
        shipment: '1001-1',
        gtg: 1,
        shipped: 1,
        capture: 1,
        carrier: 'PostNord',
        service: 'P18',
        packages: 2,
        tracking: 'W1',
        returnSlipTracking: 'R1',
        internalComment: 'W1, W2',
        sendEmail: false,
      },
    ],
    [
      'new quantities and serial numbers',
      () => centra.updateShipment('1001-1', { products: { 501: 1, 502: { serialNumber: 'A,B', qty: 2 } } }),
      'PUT /api/retail-wms/shipments/1001-1',
      {},
      { products: { 501: 1, 502: { serialNumber: 'A,B', qty: 2 } } },
    ],
    [
      'a change of a shipment with a strange id',
      () => centra.updateShipment('10/01?-1', { products: {} }),
      'PUT /api/retail-wms/shipments/10%2F01%3F-1',
      {},
      { products: {} },
    ],
    [
      'a comment',
      () => centra.updateOrder({ orderNumber: '1001', internalComment: 'Waybill W2' }),
      'PUT /api/retail-wms/orders',
      {},
      { order: 1001, internalComment: 'Waybill W2' },
    ],
    [
      'a comment of an order whose number is none',
      () => centra.updateOrder({ orderNumber: '0B12', internalComment: 'x' }),
      'PUT /api/retail-wms/orders',
      {},
      { order: '0B12', internalComment: 'x' },
    ],
    [
      'a return',
      () => centra.createReturn({ ...newReturn, comment: 'Defect' }),
      'POST /api/retail-wms/return',
      {},
      { shipment: '1001-1', products: { 501: 1 }, returnStock: 1, comment: 'Defect' },
    ],
    [
      'a refund of what was not shipped',
      () => centra.createReturn({ ...newReturn, returnStock: false, refundPayment: true }),
      'POST /api/retail-wms/return',
      {},
      { shipment: '1001-1', products: { 501: 1 }, returnStock: 0, refund: { refundPayment: true } },
    ],
    [
      'a page of stock',
      () => centra.listStock({ limit: 500, page: 3 }),
      'GET /api/retail-wms/stock',
      { limit: '500', page: '3' },
      undefined,
    ],
    [
      'changed stock of one SKU and EAN',
      () =>
        centra.listStock({
          stockModified: '2026-02-03 10:00:00',
          sku: 'TEE',
          ean: '7300000000001',
          limit: 500,
          page: 1,
        }),
      'GET /api/retail-wms/stock',
      { stock_modified: '2026-02-03 10:00:00', sku: 'TEE', ean: '7300000000001', limit: '500', page: '1' },
      undefined,
    ],
    [
      'new stock, and nothing else that a row may have',
      () =>
        centra.setStock([
          Object.assign({ product: 'TEEBLACKM', quantity: 3 }, { articleSystemId: 18000 }),
          { product: 'TEEBLACKL', quantity: 0 },
        ]),
      'POST /api/retail-wms/stock',
      {},
      {
        products: [
          { product: 'TEEBLACKM', quantity: 3 },
          { product: 'TEEBLACKL', quantity: 0 },
        ],
      },
    ],
    [
      'supplier deliveries',
      () => centra.listSupplierDeliveries(),
      'GET /api/retail-wms/supplier-deliveries',
      {},
      undefined,
    ],
    [
      'a supplier delivery',
      () => centra.getSupplierDelivery('957/1'),
      'GET /api/retail-wms/supplier-deliveries/957%2F1',
      {},
      undefined,
    ],
    [
      'a supplier order',
      () => centra.getSupplierOrder('957'),
      'GET /api/retail-wms/supplier-orders/957',
      {},
      undefined,
    ],
    [
      'a receipt by SKU',
      () => centra.acceptDelivery(receipt),
      'POST /api/retail-wms/supplier-deliveries/957-1/sku',
      {},
      { products: { TEEBLACKM: 7 }, insertStock: true },
    ],
    [
      'a receipt by EAN that leaves the stock alone',
      () =>
        centra.acceptDelivery({
          deliveryId: '957-1',
          by: 'ean',
          products: { '7300000000001': 7, '7300000000002': 0 },
          insertStock: false,
        }),
      'POST /api/retail-wms/supplier-deliveries/957-1',
      {},
      { products: { '7300000000001': 7, '7300000000002': 0 }, insertStock: false },
    ],
  ])('%s', async (_what, call, sent, query, body) => {
    server.answerJson(ok);
    await call();
    expect(server.seen).toHaveLength(1);
    const seen = server.seen[0]!;
    expect(`${seen.method} ${seen.path}`).toBe(sent);
    expect(Object.fromEntries(seen.query)).toEqual(query);
    expect(seen.body === '' ? undefined : JSON.parse(seen.body)).toEqual(body);
    expect(seen.headers).toMatchObject({ 'api-authorization': 'geheim', accept: 'application/json' });
  });

  it('is named by path templates, never by ids', async () => {
    server.answerJson(ok);
    for (const [, call] of all) await call();
    expect(reports.map(({ operation }) => operation)).toEqual([
      'GET /shipments',
      'GET /orders',
      'GET /orders',
      'GET /products',
      'GET /returns',
      'GET /stock',
      'GET /supplier-deliveries',
      'GET /supplier-deliveries/{supplierDeliveryId}',
      'GET /supplier-orders/{supplierOrderId}',
      'PUT /capture',
      'PUT /shipment',
      'PUT /shipments/{shipmentId}',
      'PUT /orders',
      'POST /return',
      'POST /stock',
      'POST /supplier-deliveries/{supplierDeliveryId}/sku',
    ]);
  });
});

describe('a list', () => {
  it('goes on when one record is broken, and names it', async () => {
    const broken = aShipmentRow({ shipmentId: '1002-1', products: [aLineRow({ qty: 'many' })] });
    server.answerJson({
      status: 'ok',
      shipments: [aShipmentRow(), broken, 'Kim Example', { shipmentId: 'Kim Example' }],
    });
    const before = Date.now();
    const listed = await centra.listShipments({ limit: 100, offset: 0 });
    expect(listed).toMatchObject({
      rows: [{ shipmentId: '1001-1' }],
      received: 4,
      broken: [
        { at: 'shipments[1].products[0].qty', id: '1002-1', what: 'expected a quantity, received a text' },
        { at: 'shipments[2]' },
        { at: 'shipments[3].orderId' },
      ],
    });
    expect(JSON.stringify(listed.broken)).not.toContain('Kim');
    expect(listed.observedAt).toBeGreaterThanOrEqual(before);
    expect(listed.observedAt).toBe(reports[0]?.sentAt);
  });

  it.each<[next: unknown, hasNext: boolean]>([
    ['?limit=10&page=3', true],
    ['', false],
    [null, false],
    [undefined, false],
    [false, false],
  ])('of products with next %p: hasNext is %p', async (next, hasNext) => {
    server.answerJson({ status: 'ok', products: [aStockRow()], next });
    await expect(centra.listProducts({ limit: 10, page: 2 })).resolves.toMatchObject({ hasNext, received: 1 });
    await expect(centra.listStock({ limit: 10, page: 2 })).resolves.toMatchObject({ hasNext, received: 1 });
  });

  it('of stock goes on when one row has no figures, and names it', async () => {
    server.answerJson({ status: 'ok', products: [aStockRow(), aProductRow()] });
    await expect(centra.listStock({ limit: 10, page: 1 })).resolves.toMatchObject({
      rows: [{ stockItemId: '9001', physicalStock: 12, allocatedStock: 2, availableStock: 10 }],
      received: 2,
      broken: [{ at: 'products[1].physicalStock', id: '9001' }],
    });
  });

  it('of supplier deliveries goes on when one is broken, and names it', async () => {
    const { products: _, ...head } = aSupplierDeliveryRow();
    server.answerJson({ status: 'ok', deliveries: [head, { ...head, orderId: null }] });
    await expect(centra.listSupplierDeliveries()).resolves.toMatchObject({
      rows: [{ deliveryId: '957-1' }],
      broken: [{ at: 'deliveries[1].orderId', id: '957-1' }],
    });
  });

  it('of orders and returns is read', async () => {
    server.answerJson({ status: 'ok', orders: [anOrderRow()], returns: [aReturnRow()] });
    await expect(centra.listOrders({ orderNumber: '1001' })).resolves.toMatchObject({
      rows: [{ status: 'processing' }],
    });
    await expect(centra.listReturns({ shipmentId: '1001-1', limit: 9, page: 1 })).resolves.toMatchObject({
      rows: [{ returnId: '385' }],
    });
  });

  it.each(reads)('that is missing is not empty: %s', async (_name, call, list) => {
    for (const missing of [undefined, null, {}, 'x']) {
      server.answerJson({ status: 'ok', [list]: missing });
      const { kind, at, status } = await failureOf(call());
      expect({ kind, list: String(at).split('.')[0], status }).toEqual({ kind: 'unreadable', list, status: 200 });
    }
  });
});

describe('Centra says no', () => {
  it.each(all)('in a 200: %s is refused, with its words', async (_name, call) => {
    server.answerJson({ status: 'no', msg: 'capture failed', order: 1001, shipment: '1001-1' });
    await expect(failureOf(call())).resolves.toMatchObject({ kind: 'refused', status: 200, reason: 'capture failed' });
    expect(reports.map(({ outcome }) => outcome)).toEqual(['refused']);
  });

  it.each(all)('by a status: %s is refused', async (_name, call) => {
    server.answerJson({ status: 'no', msg: { shipment: 'is unknown' } }, 400);
    await expect(failureOf(call())).resolves.toMatchObject({
      kind: 'refused',
      status: 400,
      reason: 'shipment: is unknown',
    });
  });

  it.each(all)('because the endpoint is switched off: %s', async (_name, call) => {
    server.answerJson({ status: 'Not Allowed' }, 403);
    await expect(failureOf(call())).resolves.toMatchObject({ kind: 'unauthorized', endpointOff: true, status: 403 });
    server.answerJson({ status: 'Not Allowed' });
    await expect(failureOf(call())).resolves.toMatchObject({ kind: 'unauthorized', endpointOff: true });
  });

  it.each(all)('because the secret is wrong: %s', async (_name, call) => {
    for (const status of [401, 403]) {
      server.answerJson({}, status);
      await expect(failureOf(call())).resolves.toMatchObject({ kind: 'unauthorized', endpointOff: false, status });
    }
  });

  it.each(all)('because it is too much: %s', async (_name, call) => {
    server.answerJson({}, 429, { 'retry-after': '7' });
    await expect(failureOf(call())).resolves.toMatchObject({ kind: 'throttled', retryAfterMs: 7_000 });
    server.answerJson({}, 429, { 'retry-after': new Date(Date.now() + 60_000).toUTCString() });
    const { retryAfterMs } = await failureOf(call());
    expect(retryAfterMs).toBeGreaterThan(50_000);
    expect(retryAfterMs).toBeLessThanOrEqual(60_000);
  });
});

describe('Centra says neither yes nor no', () => {
  const answers: [what: string, answer: (server: LocalServer) => void, read: string][] = [
    ['an empty body', ({ answer }) => answer((_request, response) => response.end()), 'unreadable'],
    ['HTML with 200', ({ answer }) => answer((_request, response) => response.end('<html></html>')), 'unreadable'],
    ['a list', ({ answerJson }) => answerJson([]), 'unreadable'],
    ['null', ({ answerJson }) => answerJson(null), 'unreadable'],
    ['no status', ({ answerJson }) => answerJson({ shipments: [], return: 1 }), 'unreadable'],
    ['another status', ({ answerJson }) => answerJson({ status: 'yes', shipments: [] }), 'unreadable'],
    ['500', ({ answerJson }) => answerJson({ status: 'no', msg: 'x' }, 500), 'unavailable'],
    ['a reset', ({ answer }) => answer((_request, response) => response.socket?.resetAndDestroy()), 'unavailable'],
  ];

  it.each(answers)('%s: a read is answered by nothing', async (_what, answer, kind) => {
    answer(server);
    for (const [, call] of reads) await expect(failureOf(call())).resolves.toMatchObject({ kind });
    expect(reports.every(({ outcome }) => outcome === kind)).toBe(true);
  });

  it.each(answers)('%s: a write is unclear', async (_what, answer) => {
    answer(server);
    for (const [, call] of writes) await expect(failureOf(call())).resolves.toMatchObject({ kind: 'unclear' });
    expect(reports.every(({ outcome }) => outcome === 'unclear')).toBe(true);
  });

  it('silence: a write is unclear, a read unavailable', async () => {
    const connection = { baseUrl: server.url, secret: 'geheim', timeoutMs: 60 };
    const impatient = createCentra(centraSend(connection));
    server.answer(() => undefined);
    await expect(failureOf(impatient.capture('1001-1'))).resolves.toMatchObject({ kind: 'unclear' });
    await expect(failureOf(impatient.listOrders({ orderNumber: '1' }))).resolves.toMatchObject({ kind: 'unavailable' });
  });

  it('the caller’s signal reaches the call', async () => {
    const aborted = () => AbortSignal.abort();
    const calls = [
      centra.listShipments({ limit: 1, offset: 0 }, aborted()),
      centra.listOrders({ orderNumber: '1' }, aborted()),
      centra.listProducts({}, aborted()),
      centra.listReturns({ shipmentId: '1', limit: 1, page: 1 }, aborted()),
      centra.capture('1', aborted()),
      centra.completeShipment(completion, aborted()),
      centra.updateShipment('1', { products: {} }, aborted()),
      centra.updateOrder({ orderNumber: '1', internalComment: 'x' }, aborted()),
      centra.createReturn(newReturn, aborted()),
      centra.listStock({ limit: 1, page: 1 }, aborted()),
      centra.setStock([{ product: 'TEEBLACKM', quantity: 3 }], aborted()),
      centra.listSupplierDeliveries(aborted()),
      centra.getSupplierDelivery('957-1', aborted()),
      centra.getSupplierOrder('957', aborted()),
      centra.acceptDelivery(receipt, aborted()),
    ];
    for (const call of calls) {
      const { kind, message } = await failureOf(call);
      expect(`${kind} ${message}`).toMatch(/^unavailable .*aborted$/);
    }
    expect(server.seen).toEqual([]);
  });
});

describe('a return', () => {
  it('says which lines Centra took, and whether it was refunded', async () => {
    server.answerJson({
      status: 'ok',
      return: 5397,
      returnCompleted: true,
      returnedItems: ['501', 502],
      refund: { status: 'ok' },
    });
    await expect(centra.createReturn(newReturn)).resolves.toEqual({
      returnId: '5397',
      returnedItems: ['501', '502'],
      returnCompleted: true,
    });
  });

  it.each([null, undefined, ''])('with %p for its id is unclear, and Centra’s words are kept', async (id) => {
    server.answerJson({ status: 'ok', return: id, msg: 'perhaps', returnedItems: [] });
    await expect(failureOf(centra.createReturn(newReturn))).resolves.toMatchObject({
      kind: 'unclear',
      at: 'return',
      reason: 'perhaps',
    });
  });

  it('that does not say which lines it has is unclear', async () => {
    server.answerJson({ status: 'ok', return: 5397, returnCompleted: false });
    await expect(failureOf(centra.createReturn(newReturn))).resolves.toMatchObject({
      kind: 'unclear',
      at: 'returnedItems',
    });
  });
});
