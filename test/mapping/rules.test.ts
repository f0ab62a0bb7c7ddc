import { checkRules, compileGoodsOwnerRules, compileRules } from '../../src/mapping';
import { parse, aFile, problemsOf } from '../config/support';

const problems = (texts: { filter?: string; mapping?: Record<string, string>; attributes?: string[] }) =>
  compileRules({ filter: '', mapping: {}, attributes: [], ...texts }).problems;

describe('a filter', () => {
  it.each([
    'shipment.paid == 1 && shipment.deliveryCountry in ["SE", "NO"]',
    'shipment.grandTotalValue > 100',
    'shipment.products.exists(line, line.qty > 1 && line.price < 10.5)',
    'shipment.products.all(line, line.warehouses.exists(w, w.name == "Main" && w.itemQty > 0))',
    'has(shipment.marketplace_source)',
    'shipment.shippingTerms.name == "DAP"',
    'size(shipment.invoices) == 0',
    'shipment.gift_message == "yes" || has(shipment.gift_message)',
    'true',
    '',
  ])('compiles: %s', (filter) => {
    expect(problems({ filter, attributes: ['gift_message'] })).toEqual([]);
  });

  it.each<[filter: string, said: [what: RegExp, fix?: string]]>([
    ['shipment.pade == 1', [/names a field that is not known, pade/, 'did you mean paid?']],
    ['has(shipment.marketplace_sourc)', [/not known, marketplace_sourc/, 'did you mean marketplace_source?']],
    ['shipment.products.exists(l, has(l.shelf))', [/not known, shelf/]],
    ['shipment.products.exists(l, l.qyt > 1)', [/not known, qyt/, 'did you mean qty?']],
    ['shipment["deliveryCity "] == "x"', [/not known, deliveryCity/, 'did you mean deliveryCity?']],
    ['shipment.gift_message == "x"', [/not known, gift_message/]],
    ['order.paid == 1', [/names order, which is not known here/, 'it can name shipment']],
    ['shipmnt.paid == 1', [/names shipmnt/, 'did you mean shipment?']],
    ['shipment.paid == "1"', [/no such overload: int == string/]],
    ['shipment.grandTotalValue == 100', [/double == int/, 'write 100.0 for 100, double(…) for a count']],
    ['shipment.paid', [/must be true or false, and gives a whole number/]],
    ['shipment.deliveryCity', [/must be true or false, and gives a text/]],
    ['shipment.paid ==', [/no valid expression: Unexpected token: EOF/]],
    ['now() > 1', [/no valid expression/]],
  ])('does not compile: %s', (filter, [what, fix]) => {
    const found = problems({ filter });
    expect(found).toEqual([{ path: 'filter', what: expect.stringMatching(what), ...(fix && { fix }) }]);
  });
});

describe('what a store imports', () => {
  it.each<[imports: string | undefined, filter: string]>([
    [undefined, 'shipment.paid == 1'],
    ['shipments', 'shipment.paid == 1'],
    ['orders', 'order.orderStatus == "confirmed" && order.internalOrder == 0 && order.marketId == 3'],
    ['orders', 'order.shipments.all(s, s.shippedDate == "") && order.gift_message == "yes"'],
    ['both', 'shipment.deliveryCountry == "SE" && (!has(order.orderStatus) || order.internalOrder == 0)'],
  ])('%s: can be named: %s', (imports, filter) => {
    const store = { filter, mapping: {}, attributes: ['gift_message'], import: imports };
    expect(compileRules(store).problems).toEqual([]);
  });

  it.each<[imports: string, text: string, fix: string]>([
    ['orders', 'shipment.paid == 1', 'it can name order'],
    ['shipments', 'order.orderId == "1"', 'it can name shipment'],
  ])('%s: cannot be named: %s', (imports, text, fix) => {
    const problem = { what: expect.stringContaining('not known here'), fix };
    const { problems: found } = compileRules({
      filter: text,
      mapping: { 'smsNotification.toBeNotified': text },
      attributes: [],
      import: imports,
    });
    expect(found).toEqual([
      { path: 'filter', ...problem },
      { path: 'mapping["smsNotification.toBeNotified"]', ...problem },
    ]);
  });

  it('has no field that only shipments have where orders are imported', () => {
    const { problems: found } = compileRules({
      filter: 'order.paid == 1',
      mapping: {},
      attributes: [],
      import: 'orders',
    });
    expect(found).toMatchObject([{ what: expect.stringContaining('not known, paid') }]);
  });
});

describe('a mapping', () => {
  it.each<[target: string, text: string]>([
    ['orderRemark', 'shipment.internalComment'],
    ['advanced.wayOfDeliveryString', 'shipment.shippingList'],
    ['wayOfDelivery.code', '"X"'],
    ['warehouseId', 'shipment.deliveryCountry == "SE" ? 1 : 2'],
    ['customerPrice', 'shipment.grandTotalValue - shipment.shippingValue'],
    ['smsNotification.toBeNotified', 'shipment.paid == 1'],
    ['deliveryDate', 'shipment.orderDate'],
    ['orderLines[].comment', 'line.comment + shipment.orderId'],
    ['orderLines.comment', 'line.comment'],
    ['consignee.address1', 'shipment.gift_message'],
    ['invoiceUrl', 'null'],
  ])('compiles: %s', (target, text) => {
    expect(problems({ mapping: { [target]: text }, attributes: ['gift_message'] })).toEqual([]);
  });

  it.each<[target: string, text: string, path: string, said: [what: RegExp, fix?: string]]>([
    ['orderRemrk', '"x"', 'mapping.orderRemrk', [/no field of Ongoing’s order/, 'did you mean orderRemark?']],
    ['consignee.adress1', '"x"', 'mapping["consignee.adress1"]', [/no field/, 'did you mean consignee.address1?']],
    ['consignee', '"x"', 'mapping.consignee', [/no field/]],
    ['constructor', '"x"', 'mapping.constructor', [/no field/]],
    ['orderNumber', '"x"', 'mapping.orderNumber', [/whose order it is/]],
    ['goodsOwnerId', '1', 'mapping.goodsOwnerId', [/whose order it is/]],
    ['goodsOwnerOrderId', '"x"', 'mapping.goodsOwnerOrderId', [/whose order it is/]],
    ['referenceNumber', '"x"', 'mapping.referenceNumber', [/whose order it is/]],
    ['orderLines[].rowNumber', '"x"', 'mapping["orderLines[].rowNumber"]', [/identity/]],
    ['orderLines.rowNumber', '"x"', 'mapping["orderLines.rowNumber"]', [/identity/]],
    ['orderLines[].articleNumber', '"x"', 'mapping["orderLines[].articleNumber"]', [/articles\.articleNumber/]],
    ['orderLines[].numberOfItems', '1', 'mapping["orderLines[].numberOfItems"]', [/cannot be mapped/]],
    ['orderRemark', 'shipment.paid', 'mapping.orderRemark', [/must give a text, and gives a whole number/]],
    ['warehouseId', '1.5', 'mapping.warehouseId', [/must give a whole number, and gives a number \(double\)/]],
    ['customerPrice', '"1"', 'mapping.customerPrice', [/must give a number, and gives a text/]],
    ['emailNotification.toBeNotified', '1', 'mapping["emailNotification.toBeNotified"]', [/must give true or false/]],
    ['deliveryDate', '1', 'mapping.deliveryDate', [/must give a date/]],
    ['orderRemark', 'shipment.products', 'mapping.orderRemark', [/must give a text, and gives a list<ShipmentLine>/]],
    [
      'orderRemark',
      'line.comment',
      'mapping.orderRemark',
      [/names line, which is not known here/, 'it can name shipment'],
    ],
    ['orderRemark', '', 'mapping.orderRemark', [/no valid expression/]],
  ])('does not compile: %s', (target, text, path, [what, fix]) => {
    expect(problems({ mapping: { [target]: text } })).toEqual([
      { path, what: expect.stringMatching(what), ...(fix && { fix }) },
    ]);
  });
});

describe('a goods owner’s filters', () => {
  it.each([
    ['product.brand == "Exempel" && product.active == 1', 'delivery.supplierName != "" && delivery.productsQty > 0'],
    ['product.prices.exists(p, p.currency == "SEK")', 'delivery.products.all(l, l.quantity > 0)'],
  ])('compile: %s', (articles, purchaseOrders) => {
    const owner = { articles: { filter: articles }, purchaseOrders: { filter: purchaseOrders } };
    expect(compileGoodsOwnerRules(owner).problems).toEqual([]);
  });

  it('do not compile', () => {
    const owner = { articles: { filter: 'product.brnd == ""' }, purchaseOrders: { filter: 'shipment.paid == 1' } };
    expect(compileGoodsOwnerRules(owner).problems).toEqual([
      { path: 'articles.filter', what: expect.stringContaining('brnd'), fix: 'did you mean brand?' },
      { path: 'purchaseOrders.filter', what: expect.stringContaining('shipment'), fix: 'it can name delivery' },
    ]);
  });
});

describe('checkRules', () => {
  const text = `${aFile.replace('    stores:', '    articles: { filter: product.actve == 1 }\n    stores:')}
        filter: shipment.pade == 1
        mapping:
          consignee.nmae: shipment.deliveryName
`;

  it('finds nothing in a configuration without expressions', () => {
    expect(checkRules(parse(aFile))).toEqual([]);
  });

  it('stands in the list of everything that is wrong with the file, with lines', () => {
    expect(problemsOf(`every: soon\n${text}`, { extraChecks: [checkRules] })).toMatchObject([
      { path: 'every', line: 1 },
      { path: 'goodsOwners[0].articles.filter', line: 10, fix: 'did you mean active?' },
      { path: 'goodsOwners[0].stores[0].filter', line: 19, fix: 'did you mean paid?' },
      { path: 'goodsOwners[0].stores[0].mapping["consignee.nmae"]', line: 21, fix: 'did you mean consignee.name?' },
    ]);
  });
});
