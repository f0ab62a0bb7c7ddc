import { startSimulators } from '../../../src/sandbox';
import { anOrder } from '../support/documents';
import { eachWithSimulators, ongoingApi } from '../support/simulators';

const simulators = eachWithSimulators();
const api = () => ongoingApi(simulators.now);
const put = async (articleNumber: string, more: object = {}) => {
  const reply = await api()('PUT', '/articles', { goodsOwnerId: 121, articleNumber, ...more });
  return reply.json<{ articleSystemId: number }>().articleSystemId;
};
const numbers = async (query = '') =>
  (await api()('GET', `/articles?goodsOwnerId=121${query}`))
    .json<{ articleNumber: string }[]>()
    .map((article) => article.articleNumber);

describe('articles', () => {
  it('are made, and then changed in the members that are given', async () => {
    const id = await put('A', { articleName: 'Tee', weight: 0.1, storageProperties: { isObsolete: true } });
    expect(await put('A', { weight: 0.2, barCodeInfo: { barCode: '1' } })).toBe(id);
    const reply = await api()('GET', `/articles/${id}`);
    expect(reply.json()).toMatchObject({
      articleNumber: 'A',
      articleName: 'Tee',
      weight: 0.2,
      barCodeInfo: { barCode: '1', barCodePackage: '' },
      storageProperties: { isObsolete: true, isBatchArticle: false },
    });
  });

  it('need a number', async () => {
    expect((await api()('PUT', '/articles', { goodsOwnerId: 121 })).status).toBe(400);
    expect((await api()('GET', '/articles/1')).status).toBe(404);
  });

  it('are paged by an inclusive id, and found by number, bar code and obsolescence', async () => {
    const ids = [await put('A'), await put('B', { barCodeInfo: { barCode: '7' } }), await put('C')];
    await put('C', { storageProperties: { isObsolete: true } });
    await expect(numbers('&maxArticlesToGet=2')).resolves.toEqual(['A', 'B']);
    await expect(numbers(`&articleSystemIdFrom=${ids[1]}`)).resolves.toEqual(['B', 'C']);
    await expect(numbers('&articleNumbers=C&articleNumbers=A&articleNumbers=Z')).resolves.toEqual(['A', 'C']);
    await expect(numbers('&articleNumber=B')).resolves.toEqual(['B']);
    await expect(numbers('&barCodes=7')).resolves.toEqual(['B']);
    await expect(numbers('&isObsolete=true')).resolves.toEqual(['C']);
    await expect(numbers('&maxArticlesToGet=0')).rejects.toThrow();
  });

  it('are found by the same filters in a body', async () => {
    for (const number of ['A', 'B', 'C']) await put(number);
    const query = { goodsOwnerId: 121, articleNumbers: ['A', 'B', 'C'], maxArticlesToGet: 2, isObsolete: null };
    expect((await api()('POST', '/articles/byQuery', query)).json()).toMatchObject([
      { articleNumber: 'A' },
      { articleNumber: 'B' },
    ]);
  });
});

describe('stock', () => {
  const figures = async () => {
    const reply = await api()('GET', '/articles?goodsOwnerId=121&articleNumber=TEE2-WHT-M');
    return reply.json<{ inventoryInfo: Record<string, unknown> }[]>()[0]?.inventoryInfo;
  };
  const warehouse = () => simulators.now.control.warehouse;

  it('follows an order: booked, allocated, picked, gone, reported', async () => {
    const order = { orderNumber: '10001-1' };
    warehouse().moveStock({ articleNumber: 'TEE2-WHT-M', numberOfItems: 10, locked: 1, toReceive: 5 });
    const idle = {
      numberOfItems: 10,
      numberOfBookedItems: 0,
      allocatedNumberOfItems: 0,
      numberOfLockedItems: 1,
      toReceiveNumberOfItems: 5,
      pickedToBeCollectedNumberOfItems: 0,
      sellableNumberOfItems: 9,
    };
    expect(await figures()).toMatchObject(idle);
    await api()('PUT', '/orders', anOrder());
    expect(await figures()).toMatchObject({ ...idle, numberOfBookedItems: 2, sellableNumberOfItems: 7 });
    warehouse().allocate(order);
    const allocated = { allocatedNumberOfItems: 2, numberOfLockedItems: 3, numberOfBookedItems: 2 };
    expect(await figures()).toMatchObject({ ...idle, ...allocated, sellableNumberOfItems: 7 });
    warehouse().pick(order);
    const picked = { numberOfItems: 8, sellableNumberOfItems: 7, reported: { pickedToBeReportedNumberOfItems: 2 } };
    expect(await figures()).toMatchObject({ ...idle, ...picked, pickedToBeCollectedNumberOfItems: 2 });
    warehouse().ship(order);
    expect(await figures()).toMatchObject({ ...idle, ...picked });
    await api()('PATCH', `/orders/${warehouse().order(order).orderId}/setReportedNumberOfItemsToPickedNumberOfItems`);
    expect(await figures()).toMatchObject({ reported: { pickedToBeReportedNumberOfItems: 0 } });
  });

  it('can be oversold', async () => {
    await api()('PUT', '/orders', anOrder());
    expect(await figures()).toMatchObject({ numberOfItems: 0, sellableNumberOfItems: -2 });
  });

  it('lies in the first warehouse', async () => {
    const warehouses = [1, 2].map((id) => ({ id, code: `W${id}`, name: `Warehouse ${id}` }));
    warehouse().settings({ set: { warehouses } });
    warehouse().moveStock({ articleNumber: 'A', numberOfItems: 3 });
    const get = async (query: string) =>
      (await api()('GET', `/articles/inventoryPerWarehouse?goodsOwnerId=121${query}`)).json();
    await expect(get('')).resolves.toMatchObject([
      {
        articleNumber: 'A',
        inventoryPerWarehouse: [
          { warehouseId: 1, numberOfItems: 3 },
          { warehouseId: 2, numberOfItems: 0 },
        ],
      },
    ]);
    await expect(get('&warehouseIds=2')).resolves.toMatchObject([{ inventoryPerWarehouse: [{ warehouseId: 2 }] }]);
  });

  it('that has changed is found, by orders too, for a day', async () => {
    let now = Date.parse('2026-01-10T10:00:00Z');
    const own = await startSimulators({ now: () => now });
    const changed = async (since: string) =>
      ongoingApi(own)('GET', `/articles?goodsOwnerId=121&stockInfoChangedFrom=${since}`);
    own.control.warehouse.moveStock({ articleNumber: 'OLD', numberOfItems: 3 });
    now += 3_600_000;
    await ongoingApi(own)('PUT', '/orders', anOrder());
    expect((await changed('2026-01-10T11:00:00Z')).json()).toMatchObject([{ articleNumber: 'TEE2-WHT-M' }]);
    expect((await changed('2026-01-10T11:00:01Z')).json()).toEqual([]);
    expect((await changed('2026-01-10T10:00:00Z')).json()).toHaveLength(2);
    expect((await changed('2026-01-09T10:59:59Z')).status).toBe(400);
    await own.close();
  });
});
