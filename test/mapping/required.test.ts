import { passesRequired, type Required } from '../../src/mapping';
import type { ArticleNumberPart } from '../../src/config';
import { aProduct } from './support';

const skus: ArticleNumberPart[] = ['sku', 'variantSku', 'sizeSku'];
const defaults = { inactive: false, requireSkus: true, articleNumber: skus };

describe('what the scheduled synchronisation takes of the registry', () => {
  it.each<[what: string, row: object, settings: Partial<typeof defaults>, expected: Required]>([
    ['an active row with all its SKUs', {}, {}, { passes: true }],
    ['an inactive row', { active: 0 }, {}, { passes: false, why: 'inactive' }],
    ['an inactive row, where they are wanted', { active: 0 }, { inactive: true }, { passes: true }],
    ['a row without size SKU', { sizeSku: '' }, {}, { passes: false, why: 'skus-missing' }],
    ['a row without variant SKU', { variantSku: null }, {}, { passes: false, why: 'skus-missing' }],
    ['a row with a blank for its SKU', { sku: ' ' }, {}, { passes: false, why: 'skus-missing' }],
    ['a row without size SKU, where they are not required', { sizeSku: '' }, { requireSkus: false }, { passes: true }],
    [
      'a row without SKUs, where EANs are the numbers',
      { sku: '', sizeSku: '' },
      { articleNumber: ['ean'] },
      { passes: true },
    ],
    [
      'a row without size SKU, where only the SKU is the number',
      { sizeSku: '' },
      { articleNumber: ['sku'] },
      { passes: false, why: 'skus-missing' },
    ],
    [
      'an inactive row without SKUs',
      { active: 0, sku: '' },
      { inactive: true },
      { passes: false, why: 'skus-missing' },
    ],
  ])('%s', (_what, row, settings, expected) => {
    expect(passesRequired(aProduct({ ...row }), { ...defaults, ...settings })).toEqual(expected);
  });
});
