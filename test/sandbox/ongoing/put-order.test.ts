import { startSimulators, type GoodsOwnerOptions } from '../../../src/sandbox';
import { aLine, anOrder } from '../support/documents';
import { eachWithSimulators, ongoingApi } from '../support/simulators';

const simulators = eachWithSimulators();
const warehouse = () => simulators.now.control.warehouse;
const put = (body: object, path = '/orders') => ongoingApi(simulators.now)('PUT', path, body);
const the = (orderNumber = '10001-1') => warehouse().order({ orderNumber });
const rows = () => the().lines.map((line) => `${line.ordered} ${line.rowNumber}`);
const set = (settings: GoodsOwnerOptions['settings']) => warehouse().settings({ set: settings });

describe('PUT /orders', () => {
  it('makes an order the first time, and changes it after that, under one id', async () => {
    const created = await put(anOrder());
    const { orderId } = created.json<{ orderId: number }>();
    expect([created.status, created.json()]).toEqual([201, { orderId, message: expect.stringContaining('<br/>') }]);
    const updated = await put(anOrder({ orderRemark: 'gift' }));
    expect([updated.status, updated.json()]).toMatchObject([200, { orderId }]);
    expect(the().posted).toMatchObject({ orderRemark: 'gift' });
  });

  it('never names a person in its messages', async () => {
    expect((await put(anOrder())).text).not.toMatch(/Alva|Provsson|Exempel/);
  });

  it.each([
    ['orderNumber', { orderNumber: undefined }],
    ['deliveryDate', { deliveryDate: undefined }],
    ['deliveryDate', { deliveryDate: '1899-12-31' }],
    ['consignee', { consignee: undefined }],
    ['goodsOwnerId', { goodsOwnerId: undefined }],
    ['goods owner', { goodsOwnerId: 122 }],
    ['orderLines[0]: rowNumber', { orderLines: [aLine({ rowNumber: undefined })] }],
    ['orderLines[1]: articleNumber', { orderLines: [aLine(), aLine({ rowNumber: '2', articleNumber: '' })] }],
    ['rowNumber must be unique', { orderLines: [aLine(), aLine()] }],
    ['orderNumber', { orderNumber: 'x'.repeat(51) }],
    ['orderRemark', { orderRemark: 'x'.repeat(501) }],
  ])('answers 400 and names %s', async (name, differences) => {
    const reply = await put(anOrder(differences));
    expect([reply.status, reply.json()]).toEqual([400, { message: expect.stringContaining(name) }]);
    expect(warehouse().orders({}).orders).toEqual([]);
  });

  it('ignores members that it does not know, without a word', async () => {
    await put(anOrder({ wayOfDeliveryType: 'x', consignee: { name: 'Alva Provsson', email: 'a@example.com' } }));
    expect(the().posted).not.toHaveProperty('wayOfDeliveryType');
    expect(the().posted.consignee).toEqual({ name: 'Alva Provsson' });
  });

  it('takes several lines of one article, and a date without time', async () => {
    await put(anOrder({ deliveryDate: '2026-03-02', orderLines: [aLine(), aLine({ rowNumber: '2' })] }));
    expect(rows()).toEqual(['2 700001', '2 2']);
  });

  it.each([200, 150, 300])('takes changes at status %s', async (status) => {
    await put(anOrder());
    warehouse().setStatus({ orderNumber: '10001-1', status });
    expect((await put(anOrder({ orderLines: [aLine({ numberOfItems: 5 })] }))).status).toBe(200);
    expect(rows()).toEqual(['5 700001']);
  });

  it.each([320, 400, 450, 500])('refuses changes at status %s, with 400 or with an id that is null', async (status) => {
    await put(anOrder());
    warehouse().setStatus({ orderNumber: '10001-1', status });
    const plain = await put(anOrder({ orderRemark: 'late' }));
    expect([plain.status, plain.json()]).toEqual([400, { message: expect.any(String) }]);
    set({ refusals: '200-null-id' });
    const veiled = await put(anOrder({ orderRemark: 'late' }));
    expect([veiled.status, veiled.json()]).toEqual([200, { orderId: null, message: expect.any(String) }]);
    expect(the().posted).not.toHaveProperty('orderRemark');
  });

  it.each([
    ['removed', ['2 2']],
    ['kept', ['2 2', '2 700001']],
  ] as const)('with removedLines %s', async (removedLines, left) => {
    set({ removedLines });
    await put(anOrder());
    await put(anOrder({ orderLines: [aLine({ rowNumber: '2' })] }));
    expect(rows()).toEqual(left);
  });

  it.each([
    ['kept', 'first'],
    ['cleared', undefined],
  ] as const)('with omittedFields %s', async (omittedFields, remark) => {
    set({ omittedFields });
    await put(anOrder({ orderRemark: 'first' }));
    await put(anOrder());
    expect(the().posted.orderRemark).toBe(remark);
  });

  it.each([
    ['refused', 400, [1000]],
    ['revives', 200, [200]],
    ['creates', 201, [1000, 200]],
  ] as const)('of a cancelled number: %s', async (rePutCancelled, status, statuses) => {
    set({ rePutCancelled });
    await put(anOrder());
    warehouse().annul({ orderNumber: '10001-1' });
    expect((await put(anOrder())).status).toBe(status);
    expect(
      warehouse()
        .orders({})
        .orders.map((order) => order.status),
    ).toEqual(statuses);
  });

  it('makes articles that it does not know, or refuses them', async () => {
    await put(anOrder());
    const articles = await ongoingApi(simulators.now)('GET', '/articles?goodsOwnerId=121');
    expect(articles.json()).toMatchObject([{ articleNumber: 'TEE2-WHT-M', articleName: '' }]);
    set({ unknownArticles: 'refuse' });
    expect((await put(anOrder({ orderNumber: '2-1' }))).status).toBe(201);
    const unknown = anOrder({ orderNumber: '3-1', orderLines: [aLine({ articleNumber: 'NEW' })] });
    expect((await put(unknown)).status).toBe(400);
  });

  it('begins at the status that the tenant has for it', async () => {
    set({ initialStatus: 300 });
    await put(anOrder());
    expect(the().status).toBe(300);
  });

  it('may show the lines some time later', async () => {
    let now = Date.UTC(2026, 0, 1);
    const own = await startSimulators({ now: () => now });
    own.control.warehouse.settings({ set: { linesVisibleAfterMs: 30_000 } });
    const { orderId } = (await ongoingApi(own)('PUT', '/orders', anOrder())).json<{ orderId: number }>();
    const lines = async () =>
      (await ongoingApi(own)('GET', `/orders/${orderId}`)).json<{ orderLines: unknown[] }>().orderLines.length;
    expect(await lines()).toBe(0);
    now += 30_000;
    expect(await lines()).toBe(1);
    await own.close();
  });

  it('changes an order by its id too, its number included', async () => {
    const { orderId } = (await put(anOrder())).json<{ orderId: number }>();
    expect((await put(anOrder({ orderNumber: 'other' }), `/orders/${orderId}`)).json()).toMatchObject({ orderId });
    expect(the('other').orderId).toBe(orderId);
    expect((await put(anOrder(), '/orders/1')).status).toBe(404);
  });
});

describe('DELETE /orders', () => {
  const remove = (orderNumber = '10001-1') =>
    ongoingApi(simulators.now)('DELETE', `/orders?goodsOwnerId=121&orderNumber=${orderNumber}`);

  it('cancels: the order stays readable, with status 1000', async () => {
    await put(anOrder());
    const reply = await remove();
    expect([reply.status, reply.json()]).toMatchObject([200, { orderId: the().orderId }]);
    expect(the().status).toBe(1000);
  });

  it.each([320, 400, 450, 1000])('refuses at status %s', async (status) => {
    await put(anOrder());
    warehouse().setStatus({ orderNumber: '10001-1', status });
    expect((await remove()).status).toBe(400);
    expect(the().status).toBe(status);
  });

  it('works again when the warehouse has taken everything back', async () => {
    await put(anOrder());
    warehouse().pick({ orderNumber: '10001-1' });
    expect((await remove()).status).toBe(400);
    warehouse().open({ orderNumber: '10001-1' });
    expect((await remove()).status).toBe(200);
    expect(the().lines[0]?.items).toEqual([]);
  });

  it('refuses a number that it does not know, and an id', async () => {
    expect((await remove('unknown')).status).toBe(400);
    expect((await ongoingApi(simulators.now)('DELETE', '/orders/1')).status).toBe(404);
    expect((await ongoingApi(simulators.now)('DELETE', '/orders?goodsOwnerId=121')).status).toBe(400);
  });
});
