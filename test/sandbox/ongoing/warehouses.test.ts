import { aLine, anOrder } from '../support/documents';
import { eachWithSimulators, ongoingApi } from '../support/simulators';

interface PerWarehouse {
  articleNumber: string;
  inventoryPerWarehouse: {
    warehouseId: number;
    numberOfItems: number;
    numberOfLockedItems: number;
    sellableNumberOfItems: number;
    availableForSaleNumberOfItems: number;
    allocatedNumberOfItems: number;
    reported: { pickedToBeReportedNumberOfItems: number; returnedToBeReportedNumberOfItems: number };
  }[];
}

const simulators = eachWithSimulators();
const warehouse = () => simulators.now.control.warehouse;
const api = () => ongoingApi(simulators.now);
const tee = { articleNumber: 'TEE2-WHT-M' };

beforeEach(() => {
  const warehouses = [1, 2, 3].map((id) => ({ id, code: `W${id}`, name: `Warehouse ${id}` }));
  warehouse().settings({ set: { warehouses } });
});

const get = async (query = '') =>
  (await api()('GET', `/articles/inventoryPerWarehouse?goodsOwnerId=121${query}`)).json<PerWarehouse[]>();
const pieces = async (): Promise<number[]> =>
  (await get('&articleNumbers=TEE2-WHT-M'))[0]?.inventoryPerWarehouse.map((row) => row.numberOfItems) ?? [];
const inAll = async () => {
  const reply = await api()('GET', '/articles?goodsOwnerId=121&articleNumber=TEE2-WHT-M');
  return reply.json<{ inventoryInfo: Record<string, number> }[]>()[0]?.inventoryInfo;
};

describe('several warehouses', () => {
  it('have what was put there; what nobody places lies in the first', async () => {
    warehouse().moveStock({ ...tee, numberOfItems: 7 });
    warehouse().moveStock({ ...tee, numberOfItems: 5, warehouseId: 2 });
    expect(await pieces()).toEqual([7, 5, 0]);
    expect(await inAll()).toMatchObject({ numberOfItems: 12 });
    expect(
      (await get('&warehouseIds=2&warehouseIds=3'))[0]?.inventoryPerWarehouse.map((row) => row.warehouseId),
    ).toEqual([2, 3]);
    expect(() => warehouse().moveStock({ ...tee, numberOfItems: 1, warehouseId: 9 })).toThrow('no warehouse 9');
  });

  it('send pieces to each other, and not more than are free', async () => {
    warehouse().moveStock({ ...tee, numberOfItems: 7, locked: 2 });
    const carried = warehouse().moveBetweenWarehouses({ ...tee, from: 1, to: 3, numberOfItems: 5 });
    expect(carried).toMatchObject({ numberOfItems: 7, numberOfLockedItems: 2 });
    expect(await pieces()).toEqual([2, 0, 5]);
    const tooMany = () => warehouse().moveBetweenWarehouses({ ...tee, from: 1, to: 3, numberOfItems: 1 });
    expect(tooMany).toThrow('fewer pieces');
    expect(() => warehouse().moveBetweenWarehouses({ ...tee, from: 1, to: 9, numberOfItems: 1 })).toThrow(
      'warehouse 9',
    );
  });

  it('count, lock and unlock, each for itself', async () => {
    warehouse().moveStock({ ...tee, numberOfItems: 7 });
    warehouse().adjustStock({ ...tee, counted: 4 });
    warehouse().adjustStock({ ...tee, counted: 6, warehouseId: 2 });
    warehouse().lockStock({ ...tee, numberOfItems: 5, warehouseId: 2 });
    expect(await get()).toMatchObject([
      {
        inventoryPerWarehouse: [
          { numberOfItems: 4, numberOfLockedItems: 0, availableForSaleNumberOfItems: 4 },
          { numberOfItems: 6, numberOfLockedItems: 5, availableForSaleNumberOfItems: 1, sellableNumberOfItems: 1 },
          { numberOfItems: 0 },
        ],
      },
    ]);
    expect(await inAll()).toMatchObject({ numberOfItems: 10, numberOfLockedItems: 5, sellableNumberOfItems: 5 });
    warehouse().lockStock({ ...tee, numberOfItems: 3 });
    expect(warehouse().adjustStock({ ...tee, counted: 1 })).toMatchObject({ numberOfItems: 7, numberOfLockedItems: 6 });
    warehouse().unlockStock({ ...tee, numberOfItems: 1 });
    expect(() => warehouse().lockStock({ ...tee, numberOfItems: 2, warehouseId: 2 })).toThrow('fewer pieces are there');
    expect(() => warehouse().unlockStock({ ...tee, numberOfItems: 1 })).toThrow('fewer pieces are locked');
    warehouse().unlockStock({ ...tee, numberOfItems: 5, warehouseId: 2 });
    expect(await inAll()).toMatchObject({ numberOfLockedItems: 0 });
  });

  it('are picked from and returned to by the orders that name them', async () => {
    for (const warehouseId of [1, 2]) warehouse().moveStock({ ...tee, numberOfItems: 10, warehouseId });
    await api()('PUT', '/orders', anOrder({ warehouseId: 2, orderLines: [aLine({ numberOfItems: 3 })] }));
    await api()('PUT', '/orders', anOrder({ orderNumber: '2-1', warehouseId: 9 }));
    const shelves = async () => (await get())[0]?.inventoryPerWarehouse;
    expect(await shelves()).toMatchObject([{ sellableNumberOfItems: 8 }, { sellableNumberOfItems: 7 }, {}]);
    const which = { orderNumber: '10001-1' };
    warehouse().allocate(which);
    expect(await shelves()).toMatchObject([{ allocatedNumberOfItems: 0 }, { allocatedNumberOfItems: 3 }, {}]);
    warehouse().pick(which);
    expect(await shelves()).toMatchObject([
      { numberOfItems: 10, reported: { pickedToBeReportedNumberOfItems: 0 } },
      { numberOfItems: 7, reported: { pickedToBeReportedNumberOfItems: 3 } },
      {},
    ]);
    warehouse().takeBack({ ...which, lines: [{ rowNumber: '700001', quantity: 2 }] });
    expect(await pieces()).toEqual([10, 9, 0]);
    const order = (await api()('GET', '/orders?goodsOwnerId=121&orderNumber=10001-1')).json();
    expect(order).toMatchObject([
      { orderInfo: { warehouse: { id: 2 } }, orderLines: [{ pickedArticleItems: [{ warehouse: { id: 2 } }, {}] }] },
    ]);
    warehouse().open(which);
    expect(await pieces()).toEqual([10, 10, 0]);
    const { orderId } = warehouse().order(which);
    await api()('PUT', `/orders/${orderId}`, anOrder({ warehouseId: 3, orderLines: [aLine({ numberOfItems: 3 })] }));
    expect(await shelves()).toMatchObject([{}, { sellableNumberOfItems: 10 }, { sellableNumberOfItems: -3 }]);
  });

  it('show stock articles only, articles that are made of nothing else, and what is there, when asked to', async () => {
    const put = (articleNumber: string, more: object = {}) =>
      api()('PUT', '/articles', { goodsOwnerId: 121, articleNumber, ...more });
    await put('A');
    await put('KIT', { structureDefinition: { articleKind: 'Structure', rows: [{ articleNumber: 'A' }] } });
    await put('GIFT-CARD', { isStockArticle: false });
    warehouse().moveStock({ articleNumber: 'A', numberOfItems: 1, warehouseId: 3 });
    const numbers = async (query: string) => (await get(query)).map(({ articleNumber }) => articleNumber);
    await expect(numbers('&excludeStructureArticles=true')).resolves.toEqual(['A', 'GIFT-CARD']);
    await expect(numbers('&excludeNonStockArticles=true')).resolves.toEqual(['A', 'KIT']);
    await expect(numbers('&onlyArticlesInStock=true')).resolves.toEqual(['A']);
  });

  it('may become others: what nobody placed is in the first of them, and what lies in none of them is not shown', async () => {
    warehouse().moveStock({ ...tee, numberOfItems: 7 });
    warehouse().moveStock({ ...tee, numberOfItems: 5, warehouseId: 2 });
    const warehouses = [3, 1].map((id) => ({ id, code: `W${id}`, name: `Warehouse ${id}` }));
    warehouse().settings({ set: { warehouses } });
    expect([await pieces(), (await inAll())?.numberOfItems]).toEqual([[7, 0], 12]);
    warehouse().adjustStock({ ...tee, counted: 0 });
    expect([await pieces(), (await inAll())?.numberOfItems]).toEqual([[0, 0], 5]);
  });
});
