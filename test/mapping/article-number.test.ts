import type { ArticleNumberPart } from '../../src/config';
import { articleNumber, MappingError, orderLinesOf } from '../../src/mapping';
import { aLine, aLineRow, aProduct, aShipment } from './support';

describe('article number', () => {
  it.each<[why: string, row: object, parts: ArticleNumberPart[], number: string]>([
    ['all three SKUs', { sku: 'TEE', variantSku: 'B', sizeSku: 'M' }, ['sku', 'variantSku', 'sizeSku'], 'TEEBM'],
    [
      'an empty part adds nothing',
      { sku: 'TEE', variantSku: '', sizeSku: '-M' },
      ['sku', 'variantSku', 'sizeSku'],
      'TEE-M',
    ],
    ['some of them', { sku: 'TEE', variantSku: 'B', sizeSku: 'M' }, ['sku', 'sizeSku'], 'TEEM'],
    ['the EAN', { ean: '73' }, ['ean'], '73'],
    ['numbers are texts', { sku: 12, variantSku: null, sizeSku: 3 }, ['sku', 'variantSku', 'sizeSku'], '123'],
  ])('%s', (_why, row, parts, number) => {
    expect(articleNumber(aLine({ ...row }), parts)).toBe(number);
    expect(articleNumber(aProduct({ ...row }), parts)).toBe(number);
  });

  it('is missing: the row is named', () => {
    expect(() => articleNumber(aLine({ ean: '' }), ['ean'])).toThrow(MappingError);
    expect(() => articleNumber(aLine({ ean: '' }), ['ean'])).toThrow('products[501]: no value in ean');
    expect(() => articleNumber(aProduct({ ean: null }), ['ean'])).toThrow(
      'products[stockItemId 3001]: no value in ean',
    );
  });
});

describe('what is remembered of the lines', () => {
  it('is ids, article numbers and quantities', () => {
    const lines = orderLinesOf(
      aShipment({ products: [aLineRow(), aLineRow({ lineId: 502, qty: '1', sizeSku: '-L' })] }),
      ['sku', 'variantSku', 'sizeSku'],
    );
    expect(lines).toEqual([
      { lineId: '501', articleNumber: 'TEE-BLUE-M', qty: 2 },
      { lineId: '502', articleNumber: 'TEE-BLUE-L', qty: 1 },
    ]);
  });

  it('names every line without an article number', () => {
    const shipment = aShipment({ products: ['1', '2'].map((lineId) => aLineRow({ lineId, ean: '' })) });
    expect(() => orderLinesOf(shipment, ['ean'])).toThrow('products[1]: no value in ean; products[2]: no value in ean');
  });
});
