import { MappingError, toArticle, toArticleFromLine } from '../../src/mapping';
import { aLine, aProduct } from './support';

const context = { goodsOwnerId: 7, articleNumber: ['sku', 'variantSku', 'sizeSku'] as const };
const article = (row: Record<string, unknown> = {}, more: object = {}) =>
  toArticle(aProduct(row), { ...context, ...more });

describe('a row of the registry as an article', () => {
  it('has what the mapping says', () => {
    expect(article()).toEqual({
      goodsOwnerId: 7,
      articleNumber: 'TEE-BLUE-M',
      articleName: 'Tee Blue M',
      barCodeInfo: { barCode: '7300000000015' },
      statisticsNumber: '6109100010',
      countryOfOriginCode: 'PT',
      weight: 0.18,
    });
  });

  it('leaves out what has no value', () => {
    const bare = { product: '', variant: null, size: '', ean: '', harmCode: null, countryOfOrigin: '', weight: null };
    expect(article(bare)).toEqual({ goodsOwnerId: 7, articleNumber: 'TEE-BLUE-M' });
  });

  it.each([
    [['Winter Jacket', 'Black', '38'], 'Winter Jacket Black 38'],
    [['Winter Jacket', '', '38'], 'Winter Jacket 38'],
    [[' Jacket ', null, ''], 'Jacket'],
  ])('is called %j', ([product, variant, size], name) => {
    expect(article({ product, variant, size }).articleName).toBe(name);
  });

  it.each<[weight: unknown, unit: unknown, kilograms: number | undefined]>([
    [0.1, 'kg', 0.1],
    ['1.50', 'kg', 1.5],
    [100, 'g', 0.1],
    [3, 'g', 0.003],
    [1, 'lb', 0.45359237],
    [0.1, 'lb', 0.045359237],
    [2, 'KG', 2],
    [2, 'oz', undefined],
    [2, '', undefined],
    [0, 'kg', undefined],
    [null, 'kg', undefined],
  ])('weighs %s %s', (weight, weightUnit, kilograms) => {
    expect(article({ weight, weightUnit }).weight).toBe(kilograms);
  });

  it.each<[priceList: string, price: number | undefined]>([
    ['', 199],
    ['2', 19.9],
    ['EUR', 19.9],
    ['GBP', undefined],
  ])('costs what the price list "%s" says', (priceList, price) => {
    expect(article({}, { price: true, priceList }).customerPrice).toBe(price);
    expect(article({}, { price: false, priceList })).not.toHaveProperty('customerPrice');
  });

  it.each([
    [0, true],
    [1, false],
  ])('active %s', (active, isObsolete) => {
    expect(article({ active }, { inactive: true }).storageProperties).toEqual({ isObsolete });
    expect(article({ active })).not.toHaveProperty('storageProperties');
  });

  it('needs a number', () => {
    expect(() => article({ ean: '' }, { articleNumber: ['ean'] })).toThrow(MappingError);
  });
});

describe('a line as an article, where the registry has none', () => {
  it('has what the line tells', () => {
    expect(
      toArticleFromLine(aLine({ weight: 180, weightUnit: 'g' }), { ...context, price: true, inactive: true }),
    ).toEqual({
      goodsOwnerId: 7,
      articleNumber: 'TEE-BLUE-M',
      articleName: 'Tee Blue M',
      barCodeInfo: { barCode: '7300000000015' },
      statisticsNumber: '6109100010',
      countryOfOriginCode: 'PT',
      weight: 0.18,
    });
  });
});
