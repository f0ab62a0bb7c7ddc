import { MappingError, toOrder } from '../../src/mapping';
import { aContext, aLineRow, aShipment, aWholeOrder, rules } from './support';

const order = (row: Record<string, unknown> = {}, context: Parameters<typeof aContext>[0] = {}) =>
  toOrder(aShipment(row), aContext(context));

function faultsOf(attempt: () => unknown) {
  try {
    attempt();
    return [];
  } catch (error) {
    if (error instanceof MappingError) return error.faults;
    throw error;
  }
}

describe('a shipment as an order', () => {
  it('has every field that has a value, and nothing else', () => {
    expect(order()).toEqual({
      goodsOwnerId: 7,
      orderNumber: '7001-1',
      deliveryDate: '2026-02-04',
      goodsOwnerOrderId: '7001-1',
      referenceNumber: 'shop/7001-1',
      customerPrice: 299,
      orderType: { code: 'B2C', name: 'B2C' },
      advanced: { wayOfDeliveryString: '7001-1' },
      smsNotification: { toBeNotified: true, value: '+46 70 000 00 17' },
      emailNotification: { toBeNotified: true, value: 'runa@example.com' },
      consignee: {
        customerNumber: '880',
        name: 'Runa Exempel',
        address1: 'Provgatan 12',
        postCode: '123 45',
        city: 'Exempelstad',
        countryCode: 'SE',
        advanced: {
          emailNotification: { toBeNotified: false, value: 'runa@example.com' },
          smsNotification: { toBeNotified: false, value: '+46 70 000 00 17' },
        },
      },
      orderLines: [
        {
          rowNumber: '501',
          articleNumber: 'TEE-BLUE-M',
          numberOfItems: 2,
          prices: { customerLinePrice: 149.5, currencyCode: 'SEK' },
        },
      ],
    });
  });

  it('has every field of the mapping', () => {
    const full = order(
      {
        deliveryNote: 'https://shop.example.com/delnote',
        proforma: 'https://shop.example.com/proforma',
        invoices: ['https://shop.example.com/1.pdf', 'https://shop.example.com/2.pdf'],
        marketplace_source: 'market',
        marketplace_source_id: 'M-9',
        otherComment: 'ring twice',
        shipwallet_pickup: 'SP77',
        shipwallet_method: 'parcel-home',
        deliveryTele: '08-123',
        deliveryState: 'AB',
        deliveryCoaddress: 'c/o Prov',
      },
      { orderNumber: 'A-7001-1', warehouseId: 3 },
    );
    expect(full).toMatchObject({
      orderNumber: 'A-7001-1',
      goodsOwnerOrderId: '7001-1',
      warehouseId: 3,
      consigneeOrderNumber: 'https://shop.example.com/delnote',
      advanced: { wayOfDeliveryString: '7001-1', invoiceNumber: 'https://shop.example.com/proforma' },
      invoiceUrl: 'https://shop.example.com/2.pdf',
      marketPlace: { marketPlace: 'market', marketPlaceOrderNumber: 'M-9' },
      orderRemark: 'ring twice',
      servicePointCode: 'SP77',
      transporter: { transporterServiceCode: 'parcel-home' },
      consignee: {
        address1: 'c/o Prov',
        address2: 'Provgatan 12',
        countryStateCode: 'AB',
        advanced: { telephoneNotification: { toBeNotified: false, value: '08-123' } },
      },
    });
  });

  it.each<[what: string, row: Record<string, unknown>, expected: object]>([
    [
      'telephones where there is no mobile',
      { deliveryCell: '', deliveryTele: '08-1' },
      { smsNotification: { toBeNotified: true, value: '08-1' } },
    ],
    ['a wholesale account', { customerId: '', accountId: '55' }, { consignee: { customerNumber: '55' } }],
    ['a consumer’s company', { deliveryCompany: 'Prov AB' }, { consignee: { name: 'Prov AB' } }],
    ['a long remark, cut', { otherComment: 'x'.repeat(600) }, { orderRemark: 'x'.repeat(500) }],
    [
      'a long remark, cut between characters',
      { otherComment: `${'x'.repeat(499)}😀` },
      { orderRemark: 'x'.repeat(499) },
    ],
  ])('takes %s', (_what, row, expected) => {
    expect(order(row)).toMatchObject(expected);
  });

  it.each([
    ['a person before the company', { deliveryName: 'Runa', deliveryCompany: 'Prov AB' }, 'Runa'],
    ['the company alone', { deliveryName: '', deliveryCompany: 'Prov AB' }, 'Prov AB'],
  ])('wholesale delivers to %s', (_what, row, name) => {
    const wholesale = order(row, { store: { type: 'b2b' } });
    expect(wholesale).toMatchObject({ orderType: { code: 'B2B', name: 'B2B' }, consignee: { name } });
  });

  it('leaves out whom nobody can notify', () => {
    const silent = order({ deliveryCell: '', deliveryTele: null, deliveryEmail: ' ' });
    expect(silent).not.toHaveProperty('smsNotification');
    expect(silent).not.toHaveProperty('emailNotification');
    expect(silent.consignee).not.toHaveProperty('advanced');
  });

  it('is the same at every write', () => {
    expect(order()).toEqual(order());
  });
});

describe('the delivery date', () => {
  it.each([
    ['preferred', { preferredDeliveryDate: '2026-03-01 23:59:00', estimatedDeliveryDate: '2026-03-05' }, '2026-03-01'],
    ['estimated', { estimatedDeliveryDate: '2026-03-05 00:00:00' }, '2026-03-05'],
    ['PHP’s zero', { preferredDeliveryDate: '-0001-11-30 00:00:00' }, '2026-02-04'],
    ['zeros', { preferredDeliveryDate: '0000-00-00', estimatedDeliveryDate: '0001-01-01 00:00:00' }, '2026-02-04'],
    ['none', {}, '2026-02-04'],
  ])('%s', (_which, row, date) => {
    expect(order(row).deliveryDate).toBe(date);
  });

  it.each(['soon', '2026-02-30', '01/02/2026'])('that is no date cannot be mapped: %s', (preferredDeliveryDate) => {
    expect(faultsOf(() => order({ preferredDeliveryDate }))).toEqual([
      { at: 'preferredDeliveryDate', what: 'is no date' },
    ]);
  });
});

describe('line prices', () => {
  it.each<[linePrice: 'unit' | 'total', price: number | string | null, qty: number, expected: number | undefined]>([
    ['unit', 0.1, 3, 0.1],
    ['total', 0.1, 3, 0.3],
    ['total', 19.99, 7, 139.93],
    ['total', '450.50', 2, 901],
    ['total', 0, 2, 0],
    ['unit', null, 2, undefined],
  ])('%s of %s × %s', (linePrice, price, qty, expected) => {
    const [line] = order({ products: [aLineRow({ price, qty })] }, { store: { linePrice } }).orderLines;
    expect(line?.prices).toEqual(
      expected === undefined ? undefined : { customerLinePrice: expected, currencyCode: 'SEK' },
    );
  });
});

describe('a shipment that cannot be mapped', () => {
  it('names everything at once, and no value', () => {
    const faults = faultsOf(() =>
      order({
        deliveryName: '',
        deliveryAddress: '',
        deliveryCountry: '',
        estimatedDeliveryDate: 'in a Secret week',
        products: [
          aLineRow({ lineId: '1', sku: '', variantSku: '', sizeSku: '' }),
          aLineRow({ lineId: '2' }),
          aLineRow({ lineId: '3', sku: null, variantSku: ' ', sizeSku: null }),
        ],
      }),
    );
    expect(faults).toEqual([
      { at: 'products[1]', what: 'no value in sku, variantSku, sizeSku' },
      { at: 'products[3]', what: 'no value in sku, variantSku, sizeSku' },
      { at: 'estimatedDeliveryDate', what: 'is no date' },
      { at: 'deliveryCompany, deliveryName', what: 'no value' },
      { at: 'deliveryAddress', what: 'no value' },
      { at: 'deliveryCountry', what: 'no value' },
    ]);
  });

  it('reads as one sentence', () => {
    expect(() => order({ deliveryCountry: null })).toThrow('deliveryCountry: no value');
  });

  it('has no line with items', () => {
    expect(faultsOf(() => order({ products: [] }))).toEqual([{ at: 'products', what: 'no line with items' }]);
    expect(faultsOf(() => order({ products: [aLineRow({ qty: 0 })] }))).toHaveLength(1);
  });
});

describe('an order that is imported as a whole', () => {
  it('is mapped like a shipment of all that is in it, under its own number', () => {
    const order = toOrder(aWholeOrder({ otherComment: 'ring twice' }), aContext({ orderNumber: 'W-7001' }));
    expect(order).toEqual({
      ...toOrder(aShipment({ otherComment: 'ring twice' }), aContext({ orderNumber: 'W-7001' })),
      goodsOwnerOrderId: '7001',
      referenceNumber: 'shop/7001',
      advanced: { wayOfDeliveryString: '7001' },
    });
  });

  it('can be mapped by expressions over it', () => {
    const its = rules({
      mapping: { 'advanced.communication': 'order.paymentType', 'orderLines[].comment': 'order.orderId + line.lineId' },
      import: 'orders',
    });
    const order = toOrder(aWholeOrder({ paymentType: 'inv' }), aContext({ rules: its }));
    expect(order).toMatchObject({ advanced: { communication: 'inv' }, orderLines: [{ comment: '7001501' }] });
  });
});
