import { MappingError, toOrder } from '../../src/mapping';
import { aContext, aLineRow, aShipment, rules } from './support';

const mapped = (mapping: Record<string, string>, row: Record<string, unknown> = {}, attributes: string[] = []) =>
  toOrder(aShipment(row), aContext({ rules: rules({ mapping, attributes }) }));

describe('mapping: replaces the built-in mapping', () => {
  it.each<[target: string, text: string, row: Record<string, unknown>, expected: object]>([
    ['orderRemark', 'shipment.internalComment', { internalComment: 'fragile' }, { orderRemark: 'fragile' }],
    ['advanced.wayOfDeliveryString', 'shipment.shippingList', {}, { advanced: { wayOfDeliveryString: 'standard' } }],
    ['wayOfDelivery.code', '"HOME"', {}, { wayOfDelivery: { code: 'HOME' } }],
    ['warehouseId', 'shipment.deliveryCountry == "SE" ? 1 : 2', {}, { warehouseId: 1 }],
    ['customerPrice', 'shipment.grandTotalValue - 0.5', {}, { customerPrice: 298.5 }],
    ['freightPrice', '25', {}, { freightPrice: 25 }],
    [
      'smsNotification.toBeNotified',
      'false',
      {},
      { smsNotification: { toBeNotified: false, value: '+46 70 000 00 17' } },
    ],
    ['telephoneNotification.toBeNotified', 'true', {}, { consignee: { name: 'Runa Exempel' } }],
    ['deliveryDate', 'shipment.orderDate', {}, { deliveryDate: '2026-02-03' }],
    ['deliveryDate', 'shipment.cancelDate', {}, { deliveryDate: '2026-02-04' }],
    ['deliveryDate', 'timestamp("2026-01-31T23:30:00Z")', {}, { deliveryDate: '2026-02-01' }],
    [
      'consignee.invoiceAddress.city',
      'shipment.billingCity',
      { billingCity: 'Faktura' },
      { consignee: { invoiceAddress: { city: 'Faktura' } } },
    ],
    [
      'consignee.address1',
      'shipment.deliveryCity',
      { deliveryAddress: '' },
      { consignee: { address1: 'Exempelstad' } },
    ],
    [
      'orderRemark',
      'has(shipment.otherComment) ? shipment.otherComment : "none"',
      { otherComment: '' },
      { orderRemark: 'none' },
    ],
    ['warehouseInstruction', '"x" + shipment.orderId', {}, { warehouseInstruction: 'x7001' }],
  ])('%s: %s', (target, text, row, expected) => {
    expect(mapped({ [target]: text }, row)).toMatchObject(expected);
  });

  it('cuts what Ongoing would refuse', () => {
    const order = mapped({ orderRemark: 'shipment.internalComment' }, { internalComment: 'y'.repeat(501) });
    expect(order.orderRemark).toBe('y'.repeat(500));
  });

  it.each(['shipment.internalComment', '""', 'null', '"  "'])('leaves out what has no value: %s', (text) => {
    expect(mapped({ orderRemark: text }, { otherComment: 'built in' })).not.toHaveProperty('orderRemark');
  });

  it('sets fields of every line', () => {
    const order = mapped(
      {
        'orderLines[].comment': 'line.comment',
        'orderLines.prices.linePrice': 'line.price * double(line.qty)',
        'orderLines[].externalId': 'shipment.shipmentId + "/" + line.lineId',
      },
      { products: [aLineRow({ comment: 'gift' }), aLineRow({ lineId: '502', qty: 1, price: 10 })] },
    );
    expect(order.orderLines).toEqual([
      {
        rowNumber: '501',
        articleNumber: 'TEE-BLUE-M',
        numberOfItems: 2,
        comment: 'gift',
        externalId: '7001-1/501',
        prices: { customerLinePrice: 149.5, currencyCode: 'SEK', linePrice: 299 },
      },
      {
        rowNumber: '502',
        articleNumber: 'TEE-BLUE-M',
        numberOfItems: 1,
        externalId: '7001-1/502',
        prices: { customerLinePrice: 10, currencyCode: 'SEK', linePrice: 10 },
      },
    ]);
  });

  it('reads declared attributes, with whatever type they have', () => {
    const mapping = {
      orderRemark: 'shipment.gift_message',
      pickingPriority: 'shipment.prio_level',
      freeText1: 'shipment.prio_level',
    };
    const attributes = ['gift_message', 'prio_level'];
    expect(mapped(mapping, { gift_message: 'Grattis', prio_level: 3 }, attributes)).toMatchObject({
      orderRemark: 'Grattis',
      pickingPriority: 3,
      freeText1: '3',
    });
    const without = mapped(mapping, {}, attributes);
    expect(without).not.toHaveProperty('orderRemark');
    expect(without).not.toHaveProperty('pickingPriority');
  });
});

describe('an expression that this record has no answer for', () => {
  it.each<[why: string, target: string, text: string, row: Record<string, unknown>]>([
    ['an attribute of another type', 'pickingPriority', 'shipment.prio_level', { prio_level: 'high' }],
    ['an attribute that is a list', 'orderRemark', 'shipment.prio_level', { prio_level: ['x'] }],
    ['a fraction where a whole number is needed', 'pickingPriority', 'shipment.prio_level', { prio_level: 1.5 }],
    ['a number that Centra did not send', 'freightPrice', 'shipment.shippingValue', {}],
    ['an item that is not there', 'invoiceUrl', 'shipment.invoices[0]', {}],
    ['a text that is no number', 'freightPrice', 'double(shipment.deliveryName)', {}],
    ['a text that is no date', 'deliveryDate', 'shipment.deliveryName', {}],
  ])('is named by its place, without values: %s', (_why, target, text, row) => {
    const attempt = () => mapped({ [target]: text }, row, ['prio_level']);
    expect(attempt).toThrow(MappingError);
    expect(attempt).toThrow(new RegExp(`^mapping\\.${target}: .* \\(for this record\\)$`));
    expect(attempt).not.toThrow(/Runa/);
  });

  it('is named once for all lines, together with other faults', () => {
    const row = {
      deliveryCountry: '',
      products: [aLineRow({ weight: null }), aLineRow({ lineId: '502', weight: null })],
    };
    expect(() => mapped({ 'orderLines[].weight': 'line.weight' }, row)).toThrow(
      /^mapping\["orderLines\[\]\.weight"\]: [^;]*; deliveryCountry: no value$/,
    );
  });

  it('names the mapping where a needed field has no value', () => {
    expect(() => mapped({ 'consignee.name': 'shipment.billingName' })).toThrow('mapping["consignee.name"]: no value');
  });
});
