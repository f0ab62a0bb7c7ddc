import { compileGoodsOwnerRules, passesArticleFilter, passesDeliveryFilter, passesFilter } from '../../src/mapping';
import { aLineRow, aProduct, aShipment, aWholeOrder, rules } from './support';

const shipmentPasses = (filter: string, row: Record<string, unknown> = {}) =>
  passesFilter(aShipment(row), rules({ filter, attributes: ['gift_message', 'prio_level'] }));

describe('a filter of shipments', () => {
  it.each<[filter: string, row: Record<string, unknown>, passes: boolean]>([
    ['', {}, true],
    ['shipment.paid == 1 && shipment.deliveryCountry in ["SE", "NO"]', {}, true],
    ['shipment.paid == 1 && shipment.deliveryCountry in ["SE", "NO"]', { paid: 0 }, false],
    ['shipment.paid == 1 && shipment.deliveryCountry in ["SE", "NO"]', { deliveryCountry: 'DE' }, false],
    ['shipment.grandTotalValue >= 299', {}, true],
    ['shipment.grandTotalValue >= 299', { grandTotalValue: '298.99' }, false],
    ['shipment.products.exists(line, line.sku.startsWith("TEE"))', {}, true],
    ['shipment.products.all(line, line.qty == 1)', {}, false],
    ['has(shipment.marketplace_source)', {}, false],
    ['has(shipment.marketplace_source)', { marketplace_source: 'market' }, true],
    ['has(shipment.gtg) && shipment.gtg == 1', {}, false],
    ['has(shipment.gtg) && shipment.gtg == 1', { gtg: 1 }, true],
    ['has(shipment.shippingTerms.name)', { shippingTerms: { id: 5, name: 'DAP', description: '' } }, true],
    ['has(shipment.shippingTerms)', {}, false],
    ['shipment.accountId == ""', { accountId: '0' }, true],
    ['shipment.gift_message == "" && !has(shipment.gift_message)', {}, true],
    ['shipment.prio_level > 2', { prio_level: 3 }, true],
    ['shipment.prio_level == 3', { prio_level: 3 }, true],
    ['shipment.cancelDate == ""', {}, true],
    [
      'shipment.products.all(l, l.warehouses.exists(w, w.name == "Main" && w.itemQty >= 2))',
      { products: [aLineRow({ warehouses: [{ name: 'Main', itemQty: '2' }] })] },
      true,
    ],
    [
      'shipment.taxBreakdown.exists(t, t.taxPercent == 25.0)',
      { taxBreakdown: [{ description: 'VAT', taxPercent: 25, value: 10 }] },
      true,
    ],
    ['"Shoes" in shipment.products[0].categories', { products: [aLineRow({ categories: ['Shoes'] })] }, true],
    [
      'shipment.products[0].bundle.exists(i, i.lineId == "1")',
      { products: [aLineRow({ isBundle: true, bundle: [aLineRow({ lineId: 1 })] })] },
      true,
    ],
  ])('%s', (filter, row, passes) => {
    expect(shipmentPasses(filter, row)).toEqual({ passes });
  });

  it.each([
    ['a number that Centra did not send', 'shipment.gtg == 1', {}],
    ['an attribute of another type', 'shipment.prio_level > 2', { prio_level: 'high' }],
    ['an attribute that is not there', 'shipment.prio_level > 2', {}],
    ['an attribute that is neither true nor false', 'shipment.gift_message', { gift_message: 'yes' }],
    ['an item that is not there', 'shipment.invoices[3] != ""', {}],
  ])('cannot say: %s', (_why, filter, row) => {
    expect(shipmentPasses(filter, row)).toEqual({
      passes: false,
      fault: { at: 'filter', what: expect.stringMatching(/\(for this record\)$/) },
    });
  });
});

describe('filters of a goods owner', () => {
  const { rules: owner } = compileGoodsOwnerRules({
    articles: { filter: 'product.active == 1 && product.prices.exists(p, p.currency == "SEK" && p.price > 100)' },
    purchaseOrders: { filter: 'delivery.products.exists(l, l.quantity > 10) && delivery.supplierName != ""' },
  });

  it('decide about articles', () => {
    expect(passesArticleFilter(aProduct(), owner)).toEqual({ passes: true });
    expect(passesArticleFilter(aProduct({ active: 0 }), owner)).toEqual({ passes: false });
  });

  it('decide about supplier deliveries', () => {
    const delivery = {
      id: '364',
      supplierName: 'Leverantör',
      products: [{ sku: 'TEE', quantity: '12', cost: '4.50' }],
    };
    expect(passesDeliveryFilter(delivery, owner)).toEqual({ passes: true });
    expect(passesDeliveryFilter({ ...delivery, supplierName: null }, owner)).toEqual({ passes: false });
    expect(passesDeliveryFilter({ ...delivery, products: null }, owner)).toEqual({ passes: false });
  });

  it('let everything pass where there are none', () => {
    const { rules: none } = compileGoodsOwnerRules({ articles: { filter: '' }, purchaseOrders: { filter: ' ' } });
    expect(passesArticleFilter(aProduct(), none)).toEqual({ passes: true });
    expect(passesDeliveryFilter({}, none)).toEqual({ passes: true });
  });
});

describe('a filter of whole orders', () => {
  it.each<[imports: string, filter: string, row: Record<string, unknown>, passes: boolean]>([
    ['orders', 'order.orderStatus in ["confirmed", "processing"]', {}, true],
    ['orders', 'order.orderStatus in ["confirmed", "processing"]', { orderStatus: 'Pending' }, false],
    ['orders', 'order.internalOrder == 0 && order.marketId == 1', {}, true],
    ['orders', 'order.internalOrder == 0 && order.marketId == 1', { internalOrder: 1 }, false],
    ['orders', 'size(order.shipments) == 0', { shipments: [{ shipmentId: '7001-1' }] }, false],
    ['orders', 'order.gift_message == "yes"', { gift_message: 'yes' }, true],
    ['both', 'shipment.deliveryCountry == "SE" && shipment.paid == 1', {}, true],
    ['both', 'has(order.orderStatus) && order.deliveryCity == "Exempelstad"', {}, true],
  ])('%s: %s', (imports, filter, row, passes) => {
    const its = rules({ filter, import: imports, attributes: ['gift_message'] });
    expect(passesFilter(aWholeOrder(row), its)).toEqual({ passes });
  });

  it('tells a shipment from an order where both are imported', () => {
    const its = rules({ filter: 'has(order.orderStatus)', import: 'both' });
    expect(passesFilter(aShipment(), its)).toEqual({ passes: false });
    expect(passesFilter(aWholeOrder(), its)).toEqual({ passes: true });
  });
});
