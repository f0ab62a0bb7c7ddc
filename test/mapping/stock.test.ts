import fc from 'fast-check';
import { article, perWarehouse } from '../../src/clients/ongoing/schema';
import type { AvailableField } from '../../src/config';
import { availableToWrite, stockFigure, type StockFigures, stockToWrite, type StockToWrite } from '../../src/mapping';
import { aStockRow } from './support';

const figures: StockFigures = { numberOfItems: 11, locked: 4, allocated: 3, pickedToBeCollected: 2 };

describe('the figure of an article', () => {
  it.each<[what: string, changes: StockFigures, pickedIsInStock: boolean, figure: number | undefined]>([
    ['what is there, without what is locked, with what is allocated', {}, false, 10],
    ['and what is picked, where that counts', {}, true, 12],
    ['nothing', { numberOfItems: 0, locked: 0, allocated: 0 }, false, 0],
    ['below 0, when more is locked than is there', { numberOfItems: 0 }, false, -1],
    ['exact where there are fractions', { numberOfItems: 0.3, locked: 0.1, allocated: 0 }, false, 0.2],
    ['unknown without the number of items', { numberOfItems: undefined }, false, undefined],
    ['unknown without the locked ones', { locked: undefined }, false, undefined],
    ['unknown without the allocated ones', { allocated: undefined }, false, undefined],
    ['unknown without the picked ones, where they count', { pickedToBeCollected: undefined }, true, undefined],
    ['known without the picked ones, where they do not', { pickedToBeCollected: undefined }, false, 10],
  ])('is %s', (_what, changes, pickedIsInStock, figure) => {
    expect(stockFigure({ ...figures, ...changes }, { pickedIsInStock })).toBe(figure);
  });

  it('is unknown of an article that shows none', () => {
    const { inventory } = article.parse({ articleSystemId: 1, articleNumber: 'A', inventoryInfo: null });
    expect(stockFigure(inventory, { pickedIsInStock: false })).toBeUndefined();
  });

  it('is the same formula for one warehouse', () => {
    const row = {
      articleSystemId: 1,
      articleNumber: 'A',
      inventoryPerWarehouse: [
        { warehouseId: 1, numberOfItems: 11.0, numberOfLockedItems: 4.0, allocatedNumberOfItems: 3.0 },
      ],
    };
    const [warehouse] = perWarehouse.parse(row).warehouses;
    expect(stockFigure(warehouse, { pickedIsInStock: false })).toBe(10);
    expect(stockFigure(warehouse, { pickedIsInStock: true })).toBeUndefined();
  });
});

describe('the stock to write', () => {
  it.each<[figure: number, physicalStock: number, allocatedStock: number, expected: StockToWrite]>([
    [12, 12, 2, {}],
    [13, 12, 2, { quantity: 13 }],
    [0, 12, 2, { quantity: 0, clampedTo: 2 }],
    [0, 12, 0, { quantity: 0 }],
    [0, 0, 0, {}],
    [-3, 12, 0, { quantity: 0 }],
    [-3, 0, 0, {}],
    [12.9, 12, 0, {}],
    [0.5, 12, 0, { quantity: 0 }],
    [1, 12, 5, { quantity: 1, clampedTo: 5 }],
    [1, 5, 5, { clampedTo: 5 }],
    [5, 5, 5, {}],
    [5, 6, 5, { quantity: 5 }],
  ])('of %p, where Centra has %p and has allocated %p', (figure, physicalStock, allocatedStock, expected) => {
    expect(stockToWrite(figure, { physicalStock, allocatedStock })).toEqual(expected);
  });

  it('is never below 0, never written twice, and clamped exactly where Centra clamps', () => {
    const count = fc.integer({ min: 0, max: 30 });
    const figure = fc.integer({ min: -100, max: 300 }).map((tenths) => tenths / 10);
    fc.assert(
      fc.property(figure, count, count, (wanted, physicalStock, allocatedStock) => {
        const { quantity, clampedTo } = stockToWrite(wanted, { physicalStock, allocatedStock });
        // What Centra does with it.
        const stored = quantity === undefined ? physicalStock : Math.max(quantity, allocatedStock);
        expect(stored).toBe(Math.max(0, Math.floor(wanted), allocatedStock));
        expect(quantity ?? 0).toBeGreaterThanOrEqual(0);
        if (quantity !== undefined) expect(stored).not.toBe(physicalStock);
        expect(clampedTo === undefined).toBe(Math.max(0, Math.floor(wanted)) >= allocatedStock);
        expect(stockToWrite(wanted, { physicalStock: stored, allocatedStock }).quantity).toBeUndefined();
      }),
    );
  });
});

describe('the available stock in a free field', () => {
  const write = (field: AvailableField, freeValues: Record<string, unknown> | null, availableStock = 10) =>
    availableToWrite(
      aStockRow({ availableStock }),
      article.parse({ articleSystemId: 1, articleNumber: 'A', freeValues }),
      field,
    );

  it.each<[field: AvailableField, freeValues: Record<string, unknown> | null, expected: object | undefined]>([
    ['freeDecimal1', null, { freeDecimal1: 10 }],
    ['freeDecimal1', { freeDecimal1: null }, { freeDecimal1: 10 }],
    ['freeDecimal1', { freeDecimal1: 9 }, { freeDecimal1: 10 }],
    ['freeDecimal1', { freeDecimal1: 10.0 }, undefined],
    ['freeDecimal1', { freeDecimal1: '10.00' }, undefined],
    ['freeDecimal4', { freeDecimal1: 10 }, { freeDecimal4: 10 }],
    ['freeText3', { freeText3: '' }, { freeText3: '10' }],
    ['freeText3', { freeText3: 'ten' }, { freeText3: '10' }],
    ['freeText3', { freeText3: ' 10 ' }, undefined],
    ['freeText8', { freeDecimal1: 10 }, { freeText8: '10' }],
  ])('%s of %j', (field, freeValues, expected) => {
    expect(write(field, freeValues)).toEqual(expected);
  });

  it('may be 0 or below', () => {
    expect(write('freeDecimal1', { freeDecimal1: 1 }, 0)).toEqual({ freeDecimal1: 0 });
    expect(write('freeDecimal1', null, 0)).toEqual({ freeDecimal1: 0 });
    expect(write('freeText1', null, -2)).toEqual({ freeText1: '-2' });
  });
});
