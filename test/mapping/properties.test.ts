import fc from 'fast-check';
import { MappingError, physicalLines, toArticle, toOrder, toPurchaseOrder } from '../../src/mapping';
import { aContext, aDelivery, aLineRow, aProduct, aShipment, aShipmentRow, aSupplyRow } from './support';

/** Every way in which Centra says nothing, and some in which it says something. */
const anyText = fc.oneof(
  fc.constantFrom('', ' ', null, undefined, '0', '0000-00-00 00:00:00', false),
  fc.string({ maxLength: 8 }),
  fc.integer({ min: 0, max: 99 }),
);

const textFields = Object.entries(aShipmentRow())
  .filter(([name, value]) => typeof value === 'string' && !['shipmentId', 'orderId'].includes(name))
  .map(([name]) => name);

const line = fc
  .record({
    lineId: fc.integer({ min: 1, max: 6 }),
    qty: fc.integer({ min: 0, max: 3 }),
    price: fc.constantFrom(null, 0, 9.95, '12.50'),
  })
  .chain((row) =>
    fc.record({ sku: anyText, variantSku: anyText, sizeSku: anyText }).map((skus) => aLineRow({ ...row, ...skus })),
  );

const row = fc.tuple(
  fc.dictionary(
    fc.constantFrom(...textFields, 'proforma', 'deliveryNote', 'otherComment', 'shipwallet_pickup'),
    anyText,
  ),
  fc.array(line, { maxLength: 5 }),
);

function blanks(value: unknown): unknown[] {
  if (value === null || value === undefined || (typeof value === 'string' && value.trim() === '')) return [value];
  if (typeof value !== 'object') return [];
  const inner = Object.values(value);
  return inner.length === 0 ? [value] : inner.flatMap(blanks);
}

describe('whatever Centra sends', () => {
  it('an order has no blank, no null, no empty group, and each physical line once; or every fault is named', () => {
    fc.assert(
      fc.property(row, fc.constantFrom('b2b' as const, 'b2c' as const), ([fields, products], type) => {
        const shipment = aShipment({ ...fields, products });
        try {
          const order = toOrder(shipment, aContext({ store: { type } }));
          expect(blanks(order)).toEqual([]);
          expect(order.orderLines.map(({ rowNumber, numberOfItems }) => [rowNumber, numberOfItems])).toEqual(
            physicalLines(shipment).map(({ lineId, qty }) => [lineId, qty]),
          );
          expect(new Set(order.orderLines.map(({ rowNumber }) => rowNumber)).size).toBe(order.orderLines.length);
          expect(order.deliveryDate).toMatch(/^\d{4}-\d{2}-\d{2}$/);
        } catch (error) {
          if (!(error instanceof MappingError)) throw error;
          expect(error.faults.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('a purchase order has no blank, each article once, and all its pieces; or every fault is named', () => {
    const supply = fc
      .record({
        quantity: fc.integer({ min: 0, max: 9 }),
        cost: fc.constantFrom(null, '', 0, 9.95, '12.50'),
        costCurrency: fc.constantFrom('SEK', 'EUR', '', null),
        ean: anyText,
      })
      .chain((row) =>
        fc
          .record({ sku: anyText, variantSku: anyText, sizeSku: anyText })
          .map((some) => aSupplyRow({ ...row, ...some })),
      );
    const head = fc.dictionary(fc.constantFrom('supplierName', 'ETA', 'message', 'created'), anyText);
    fc.assert(
      fc.property(head, fc.array(supply, { maxLength: 5 }), (fields, products) => {
        const delivery = aDelivery({ ...fields, products });
        const context = { goodsOwnerId: 7, articleNumber: ['sku', 'variantSku', 'sizeSku'], timezone: 'UTC' } as const;
        try {
          const order = toPurchaseOrder(delivery, context);
          expect(blanks(order)).toEqual([]);
          const numbers = order.purchaseOrderLines.map(({ articleNumber }) => articleNumber);
          expect(new Set(numbers).size).toBe(numbers.length);
          const pieces = order.purchaseOrderLines.reduce((total, { numberOfItems }) => total + numberOfItems, 0);
          expect(pieces).toBe(delivery.products.reduce((total, { quantity }) => total + quantity, 0));
        } catch (error) {
          if (!(error instanceof MappingError)) throw error;
          expect(error.faults.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('an article has no blank', () => {
    const fields = fc.dictionary(
      fc.constantFrom('product', 'variant', 'size', 'ean', 'harmCode', 'countryOfOrigin', 'weightUnit', 'variantSku'),
      anyText,
    );
    fc.assert(
      fc.property(fields, (more) => {
        const article = toArticle(aProduct(more), {
          goodsOwnerId: 7,
          articleNumber: ['sku', 'variantSku', 'sizeSku'],
          price: true,
        });
        expect(blanks(article)).toEqual([]);
      }),
    );
  });
});
