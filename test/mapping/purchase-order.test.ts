import { MappingError, toPurchaseOrder, type Fault } from '../../src/mapping';
import { aDelivery, aSupplyRow } from './support';

const context = {
  goodsOwnerId: 7,
  articleNumber: ['sku', 'variantSku', 'sizeSku'],
  timezone: 'Europe/Stockholm',
} as const;
const mapped = (row: Record<string, unknown> = {}, more: object = {}) =>
  toPurchaseOrder(aDelivery(row), { ...context, ...more });
const lines = (...products: object[]) => mapped({ products }).purchaseOrderLines;
const tee = (more: object = {}) => aSupplyRow({ ...more });
const cap = (more: object = {}) =>
  aSupplyRow({ sku: 'CAP', variantSku: '', sizeSku: '', ean: '7300000000022', ...more });

function faultsOf(row: Record<string, unknown>, more: object = {}): readonly Fault[] {
  try {
    mapped(row, more);
  } catch (error) {
    if (error instanceof MappingError) return error.faults;
    throw error;
  }
  return [];
}

describe('a supplier delivery as a purchase order', () => {
  it('has what the mapping says', () => {
    expect(mapped({}, { warehouseId: 3 })).toEqual({
      goodsOwnerId: 7,
      purchaseOrderNumber: '364',
      goodsOwnerReference: '957-1',
      referenceNumber: '957',
      inDate: '2026-02-03T20:15:00+01:00',
      warehouseId: 3,
      supplierInfo: { supplierName: 'Exempel Väveri' },
      purchaseOrderLines: [
        {
          rowNumber: 'TEE-BLUE-M',
          articleNumber: 'TEE-BLUE-M',
          numberOfItems: 12,
          rowPrice: 112.8,
          currencyCode: 'USD',
        },
      ],
    });
  });

  it('leaves out what has no value', () => {
    const bare = { ETA: '0000-00-00 00:00', supplierName: '', products: [tee({ cost: null, costCurrency: '' })] };
    expect(mapped(bare, { warehouseId: null })).toEqual({
      goodsOwnerId: 7,
      purchaseOrderNumber: '364',
      goodsOwnerReference: '957-1',
      referenceNumber: '957',
      purchaseOrderLines: [{ rowNumber: 'TEE-BLUE-M', articleNumber: 'TEE-BLUE-M', numberOfItems: 12 }],
    });
  });

  it.each<[ETA: string | null, inDate: string | undefined]>([
    ['2026-02-03 20:15', '2026-02-03T20:15:00+01:00'],
    ['2026-07-03 20:15', '2026-07-03T20:15:00+02:00'],
    ['2026-07-03 20:15:30', '2026-07-03T20:15:30+02:00'],
    ['2026-02-03 00:00', '2026-02-03'],
    ['2026-02-03 00:00:00', '2026-02-03'],
    ['2026-02-03', '2026-02-03'],
    ['2026-10-25 02:30', '2026-10-25T02:30:00+02:00'],
    ['2026-03-29 02:30', '2026-03-29T03:30:00+02:00'],
    ['0000-00-00 00:00', undefined],
    ['-0001-11-30 00:00', undefined],
    [null, undefined],
  ])('arrives, with ETA %p in Stockholm, at %p', (ETA, inDate) => {
    expect(mapped({ ETA }).inDate).toBe(inDate);
  });

  it('arrives by the store’s clock, wherever that is', () => {
    expect(mapped({}, { timezone: 'America/New_York' }).inDate).toBe('2026-02-03T20:15:00-05:00');
    expect(mapped({}, { timezone: 'UTC' }).inDate).toBe('2026-02-03T20:15:00Z');
  });
});

describe('the lines of a purchase order', () => {
  it('are articles: equal ones are added up, exactly, where the first of them stands', () => {
    expect(lines(tee({ quantity: 3, cost: '0.1' }), cap(), tee({ quantity: '1', cost: 0.2 }))).toEqual([
      {
        rowNumber: 'TEE-BLUE-M',
        articleNumber: 'TEE-BLUE-M',
        numberOfItems: 4,
        rowPrice: 0.5,
        currencyCode: 'USD',
      },
      { rowNumber: 'CAP', articleNumber: 'CAP', numberOfItems: 12, rowPrice: 112.8, currencyCode: 'USD' },
    ]);
  });

  it.each<[why: string, one: object, other: object]>([
    ['two currencies', { costCurrency: 'USD' }, { costCurrency: 'EUR' }],
    ['a row that has no cost', { cost: '1.00' }, { cost: '' }],
  ])('have no price rather than a wrong one: %s', (_why, one, other) => {
    expect(lines(tee(one), tee(other))).toEqual([
      { rowNumber: 'TEE-BLUE-M', articleNumber: 'TEE-BLUE-M', numberOfItems: 24 },
    ]);
  });

  it('may cost nothing', () => {
    expect(lines(tee({ cost: '0.00' }))).toMatchObject([{ rowPrice: 0, currencyCode: 'USD' }]);
  });

  it('are only what has pieces', () => {
    expect(lines(cap({ quantity: 0 }), tee())).toMatchObject([{ articleNumber: 'TEE-BLUE-M' }]);
  });

  it('have EANs for numbers where the articles have', () => {
    expect(mapped({}, { articleNumber: ['ean'] }).purchaseOrderLines).toMatchObject([
      { rowNumber: '7300000000015', articleNumber: '7300000000015' },
    ]);
  });
});

describe('a delivery that cannot be mapped', () => {
  it('is told with everything that is wrong', () => {
    const products = [tee(), cap({ sku: '' }), tee({ sku: '', variantSku: '', sizeSku: '' })];
    expect(faultsOf({ ETA: 'soon', products })).toEqual([
      { at: 'ETA', what: 'is no date' },
      { at: 'products[1]', what: 'no value in sku, variantSku, sizeSku' },
      { at: 'products[2]', what: 'no value in sku, variantSku, sizeSku' },
    ]);
  });

  it.each(['2026-02-30 10:00', '2026-02-03 25:10', '2026-02-03 noon', '03/02/2026'])(
    'has a date that is none: %s',
    (ETA) => {
      expect(faultsOf({ ETA })).toEqual([{ at: 'ETA', what: 'is no date' }]);
    },
  );

  it.each([[[]], [[tee({ quantity: 0 })]]])('has nothing in it: %j', (products) => {
    expect(faultsOf({ products })).toEqual([{ at: 'products', what: 'no line with items' }]);
  });

  it('has two articles with one number: nobody could tell later which of them came', () => {
    const products = [tee(), cap(), tee({ sizeSku: '-L', ean: '7300000000039' })];
    expect(faultsOf({ products }, { articleNumber: ['sku', 'variantSku'] })).toEqual([
      { at: 'products[2]', what: 'is another article than products[0], with the same article number' },
    ]);
    expect(faultsOf({ products })).toEqual([]);
  });
});
