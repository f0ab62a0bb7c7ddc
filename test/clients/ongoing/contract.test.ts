import {
  createOngoing,
  ongoingSend,
  type ArticleFilter,
  type Ongoing,
  type OrderFilter,
} from '../../../src/clients/ongoing';
import type { ArticleDocument, OrderDocument } from '../../../src/clients/ongoing/documents';
import { article, warehouseOrder } from '../../../src/clients/ongoing/schema';
import { contractFiles, describeContract, readJson } from '../support/contracts';
import { openApi, sampleOf } from '../support/openapi';
import { startServer, type LocalServer } from '../support/server';

const example = (name: string) => readJson<never>(`examples/ongoing/${name}.json`);

const putArticle = 'article_create_or_update_article_put_request_';
const putOrder = 'order_create_or_update_an_order_put_request_';
const getArticle = 'article_get_an_article_get_request_get_response_example_article_with_many_fields';
const getOrder = 'order_get_an_order_get_request_get_response_order_with_many_fields';
const statuses = 'order_get_all_possible_order_statuses_get_request_response';
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
  isObsolete: false,
};

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
            returnCause: { code: 'text', name: 'text' },
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

    it('describes every member that we read of an article', () => {
      const filled = sampleOf(api.document, { $ref: '#/components/schemas/GetArticleModel' }, 'filled');
      const read = Object.entries(article.parse(filled));
      expect(read.filter(([, value]) => value === undefined)).toEqual([]);
    });
  });

  describe('its examples', () => {
    it('are all read: of every endpoint that we call', () => {
      const ours = /^((article|order)_(create|get)_|real_articles)/;
      const read = [putArticle, putOrder, getArticle, getOrder, statuses, realArticles];
      const files = contractFiles('examples/ongoing').filter((file) => ours.test(file));
      expect(files.filter((file) => !read.some((name) => file.startsWith(name)))).toEqual([]);
      expect(files).toHaveLength(12);
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

    it.each([statuses])('statuses: %s', async (file) => {
      const sent = example(file) as { orderStatuses: unknown[] };
      server.answerJson(sent);
      await expect(ongoing.orderStatuses()).resolves.toEqual(sent.orderStatuses);
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
