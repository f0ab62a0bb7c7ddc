import {
  createOngoing,
  ongoingSend,
  type ArticleFilter,
  type InventoryFilter,
  type Ongoing,
  type OrderFilter,
  type PurchaseOrderFilter,
} from '../../../src/clients/ongoing';
import type { ArticleDocument, OrderDocument, PurchaseOrderDocument } from '../../../src/clients/ongoing/documents';
import {
  article,
  perWarehouse,
  returnCauses,
  warehouseOrder,
  warehousePurchaseOrder,
  warehouses,
} from '../../../src/clients/ongoing/schema';
import { contractFiles, describeContract, readJson } from '../support/contracts';
import { openApi, sampleOf } from '../support/openapi';
import { startServer, type LocalServer } from '../support/server';

const example = (name: string) => readJson<never>(`examples/ongoing/${name}.json`);

const putArticle = 'article_create_or_update_article_put_request_';
const putOrder = 'order_create_or_update_an_order_put_request_';
const getArticle = 'article_get_an_article_get_request_get_response_example_article_with_many_fields';
const getOrder = 'order_get_an_order_get_request_get_response_order_with_many_fields';
const statuses = 'order_get_all_possible_order_statuses_get_request_response';
const putPurchaseOrder = 'purchase_order_create_or_update_a';
const getPurchaseOrder = 'purchase_order_get_a_purchase_order_get_request_get_response_purchase_order_with_many_fields';
const purchaseStatuses = 'purchase_order_get_all_possible_purchase_order_statuses_get_request_response';
const realPurchaseOrder = 'real_purchase_order_response_2023_Joaqim-duxs';
const realArticles = 'real_articles_list_response_2023-06_Joaqim-duxs';

/** Every member that the types know, so that a name that the API does not know cannot hide. */
type Full<T> = T extends readonly (infer One)[]
  ? Full<One>[]
  : T extends object
    ? { [Key in keyof T]-?: Full<T[Key]> }
    : T;

const notification = { toBeNotified: true, value: 'kim@example.com' };
const order: Full<OrderDocument> = {
  goodsOwnerId: 121,
  orderNumber: '1001-1',
  deliveryDate: '2026-02-03',
  goodsOwnerOrderId: '1001-1',
  referenceNumber: 'retail/1001-1',
  customerPrice: 450.5,
  invoiceUrl: 'https://example.com/invoice.pdf',
  consigneeOrderNumber: 'https://example.com/delivery-note.pdf',
  orderRemark: 'Leave it at the door',
  servicePointCode: '12345',
  warehouseId: 1,
  orderType: { code: 'B2C', name: 'B2C' },
  marketPlace: { marketPlace: 'Example', marketPlaceOrderNumber: 'E-1' },
  advanced: { wayOfDeliveryString: '1001-1', invoiceNumber: 'https://example.com/proforma.pdf' },
  smsNotification: notification,
  emailNotification: notification,
  consignee: {
    customerNumber: '77',
    name: 'Kim Example',
    address1: 'Testgatan 1',
    address2: '2 tr',
    postCode: '11122',
    city: 'Stockholm',
    countryStateCode: 'AB',
    countryCode: 'SE',
    advanced: { emailNotification: notification, telephoneNotification: notification, smsNotification: notification },
  },
  transporter: { transporterServiceCode: 'P18' },
  orderLines: [
    {
      rowNumber: '501',
      articleNumber: 'TEEBLACKM',
      numberOfItems: 2,
      prices: { customerLinePrice: 225.25, currencyCode: 'SEK' },
    },
  ],
};
const articleDocument: Full<ArticleDocument> = {
  goodsOwnerId: 121,
  articleNumber: 'TEEBLACKM',
  articleName: 'Tee Black M',
  barCodeInfo: { barCode: '7300000000001' },
  statisticsNumber: '61091000',
  countryOfOriginCode: 'PT',
  storageProperties: { isObsolete: true },
  weight: 0.2,
  customerPrice: 225.25,
  freeValues: {
    freeDecimal1: 1.5,
    freeDecimal2: 2.5,
    freeDecimal3: 3.5,
    freeDecimal4: 4.5,
    freeText1: '1',
    freeText2: '2',
    freeText3: '3',
    freeText4: '4',
    freeText5: '5',
    freeText6: '6',
    freeText7: '7',
    freeText8: '8',
  },
};
const purchaseOrder: Full<PurchaseOrderDocument> = {
  goodsOwnerId: 121,
  purchaseOrderNumber: '364',
  goodsOwnerReference: '957-1',
  referenceNumber: '957',
  inDate: '2026-02-03T20:15:00+01:00',
  warehouseId: 1,
  supplierInfo: { supplierName: 'Example Mills' },
  purchaseOrderLines: [
    { rowNumber: 'TEEBLACKM', articleNumber: 'TEEBLACKM', numberOfItems: 12, rowPrice: 112.8, currencyCode: 'USD' },
  ],
};
const at = Date.parse('2026-02-03T10:00:00Z');
const orderFilter: Required<OrderFilter> = {
  orderNumber: '1001-1',
  orderNumbers: ['1001-1', '1002-1'],
  goodsOwnerOrderId: '1001-1',
  referenceNumbers: ['retail/1001-1', 'retail/1002-1'],
  orderStatusFrom: 200,
  orderStatusTo: 500,
  orderStatusChangedTimeFrom: at,
  orderUpdatedTimeFrom: at,
  orderCreatedTimeFrom: at,
  orderCreatedTimeTo: at,
  shippedTimeFrom: at,
  shippedTimeTo: at,
  lastReturnedFrom: at,
  onlyOrdersWithOrderLinesToReport: true,
  onlyOrdersWithOrderLinesToReportReturned: false,
  backOrderForOrderId: 1,
  articleNumbers: ['TEEBLACKM', 'TEEBLACKL'],
  orderIdFrom: 1,
  maxOrdersToGet: 50,
  sort: 'descending',
};
const articleFilter: Required<ArticleFilter> = {
  articleNumber: 'TEEBLACKM',
  articleNumbers: ['TEEBLACKM', 'TEEBLACKL'],
  barCodes: ['7300000000001', '7300000000002'],
  articleSystemIdFrom: 1,
  maxArticlesToGet: 50,
  articleDataLastUpdatedFrom: at,
  stockInfoChangedFrom: at,
  onlyArticlesInStock: true,
  isObsolete: false,
};
const { articleNumber: _one, ...articleQuery } = articleFilter;
const inventoryFilter: Required<InventoryFilter> = {
  warehouseIds: [1, 2],
  articleNumbers: ['TEEBLACKM', 'TEEBLACKL'],
  articleSystemIdFrom: 1,
  maxArticlesToGet: 50,
  stockInfoChangedFrom: at,
  onlyArticlesInStock: true,
  excludeStructureArticles: true,
  excludeNonStockArticles: true,
};
const purchaseOrderFilter: Required<PurchaseOrderFilter> = {
  purchaseOrderNumber: '364',
  purchaseOrderNumbers: ['364', '365'],
  articleNumbers: ['TEEBLACKM', 'TEEBLACKL'],
  purchaseOrderStatusFrom: 300,
  purchaseOrderStatusTo: 500,
  purchaseOrderStatusChangedTimeFrom: at,
  purchaseOrderHeadOrLinesChangedTimeFrom: at,
  lastReceiveTimeFrom: at,
  lastReceiveTimeTo: at,
  inDateFrom: at,
  inDateTo: at,
  onlyPurchaseOrdersWithOrderLinesToReport: true,
  purchaseOrderIdFrom: 1,
  maxPurchaseOrdersToGet: 50,
};

/** The paths of what could not be read. */
function missingIn(read: unknown, at = ''): string[] {
  if (read === undefined) return [at];
  if (typeof read !== 'object' || read === null) return [];
  return Object.entries(read).flatMap(([name, value]) => missingIn(value, `${at}.${name}`));
}

describeContract('Ongoing’s own documents', () => {
  const api = openApi();
  let server: LocalServer;
  let ongoing: Ongoing;

  beforeEach(async () => {
    server = await startServer();
    const connection = { baseUrl: `${server.url}/demo/api/v1`, username: 'a', password: 'b', timeoutMs: 2_000 };
    ongoing = createOngoing(ongoingSend(connection), { goodsOwnerId: 121 });
  });
  afterEach(() => server.close());

  describe('its OpenAPI document', () => {
    it.each<[what: string, call: () => Promise<unknown>, reply: unknown]>([
      ['an order', () => ongoing.putOrder(order), { orderId: 1 }],
      ['an article', () => ongoing.putArticle(articleDocument), { articleSystemId: 1 }],
      ['a cancellation', () => ongoing.cancelOrder('1001-1'), { orderId: 1 }],
      ['the acknowledgement of an order', () => ongoing.setReportedToPicked(40001), { orderId: 1 }],
      ['the acknowledgement of a line', () => ongoing.setReported(40001, 70001, 1.5), { orderId: 1 }],
      ['the acknowledgement of what came back', () => ongoing.setReturnedReported(40001, 70001, 1), { orderId: 1 }],
      ['a purchase order', () => ongoing.putPurchaseOrder(purchaseOrder), { purchaseOrderId: 1 }],
      ['a purchase order that is cancelled', () => ongoing.cancelPurchaseOrder('364'), { purchaseOrderId: 1 }],
      ['the acknowledgement of a receipt', () => ongoing.setReportedToReceived(247), undefined],
      ['the acknowledgement of a received line', () => ongoing.setReceivedReported(247, 555, 1.5), undefined],
      ['a question for many articles', () => ongoing.listArticlesByQuery(articleQuery), []],
      ['a question for stock', () => ongoing.listInventoryPerWarehouse(inventoryFilter), []],
      ['a question for purchase orders', () => ongoing.listPurchaseOrders(purchaseOrderFilter), []],
      ['a question for their statuses', () => ongoing.purchaseOrderStatuses(), { orderStatuses: [] }],
      ['a question for warehouses', () => ongoing.warehouses(), []],
      ['a question for return causes', () => ongoing.returnCauses(), { returnCauses: [] }],
      ['a question for orders', () => ongoing.listOrders(orderFilter), []],
      ['a question for articles', () => ongoing.listArticles(articleFilter), []],
      ['a question for nothing in particular', () => ongoing.listOrders({}), []],
      ['a question for statuses', () => ongoing.orderStatuses(), { orderStatuses: [] }],
    ])('takes what we send: %s', async (_what, call, reply) => {
      server.answerJson(reply);
      await call();
      expect(server.seen.flatMap((seen) => api.faultsOf(seen, '/demo'))).toEqual([]);
      expect(server.seen).toHaveLength(1);
    });

    it('would not take anything', () => {
      const request = { method: 'PUT', path: '/api/v1/orders', query: [], headers: {}, connection: 1 } as const;
      const sent = (body: unknown) => api.faultsOf({ ...request, query: [], body: JSON.stringify(body) }, '');
      expect(sent({ ...order, orderNo: '1' })).not.toEqual([]);
      expect(sent({ ...order, deliveryDate: undefined })).not.toEqual([]);
      expect(sent({ ...order, consignee: { ...order.consignee, email: 'kim@example.com' } })).not.toEqual([]);
      expect(sent({ ...order, deliveryDate: 'tomorrow' })).not.toEqual([]);
      expect(sent({ ...order, customerPrice: '450.50' })).not.toEqual([]);
      const asked = (query: [string, string][], method = 'GET', path = '/api/v1/orders') =>
        api.faultsOf({ ...request, method, path, query, body: '' }, '');
      expect(asked([])).toEqual(['query goodsOwnerId: missing']);
      expect(
        asked([
          ['goodsOwnerId', '1'],
          ['status', '200'],
        ]),
      ).toEqual(['query status: unknown']);
      expect(asked([['goodsOwnerId', 'acme']])).not.toEqual([]);
      expect(
        asked([
          ['goodsOwnerId', '1'],
          ['shippedTimeFrom', '1770112800000'],
        ]),
      ).not.toEqual([]);
      expect(asked([], 'PATCH', '/api/v1/orders/1/reported')).toEqual([
        'PATCH /api/v1/orders/1/reported: no such operation',
      ]);
    });

    it('describes every member that we read of an order', () => {
      const filled = sampleOf(api.document, { $ref: '#/components/schemas/GetOrderModel' }, 'filled');
      const read = warehouseOrder.parse(filled);
      const missing = Object.entries(read)
        .filter(([, value]) => value === undefined)
        .map(([name]) => name);
      expect(missing).toEqual([]);
      expect(read).toMatchObject({
        orderId: 7,
        status: { number: 7, text: 'text' },
        shippedTime: Date.parse('2026-02-03T10:11:12.345Z'),
        isPickedWithErrors: true,
        backOrderForOrderId: 7,
        parcels: [{ id: 7, parcelNumber: 'text', isReturn: true, waybill: 'text' }],
        tracking: ['text'],
        returnTracking: ['text'],
        transporter: { name: 'text', code: 'text', serviceCode: 'text' },
      });
      const [line] = read.lines;
      expect(line).toMatchObject({
        orderLineId: 7,
        rowNumber: 'text',
        articleNumber: 'text',
        ordered: 7.5,
        allocated: 7.5,
        picked: 7.5,
        packed: 7.5,
        reported: 7.5,
        returned: 7.5,
        reportedReturned: 7.5,
        items: [
          {
            numberOfItems: 7.5,
            serial: 'text',
            isPicked: true,
            isReturned: true,
            returnedAt: Date.parse('2026-02-03T10:11:12.345Z'),
            returnCause: { code: 'text', name: 'text' },
            comment: 'text',
          },
        ],
        subLines: [{ orderLineId: 7 }],
      });
    });

    it('may say null wherever it says so: we read it all the same', () => {
      const empty = sampleOf(api.document, { $ref: '#/components/schemas/GetOrderModel' }, 'null') as Record<
        string,
        unknown
      >;
      expect(empty).toMatchObject({ orderInfo: null, orderLines: null, tracking: null });
      const { GetOrderInfo: info, GetOrderLine: line } = api.document.components.schemas;
      const orderInfo = sampleOf(api.document, info!, 'null') as Record<string, unknown>;
      const read = warehouseOrder.parse({
        ...empty,
        orderInfo: { ...orderInfo, orderNumber: '1001-1', orderStatus: { number: 200, text: null } },
        orderLines: [sampleOf(api.document, line!, 'null')],
      });
      expect(read).toMatchObject({ orderNumber: '1001-1', lines: [{ reported: 0, items: [], subLines: [] }] });
    });

    it.each<[what: string, model: string, schema: { parse: (row: unknown) => object }]>([
      ['an article, its figures and its free fields', 'GetArticleModel', article],
      ['an article in its warehouses', 'GetArticleInventoryPerWarehouseModel', perWarehouse],
      ['a purchase order', 'GetPurchaseOrderModel', warehousePurchaseOrder],
      ['a return cause', 'GetReturnCausesModel', returnCauses],
    ])('describes every member that we read of %s', (_what, model, schema) => {
      const filled = sampleOf(api.document, { $ref: `#/components/schemas/${model}` }, 'filled');
      // The sample ends somewhere in the depth of lines within lines.
      expect(missingIn(schema.parse(filled)).filter((path) => !path.includes('subLines.0.subLines'))).toEqual([]);
    });

    it('describes every member that we read of a warehouse', () => {
      const filled = sampleOf(api.document, { $ref: '#/components/schemas/WarehouseModel' }, 'filled');
      expect(missingIn(warehouses.parse([filled]))).toEqual([]);
    });

    it.each<[what: string, model: string, ids: object, schema: { parse: (row: unknown) => object }]>([
      ['an article', 'GetArticleModel', { articleNumber: 'A' }, article],
      ['an article in its warehouses', 'GetArticleInventoryPerWarehouseModel', { articleNumber: 'A' }, perWarehouse],
      ['return causes', 'GetReturnCausesModel', {}, returnCauses],
    ])('may say null about %s wherever it says so', (_what, model, ids, schema) => {
      const empty = sampleOf(api.document, { $ref: `#/components/schemas/${model}` }, 'null') as object;
      expect(schema.parse({ ...empty, ...ids })).toMatchObject(ids);
    });

    it('may say null about a purchase order wherever it says so', () => {
      const { GetPurchaseOrderInfo: info, GetPurchaseOrderLine: line } = api.document.components.schemas;
      const purchaseOrderInfo = sampleOf(api.document, info!, 'null') as object;
      const read = warehousePurchaseOrder.parse({
        purchaseOrderInfo: { ...purchaseOrderInfo, purchaseOrderNumber: '364', purchaseOrderStatus: { number: 100 } },
        purchaseOrderLines: [sampleOf(api.document, line!, 'null')],
      });
      expect(read).toMatchObject({
        purchaseOrderNumber: '364',
        isReturn: false,
        lines: [{ purchaseOrderLineId: 7, reported: 0, subLines: [] }],
      });
    });
  });

  describe('its examples', () => {
    it('are all read: of every endpoint that we call', () => {
      const ours = /^((article|order|purchase_order)_(create|get)_|real_)/;
      const orders = [putOrder, getOrder, statuses];
      const articles = [putArticle, getArticle, realArticles];
      const purchaseOrders = [putPurchaseOrder, getPurchaseOrder, purchaseStatuses, realPurchaseOrder];
      const read = [...orders, ...articles, ...purchaseOrders];
      const files = contractFiles('examples/ongoing').filter((file) => ours.test(file));
      expect(files.filter((file) => !read.some((name) => file.startsWith(name)))).toEqual([]);
      expect(files).toHaveLength(19);
    });

    it.each([getOrder])('an order: %s', async (file) => {
      const sent = example(file) as { orderInfo: Record<string, unknown>; orderLines: unknown[]; parcels: unknown[] };
      server.answerJson([sent]);
      const { rows, broken } = await ongoing.listOrders({});
      expect(broken).toEqual([]);
      expect(rows).toHaveLength(1);
      expect(rows[0]).toMatchObject({
        orderId: sent.orderInfo.orderId,
        orderNumber: sent.orderInfo.orderNumber,
        status: sent.orderInfo.orderStatus,
        tracking: [sent.orderInfo.wayBill],
        returnTracking: [sent.orderInfo.returnWayBill],
        shippedTime: Date.parse(String(sent.orderInfo.shippedTime)),
      });
      expect(rows[0]?.lines).toHaveLength(sent.orderLines.length);
      expect(rows[0]?.parcels).toHaveLength(sent.parcels.length);
    });

    it.each([getArticle, realArticles])('articles: %s', async (file) => {
      const sent = [example(file) as unknown].flat() as {
        articleNumber: string;
        weight: number;
        barCodeInfo?: { barCode: string };
      }[];
      server.answerJson(sent);
      const { rows, broken } = await ongoing.listArticles({});
      expect(broken).toEqual([]);
      expect(rows.map(({ articleNumber, weight, barCode }) => [articleNumber, weight, barCode])).toEqual(
        sent.map(({ articleNumber, weight, barCodeInfo }) => [articleNumber, weight, barCodeInfo?.barCode]),
      );
    });

    it.each([getArticle, realArticles])('the stock of articles: %s', async (file) => {
      const sent = [example(file) as unknown].flat() as { inventoryInfo: Record<string, number> }[];
      server.answerJson(sent);
      const { rows } = await ongoing.listArticlesByQuery({});
      expect(rows.map(({ inventory }) => inventory)).toEqual(
        sent.map(({ inventoryInfo: info }) => ({
          numberOfItems: info.numberOfItems,
          locked: info.numberOfLockedItems,
          allocated: info.allocatedNumberOfItems,
          booked: info.numberOfBookedItems,
          lockedForSale: info.lockedForSaleNumberOfItems,
          toReceive: info.toReceiveNumberOfItems,
          receivedToBeFinished: info.receivedToBeFinishedNumberOfItems,
          pickedToBeCollected: info.pickedToBeCollectedNumberOfItems,
          sellable: info.sellableNumberOfItems,
        })),
      );
    });

    it.each([getPurchaseOrder, realPurchaseOrder])('a purchase order: %s', async (file) => {
      const sent = example(file) as {
        purchaseOrderInfo: Record<string, unknown>;
        purchaseOrderLines: (Record<string, unknown> & { article: Record<string, unknown> })[];
      };
      server.answerJson([sent]);
      const { rows, broken } = await ongoing.listPurchaseOrders({});
      expect(broken).toEqual([]);
      expect(rows).toHaveLength(1);
      expect(rows[0]).toMatchObject({
        purchaseOrderId: sent.purchaseOrderInfo.purchaseOrderId,
        purchaseOrderNumber: sent.purchaseOrderInfo.purchaseOrderNumber,
        goodsOwnerReference: sent.purchaseOrderInfo.goodsOwnerReference,
        status: sent.purchaseOrderInfo.purchaseOrderStatus,
      });
      expect(rows[0]?.lines).toEqual(
        sent.purchaseOrderLines.map((line) => ({
          purchaseOrderLineId: line.id,
          rowNumber: line.rowNumber,
          articleNumber: line.article.articleNumber,
          advised: line.advisedNumberOfItems,
          received: line.receivedNumberOfItems,
          reported: 0,
          rowPrice: line.rowPrice,
          subLines: [],
        })),
      );
    });

    it.each<[file: string, read: () => Promise<unknown>]>([
      [statuses, () => ongoing.orderStatuses()],
      [purchaseStatuses, () => ongoing.purchaseOrderStatuses()],
    ])('statuses: %s', async (file, read) => {
      const sent = example(file) as { orderStatuses: unknown[] };
      server.answerJson(sent);
      await expect(read()).resolves.toEqual(sent.orderStatuses);
    });

    it.each<[request: string, reply: string]>([
      [
        `${putPurchaseOrder}_purchase_order_put_request_only_the_required_fields_put_purchase_order_only_the_required_fields`,
        `${putPurchaseOrder}_purchase_order_put_request_only_the_required_fields_response`,
      ],
      [
        `${putPurchaseOrder}n_order_put_request_with_many_additional_fields_put_purchase_order_with_many_additional_fields`,
        `${putPurchaseOrder}n_order_put_request_with_many_additional_fields_response`,
      ],
    ])('a purchase order that is put: %s', async (request, reply) => {
      server.answerJson(example(reply));
      const { purchaseOrderId } = example(reply) as { purchaseOrderId: number };
      await expect(ongoing.putPurchaseOrder(example(request))).resolves.toEqual({ purchaseOrderId });
      expect(JSON.parse(server.seen[0]!.body)).toEqual(example(request));
      expect(api.faultsOfExample('PostPurchaseOrderModel', example(request))).toEqual([]);
    });

    it.each<[request: string, reply: string]>([
      [
        `${putOrder}only_the_required_fields_put_order_only_the_required_fields`,
        `${putOrder}only_the_required_fields_response`,
      ],
      [
        `${putOrder}with_many_additional_fields_put_order_with_many_additional_fields`,
        `${putOrder}with_many_additional_fields_response`,
      ],
    ])('an order that is put: %s', async (request, reply) => {
      server.answerJson(example(reply));
      await expect(ongoing.putOrder(example(request))).resolves.toEqual({
        orderId: (example(reply) as { orderId: number }).orderId,
      });
      expect(JSON.parse(server.seen[0]!.body)).toEqual(example(request));
      expect(api.faultsOfExample('PostOrderModel', example(request))).toEqual([]);
    });

    it.each<[request: string, reply: string]>([
      [
        `${putArticle}only_the_required_fields_put_article_only_the_required_fields`,
        `${putArticle}only_the_required_fields_response`,
      ],
      [
        `${putArticle}with_many_additional_fields_put_article_with_many_additional_fields`,
        `${putArticle}with_many_additional_fields_response`,
      ],
    ])('an article that is put: %s', async (request, reply) => {
      server.answerJson(example(reply));
      const { articleSystemId } = example(reply) as { articleSystemId: number };
      await expect(ongoing.putArticle(example(request))).resolves.toEqual({ articleSystemId });
      expect(JSON.parse(server.seen[0]!.body)).toEqual(example(request));
      expect(api.faultsOfExample('PostArticleModel', example(request))).toEqual([]);
    });
  });
});
