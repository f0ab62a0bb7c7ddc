import type { z } from 'zod';
import { article, perWarehouse } from '../../../src/clients/ongoing/schema';
import { anArticleRow, anInventoryRow } from '../support/ongoing-rows';

/** The path that is wrong, or that nothing is. */
function faultOf(schema: z.ZodType, row: unknown): string {
  const result = schema.safeParse(row);
  return result.success ? 'none' : `${result.error.issues[0]?.path.join('.')}: ${result.error.issues[0]?.message}`;
}

describe('the stock of an article', () => {
  const info = {
    numberOfItems: 11.0,
    numberOfBookedItems: 4,
    numberOfLockedItems: '3.0',
    toReceiveNumberOfItems: 12,
    allocatedNumberOfItems: 2,
    lockedForSaleNumberOfItems: 3,
    pickedToBeCollectedNumberOfItems: 1,
    receivedToBeFinishedNumberOfItems: 0,
    lastInDate: null,
    sellableNumberOfItems: -1,
    totalStockValue: 100.5,
    reported: {
      pickedToBeReportedNumberOfItems: 1,
      returnedToBeReportedNumberOfItems: null,
      receivedToBeReportedNumberOfItems: 0,
    },
  };

  it('is read in our spelling, and may be below 0 where it is what can be sold', () => {
    expect(article.parse(anArticleRow({ inventoryInfo: info })).inventory).toEqual({
      numberOfItems: 11,
      locked: 3,
      allocated: 2,
      booked: 4,
      lockedForSale: 3,
      toReceive: 12,
      receivedToBeFinished: 0,
      pickedToBeCollected: 1,
      sellable: -1,
      toBeReported: { picked: 1, received: 0 },
    });
  });

  it.each([null, undefined])('is unknown where it is %p: unknown is not 0', (nothing) => {
    expect(article.parse(anArticleRow({ inventoryInfo: nothing })).inventory).toBeUndefined();
    const nothingAtAll = Object.fromEntries(Object.keys(info).map((name) => [name, nothing]));
    const read = article.parse(anArticleRow({ inventoryInfo: nothingAtAll })).inventory;
    expect(Object.values(read ?? {}).filter((figure) => figure !== undefined)).toEqual([]);
    const rows = [{ warehouseId: 1, numberOfItems: nothing }];
    const { warehouses } = perWarehouse.parse(anInventoryRow({ inventoryPerWarehouse: rows }));
    expect(warehouses).toEqual([{ warehouseId: 1 }]);
    expect(perWarehouse.parse(anInventoryRow({ inventoryPerWarehouse: nothing })).warehouses).toEqual([]);
  });

  it('that is no number breaks the row', () => {
    const row = anArticleRow({ inventoryInfo: { ...info, numberOfItems: 'many' } });
    expect(faultOf(article, row)).toMatch(/^inventoryInfo.numberOfItems: expected a number, received a text$/);
  });

  it('is also told by warehouse', () => {
    expect(perWarehouse.parse(anInventoryRow())).toEqual({
      articleSystemId: 18000,
      articleNumber: 'TEEBLACKM',
      warehouses: [{ warehouseId: 1, numberOfItems: 11, locked: 3, allocated: 2, sellable: -1, availableForSale: 8 }],
    });
    expect(faultOf(perWarehouse, anInventoryRow({ articleNumber: '' }))).toMatch(/^articleNumber: /);
  });
});

describe('the free fields of an article', () => {
  it('are decimals and texts, and others that are kept as they are', () => {
    const freeValues = { freeDecimal1: '4.0', freeDecimal2: null, freeText1: 'x', freeText8: '', freeBoolean1: true };
    const read = { freeDecimal1: 4, freeText1: 'x', freeBoolean1: true };
    expect(article.parse(anArticleRow({ freeValues }))).toMatchObject({
      freeValues: read,
      writable: { freeValues: read },
    });
    expect(article.parse(anArticleRow({ freeValues: null })).freeValues).toBeUndefined();
  });
});
