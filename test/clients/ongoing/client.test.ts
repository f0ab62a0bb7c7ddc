import type { CallReport } from '../../../src/clients/http';
import { createOngoing, ongoingSend, type Ongoing } from '../../../src/clients/ongoing';
import type { ArticleDocument, OrderDocument, PurchaseOrderDocument } from '../../../src/clients/ongoing/documents';
import {
  aLineRow,
  anArticleRow,
  anInventoryRow,
  anOrderInfo,
  anOrderRow,
  aPurchaseOrderInfo,
  aPurchaseOrderRow,
} from '../support/ongoing-rows';
import { failureOf } from '../support/failures';
import { startServer, type LocalServer } from '../support/server';

let server: LocalServer;
let ongoing: Ongoing;
let reports: CallReport[];

beforeEach(async () => {
  server = await startServer();
  reports = [];
  const connection = { baseUrl: `${server.url}/demo/api/v1`, username: 'bridge', password: 'gehéim', timeoutMs: 2_000 };
  const send = ongoingSend(connection, { onCall: (report) => reports.push(report) });
  ongoing = createOngoing(send, { goodsOwnerId: 121 });
});
afterEach(() => server.close());

const order: OrderDocument = {
  goodsOwnerId: 121,
  orderNumber: '1001-1',
  deliveryDate: '2026-02-03',
  consignee: { name: 'Kim Example', countryCode: 'SE' },
  orderLines: [{ rowNumber: '501', articleNumber: 'TEEBLACKM', numberOfItems: 2 }],
};
const article: ArticleDocument = { goodsOwnerId: 121, articleNumber: 'TEEBLACKM' };
const purchaseOrder: PurchaseOrderDocument = {
  goodsOwnerId: 121,
  purchaseOrderNumber: '364',
  purchaseOrderLines: [{ rowNumber: 'TEEBLACKM', articleNumber: 'TEEBLACKM', numberOfItems: 12 }],
};

const lists: [name: string, call: () => Promise<unknown>][] = [
  ['listOrders', () => ongoing.listOrders({ maxOrdersToGet: 50 })],
  ['listArticles', () => ongoing.listArticles({ maxArticlesToGet: 50 })],
  ['listArticlesByQuery', () => ongoing.listArticlesByQuery({ articleNumbers: ['TEEBLACKM'] })],
  ['listInventoryPerWarehouse', () => ongoing.listInventoryPerWarehouse({ warehouseIds: [1] })],
  ['listPurchaseOrders', () => ongoing.listPurchaseOrders({ maxPurchaseOrdersToGet: 50 })],
];
const reads: typeof lists = [
  ...lists,
  ['orderStatuses', () => ongoing.orderStatuses()],
  ['purchaseOrderStatuses', () => ongoing.purchaseOrderStatuses()],
  ['warehouses', () => ongoing.warehouses()],
  ['returnCauses', () => ongoing.returnCauses()],
];
const writes: [name: string, call: () => Promise<unknown>, id: string][] = [
  ['putOrder', () => ongoing.putOrder(order), 'orderId'],
  ['cancelOrder', () => ongoing.cancelOrder('1001-1'), 'orderId'],
  ['setReportedToPicked', () => ongoing.setReportedToPicked(40001), 'orderId'],
  ['setReported', () => ongoing.setReported(40001, 70001, 2), 'orderId'],
  ['putArticle', () => ongoing.putArticle(article), 'articleSystemId'],
  ['setReturnedReported', () => ongoing.setReturnedReported(40001, 70001, 1), 'orderId'],
  ['putPurchaseOrder', () => ongoing.putPurchaseOrder(purchaseOrder), 'purchaseOrderId'],
  ['cancelPurchaseOrder', () => ongoing.cancelPurchaseOrder('364'), 'purchaseOrderId'],
  ['setReportedToReceived', () => ongoing.setReportedToReceived(247), 'purchaseOrderId'],
  ['setReceivedReported', () => ongoing.setReceivedReported(247, 555, 7), 'purchaseOrderId'],
];
const acknowledgements = ['setReportedToPicked', 'setReported', 'setReturnedReported'].concat(
  'setReportedToReceived',
  'setReceivedReported',
);
const all = [...reads, ...writes.map(([name, call]): (typeof lists)[number] => [name, call])];

describe('what is sent to Ongoing', () => {
  it.each<[what: string, call: () => Promise<unknown>, sent: string, query: [string, string][], body: unknown]>([
    ['an order', () => ongoing.putOrder(order), 'PUT /demo/api/v1/orders', [], order],
    ['an article', () => ongoing.putArticle(article), 'PUT /demo/api/v1/articles', [], article],
    [
      'a cancellation, by number',
      () => ongoing.cancelOrder('A/1+1'),
      'DELETE /demo/api/v1/orders',
      [
        ['goodsOwnerId', '121'],
        ['orderNumber', 'A/1+1'],
      ],
      undefined,
    ],
    [
      'the acknowledgement of an order',
      () => ongoing.setReportedToPicked(40001),
      'PATCH /demo/api/v1/orders/40001/setReportedNumberOfItemsToPickedNumberOfItems',
      [],
      undefined,
    ],
    [
      'the acknowledgement of a line',
      () => ongoing.setReported(40001, 70001, 2),
      'PATCH /demo/api/v1/orders/40001/lines/70001/reportedNumberOfItems',
      [],
      { reportedNumberOfItems: 2 },
    ],
    [
      'the acknowledgement of what came back',
      () => ongoing.setReturnedReported(40001, 70001, 1),
      'PATCH /demo/api/v1/orders/40001/lines/70001/reportedReturnedNumberOfItems',
      [],
      { reportedReturnedNumberOfItems: 1 },
    ],
    [
      'a purchase order',
      () => ongoing.putPurchaseOrder(purchaseOrder),
      'PUT /demo/api/v1/purchaseOrders',
      [],
      purchaseOrder,
    ],
    [
      'a purchase order that is cancelled, by number',
      () => ongoing.cancelPurchaseOrder('3/64'),
      'DELETE /demo/api/v1/purchaseOrders',
      [
        ['goodsOwnerId', '121'],
        ['purchaseOrderNumber', '3/64'],
      ],
      undefined,
    ],
    [
      'the acknowledgement of a receipt',
      () => ongoing.setReportedToReceived(247),
      'PATCH /demo/api/v1/purchaseOrders/247/setReportedNumberOfItemsToReceivedNumberOfItems',
      [],
      undefined,
    ],
    [
      'the acknowledgement of a received line',
      () => ongoing.setReceivedReported(247, 555, 7),
      'PATCH /demo/api/v1/purchaseOrders/247/lines/555/reportedNumberOfItems',
      [],
      { reportedNumberOfItems: 7 },
    ],
  ])('%s', async (_what, call, sent, query, body) => {
    server.answerJson({ orderId: 40001, articleSystemId: 18000, purchaseOrderId: 247, message: null });
    await call();
    expect(server.seen).toHaveLength(1);
    const seen = server.seen[0]!;
    expect(`${seen.method} ${seen.path}`).toBe(sent);
    expect(seen.query).toEqual(query);
    expect(seen.body === '' ? undefined : JSON.parse(seen.body)).toEqual(body);
    const credentials = Buffer.from('bridge:gehéim', 'utf8').toString('base64');
    expect(seen.headers).toMatchObject({ authorization: `Basic ${credentials}`, 'accept-language': 'en' });
  });

  it('a question for orders: lists repeat their key, times have an offset, nothing is sent for nothing', async () => {
    server.answerJson([]);
    await ongoing.listOrders({
      orderNumbers: ['1001-1', '1002-1'],
      referenceNumbers: undefined,
      orderStatusFrom: 0,
      orderStatusChangedTimeFrom: Date.parse('2026-02-03T10:00:00Z'),
      onlyOrdersWithOrderLinesToReport: true,
      maxOrdersToGet: 50,
    });
    expect(server.seen[0]?.query).toEqual([
      ['goodsOwnerId', '121'],
      ['orderNumbers', '1001-1'],
      ['orderNumbers', '1002-1'],
      ['orderStatusFrom', '0'],
      ['orderStatusChangedTimeFrom', '2026-02-03T10:00:00.000+00:00'],
      ['onlyOrdersWithOrderLinesToReport', 'true'],
      ['maxOrdersToGet', '50'],
    ]);
  });

  it.each<[what: string, call: () => Promise<unknown>, sent: string, query: [string, string][], body: unknown]>([
    [
      'for many articles, in the body: times have an offset, lists and numbers are what they are',
      () =>
        ongoing.listArticlesByQuery({
          articleNumbers: ['A', 'B'],
          stockInfoChangedFrom: Date.parse('2026-02-03T10:00:00Z'),
          maxArticlesToGet: 500,
          isObsolete: undefined,
        }),
      'POST /demo/api/v1/articles/byQuery',
      [],
      {
        goodsOwnerId: 121,
        articleNumbers: ['A', 'B'],
        stockInfoChangedFrom: '2026-02-03T10:00:00.000+00:00',
        maxArticlesToGet: 500,
      },
    ],
    [
      'for the stock of two warehouses',
      () =>
        ongoing.listInventoryPerWarehouse({
          warehouseIds: [1, 3],
          stockInfoChangedFrom: Date.parse('2026-02-03T10:00:00Z'),
          articleSystemIdFrom: 18000,
        }),
      'GET /demo/api/v1/articles/inventoryPerWarehouse',
      [
        ['goodsOwnerId', '121'],
        ['warehouseIds', '1'],
        ['warehouseIds', '3'],
        ['stockInfoChangedFrom', '2026-02-03T10:00:00.000+00:00'],
        ['articleSystemIdFrom', '18000'],
      ],
      undefined,
    ],
    [
      'for receipts to report',
      () =>
        ongoing.listPurchaseOrders({
          onlyPurchaseOrdersWithOrderLinesToReport: true,
          lastReceiveTimeFrom: Date.parse('2026-02-03T10:00:00Z'),
          purchaseOrderNumbers: ['364', '365'],
        }),
      'GET /demo/api/v1/purchaseOrders',
      [
        ['goodsOwnerId', '121'],
        ['onlyPurchaseOrdersWithOrderLinesToReport', 'true'],
        ['lastReceiveTimeFrom', '2026-02-03T10:00:00.000+00:00'],
        ['purchaseOrderNumbers', '364'],
        ['purchaseOrderNumbers', '365'],
      ],
      undefined,
    ],
  ])('a question %s', async (_what, call, sent, query, body) => {
    server.answerJson([]);
    await call();
    const seen = server.seen[0]!;
    expect(`${seen.method} ${seen.path}`).toBe(sent);
    expect(seen.query).toEqual(query);
    expect(seen.body === '' ? undefined : JSON.parse(seen.body)).toEqual(body);
  });

  it('a question that nothing can meet is not sent: it would ask for everything', async () => {
    await expect(ongoing.listOrders({ orderNumbers: [], orderStatusFrom: 200 })).resolves.toMatchObject({
      rows: [],
      received: 0,
    });
    await expect(ongoing.listOrders({ referenceNumbers: [] })).resolves.toMatchObject({ rows: [], received: 0 });
    await expect(ongoing.listArticles({ articleNumbers: [] })).resolves.toMatchObject({ rows: [], received: 0 });
    await expect(ongoing.listArticlesByQuery({ barCodes: [] })).resolves.toMatchObject({ rows: [], received: 0 });
    await expect(ongoing.listInventoryPerWarehouse({ warehouseIds: [] })).resolves.toMatchObject({ received: 0 });
    await expect(ongoing.listPurchaseOrders({ purchaseOrderNumbers: [] })).resolves.toMatchObject({ received: 0 });
    expect(server.seen).toEqual([]);
  });

  it('is named by path templates, never by ids', async () => {
    server.answer(({ method, path }, response) => {
      const write = method !== 'GET' && method !== 'POST';
      const looked = path.endsWith('/statuses') || path.endsWith('/returnCauses');
      const body = write
        ? { orderId: 1, articleSystemId: 1, purchaseOrderId: 1 }
        : looked
          ? { orderStatuses: [], returnCauses: [] }
          : [];
      response.end(JSON.stringify(body));
    });
    for (const [, call] of all) await call();
    expect(reports.map(({ operation }) => operation)).toEqual([
      'GET /orders',
      'GET /articles',
      'POST /articles/byQuery',
      'GET /articles/inventoryPerWarehouse',
      'GET /purchaseOrders',
      'GET /orders/statuses',
      'GET /purchaseOrders/statuses',
      'GET /warehouses',
      'GET /returnOrders/returnCauses',
      'PUT /orders',
      'DELETE /orders',
      'PATCH /orders/{orderId}/setReportedNumberOfItemsToPickedNumberOfItems',
      'PATCH /orders/{orderId}/lines/{orderLineId}/reportedNumberOfItems',
      'PUT /articles',
      'PATCH /orders/{orderId}/lines/{orderLineId}/reportedReturnedNumberOfItems',
      'PUT /purchaseOrders',
      'DELETE /purchaseOrders',
      'PATCH /purchaseOrders/{purchaseOrderId}/setReportedNumberOfItemsToReceivedNumberOfItems',
      'PATCH /purchaseOrders/{purchaseOrderId}/lines/{purchaseOrderLineId}/reportedNumberOfItems',
    ]);
  });
});

describe('a list', () => {
  it('goes on when one order is broken, and names it', async () => {
    const broken = anOrderRow({ orderInfo: anOrderInfo({ orderNumber: '1002-1', orderStatus: null }) });
    const nameless = anOrderRow({ orderInfo: anOrderInfo({ orderNumber: null }), orderLines: [aLineRow({ id: 'x' })] });
    server.answerJson([anOrderRow(), broken, nameless, null]);
    const listed = await ongoing.listOrders({ maxOrdersToGet: 50 });
    expect(listed).toMatchObject({
      rows: [{ orderNumber: '1001-1' }],
      received: 4,
      broken: [
        { at: 'orders[1].orderInfo.orderStatus', id: '1002-1' },
        { at: 'orders[2].orderInfo.orderNumber', id: '40001' },
        { at: 'orders[3]' },
      ],
    });
    expect(listed.observedAt).toBe(reports[0]?.sentAt);
  });

  it('of articles may be null', async () => {
    server.answerJson(null);
    await expect(ongoing.listArticles({})).resolves.toMatchObject({ rows: [], received: 0 });
    server.answerJson([anArticleRow(), anArticleRow({ articleSystemId: null })]);
    await expect(ongoing.listArticles({})).resolves.toMatchObject({
      rows: [{ articleNumber: 'TEEBLACKM' }],
      broken: [{ at: 'articles[1].articleSystemId', id: 'TEEBLACKM' }],
    });
  });

  it('of purchase orders and of stock goes on when one row is broken, and names it', async () => {
    const broken = aPurchaseOrderRow({ purchaseOrderInfo: aPurchaseOrderInfo({ purchaseOrderStatus: null }) });
    server.answerJson([aPurchaseOrderRow(), broken]);
    await expect(ongoing.listPurchaseOrders({})).resolves.toMatchObject({
      rows: [{ purchaseOrderNumber: '364' }],
      broken: [{ at: 'purchaseOrders[1].purchaseOrderInfo.purchaseOrderStatus', id: '364' }],
    });
    server.answerJson(null);
    await expect(ongoing.listPurchaseOrders({})).resolves.toMatchObject({ rows: [], received: 0 });
    await expect(ongoing.listArticlesByQuery({})).resolves.toMatchObject({ rows: [], received: 0 });
    server.answerJson([anInventoryRow(), anInventoryRow({ inventoryPerWarehouse: [{}] })]);
    await expect(ongoing.listInventoryPerWarehouse({})).resolves.toMatchObject({
      rows: [{ articleNumber: 'TEEBLACKM', warehouses: [{ warehouseId: 1, numberOfItems: 11 }] }],
      broken: [{ at: 'articles[1].inventoryPerWarehouse[0].warehouseId', id: 'TEEBLACKM' }],
    });
  });

  it.each([null, {}, { orders: [] }, 'x', 7])('of orders is not %p: that is no empty list', async (body) => {
    server.answerJson(body);
    await expect(failureOf(ongoing.listOrders({}))).resolves.toMatchObject({ kind: 'unreadable', status: 200 });
  });
});

describe('a write', () => {
  it('answers with Ongoing’s own id', async () => {
    server.answerJson(
      { orderId: 40001, articleSystemId: '18000', purchaseOrderId: 247, message: 'created <br/>' },
      201,
    );
    await expect(ongoing.putOrder(order)).resolves.toEqual({ orderId: 40001 });
    await expect(ongoing.putArticle(article)).resolves.toEqual({ articleSystemId: 18000 });
    await expect(ongoing.putPurchaseOrder(purchaseOrder)).resolves.toEqual({ purchaseOrderId: 247 });
  });

  it.each(writes)(
    'that answers without an id is unclear, and Ongoing’s words are kept: %s',
    async (_name, call, id) => {
      for (const nothing of [null, undefined, '', 1.5]) {
        server.answerJson({ [id]: nothing, message: 'Order is locked. <br/> Try later' });
        await expect(failureOf(call())).resolves.toMatchObject({
          kind: 'unclear',
          status: 200,
          at: id,
          reason: 'Order is locked. Try later',
        });
      }
      expect(reports.every(({ outcome }) => outcome === 'unclear')).toBe(true);
    },
  );

  it.each(writes.filter(([name]) => !acknowledgements.includes(name)))(
    'that answers with nothing is unclear: %s',
    async (_name, call, id) => {
      server.answer((_request, response) => response.end());
      await expect(failureOf(call())).resolves.toMatchObject({ kind: 'unclear', at: id });
    },
  );

  it.each(writes.filter(([name]) => acknowledgements.includes(name)))(
    'that only acknowledges may answer with nothing: %s',
    async (_name, call) => {
      server.answer((_request, response) => response.end());
      await expect(call()).resolves.toBeUndefined();
    },
  );

  it.each(writes.filter(([name]) => /^set(Returned|Received|ReportedToReceived)/.test(name)))(
    'that the document answers with bytes may answer with any, but not with a page: %s',
    async (_name, call) => {
      for (const bytes of ['done', '\u0000\u0001', 'true', '1', '""']) {
        server.answer((_request, response) =>
          response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(bytes),
        );
        await expect(call()).resolves.toBeUndefined();
      }
      server.answer((_request, response) => response.end(' <html>please log in</html>'));
      await expect(failureOf(call())).resolves.toMatchObject({ kind: 'unclear' });
    },
  );
});

describe('Ongoing says no', () => {
  it.each(all)('in its own words: %s', async (_name, call) => {
    server.answerJson({ message: 'Picking has begun. <br/> Sorry' }, 400);
    await expect(failureOf(call())).resolves.toMatchObject({
      kind: 'refused',
      status: 400,
      reason: 'Picking has begun. Sorry',
    });
  });

  it.each(writes)('because there is no such thing: %s', async (_name, call) => {
    server.answerJson({ Message: 'Not found' }, 404);
    await expect(failureOf(call())).resolves.toMatchObject({ kind: 'refused', status: 404 });
  });

  it.each(reads)('because there is nothing at this address: %s', async (_name, call) => {
    server.answer((_request, response) => response.writeHead(404).end('<html></html>'));
    await expect(failureOf(call())).resolves.toMatchObject({ kind: 'unreadable', status: 404 });
  });

  it.each(all)('because of the credentials: %s', async (_name, call) => {
    for (const status of [401, 403]) {
      server.answerJson({ Message: 'Authorization has been denied.' }, status);
      await expect(failureOf(call())).resolves.toMatchObject({ kind: 'unauthorized', status, endpointOff: false });
    }
  });

  it.each(all)('because it is too much: %s', async (_name, call) => {
    server.answerJson({}, 429, { 'retry-after': '30' });
    await expect(failureOf(call())).resolves.toMatchObject({ kind: 'throttled', retryAfterMs: 30_000 });
    server.answerJson({}, 429);
    await expect(failureOf(call())).resolves.toMatchObject({ kind: 'throttled', retryAfterMs: undefined });
  });
});

describe('Ongoing says neither yes nor no', () => {
  const answers: [what: string, answer: (server: LocalServer) => void, read: string][] = [
    ['HTML with 200', ({ answer }) => answer((_request, response) => response.end('<html></html>')), 'unreadable'],
    [
      'a redirect',
      ({ answer }) => answer((_request, response) => response.writeHead(302, { location: '/' }).end()),
      'unreadable',
    ],
    ['500', ({ answerJson }) => answerJson({ Message: 'An error has occurred.' }, 500), 'unavailable'],
    ['408', ({ answerJson }) => answerJson({}, 408), 'unavailable'],
    [
      '503 with HTML',
      ({ answer }) => answer((_request, response) => response.writeHead(503).end('<html>')),
      'unavailable',
    ],
    ['a reset', ({ answer }) => answer((_request, response) => response.socket?.resetAndDestroy()), 'unavailable'],
  ];

  it.each(answers)('%s: a read is answered by nothing', async (_what, answer, kind) => {
    answer(server);
    for (const [, call] of reads) await expect(failureOf(call())).resolves.toMatchObject({ kind });
  });

  it.each(answers)('%s: a write is unclear', async (_what, answer) => {
    answer(server);
    for (const [, call] of writes) await expect(failureOf(call())).resolves.toMatchObject({ kind: 'unclear' });
  });

  it('a text: a read is unreadable, a write that needs an id unclear', async () => {
    server.answerJson('done');
    for (const [, call] of reads) await expect(failureOf(call())).resolves.toMatchObject({ kind: 'unreadable' });
    for (const [name, call] of writes) {
      if (/^set(Returned|Received|ReportedToReceived)/.test(name)) continue;
      await expect(failureOf(call())).resolves.toMatchObject({ kind: 'unclear' });
    }
  });

  it('an empty body is no list', async () => {
    server.answer((_request, response) => response.end());
    for (const [, call] of reads) await expect(failureOf(call())).resolves.toMatchObject({ kind: 'unreadable' });
  });

  it('silence: a write is unclear, a read unavailable', async () => {
    const connection = { baseUrl: server.url, username: 'a', password: 'b', timeoutMs: 60 };
    const impatient = createOngoing(ongoingSend(connection), { goodsOwnerId: 121 });
    server.answer(() => undefined);
    await expect(failureOf(impatient.putOrder(order))).resolves.toMatchObject({ kind: 'unclear' });
    await expect(failureOf(impatient.listOrders({}))).resolves.toMatchObject({ kind: 'unavailable' });
  });

  it('the caller’s signal reaches the call', async () => {
    const aborted = () => AbortSignal.abort();
    const calls = [
      ongoing.putOrder(order, aborted()),
      ongoing.listOrders({}, aborted()),
      ongoing.cancelOrder('1', aborted()),
      ongoing.setReportedToPicked(1, aborted()),
      ongoing.setReported(1, 1, 1, aborted()),
      ongoing.putArticle(article, aborted()),
      ongoing.listArticles({}, aborted()),
      ongoing.orderStatuses(aborted()),
      ongoing.setReturnedReported(1, 1, 1, aborted()),
      ongoing.listArticlesByQuery({}, aborted()),
      ongoing.listInventoryPerWarehouse({}, aborted()),
      ongoing.putPurchaseOrder(purchaseOrder, aborted()),
      ongoing.listPurchaseOrders({}, aborted()),
      ongoing.cancelPurchaseOrder('1', aborted()),
      ongoing.setReportedToReceived(1, aborted()),
      ongoing.setReceivedReported(1, 1, 1, aborted()),
      ongoing.purchaseOrderStatuses(aborted()),
      ongoing.warehouses(aborted()),
      ongoing.returnCauses(aborted()),
    ];
    for (const call of calls) {
      const { kind, message } = await failureOf(call);
      expect(`${kind} ${message}`).toMatch(/^unavailable .*aborted$/);
    }
    expect(server.seen).toEqual([]);
  });
});

describe('the statuses', () => {
  it('are this warehouse’s own', async () => {
    server.answerJson({
      orderStatuses: [
        { number: 200, text: 'Öppen' },
        { number: 425, text: 'Delvis' },
      ],
    });
    await expect(ongoing.orderStatuses()).resolves.toEqual([
      { number: 200, text: 'Öppen' },
      { number: 425, text: 'Delvis' },
    ]);
  });

  it('without a number are unreadable, with the path', async () => {
    server.answerJson({ orderStatuses: [{ number: 200 }, { text: 'Open' }] });
    await expect(failureOf(ongoing.orderStatuses())).resolves.toMatchObject({
      kind: 'unreadable',
      at: 'orderStatuses[1].number',
      message: expect.stringContaining('orderStatuses[1].number: expected an id, received nothing'),
    });
  });
});
