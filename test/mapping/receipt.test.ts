import fc from 'fast-check';
import { warehousePurchaseOrder } from '../../src/clients/ongoing/schema';
import type { ArticleNumberPart } from '../../src/config';
import { toPurchaseOrder, toReceipt } from '../../src/mapping';
import { aDelivery, aSupplyRow } from './support';

type Row = Record<string, unknown>;
const skus = ['sku', 'variantSku', 'sizeSku'] as const;

/** A line as Ongoing sends it. */
const aLine = (articleNumber: string | null, received: number, more: Row = {}): Row => ({
  id: 555,
  rowNumber: articleNumber,
  article: articleNumber === null ? null : { articleNumber },
  advisedNumberOfItems: 12,
  receivedNumberOfItems: received,
  reportedNumberOfItems: null,
  ...more,
});
const aPurchaseOrder = (lines: Row[]) =>
  warehousePurchaseOrder.parse({
    purchaseOrderInfo: { purchaseOrderId: 247, purchaseOrderNumber: '364', purchaseOrderStatus: { number: 500 } },
    purchaseOrderLines: lines,
  });
const receipt = (lines: Row[], products: Row[] = [aSupplyRow()], parts: readonly ArticleNumberPart[] = skus) =>
  toReceipt(aPurchaseOrder(lines), aDelivery({ products }), parts);

const tee = aSupplyRow();
const large = aSupplyRow({ sizeSku: '-L', ean: '7300000000039' });

describe('the receipt of a delivery', () => {
  it('tells what came, by the three SKUs, and what to acknowledge', () => {
    expect(receipt([aLine('TEE-BLUE-M', 7)])).toEqual({
      by: 'sku',
      products: { 'TEE-BLUE-M': 7 },
      total: 7,
      lines: [{ purchaseOrderLineId: 555, numberOfItems: 7 }],
      unreported: [],
    });
  });

  it.each<[parts: readonly ArticleNumberPart[], number: string, by: string, key: string]>([
    [skus, 'TEE-BLUE-M', 'sku', 'TEE-BLUE-M'],
    [['sku', 'sizeSku'], 'TEE-M', 'sku', 'TEE-BLUE-M'],
    [['sku'], 'TEE', 'sku', 'TEE-BLUE-M'],
    [['ean'], '7300000000015', 'ean', '7300000000015'],
  ])('is keyed as Centra knows the row, with %j for the article number', (parts, number, by, key) => {
    expect(receipt([aLine(number, 7)], [tee], parts)).toMatchObject({ by, products: { [key]: 7 }, unreported: [] });
  });

  it('tells fewer and more than announced, and what did not come at all', () => {
    const more = receipt([aLine('TEE-BLUE-M', 20)], [tee, large]);
    expect(more).toMatchObject({ products: { 'TEE-BLUE-M': 20, 'TEE-BLUE-L': 0 }, total: 20 });
    const nothing = receipt([aLine('TEE-BLUE-M', 0)], [tee, large]);
    expect(nothing).toMatchObject({ products: { 'TEE-BLUE-M': 0, 'TEE-BLUE-L': 0 }, total: 0, lines: [] });
  });

  it('adds up what the warehouse received of an article on several lines, its own ones too', () => {
    const added = receipt([
      aLine('TEE-BLUE-M', 7),
      aLine('TEE-BLUE-M', 2, { id: 556, rowNumber: null }),
      aLine('TEE-BLUE-M', 1, { id: 557, rowNumber: 'extra' }),
    ]);
    expect(added).toMatchObject({
      products: { 'TEE-BLUE-M': 10 },
      lines: [
        { purchaseOrderLineId: 555, numberOfItems: 7 },
        { purchaseOrderLineId: 556, numberOfItems: 2 },
        { purchaseOrderLineId: 557, numberOfItems: 1 },
      ],
    });
  });

  it('tells an article once that the delivery has on several rows', () => {
    expect(receipt([aLine('TEE-BLUE-M', 24)], [tee, tee]).products).toEqual({ 'TEE-BLUE-M': 24 });
  });

  it('goes by the article that came, where the warehouse swapped it', () => {
    const swapped = aLine('TEE-BLUE-L', 7, { rowNumber: 'TEE-BLUE-M' });
    expect(receipt([swapped], [tee, large]).products).toEqual({ 'TEE-BLUE-M': 0, 'TEE-BLUE-L': 7 });
  });

  it('goes by the row number where the line shows no article', () => {
    expect(receipt([aLine(null, 7, { rowNumber: 'TEE-BLUE-M' })]).products).toEqual({ 'TEE-BLUE-M': 7 });
  });

  it('acknowledges only what is not acknowledged yet', () => {
    expect(receipt([aLine('TEE-BLUE-M', 7, { reportedNumberOfItems: 7 })]).lines).toEqual([]);
    expect(receipt([aLine('TEE-BLUE-M', 7, { reportedNumberOfItems: 9 })]).lines).toEqual([
      { purchaseOrderLineId: 555, numberOfItems: 7 },
    ]);
  });

  it('leaves out rows without pieces, unless some came', () => {
    const none = aSupplyRow({ quantity: 0 });
    expect(receipt([], [none, large]).products).toEqual({ 'TEE-BLUE-L': 0 });
    expect(receipt([aLine('TEE-BLUE-M', 1)], [none, large]).products).toEqual({ 'TEE-BLUE-M': 1, 'TEE-BLUE-L': 0 });
  });
});

describe('goods that a receipt cannot tell', () => {
  it.each<[what: string, line: Row, parts: readonly ArticleNumberPart[], unreported: object[]]>([
    [
      'an article that the delivery lacks',
      aLine('CAP', 2),
      skus,
      [{ purchaseOrderLineId: 555, articleNumber: 'CAP', received: 2, why: 'not-in-delivery' }],
    ],
    [
      'a line without article',
      aLine(null, 2),
      skus,
      [{ purchaseOrderLineId: 555, received: 2, why: 'not-in-delivery' }],
    ],
    ['nothing of an article that the delivery lacks', aLine('CAP', 0), skus, []],
    [
      'a number that two of its articles have',
      aLine('TEE-BLUE', 2),
      ['sku', 'variantSku'],
      [{ purchaseOrderLineId: 555, articleNumber: 'TEE-BLUE', received: 2, why: 'ambiguous' }],
    ],
    [
      'half a piece',
      aLine('TEE-BLUE-M', 2.5),
      skus,
      [{ purchaseOrderLineId: 555, articleNumber: 'TEE-BLUE-M', received: 2.5, why: 'not-whole' }],
    ],
  ])('%s', (_what, line, parts, unreported) => {
    const told = receipt([line], [tee, large], parts);
    expect(told.unreported).toEqual(unreported);
    expect(told).toMatchObject({ total: 0, lines: [] });
  });

  it('lines within lines, which their lines may count as well', () => {
    const within = aLine('TEE-BLUE-L', 1, { id: 556, subPurchaseOrderLines: [aLine('CAP', 3, { id: 557 })] });
    const told = receipt([aLine('TEE-BLUE-M', 7, { subPurchaseOrderLines: [within] })], [tee, large]);
    expect(told.products).toEqual({ 'TEE-BLUE-M': 7, 'TEE-BLUE-L': 0 });
    expect(told.unreported).toEqual([
      { purchaseOrderLineId: 556, articleNumber: 'TEE-BLUE-L', received: 1, why: 'sub-line' },
      { purchaseOrderLineId: 557, articleNumber: 'CAP', received: 3, why: 'sub-line' },
    ]);
  });
});

describe('whatever a delivery has in it', () => {
  const rule = fc.constantFrom<readonly ArticleNumberPart[]>(skus, ['ean']);
  const supply = fc
    .uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1 })
    .chain((ids) =>
      fc.array(fc.record({ id: fc.constantFrom(...ids), quantity: fc.integer({ min: 1, max: 9 }) }), { minLength: 1 }),
    )
    .map((rows) => rows.map(({ id, quantity }) => aSupplyRow({ sku: `S${id}`, ean: `730000000000${id}`, quantity })));

  it('received as announced, the receipt tells exactly the delivery’s pieces', () => {
    fc.assert(
      fc.property(supply, rule, (products, parts) => {
        const delivery = aDelivery({ products });
        const context = { goodsOwnerId: 7, articleNumber: parts, timezone: 'UTC' };
        const { purchaseOrderLines } = toPurchaseOrder(delivery, context);
        const lines = purchaseOrderLines.map((line, id) => aLine(line.articleNumber, line.numberOfItems, { id }));
        const told = toReceipt(aPurchaseOrder(lines), delivery, parts);
        const announced = delivery.products.reduce((total, { quantity }) => total + quantity, 0);
        expect(told.total).toBe(announced);
        expect(told.unreported).toEqual([]);
        expect(told.lines).toHaveLength(lines.length);
        for (const row of delivery.products) {
          const key = told.by === 'ean' ? row.ean! : `${row.sku}${row.variantSku}${row.sizeSku}`;
          const same = delivery.products.filter(({ ean }) => ean === row.ean);
          expect(told.products[key]).toBe(same.reduce((total, { quantity }) => total + quantity, 0));
        }
      }),
    );
  });

  it('every item that came is told or named, none twice', () => {
    const line = fc.record({
      number: fc.constantFrom('S1-BLUE-M', 'S2-BLUE-M', 'CAP', null),
      received: fc.integer({ min: 0, max: 5 }),
    });
    fc.assert(
      fc.property(supply, fc.array(line), (products, lines) => {
        const told = receipt(
          lines.map(({ number, received }, id) => aLine(number, received, { id })),
          products,
        );
        const named = told.unreported.reduce((total, { received }) => total + received, 0);
        expect(told.total + named).toBe(lines.reduce((total, { received }) => total + received, 0));
      }),
    );
  });
});
