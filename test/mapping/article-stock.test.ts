import fc from 'fast-check';
import { article, perWarehouse } from '../../src/clients/ongoing/schema';
import {
  compareStock,
  stockInWarehouse,
  stockOfArticle,
  storedStock,
  tellsHowStored,
  type StoredStock,
  type StockVerdict,
} from '../../src/mapping';
import { aStockRow } from './support';

const anArticle = (more: Record<string, unknown> = {}) =>
  article.parse({
    articleSystemId: 1,
    articleNumber: 'TEE-BLUE-M',
    inventoryInfo: {
      numberOfItems: 11,
      numberOfLockedItems: 4,
      allocatedNumberOfItems: 3,
      pickedToBeCollectedNumberOfItems: 2,
      reported: { pickedToBeReportedNumberOfItems: 1, returnedToBeReportedNumberOfItems: 0 },
    },
    ...more,
  });
const aPerWarehouse = (inventoryPerWarehouse: Record<string, unknown>[]) =>
  perWarehouse.parse({ articleSystemId: 1, articleNumber: 'TEE-BLUE-M', inventoryPerWarehouse });

describe('the stock of an article', () => {
  it('is its figure, and what is not yet acknowledged', () => {
    expect(stockOfArticle(anArticle(), { pickedIsInStock: true })).toEqual({
      articleNumber: 'TEE-BLUE-M',
      hasStock: true,
      figure: 12,
      picked: 1,
      returned: 0,
    });
  });

  it.each<[what: string, more: Record<string, unknown>, hasStock: boolean]>([
    ['a kit has none of its own', { articleKind: 'Structure' }, false],
    ['freight has none', { isStockArticle: false }, false],
    ['what is made of others and then kept has one', { articleKind: 'Production' }, true],
    ['one that says nothing has one', { articleKind: null, isStockArticle: null }, true],
  ])('%s', (_what, more, hasStock) => {
    expect(stockOfArticle(anArticle(more), { pickedIsInStock: false }).hasStock).toBe(hasStock);
  });

  it('is unknown where nothing is shown, and so is what is to be acknowledged', () => {
    const stock = stockOfArticle(anArticle({ inventoryInfo: null }), { pickedIsInStock: false });
    expect(stock).toEqual({ articleNumber: 'TEE-BLUE-M', hasStock: true });
  });

  it('is that of one warehouse where one is meant', () => {
    const row = aPerWarehouse([
      { warehouseId: 1, numberOfItems: 5, numberOfLockedItems: 0, allocatedNumberOfItems: 0 },
      {
        warehouseId: 2,
        numberOfItems: 7,
        numberOfLockedItems: 1,
        allocatedNumberOfItems: 1,
        reported: { pickedToBeReportedNumberOfItems: 3 },
      },
    ]);
    expect(stockInWarehouse(row, 2)).toEqual({ articleNumber: 'TEE-BLUE-M', hasStock: true, figure: 7, picked: 3 });
  });

  it('is unknown, and not 0, in a warehouse that it does not show', () => {
    expect(stockInWarehouse(aPerWarehouse([]), 2).figure).toBeUndefined();
  });
});

describe('the comparison', () => {
  const compare = (figure: number | undefined, row = {}, kind: 'sku' | 'ean' = 'sku') =>
    compareStock({ articleNumber: 'A', hasStock: true, ...(figure !== undefined && { figure }) }, aStockRow(row), kind);

  it.each<[what: string, figure: number | undefined, row: object, kind: 'sku' | 'ean', expected: StockVerdict]>([
    ['equal', 12, {}, 'sku', { is: 'same' }],
    ['fewer', 11, {}, 'sku', { is: 'different', product: 'TEE-BLUE-M', quantity: 11 }],
    ['by EAN', 11, {}, 'ean', { is: 'different', product: '7300000000015', quantity: 11 }],
    ['below what is reserved', 1, {}, 'sku', { is: 'different', product: 'TEE-BLUE-M', quantity: 1, clampedTo: 2 }],
    ['below what is reserved, and there already', 1, { physicalStock: 2 }, 'sku', { is: 'same', clampedTo: 2 }],
    ['no figure', undefined, {}, 'sku', { is: 'unknown', why: 'Ongoing does not show its figures' }],
    ['no EAN', 11, { ean: '' }, 'ean', { is: 'unknown', why: 'its row in Centra has no EAN' }],
  ])('%s', (_what, figure, row, kind, expected) => {
    expect(compare(figure, row, kind)).toEqual(expected);
  });

  it('has nothing to say once Centra has stored what it was told', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5, max: 50 }), fc.nat(50), fc.nat(50), (figure, physicalStock, allocatedStock) => {
        const verdict = compare(figure, { physicalStock, allocatedStock });
        const quantity = verdict.is === 'different' ? verdict.quantity : physicalStock;
        const stored = { physicalStock: Math.max(quantity, allocatedStock), allocatedStock };
        if (verdict.is === 'different') expect(compare(figure, stored).is).toBe('same');
        expect(verdict.is).not.toBe('unknown');
      }),
    );
  });
});

describe('a read after the write', () => {
  it.each<[quantity: number, physicalStock: number, allocatedStock: number, expected: StoredStock]>([
    [7, 7, 0, { is: 'stored' }],
    [7, 7, 3, { is: 'stored' }],
    [2, 3, 3, { is: 'clamped', to: 3 }],
    [0, 3, 3, { is: 'clamped', to: 3 }],
    [7, 10, 3, { is: 'added-to-allocated' }],
    [2, 5, 3, { is: 'added-to-allocated' }],
    [7, 6, 3, { is: 'other' }],
    [7, 12, 3, { is: 'other' }],
  ])('wrote %p, shows %p with %p reserved', (quantity, physicalStock, allocatedStock, expected) => {
    expect(storedStock(quantity, { physicalStock, allocatedStock })).toEqual(expected);
  });

  it('tells the two readings of the figure apart wherever it is said to', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), (quantity, allocatedStock) => {
        fc.pre(tellsHowStored(quantity, { allocatedStock }));
        const physical = Math.max(quantity, allocatedStock);
        const free = quantity + allocatedStock;
        expect(storedStock(quantity, { physicalStock: physical, allocatedStock }).is).not.toBe('added-to-allocated');
        expect(storedStock(quantity, { physicalStock: free, allocatedStock }).is).toBe('added-to-allocated');
      }),
    );
  });
});
