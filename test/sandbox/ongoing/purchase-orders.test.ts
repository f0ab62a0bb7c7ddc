import { startSimulators, type Simulators } from '../../../src/sandbox';
import { aPurchaseLine, aPurchaseOrder } from '../support/documents';
import { ongoingApi } from '../support/simulators';

interface Shown {
  purchaseOrderInfo: { purchaseOrderId: number; purchaseOrderNumber: string; purchaseOrderStatus: { number: number } };
  purchaseOrderLines: { id: number; rowNumber: string | null; advisedNumberOfItems: number }[];
}

let now: number;
let simulators: Simulators;
beforeEach(async () => {
  now = Date.parse('2026-01-10T10:00:00Z');
  simulators = await startSimulators({ now: () => now });
});
afterEach(() => simulators.close());

const api = () => ongoingApi(simulators);
const warehouse = () => simulators.control.warehouse;
const set = (settings: object) => warehouse().settings({ set: settings });
const put = async (differences: Record<string, unknown> = {}) => {
  const reply = await api()('PUT', '/purchaseOrders', aPurchaseOrder(differences));
  return { status: reply.status, ...reply.json<{ purchaseOrderId: number | null; message: string }>() };
};
const show = async (id: number | null) => (await api()('GET', `/purchaseOrders/${id}`)).json<Shown>();
const get = (query: string) => api()('GET', `/purchaseOrders?goodsOwnerId=121${query}`);
const numbers = async (query: string) =>
  (await get(query)).json<Shown[]>().map(({ purchaseOrderInfo }) => purchaseOrderInfo.purchaseOrderNumber);
const rows = async (id: number | null) =>
  (await show(id)).purchaseOrderLines.map(({ rowNumber, advisedNumberOfItems }) => [rowNumber, advisedNumberOfItems]);

describe('PUT /purchaseOrders', () => {
  it('makes one, notified, and replaces it until receiving begins', async () => {
    const made = await put();
    expect(made).toMatchObject({ status: 200, message: 'Inorder with order number 364 created. <br/>' });
    expect((await show(made.purchaseOrderId)).purchaseOrderInfo).toMatchObject({
      purchaseOrderNumber: '364',
      goodsOwnerReference: '957-1',
      referenceNumber: '957',
      inDate: '2026-03-02T00:00:00.000Z',
      purchaseOrderStatus: { number: 100, text: 'Notified' },
      warehouse: { id: 1 },
    });
    const again = await put({ purchaseOrderLines: [aPurchaseLine({ numberOfItems: 7 })] });
    expect(again).toMatchObject({ status: 200, purchaseOrderId: made.purchaseOrderId });
    expect(again.message).toContain('updated');
    expect(await rows(made.purchaseOrderId)).toEqual([['TEE2-WHT-M', 7]]);
    warehouse().arrive({ purchaseOrderNumber: '364' });
    expect((await put()).status).toBe(200);
    warehouse().receive({ purchaseOrderNumber: '364' });
    expect(await put({ inDate: '2026-04-01' })).toMatchObject({
      status: 400,
      message: expect.stringContaining('start'),
    });
  });

  it('shows lines with what was sent of them', async () => {
    const line = { comment: 'Blue', rowPrice: 120.5, currencyCode: 'EUR', externalOrderLineId: 'x' };
    const { purchaseOrderId } = await put({ purchaseOrderLines: [aPurchaseLine(line)] });
    expect((await show(purchaseOrderId)).purchaseOrderLines).toMatchObject([
      {
        rowNumber: 'TEE2-WHT-M',
        article: { articleNumber: 'TEE2-WHT-M', articleName: '' },
        comment: 'Blue',
        rowPrice: 120.5,
        currency: { code: 'EUR' },
        externalOrderLineId: 'x',
        advisedNumberOfItems: 10,
        receivedNumberOfItems: 0,
        reportedNumberOfItems: null,
        articleItems: [],
      },
    ]);
  });

  it('replaces by id, the number too', async () => {
    const { purchaseOrderId } = await put();
    const document = aPurchaseOrder({ purchaseOrderNumber: '365' });
    expect((await api()('PUT', `/purchaseOrders/${purchaseOrderId}`, document)).status).toBe(200);
    await expect(numbers('')).resolves.toEqual(['365']);
    expect((await api()('PUT', '/purchaseOrders/1', document)).status).toBe(404);
    expect((await api()('PUT', `/purchaseOrders/${purchaseOrderId}`, { goodsOwnerId: 121 })).status).toBe(400);
  });

  it('begins with the status that is asked for', async () => {
    const { purchaseOrderId } = await put({ advanced: { purchaseOrderStatusCreated: 200 } });
    expect((await show(purchaseOrderId)).purchaseOrderInfo.purchaseOrderStatus.number).toBe(200);
  });

  it.each([
    ['no number', { purchaseOrderNumber: '' }, /purchaseOrderNumber is required/],
    ['a number that is too long', { purchaseOrderNumber: 'x'.repeat(51) }, /50 characters/],
    ['a date that is none', { inDate: 'soon' }, /inDate/],
    ['a line without an article', { purchaseOrderLines: [{ rowNumber: '1' }] }, /articleNumber is required/],
    ['fewer than no pieces', { purchaseOrderLines: [aPurchaseLine({ numberOfItems: -1 })] }, /negative/],
    ['two rows with one number', { purchaseOrderLines: [aPurchaseLine(), aPurchaseLine()] }, /unique/],
    ['somebody else’s goods owner', { goodsOwnerId: 1 }, /access/],
  ])('answers 400 to %s', async (_what, differences, reason) => {
    expect(await put(differences)).toEqual({ status: 400, message: expect.stringMatching(reason) });
  });

  it('makes unknown articles, or refuses them in either form', async () => {
    await put();
    expect((await api()('GET', '/articles?goodsOwnerId=121')).json()).toMatchObject([{ articleNumber: 'TEE2-WHT-M' }]);
    set({ unknownArticles: 'refuse' });
    const strange = { purchaseOrderNumber: '2', purchaseOrderLines: [aPurchaseLine({ articleNumber: 'NEW' })] };
    expect((await put(strange)).status).toBe(400);
    set({ refusals: '200-null-id' });
    expect(await put(strange)).toMatchObject({ status: 200, purchaseOrderId: null });
    await expect(numbers('')).resolves.toEqual(['364']);
  });

  it('removes or keeps lines and members that a second one leaves out, never the warehouse’s own', async () => {
    const { purchaseOrderId } = await put({ purchaseOrderRemark: 'Fragile' });
    const other = { purchaseOrderLines: [aPurchaseLine({ rowNumber: 'B' })] };
    set({ removedLines: 'kept' });
    await put(other);
    expect(await rows(purchaseOrderId)).toEqual([
      ['B', 10],
      ['TEE2-WHT-M', 10],
    ]);
    set({ removedLines: 'removed', receivingStartsAt: 400 });
    warehouse().receive({ purchaseOrderId: purchaseOrderId!, lines: [{ articleNumber: 'EXTRA', quantity: 1 }] });
    await put(other);
    expect(await rows(purchaseOrderId)).toEqual([
      ['B', 10],
      [null, 0],
    ]);
    expect((await show(purchaseOrderId)).purchaseOrderInfo).toMatchObject({ purchaseOrderRemark: 'Fragile' });
    set({ omittedFields: 'cleared' });
    await put(other);
    expect((await show(purchaseOrderId)).purchaseOrderInfo).toMatchObject({ purchaseOrderRemark: null });
  });

  it.each([
    ['refused', [[900]]],
    ['revives', [[100]]],
    ['creates', [[900], [100]]],
  ] as const)('of a cancelled number: %s', async (rePutCancelled, statuses) => {
    set({ rePutCancelled });
    await put();
    await api()('DELETE', '/purchaseOrders?goodsOwnerId=121&purchaseOrderNumber=364');
    expect((await put()).status).toBe(rePutCancelled === 'refused' ? 400 : 200);
    const { purchaseOrders } = warehouse().purchaseOrders({});
    expect(purchaseOrders.map(({ status }) => [status])).toEqual(statuses);
  });
});

describe('DELETE /purchaseOrders', () => {
  const remove = (number: string) => api()('DELETE', `/purchaseOrders?goodsOwnerId=121&purchaseOrderNumber=${number}`);

  it('cancels by number and by id; what is cancelled stays readable', async () => {
    const { purchaseOrderId } = await put();
    expect((await remove('364')).json()).toMatchObject({ purchaseOrderId });
    expect((await show(purchaseOrderId)).purchaseOrderInfo.purchaseOrderStatus).toEqual({
      number: 900,
      text: 'Cancelled',
    });
    const other = await put({ purchaseOrderNumber: '365' });
    expect((await api()('DELETE', `/purchaseOrders/${other.purchaseOrderId}`)).status).toBe(200);
    expect((await show(other.purchaseOrderId)).purchaseOrderInfo.purchaseOrderStatus.number).toBe(900);
  });

  it('refuses what is started, cancelled or not there, in either form', async () => {
    await put();
    await remove('364');
    const started = await put({ purchaseOrderNumber: '365' });
    warehouse().receive({ purchaseOrderNumber: '365' });
    for (const number of ['364', '365', 'unknown']) expect((await remove(number)).status).toBe(400);
    set({ refusals: '200-null-id' });
    for (const number of ['364', '365', 'unknown']) {
      expect((await remove(number)).json()).toEqual({ purchaseOrderId: null, message: expect.any(String) });
    }
    expect((await show(started.purchaseOrderId)).purchaseOrderInfo.purchaseOrderStatus.number).toBe(300);
    expect((await api()('DELETE', '/purchaseOrders/1')).status).toBe(404);
    expect((await api()('DELETE', '/purchaseOrders?goodsOwnerId=121')).status).toBe(400);
  });
});

describe('GET /purchaseOrders', () => {
  const three = async () => {
    const ids: number[] = [];
    for (const purchaseOrderNumber of ['1', '2', '3']) ids.push((await put({ purchaseOrderNumber })).purchaseOrderId!);
    return ids;
  };

  it('pages by an inclusive id, ascending', async () => {
    const ids = await three();
    await expect(numbers('&maxPurchaseOrdersToGet=2')).resolves.toEqual(['1', '2']);
    await expect(numbers(`&maxPurchaseOrdersToGet=2&purchaseOrderIdFrom=${ids[1]}`)).resolves.toEqual(['2', '3']);
    await expect(numbers(`&purchaseOrderIdFrom=${ids[2]! + 1}`)).resolves.toEqual([]);
    expect((await api()('GET', '/purchaseOrders/1')).status).toBe(404);
  });

  it('finds by number, status, type and article, all together', async () => {
    await three();
    await put({
      purchaseOrderNumber: '4',
      purchaseOrderType: { code: 'SEA', name: 'Sea' },
      purchaseOrderLines: [aPurchaseLine({ articleNumber: 'TOTE' })],
    });
    warehouse().receive({ purchaseOrderNumber: '2' });
    warehouse().finishReceiving({ purchaseOrderNumber: '3' });
    await expect(numbers('&purchaseOrderNumber=2')).resolves.toEqual(['2']);
    await expect(numbers('&purchaseOrderNumbers=3&purchaseOrderNumbers=1')).resolves.toEqual(['1', '3']);
    await expect(numbers('&purchaseOrderStatusFrom=300')).resolves.toEqual(['2', '3']);
    await expect(numbers('&purchaseOrderStatusTo=300')).resolves.toEqual(['1', '2', '4']);
    await expect(numbers('&articleNumbers=TOTE&articleNumbers=NONE')).resolves.toEqual(['4']);
    await expect(numbers('&purchaseOrderTypeCode=SEA')).resolves.toEqual(['4']);
    await expect(numbers('&purchaseOrderNumber=4&purchaseOrderStatusFrom=300')).resolves.toEqual([]);
  });

  it('finds by the times of arrival, status, receiving and any change, to the second', async () => {
    await three();
    await put({ purchaseOrderNumber: '2', inDate: '2026-05-01' });
    now += 60_500;
    warehouse().arrive({ purchaseOrderNumber: '1' });
    now += 60_000;
    warehouse().receive({ purchaseOrderNumber: '1' });
    warehouse().receive({ purchaseOrderNumber: '2', lines: [{ rowNumber: 'TEE2-WHT-M', quantity: 1 }] });
    now += 60_000;
    warehouse().receive({ purchaseOrderNumber: '2' });
    const at = (minute: number, second = 0) => `2026-01-10T10:0${minute}:0${second}Z`;
    await expect(numbers(`&purchaseOrderStatusChangedTimeFrom=${at(2)}`)).resolves.toEqual(['1', '2']);
    await expect(numbers(`&purchaseOrderStatusChangedTimeFrom=${at(2, 1)}`)).resolves.toEqual([]);
    await expect(numbers(`&purchaseOrderHeadOrLinesChangedTimeFrom=${at(3)}`)).resolves.toEqual(['2']);
    await expect(numbers(`&lastReceiveTimeFrom=${at(2)}`)).resolves.toEqual(['1', '2']);
    await expect(numbers(`&lastReceiveTimeFrom=${at(2)}&lastReceiveTimeTo=${at(2)}`)).resolves.toEqual(['1']);
    await expect(numbers('&inDateFrom=2026-04-30&inDateTo=2026-05-02')).resolves.toEqual(['2']);
    await expect(numbers(`&lastReceiveTimeTo=${at(9)}`)).resolves.toEqual(['1', '2']);
  });

  it('finds what is to be reported: more as well as less than was reported', async () => {
    const [first] = await three();
    const list = () => numbers('&onlyPurchaseOrdersWithOrderLinesToReport=true');
    await expect(list()).resolves.toEqual([]);
    warehouse().receive({ purchaseOrderNumber: '1' });
    await expect(list()).resolves.toEqual(['1']);
    await api()('PATCH', `/purchaseOrders/${first}/setReportedNumberOfItemsToReceivedNumberOfItems`);
    await expect(list()).resolves.toEqual([]);
    warehouse().correctReceived({ purchaseOrderNumber: '1', rowNumber: 'TEE2-WHT-M', received: 8 });
    await expect(list()).resolves.toEqual(['1']);
    await expect(numbers('&onlyPurchaseOrdersWithOrderLinesToReport=false')).resolves.toEqual(['1', '2', '3']);
  });

  it.each([
    ['a date that is none', '&lastReceiveTimeFrom=yesterday'],
    ['a status that is no number', '&purchaseOrderStatusFrom=open'],
    ['a page of nothing', '&maxPurchaseOrdersToGet=0'],
    ['a filter that the simulator does not have', '&supplier=Mill'],
  ])('answers 400 to %s', async (_what, query) => {
    const reply = await get(query);
    expect([reply.status, reply.json()]).toEqual([400, { message: expect.any(String) }]);
  });

  it('has the warehouse’s own statuses, under the key of the orders’', async () => {
    const statuses = async () => (await api()('GET', '/purchaseOrders/statuses')).json<{ orderStatuses: object[] }>();
    expect((await statuses()).orderStatuses).toHaveLength(6);
    set({ purchaseStatuses: [{ number: 350, text: 'Räknas' }] });
    expect(await statuses()).toEqual({ orderStatuses: [{ number: 350, text: 'Räknas' }] });
    const { purchaseOrderId } = await put();
    warehouse().setPurchaseOrderStatus({ purchaseOrderId: purchaseOrderId!, status: 350 });
    expect((await show(purchaseOrderId)).purchaseOrderInfo).toMatchObject({
      purchaseOrderStatus: { number: 350, text: 'Räknas' },
    });
  });
});
