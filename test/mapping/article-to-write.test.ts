import type { Article } from '../../src/clients/ongoing/schema';
import { judgeArticle, overWhatIsThere } from '../../src/mapping';

const document = { goodsOwnerId: 121, articleNumber: 'TEE-M', articleName: 'Tee M', weight: 0.2 };
const there: Article = { articleSystemId: 7, articleNumber: 'TEE-M', articleName: 'Tee M', weight: 0.2 };

describe('what is done with an article', () => {
  it.each<[what: string, there: Article | undefined, mayOverwrite: boolean, is: string]>([
    ['Ongoing lacks it', undefined, false, 'to-write'],
    ['both say the same', there, true, 'equal'],
    ['the warehouse has corrected it', { ...there, weight: 0.25 }, false, 'different'],
    ['it has changed in Centra', { ...there, weight: 0.25 }, true, 'to-write'],
    ['Ongoing has more than the document', { ...there, barCode: '7300000000015' }, true, 'equal'],
  ])('when %s', (_what, article, mayOverwrite, is) => {
    expect(judgeArticle(document, article, mayOverwrite).is).toBe(is);
  });

  it('names the fields that differ', () => {
    expect(judgeArticle(document, { ...there, weight: 1, articleName: 'Tea' }, false)).toEqual({
      is: 'different',
      fields: ['articleName', 'weight'],
    });
  });

  it('carries what Ongoing has and the document leaves open', () => {
    const rich: Article = {
      ...{ ...there, weight: 1, barCode: '7300000000015', statisticsNumber: '6109', isObsolete: true },
      freeValues: { freeDecimal1: 12, freeText1: 'shelf' },
    };
    expect(overWhatIsThere({ ...document, freeValues: { freeDecimal1: 13 } }, rich)).toEqual({
      ...document,
      statisticsNumber: '6109',
      barCodeInfo: { barCode: '7300000000015' },
      storageProperties: { isObsolete: true },
      freeValues: { freeDecimal1: 13, freeText1: 'shelf' },
    });
  });

  it('adds nothing that Ongoing has not', () => {
    expect(overWhatIsThere(document, there)).toEqual(document);
  });
});
