import { article, type Article } from '../../src/clients/ongoing/schema';
import { judgeArticle, overWhatIsThere } from '../../src/mapping';

const document = { goodsOwnerId: 121, articleNumber: 'TEE-M', articleName: 'Tee M', weight: 0.2 };
const there = article.parse({ articleSystemId: 7, articleNumber: 'TEE-M', articleName: 'Tee M', weight: 0.2 });

describe('what is done with an article', () => {
  it.each<[what: string, there: Article | undefined, mayOverwrite: boolean, is: string]>([
    ['Ongoing lacks it', undefined, false, 'to-write'],
    ['both say the same', there, true, 'equal'],
    ['the warehouse has corrected it', { ...there, weight: 0.25 }, false, 'different'],
    ['it has changed in Centra', { ...there, weight: 0.25 }, true, 'to-write'],
    ['Ongoing has more than the document', { ...there, barCode: '7300000000015' }, true, 'equal'],
  ])('when %s', (_what, thereNow, mayOverwrite, is) => {
    expect(judgeArticle(document, thereNow, mayOverwrite).is).toBe(is);
  });

  it('names the fields that differ', () => {
    expect(judgeArticle(document, { ...there, weight: 1, articleName: 'Tea' }, false)).toEqual({
      is: 'different',
      fields: ['articleName', 'weight'],
    });
  });

  it('carries all that Ongoing has and the document leaves open, in the shape in which it is written', () => {
    const rich = article.parse({
      ...{
        articleSystemId: 7,
        articleNumber: 'TEE-M',
        articleName: 'Tea',
        weight: 1,
        length: 0.4,
        quantityPerPallet: 80,
      },
      ...{ statisticsNumber: '6109', unitCode: '', purchasePrice: null, articleGroup: { code: 'T', name: 'Tees' } },
      barCodeInfo: { barCode: '7300000000015', barCodePallet: '7300000000022', alternativeBarCodes: [] },
      storageProperties: { isObsolete: true, isSerialNumberArticle: true },
      freeValues: { freeDecimal1: 12, freeText1: 'shelf', freeBoolean2: true },
      supplierInfo: { supplierName: 'Example Mills', alternativeSuppliers: [{ leadTime: 3 }] },
      inventoryInfo: { numberOfItems: 4 },
      articleKind: 'Stock',
      classes: [{ code: 'A' }],
    });
    expect(overWhatIsThere({ ...document, freeValues: { freeDecimal1: 13 } }, rich)).toEqual({
      ...document,
      ...{ length: 0.4, quantityPerPallet: 80, statisticsNumber: '6109', articleGroup: { code: 'T', name: 'Tees' } },
      barCodeInfo: { barCode: '7300000000015', barCodePallet: '7300000000022', alternativeBarCodes: [] },
      storageProperties: { isObsolete: true, isSerialNumberArticle: true },
      freeValues: { freeDecimal1: 13, freeText1: 'shelf', freeBoolean2: true },
      supplierInfo: { supplierName: 'Example Mills' },
    });
  });

  it('adds nothing that Ongoing has not', () => {
    expect(overWhatIsThere(document, there)).toEqual(document);
  });
});
