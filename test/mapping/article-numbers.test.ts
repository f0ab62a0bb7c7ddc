import fc from 'fast-check';
import type { ArticleNumberPart } from '../../src/config';
import { articleNumber, articleNumbersOf, centraKey, centraKeyKind } from '../../src/mapping';
import { aProduct } from './support';

const skus = ['sku', 'variantSku', 'sizeSku'] as const;
const numbersOf = (rows: Record<string, unknown>[], parts: readonly ArticleNumberPart[] = skus) =>
  articleNumbersOf(rows.map(aProduct), parts);

describe('the article numbers of a registry', () => {
  it('belong to one row each', () => {
    const { byNumber, collisions, faults } = numbersOf([{}, { stockItemId: 3002, sizeSku: '-L' }]);
    expect([...byNumber].map(([number, { stockItemId }]) => [number, stockItemId])).toEqual([
      ['TEE-BLUE-M', '3001'],
      ['TEE-BLUE-L', '3002'],
    ]);
    expect([collisions, faults]).toEqual([[], []]);
  });

  it('that two rows have belong to neither: both are named, all others are fine', () => {
    const { byNumber, collisions } = numbersOf([
      { stockItemId: 3001 },
      { stockItemId: 3002, sku: 'CAP' },
      { stockItemId: 3003, variantSku: '-BLUE-', sizeSku: 'M' },
    ]);
    expect([...byNumber.keys()]).toEqual(['CAP-BLUE-M']);
    expect(collisions).toMatchObject([
      {
        articleNumber: 'TEE-BLUE-M',
        rows: [{ stockItemId: '3001' }, { stockItemId: '3003' }],
        places: ['products[stockItemId 3001]', 'products[stockItemId 3003]'],
      },
    ]);
  });

  it('that three rows have name all three', () => {
    const { byNumber, collisions } = numbersOf(
      [1, 2, 3].map((stockItemId) => ({ stockItemId, sizeSku: `-${stockItemId}` })),
      ['sku'],
    );
    expect(byNumber.size).toBe(0);
    expect(collisions).toMatchObject([{ articleNumber: 'TEE', places: { length: 3 } }]);
  });

  it('are not doubled by a row that came on two pages: the later one is it', () => {
    const { byNumber, collisions } = numbersOf([{ product: 'Tee' }, { product: 'T-shirt' }]);
    expect([...byNumber.values()].map(({ product }) => product)).toEqual(['T-shirt']);
    expect(collisions).toEqual([]);
  });

  it('that are none are named', () => {
    const { byNumber, faults } = numbersOf([{}, { stockItemId: 3002, ean: ' ' }], ['ean']);
    expect([...byNumber.keys()]).toEqual(['7300000000015']);
    expect(faults).toEqual([{ at: 'products[stockItemId 3002]', what: 'no value in ean' }]);
  });

  it('divide all rows: each is found by its number, part of a collision, or at fault', () => {
    const row = fc.record({
      stockItemId: fc.integer({ min: 1, max: 30 }),
      sku: fc.constantFrom('A', 'AB', ''),
      variantSku: fc.constantFrom('', 'B', 'BC'),
      sizeSku: fc.constantFrom('', 'C'),
    });
    fc.assert(
      fc.property(fc.uniqueArray(row, { selector: ({ stockItemId }) => stockItemId }), (rows) => {
        const { byNumber, collisions, faults } = articleNumbersOf(
          rows.map((one) => aProduct(one)),
          skus,
        );
        const collided = collisions.flatMap((collision) => collision.rows);
        expect(byNumber.size + collided.length + faults.length).toBe(rows.length);
        for (const [number, one] of byNumber) expect(articleNumber(one, skus)).toBe(number);
        for (const collision of collisions) {
          expect(collision.rows.length).toBeGreaterThan(1);
          expect(byNumber.has(collision.articleNumber)).toBe(false);
          for (const one of collision.rows) expect(articleNumber(one, skus)).toBe(collision.articleNumber);
        }
      }),
    );
  });
});

describe('what Centra calls an article', () => {
  it.each<[parts: readonly ArticleNumberPart[], key: string]>([
    [skus, 'TEE-BLUE-M'],
    [['sku'], 'TEE-BLUE-M'],
    [['sku', 'sizeSku'], 'TEE-BLUE-M'],
    [['ean'], '7300000000015'],
  ])('where its article number is %j: %s', (parts, key) => {
    expect(centraKey(aProduct(), centraKeyKind(parts))).toBe(key);
  });

  it('is nothing where it has nothing', () => {
    expect(centraKey(aProduct({ ean: '' }), 'ean')).toBe('');
    expect(centraKey(aProduct({ sku: null, variantSku: '', sizeSku: '' }), 'sku')).toBe('');
  });
});
