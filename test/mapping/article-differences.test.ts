import fc from 'fast-check';
import { article } from '../../src/clients/ongoing/schema';
import type { ArticleDocument } from '../../src/clients/ongoing/documents';
import { articleDifferences, toArticle } from '../../src/mapping';
import { aProduct } from './support';

const document: ArticleDocument = {
  goodsOwnerId: 7,
  articleNumber: 'TEE-BLUE-M',
  articleName: 'Tee Blue M',
  barCodeInfo: { barCode: '7300000000015' },
  statisticsNumber: '6109100010',
  countryOfOriginCode: 'PT',
  storageProperties: { isObsolete: false },
  weight: 0.18,
  customerPrice: 199,
};
const inOngoing = (more: Record<string, unknown> = {}) =>
  article.parse({
    articleSystemId: 18000,
    articleNumber: 'TEE-BLUE-M',
    articleName: 'Tee Blue M',
    barCodeInfo: { barCode: '7300000000015' },
    statisticsNumber: '6109100010',
    countryOfOriginCode: 'PT',
    storageProperties: { isObsolete: false },
    weight: 0.18,
    customerPrice: 199.0,
    ...more,
  });
const differences = (there: Record<string, unknown>, ours: Partial<ArticleDocument> = {}) =>
  articleDifferences({ ...document, ...ours }, inOngoing(there));

describe('what the two systems do not agree about', () => {
  it.each<[what: string, there: Record<string, unknown>, ours: Partial<ArticleDocument>, expected: object[]]>([
    ['nothing', {}, {}, []],
    ['the name', { articleName: 'T-shirt' }, {}, [{ field: 'articleName', ongoing: 'T-shirt', centra: 'Tee Blue M' }]],
    [
      'the barcode that the warehouse corrected',
      { barCodeInfo: { barCode: '7300000000022' } },
      {},
      [{ field: 'barCodeInfo.barCode', ongoing: '7300000000022', centra: '7300000000015' }],
    ],
    [
      'a barcode that Ongoing lacks',
      { barCodeInfo: { barCode: '' } },
      {},
      [{ field: 'barCodeInfo.barCode', centra: '7300000000015' }],
    ],
    ['a barcode that Centra lacks: it is left alone', {}, { barCodeInfo: undefined }, []],
    ['a blank barcode in Centra', {}, { barCodeInfo: { barCode: ' ' } }, []],
    ['blanks around a name', { articleName: ' Tee Blue M ' }, {}, []],
    [
      'customs number and country',
      { statisticsNumber: null, countryOfOriginCode: 'SE' },
      {},
      [
        { field: 'statisticsNumber', centra: '6109100010' },
        { field: 'countryOfOriginCode', ongoing: 'SE', centra: 'PT' },
      ],
    ],
    ['a weight that differs by a gram', { weight: 0.181 }, {}, [{ field: 'weight', ongoing: 0.181, centra: 0.18 }]],
    ['a weight that is written in another way', { weight: '0.180' }, {}, []],
    ['a weight that Ongoing lacks', { weight: null }, {}, [{ field: 'weight', centra: 0.18 }]],
    ['a weight of 0 that somebody set', { weight: 0 }, {}, [{ field: 'weight', ongoing: 0, centra: 0.18 }]],
    ['a weight that Centra lacks', {}, { weight: undefined }, []],
    ['a price', { customerPrice: 199.5 }, {}, [{ field: 'customerPrice', ongoing: 199.5, centra: 199 }]],
    ['a price that is not synchronised', { customerPrice: 1 }, { customerPrice: undefined }, []],
    [
      'an article that is obsolete now',
      {},
      { storageProperties: { isObsolete: true } },
      [{ field: 'storageProperties.isObsolete', ongoing: false, centra: true }],
    ],
    ['an article that does not say whether it is obsolete, and is not', { storageProperties: null }, {}, []],
    [
      'obsolescence that is not synchronised',
      { storageProperties: { isObsolete: true } },
      { storageProperties: {} },
      [],
    ],
    ['what we do not write', { isStockArticle: false, freeValues: { freeText1: 'x' } }, {}, []],
  ])('%s', (_what, there, ours, expected) => {
    expect(differences(there, ours)).toEqual(expected);
  });

  it('is nothing right after the document was written', () => {
    const registry = fc.record({
      product: fc.string({ maxLength: 6 }),
      ean: fc.constantFrom('', '7300000000015', null),
      weight: fc.integer({ min: 0, max: 99_999 }).map((grams) => grams / 1000),
      weightUnit: fc.constantFrom('kg', 'g', 'lb', ''),
      active: fc.constantFrom(0, 1),
    });
    fc.assert(
      fc.property(registry, (row) => {
        const written = toArticle(aProduct(row), {
          goodsOwnerId: 7,
          articleNumber: ['sku', 'variantSku', 'sizeSku'],
          price: true,
          inactive: true,
        });
        // As the other side keeps it: JSON, and back.
        const kept = JSON.parse(JSON.stringify({ ...written, articleSystemId: 1 })) as unknown;
        expect(articleDifferences(written, article.parse(kept))).toEqual([]);
      }),
    );
  });
});
