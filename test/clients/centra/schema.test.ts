import fc from 'fast-check';
import type { z } from 'zod';
import type { Shipment } from '../../../src/clients/centra/schema';
import {
  order,
  product,
  returned,
  shipment,
  stockRow,
  supplierDelivery,
  supplierDeliveryHead,
  supplierOrder,
  wholeOrder,
} from '../../../src/clients/centra/schema';
import {
  aLineRow,
  anOrderRow,
  aProductRow,
  aReturnRow,
  aShipmentRow,
  aStockRow,
  aSupplierDeliveryRow,
  aSupplierLineRow,
  aWholeOrderRow,
} from '../support/centra-rows';

/** The path that is wrong, or that nothing is. */
function faultOf(schema: z.ZodType, row: unknown): string {
  const result = schema.safeParse(row);
  return result.success ? 'none' : `${result.error.issues[0]?.path.join('.')}: ${result.error.issues[0]?.message}`;
}

describe('a shipment', () => {
  it('is read in the program’s types, with the row as it came beside it', () => {
    const row = aShipmentRow({ gift_message: 'Hello' });
    const read = shipment.parse(row);
    expect(read).toMatchObject({ shipmentId: '1001-1', orderId: '1001', paid: true, shouldCapture: false });
    expect(read.accountId).toBeUndefined();
    expect(read.raw).toBe(row);
    expect(read.raw.gift_message).toBe('Hello');
  });

  it('reads the same from texts as from numbers', () => {
    const numbers = aShipmentRow({ orderId: 1001, paid: 1, hold: 0, grandTotalValue: 450.5, customerId: 77 });
    const texts = aShipmentRow({ orderId: '1001', paid: '1', hold: '0', grandTotalValue: '450.50', customerId: '77' });
    expect({ ...shipment.parse(texts), raw: null }).toEqual({ ...shipment.parse(numbers), raw: null });
  });

  it('reads the same from real booleans', () => {
    const read = shipment.parse(
      aShipmentRow({ paid: true, shouldCapture: false, hold: true, suspect: 'false', gtg: true }),
    );
    expect(read).toMatchObject({ paid: true, shouldCapture: false, hold: true, suspect: false, gtg: true });
  });

  it.each(['', '  ', null, undefined, false, []])('takes %p for no value', (nothing) => {
    const fields = ['deliveryCompany', 'poNumber', 'cancelDate', 'accountId', 'grandTotalValue', 'shipwallet_pickup'];
    const read = shipment.parse(aShipmentRow(Object.fromEntries(fields.map((field) => [field, nothing]))));
    for (const field of fields) expect(read).toHaveProperty(field, undefined);
  });

  it.each([
    ['accountId', '0'],
    ['accountId', 0],
    ['customerId', '0'],
    ['shipmentDate', '0000-00-00 00:00:00'],
    ['cancelDate', '0000-00-00'],
  ])('takes %s %p for no value', (field, nothing) => {
    expect(shipment.parse(aShipmentRow({ [field]: nothing }))).toHaveProperty(field, undefined);
  });

  it('keeps dates as Centra’s local texts', () => {
    expect(shipment.parse(aShipmentRow({ preferredDeliveryDate: '2026-03-01 00:00:00' }))).toMatchObject({
      orderDate: '2026-02-03 10:11:12',
      preferredDeliveryDate: '2026-03-01 00:00:00',
    });
  });

  it('reads optional objects and lists in whatever form of nothing they come', () => {
    for (const nothing of [null, undefined, [], '', false]) {
      const read = shipment.parse(aShipmentRow({ shippingTerms: nothing, paymentTerms: nothing }));
      expect(read.shippingTerms).toBeUndefined();
    }
    expect(shipment.parse(aShipmentRow({ shippingTerms: { id: 5, name: 'DAP' } })).shippingTerms).toEqual({
      id: '5',
      name: 'DAP',
    });
    expect(shipment.parse(aShipmentRow({ invoices: null })).invoices).toEqual([]);
    expect(shipment.parse(aShipmentRow({ invoices: 'https://example.com/1.pdf' })).invoices).toEqual([
      'https://example.com/1.pdf',
    ]);
    expect(shipment.parse(aShipmentRow({ invoices: ['', null, 'https://example.com/1.pdf'] })).invoices).toHaveLength(
      1,
    );
  });

  it.each<[what: string, row: unknown, fault: string]>([
    ['without its id', aShipmentRow({ shipmentId: undefined }), 'shipmentId: expected an id, received nothing'],
    ['with an empty id', aShipmentRow({ shipmentId: '' }), 'shipmentId: expected an id, received an empty text'],
    ['with null for an id', aShipmentRow({ orderId: null }), 'orderId: expected an id, received null'],
    ['with half an id', aShipmentRow({ orderId: 1.5 }), 'orderId: expected an id, received a number'],
    [
      'that does not say whether it is paid',
      aShipmentRow({ paid: undefined }),
      'paid: expected a flag (0 or 1), received nothing',
    ],
    [
      'that does not say whether to capture',
      aShipmentRow({ shouldCapture: null }),
      'shouldCapture: expected a flag (0 or 1), received null',
    ],
    ['that is perhaps paid', aShipmentRow({ paid: 2 }), 'paid: expected a flag (0 or 1), received a number'],
    [
      'with a text for money',
      aShipmentRow({ grandTotalValue: 'many' }),
      'grandTotalValue: expected a number, received a text',
    ],
    [
      'with an object for a text',
      aShipmentRow({ deliveryCity: { name: 'x' } }),
      'deliveryCity: expected a text, received an object',
    ],
    [
      'with half a piece',
      aShipmentRow({ products: [aLineRow({ qty: 1.5 })] }),
      'products.0.qty: expected a quantity, received a number',
    ],
    [
      'with less than nothing',
      aShipmentRow({ products: [aLineRow({ qty: -1 })] }),
      'products.0.qty: expected a quantity, received a number',
    ],
    [
      'with a line without id',
      aShipmentRow({ products: [aLineRow({ lineId: null })] }),
      'products.0.lineId: expected an id, received null',
    ],
    [
      'with a broken bundle',
      aShipmentRow({ products: [aLineRow({ bundle: [aLineRow({ qty: null })] })] }),
      'products.0.bundle.0.qty: expected a quantity, received null',
    ],
  ])('is broken %s', (_what, row, fault) => {
    expect(faultOf(shipment, row)).toBe(fault);
  });

  it.each([null, undefined, 'Kim Example', 7, [], true])('is broken when it is %p', (row) => {
    expect(shipment.safeParse(row).success).toBe(false);
  });

  it.each([undefined, null, {}, 'x'])('is broken with %p for its lines', (products) => {
    expect(faultOf(shipment, aShipmentRow({ products }))).toMatch(/^products: /);
  });
});

describe('a shipment’s line', () => {
  const line = (changes: Record<string, unknown>) =>
    shipment.parse(aShipmentRow({ products: [aLineRow(changes)] })).products[0];

  it.each([[3], ['3'], ['3.0'], [' 3 ']])('has a quantity, also as %p', (qty) => {
    expect(line({ qty })?.qty).toBe(3);
  });

  it('that was lowered to nothing is no line', () => {
    const bundle = [aLineRow({ lineId: 502, qty: '0' }), aLineRow({ lineId: 503 })];
    const read = shipment.parse(aShipmentRow({ products: [aLineRow({ qty: 0 }), aLineRow({ lineId: 504, bundle })] }));
    expect(read.products.map(({ lineId }) => lineId)).toEqual(['504']);
    expect(read.products[0]?.bundle.map(({ lineId }) => lineId)).toEqual(['503']);
  });

  it.each([null, undefined])('that is no bundle may have %p for its items', (bundle) => {
    expect(line({ bundle })?.bundle).toEqual([]);
  });

  it('of a bundle holds lines of the same form', () => {
    const bundle = [aLineRow({ lineId: 502, isPartOfBundle: 217, bundle: [aLineRow({ lineId: 503 })] })];
    expect(line({ isBundle: 1, bundle })).toMatchObject({
      isBundle: true,
      bundle: [{ lineId: '502', isPartOfBundle: '217', bundle: [{ lineId: '503', bundle: [] }] }],
    });
  });

  it.each([0, '0', '', null, undefined, false])('with isPartOfBundle %p is a part of none', (isPartOfBundle) => {
    expect(line({ isPartOfBundle })?.isPartOfBundle).toBeUndefined();
  });

  it('may have numbers for its codes', () => {
    expect(line({ ean: 7300000000001, sku: 100, weight: '0.25', price: '12.50' })).toMatchObject({
      ean: '7300000000001',
      sku: '100',
      weight: 0.25,
      price: 12.5,
    });
  });
});

describe('an order', () => {
  it.each<[sent: unknown, status: unknown]>([
    [6, 'cancelled'],
    ['6', 'cancelled'],
    ['cancelled', 'cancelled'],
    ['Cancelled', 'cancelled'],
    ['Canceled', 'cancelled'],
    [' CANCELLED ', 'cancelled'],
    [0, 'incomplete'],
    [1, 'pending'],
    ['2', 'confirmed'],
    ['Processing', 'processing'],
    [4, 'completed'],
    ['archived', 'archived'],
    [7, 7],
    ['12', 12],
    ['Something new', undefined],
    ['', undefined],
    [null, undefined],
    [undefined, undefined],
    [true, undefined],
    [-1, undefined],
    ['constructor', undefined],
  ])('with orderStatus %p is %p', (orderStatus, status) => {
    expect(order.parse(anOrderRow({ orderStatus })).status).toBe(status);
  });

  it('shows which of its shipments were shipped', () => {
    const shipments = [
      { shipmentId: '1001-1', shippedDate: '2026-02-04 08:00:00', trackingId: 'WB1' },
      { shipmentId: '1001-2', shippedDate: '0000-00-00 00:00:00' },
      { shipmentId: '1001-3' },
    ];
    const read = order.parse(anOrderRow({ shipments, hold: '1', orderId: 1001 }));
    expect(read).toMatchObject({ orderNumber: '1001', hold: true, waitingForPayment: false });
    expect(read.shipments.map(({ shippedDate }) => shippedDate)).toEqual(['2026-02-04 08:00:00', undefined, undefined]);
  });

  it.each([null, undefined])('may have %p for its shipments', (shipments) => {
    expect(order.parse(anOrderRow({ shipments })).shipments).toEqual([]);
  });

  it('is broken without its number, or with a shipment without id', () => {
    expect(faultOf(order, anOrderRow({ orderId: '' }))).toMatch(/^orderId: /);
    expect(faultOf(order, anOrderRow({ shipments: [{}] }))).toMatch(/^shipments.0.shipmentId: /);
  });
});

describe('an order as a whole', () => {
  it('has the form of a shipment of everything in it, with the order’s number and line ids', () => {
    const read = wholeOrder.parse(aWholeOrderRow({ orderId: 1001, orderStatus: '2', waitingForPayment: '1' }));
    expect(read).toMatchObject({
      kind: 'order',
      shipmentId: '1001',
      orderId: '1001',
      status: 'confirmed',
      waitingForPayment: true,
      internalOrder: false,
      deliveryCity: 'Stockholm',
      products: [{ lineId: '501', qty: 2 }],
      shipments: [{ shipmentId: '1001-1' }],
    });
    const likeAShipment: Shipment = read;
    expect(likeAShipment).toMatchObject({ paid: true, shouldCapture: false });
  });

  it.each([undefined, null, '', 'Something new', 7, true])('is broken with %p for its status', (orderStatus) => {
    expect(faultOf(wholeOrder, aWholeOrderRow({ orderStatus }))).toMatch(/^orderStatus: expected a status of an order/);
  });

  it('is broken without lines', () => {
    expect(faultOf(wholeOrder, aWholeOrderRow({ products: undefined }))).toMatch(/^products: /);
  });
});

describe('a product', () => {
  it('is read with its prices as numbers', () => {
    expect(
      product.parse(
        aProductRow({
          prices: [
            { id: 1, price: '329.00' },
            { id: '2', price: 100 },
          ],
        }),
      ),
    ).toMatchObject({
      stockItemId: '9001',
      active: true,
      prices: [
        { id: '1', price: 329 },
        { id: '2', price: 100 },
      ],
    });
  });

  it('is active unless it says otherwise', () => {
    expect([0, '0', false, 1, undefined].map((active) => product.parse(aProductRow({ active })).active)).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  it('is broken without its id', () => {
    expect(faultOf(product, aProductRow({ stockItemId: null }))).toMatch(/^stockItemId: /);
  });
});

describe('a return', () => {
  it('has the shipment’s id where Centra calls it shipment', () => {
    expect(returned.parse(aReturnRow())).toMatchObject({
      returnId: '385',
      shipmentId: '1001-1',
      shipmentInternalId: '8039',
      orderNumber: '1001',
      products: [{ shipmentLineId: '501', quantity: 1 }],
    });
  });

  it('may not say whether it is completed', () => {
    expect(returned.parse(aReturnRow({ completed: undefined, comment: null })).completed).toBeUndefined();
  });
});

describe('stock', () => {
  it('is a product with whole figures; what is available may be below 0', () => {
    const figures = { physicalStock: '3', allocatedStock: 5.0, availableStock: -2 };
    expect(stockRow.parse(aStockRow(figures))).toMatchObject({
      stockItemId: '9001',
      sku: 'TEE',
      active: true,
      physicalStock: 3,
      allocatedStock: 5,
      availableStock: -2,
      prices: [],
    });
  });

  it.each(['physicalStock', 'allocatedStock', 'availableStock'])('without %s is broken: unknown is not 0', (figure) => {
    for (const nothing of [null, undefined, '', 1.5, 'many']) {
      expect(faultOf(stockRow, aStockRow({ [figure]: nothing }))).toMatch(new RegExp(`^${figure}: expected a number`));
    }
  });
});

describe('a supplier delivery', () => {
  it('has goods, their cost as a number and dates as they came', () => {
    expect(supplierDelivery.parse(aSupplierDeliveryRow({ id: 364, orderId: 957 }))).toMatchObject({
      id: '364',
      orderId: '957',
      ETA: '2026-02-03 20:15',
      products: [{ ean: '7300000000001', quantity: 12, cost: 9.4, costCurrency: 'USD' }],
    });
  });

  it.each(['0000-00-00 00:00', '', null])('may not say when it arrives: %p', (ETA) => {
    expect(supplierDelivery.parse(aSupplierDeliveryRow({ ETA })).ETA).toBeUndefined();
  });

  it('is broken without its ids, and without goods where they should be', () => {
    for (const id of ['id', 'deliveryId', 'orderId']) {
      expect(faultOf(supplierDelivery, aSupplierDeliveryRow({ [id]: null }))).toMatch(new RegExp(`^${id}: `));
      expect(faultOf(supplierDeliveryHead, aSupplierDeliveryRow({ [id]: '' }))).toMatch(new RegExp(`^${id}: `));
    }
    for (const schema of [supplierDelivery, supplierOrder]) {
      expect(faultOf(schema, aSupplierDeliveryRow({ products: null }))).toMatch(/^products: /);
      const products = [aSupplierLineRow({ quantity: -1 })];
      expect(faultOf(schema, aSupplierDeliveryRow({ products }))).toMatch(/^products.0.quantity: expected a quantity/);
    }
  });
});

describe('whatever comes', () => {
  const schemas = { shipment, order, wholeOrder, product, returned, stockRow, supplierDelivery, supplierOrder };
  const rows = {
    shipment: aShipmentRow,
    order: anOrderRow,
    wholeOrder: aWholeOrderRow,
    product: aProductRow,
    returned: aReturnRow,
    stockRow: aStockRow,
    supplierDelivery: aSupplierDeliveryRow,
    supplierOrder: aSupplierDeliveryRow,
  };

  it.each(Object.keys(schemas) as (keyof typeof schemas)[])(
    'reading never throws, and a fault tells no value: %s',
    (name) => {
      const fields = Object.keys(rows[name]());
      fc.assert(
        fc.property(
          fc.dictionary(fc.constantFrom(...fields), fc.oneof(fc.anything(), fc.constant('Kim Secret'))),
          (changes) => {
            const result = schemas[name].safeParse(rows[name](changes));
            if (!result.success) expect(JSON.stringify(result.error.issues)).not.toContain('Kim Secret');
          },
        ),
      );
    },
  );

  it('a shipment that is read has its ids, and pieces above 0', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ lineId: fc.anything(), qty: fc.anything() })), (lines) => {
        const result = shipment.safeParse(aShipmentRow({ products: lines }));
        if (!result.success) return;
        for (const { lineId, qty } of result.data.products) {
          expect(lineId).toMatch(/\S/);
          expect(Number.isSafeInteger(qty) && qty > 0).toBe(true);
        }
      }),
    );
  });

  it('numbers mean the same as texts', () => {
    const amounts = fc.integer({ min: 0, max: 1_000_000_00 }).map((cents) => cents / 100);
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 10_000 }), fc.boolean(), (price, qty, paid) => {
        const asNumbers = aShipmentRow({
          paid: Number(paid),
          grandTotalValue: price,
          products: [aLineRow({ price, qty })],
        });
        const asTexts = aShipmentRow({
          paid: String(Number(paid)),
          grandTotalValue: price.toFixed(2),
          products: [aLineRow({ price: price.toFixed(2), qty: `${qty}` })],
        });
        const without = (row: unknown) => ({ ...shipment.parse(row), raw: undefined });
        expect(without(asTexts)).toEqual(without(asNumbers));
      }),
    );
  });
});
