import fc from 'fast-check';
import { shipmentDigest } from '../../src/mapping';
import { declarations } from '../../src/mapping/cel/declarations';
import {
  lineFields,
  rawFields,
  rawOrderFields,
  shipmentFields,
  volatileFields,
} from '../../src/mapping/shipment-fields';
import { aLineRow, aShipment, aShipmentRow, aWholeOrder } from './support';
import { shipment } from '../../src/clients/centra/schema';

const options = { key: 'a key', attributes: [] as string[] };
const digest = (row: Record<string, unknown> = {}, more: Partial<typeof options> = {}) =>
  shipmentDigest(aShipment(row), { ...options, ...more });

const groups = ['lines', 'consignee', 'servicePoint', 'carrier', 'other'] as const;
const changed = (row: Record<string, unknown>) => groups.filter((group) => digest(row)[group] !== digest()[group]);

describe('digests of a shipment', () => {
  it.each<[what: string, row: Record<string, unknown>, groups: string[]]>([
    ['a quantity', { products: [aLineRow({ qty: 3 })] }, ['lines']],
    ['a line id', { products: [aLineRow({ lineId: '9' })] }, ['lines', 'other']],
    ['an SKU', { products: [aLineRow({ sizeSku: '-L' })] }, ['lines']],
    ['a line more', { products: [aLineRow(), aLineRow({ lineId: '502' })] }, ['lines', 'other']],
    ['a price', { products: [aLineRow({ price: 1 })] }, ['other']],
    ['a line’s comment', { products: [aLineRow({ comment: 'gift' })] }, ['other']],
    ['the street', { deliveryAddress: 'Annangatan 1' }, ['consignee']],
    ['the e-mail address', { deliveryEmail: 'other@example.com' }, ['consignee']],
    ['the service point', { shipwallet_pickup: 'SP2' }, ['servicePoint']],
    ['the carrier', { shipwallet_method: 'express' }, ['carrier']],
    ['the shipping option', { shippingList: 'express' }, ['carrier']],
    ['the total', { grandTotalValue: 300 }, ['other']],
    ['a remark', { otherComment: 'ring' }, ['other']],
    ['the tax', { taxBreakdown: [{ value: 1 }] }, ['other']],
    ['the billing address', { billingCity: 'Annanstad' }, ['other']],
    ['money taken', { paid: 0, shouldCapture: 1 }, []],
    ['a hold', { hold: 1, suspect: 1, gtg: 1 }, []],
    ['tracking', { trackingNumber: 'T1', shipmentDate: '2026-02-05 10:00:00' }, []],
    ['where the goods are allocated', { products: [aLineRow({ warehouses: [{ name: 'x', itemQty: '1' }] })] }, []],
    ['an attribute that is not declared', { gift_message: 'x' }, []],
    ['another way to say nothing', { deliveryState: null, accountId: '', cancelDate: '' }, []],
    ['a number as a text', { grandTotalValue: '299.00', products: [aLineRow({ qty: '2', lineId: 501 })] }, []],
  ])('%s', (_what, row, expected) => {
    expect(changed(row)).toEqual(expected);
    expect(digest(row).combined === digest().combined).toBe(expected.length === 0);
  });

  it('are short, keyed and show nothing', () => {
    const one = digest({ gift_message: 'Grattis' }, { attributes: ['gift_message'] });
    expect(one.keyId).toMatch(/^[0-9a-f]{8}$/);
    for (const value of [...groups.map((group) => one[group]), one.combined, one.attributes.gift_message]) {
      expect(value).toMatch(/^[0-9a-f]{16}$/);
    }
    const other = digest({}, { key: 'another key' });
    expect(other.keyId).not.toBe(one.keyId);
    for (const group of groups) expect(other[group]).not.toBe(one[group]);
  });

  it('has one for each attribute, so that declaring another changes none', () => {
    const row = { gift_message: 'Grattis', prio_level: 3 };
    const one = digest(row, { attributes: ['gift_message'] });
    const two = digest(row, { attributes: ['prio_level', 'gift_message'] });
    expect(two.attributes.gift_message).toBe(one.attributes.gift_message);
    expect(groups.map((group) => two[group])).toEqual(groups.map((group) => one[group]));
    expect(digest({ ...row, prio_level: 4 }, { attributes: ['prio_level'] }).attributes.prio_level).not.toBe(
      two.attributes.prio_level,
    );
    expect(digest({}, { attributes: ['prio_level'] }).attributes).toEqual(
      digest({ prio_level: null }, { attributes: ['prio_level'] }).attributes,
    );
  });

  it('do not depend on the order of keys, nor of lines', () => {
    const products = [aLineRow(), aLineRow({ lineId: '502', sku: 'CAP' }), aLineRow({ lineId: '503', sku: 'BAG' })];
    const shuffled = (row: Record<string, unknown>) =>
      fc
        .shuffledSubarray(Object.keys(row), { minLength: Object.keys(row).length })
        .map((keys) => Object.fromEntries(keys.map((key) => [key, row[key]])));
    const rows = fc
      .tuple(
        shuffled(aShipmentRow()),
        fc.shuffledSubarray(products, { minLength: 3 }).chain((lines) => fc.tuple(...lines.map(shuffled))),
      )
      .map(([row, lines]) => ({ ...row, products: lines }));
    const expected = digest({ products });
    fc.assert(
      fc.property(rows, (row) => {
        expect(shipmentDigest(shipment.parse(row), options)).toEqual(expected);
      }),
    );
  });

  it('cover every field that an expression may read, but for those that change as a matter of course', () => {
    const { Shipment, Order, ShipmentLine } = declarations;
    const ofShipment = [...Object.values(shipmentFields).flat(), ...rawFields, ...volatileFields.shipment, 'products'];
    expect([...ofShipment].sort()).toEqual(Object.keys(Shipment).sort());
    const common = Object.values(shipmentFields)
      .flat()
      .filter((field) => field !== 'shipmentId');
    const ofOrder = [...common, ...rawFields, ...rawOrderFields, 'internalOrder', ...volatileFields.order, 'products'];
    expect(ofOrder.sort()).toEqual(Object.keys(Order).sort());
    const ofLine = [...Object.values(lineFields).flat(), ...volatileFields.line, 'bundle'];
    expect([...ofLine].sort()).toEqual(Object.keys(ShipmentLine).sort());
  });
});

describe('digests of a whole order', () => {
  const ofOrder = (row: Record<string, unknown> = {}) => shipmentDigest(aWholeOrder(row), options);

  it.each<[what: string, row: Record<string, unknown>, groups: string[]]>([
    ['a quantity', { products: [aLineRow({ qty: 3 })] }, ['lines']],
    ['the street', { deliveryAddress: 'Annangatan 1' }, ['consignee']],
    ['the market', { marketId: 2 }, ['other']],
    ['that it is the merchant’s own', { internalOrder: 1 }, ['other']],
    ['the way of payment', { paymentType: 'inv' }, ['other']],
    ['its status', { orderStatus: 'Processing' }, []],
    ['a shipment of it', { shipments: [{ shipmentId: '7001-1' }] }, []],
    ['a hold', { hold: 1, waitingForPayment: 1 }, []],
  ])('%s', (_what, row, expected) => {
    expect(groups.filter((group) => ofOrder(row)[group] !== ofOrder()[group])).toEqual(expected);
  });
});
