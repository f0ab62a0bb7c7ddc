import { aLine, anOrder, aPurchaseLine, aPurchaseOrder } from '../support/documents';
import { hasContracts, noContracts } from '../support/contracts';
import { ongoingSchemas } from '../support/ongoing-schema';
import { eachWithSimulators, ongoingApi } from '../support/simulators';

const suite = hasContracts ? describe : describe.skip;

suite(hasContracts ? 'Ongoing’s simulator and ongoing-openapi.json' : noContracts, () => {
  const simulators = eachWithSimulators();
  let schemas: ReturnType<typeof ongoingSchemas>;
  beforeAll(() => {
    schemas = ongoingSchemas();
  });

  /** Does a call and expects request and answer to be what the document says. */
  async function expectAsDocumented(operation: string, path: string, body?: unknown) {
    const reply = await ongoingApi(simulators.now)(operation.split(' ')[0]!, path, body);
    if (body !== undefined) expect(schemas.requestErrors(operation, body)).toEqual([]);
    expect(schemas.answerErrors(operation, reply.status, reply.json())).toEqual([]);
    return reply;
  }

  it('would notice a member that the document does not have, and one of another kind', () => {
    expect(schemas.answerErrors('PUT /orders', 200, { orderId: 1, mesage: 'x' })).not.toEqual([]);
    expect(schemas.answerErrors('GET /orders', 200, [{ orderInfo: { orderId: '1' } }])).not.toEqual([]);
    expect(schemas.answerErrors('GET /orders', 200, [{ orderInfo: { orderType: { code: 'B2C' } } }])).toEqual([]);
  });

  const fullOrder = anOrder({
    orderRemark: 'Leave at the door',
    servicePointCode: '3232323',
    orderType: { code: 'B2C', name: 'B2C' },
    wayOfDelivery: { code: 'standard', name: 'standard' },
    customerPrice: 648.5,
    invoiceUrl: 'https://invoices.example.com/1.pdf',
    consigneeOrderNumber: 'PO-1',
    warehouseId: 1,
    emailNotification: { toBeNotified: true, value: 'customer@example.com' },
    smsNotification: { toBeNotified: true, value: '+46701740605' },
    marketPlace: { marketPlace: 'Example Market', marketPlaceOrderNumber: 'M1' },
    transporter: { transporterServiceCode: 'P19' },
    advanced: { invoiceNumber: 'I1', wayOfDeliveryString: 'standard' },
    orderLines: [
      aLine({ prices: { customerLinePrice: 299.5, currencyCode: 'SEK' }, externalId: 'x', comment: 'blue' }),
      aLine({ rowNumber: '700002', articleNumber: 'WCH4-STL-OS', numberOfItems: 1, shouldBePicked: true }),
    ],
  });

  it('takes and answers PUT /orders as documented, created and updated', async () => {
    expect((await expectAsDocumented('PUT /orders', '/orders', fullOrder)).status).toBe(201);
    expect((await expectAsDocumented('PUT /orders', '/orders', fullOrder)).status).toBe(200);
  });

  it('shows orders as documented, at every step of their way', async () => {
    const { control } = simulators.now;
    const { orderId } = (await ongoingApi(simulators.now)('PUT', '/orders', fullOrder)).json<{ orderId: number }>();
    const steps = [
      () => control.warehouse.release({ orderId }),
      () => control.warehouse.allocate({ orderId }),
      () => control.warehouse.pick({ orderId, lines: [{ rowNumber: '700002', serials: ['S1'] }], finish: false }),
      () => control.warehouse.shortPick({ orderId, missing: 1 }),
      () => control.warehouse.pack({ orderId, parcels: [{ waybill: 'W1' }, { isReturn: true, waybill: 'R1' }] }),
      () => control.warehouse.ship({ orderId, returnWaybill: 'R2' }),
      () => control.warehouse.backOrder({ orderId }),
      () => control.warehouse.addForeignRow({ orderId, articleNumber: 'EXTRA' }),
      () =>
        control.warehouse.addSubLines({ orderId, rowNumber: '700001', pieces: [{ articleNumber: 'P', quantity: 1 }] }),
      () => control.warehouse.takeBack({ orderId, lines: [{ rowNumber: '700002', comment: 'x' }], cause: 'SIZE' }),
    ];
    for (const step of steps) {
      step();
      await expectAsDocumented('GET /orders', '/orders?goodsOwnerId=121');
      await expectAsDocumented('GET /orders/{orderId}', `/orders/${orderId}`);
    }
  });

  it('cancels as documented, by number and by id', async () => {
    const put = (orderNumber: string) => ongoingApi(simulators.now)('PUT', '/orders', anOrder({ orderNumber }));
    await put('1-1');
    const { orderId } = (await put('2-1')).json<{ orderId: number }>();
    await expectAsDocumented('DELETE /orders', '/orders?goodsOwnerId=121&orderNumber=1-1');
    await expectAsDocumented('DELETE /orders/{orderId}', `/orders/${orderId}`);
  });

  it('acknowledges as documented, with no content where the document says so', async () => {
    const { control } = simulators.now;
    const { orderId } = (await ongoingApi(simulators.now)('PUT', '/orders', fullOrder)).json<{ orderId: number }>();
    const { lines } = control.warehouse.order({ orderId });
    const order = '/orders/{orderId}';
    const setAll = 'setReportedNumberOfItemsToPickedNumberOfItems';
    await expectAsDocumented(`PATCH ${order}/${setAll}`, `/orders/${orderId}/${setAll}`);
    const setAllReturned = 'setReportedReturnedNumberOfItemsToReturnedNumberOfItems';
    await expectAsDocumented(`PATCH ${order}/${setAllReturned}`, `/orders/${orderId}/${setAllReturned}`);
    const line = `${order}/lines/{orderLineId}`;
    const ofLine = `/orders/${orderId}/lines/${lines[0]!.id}`;
    const reported = { reportedNumberOfItems: 1 };
    await expectAsDocumented(`PATCH ${line}/reportedNumberOfItems`, `${ofLine}/reportedNumberOfItems`, reported);
    const returned = `${ofLine}/reportedReturnedNumberOfItems`;
    const reply = await ongoingApi(simulators.now)('PATCH', returned, { reportedReturnedNumberOfItems: 1 });
    expect(reply.headers['content-type']).toBe(schemas.contentType(`PATCH ${line}/reportedReturnedNumberOfItems`, 200));
    expect(reply.text).toBe('');
  });

  it('takes and shows articles as documented', async () => {
    const article = {
      goodsOwnerId: 121,
      articleNumber: 'TEE2-WHT-M',
      articleName: 'Tee White M',
      barCodeInfo: { barCode: '2000000030098' },
      statisticsNumber: '6109100010',
      countryOfOriginCode: 'TR',
      weight: 0.18,
      customerPrice: 299.5,
      storageProperties: { isObsolete: false },
      freeValues: { freeDecimal1: 12, freeText1: 'x' },
      supplierInfo: { supplierNumber: '1', supplierName: 'Mill' },
      alternativeSuppliersInfo: { alternativeSuppliers: [{ supplierName: 'Other', leadTime: 3 }] },
      articleClassesInfo: { classes: [{ code: 'sea', name: 'Sea' }], handlingMode: 'Set' },
      structureDefinition: { articleKind: 'Structure', rows: [{ articleNumber: 'A', numberOfItems: 1 }] },
      articleNameTranslations: [{ languageCode: 'sv', articleName: 'Tröja' }],
      taricNumbersInfo: { taricNumbers: [{ countryCode: 'SE', taricNumber: '1' }] },
      articleInboundHandlingComment: 'Count twice',
      storageClass: { name: 'Dry' },
      goodsCategory: { code: 'C' },
      defaultLocation: { stockLimit: 2 },
      stockLimit: 3,
    };
    const { articleSystemId } = (await expectAsDocumented('PUT /articles', '/articles', article)).json<{
      articleSystemId: number;
    }>();
    await expectAsDocumented('GET /articles', '/articles?goodsOwnerId=121');
    await expectAsDocumented('GET /articles/{articleSystemId}', `/articles/${articleSystemId}`);
    const query = {
      goodsOwnerId: 121,
      articleNumbers: ['TEE2-WHT-M'],
      maxArticlesToGet: 10,
      articleNameContains: ['tee'],
      articleDataLastUpdatedFrom: '2020-01-01T00:00:00Z',
      onlyArticlesBelowStockLimit: true,
      isObsolete: false,
    };
    await expectAsDocumented('POST /articles/byQuery', '/articles/byQuery', query);
    await expectAsDocumented('PUT /articles/{articleSystemId}', `/articles/${articleSystemId}`, article);
    const perWarehouse = '/articles/inventoryPerWarehouse';
    await expectAsDocumented(`GET ${perWarehouse}`, `${perWarehouse}?goodsOwnerId=121`);
  });

  const fullPurchaseOrder = aPurchaseOrder({
    supplierOrderNumber: 'S1',
    inDate: '2026-03-02T12:00:00Z',
    supplierInfo: { supplierNumber: '1', supplierName: 'Mill', supplierAddress: { address: 'Exempelgatan 1' } },
    purchaseOrderType: { code: 'SEA', name: 'Sea' },
    purchaseOrderRemark: 'Fragile',
    warehouseId: 1,
    invoiceNumber: 'I1',
    freeValues: { freeText1: 'x', freeDecimal1: 1, freeBoolean1: true },
    advanced: { container: 'C1', orderDate: '2026-02-01T00:00:00Z', purchaseOrderIsReturnType: false },
    sellerInfo: { sellerName: 'Seller' },
    wayOfDelivery: { code: 'SEA', name: 'Sea' },
    purchaseOrderLines: [
      aPurchaseLine({ rowPrice: 125.5, currencyCode: 'EUR', comment: 'Blue', externalOrderLineId: 'x' }),
      aPurchaseLine({ rowNumber: '2', articleNumber: 'TOT3-NAT-OS', lineFreeValues: { freeText1: 'x' }, weight: 2 }),
    ],
  });

  it('takes and shows purchase orders as documented, at every step of their way', async () => {
    const put = await expectAsDocumented('PUT /purchaseOrders', '/purchaseOrders', fullPurchaseOrder);
    const { purchaseOrderId } = put.json<{ purchaseOrderId: number }>();
    const path = `/purchaseOrders/${purchaseOrderId}`;
    await expectAsDocumented('PUT /purchaseOrders/{purchaseOrderId}', path, fullPurchaseOrder);
    const { warehouse } = simulators.now.control;
    const lines = [
      { rowNumber: '2', serials: ['S1'], batchNumber: 'B1', comment: 'Wet', locked: true },
      { articleNumber: 'EXTRA', quantity: 1 },
    ];
    const steps = [
      () => warehouse.arrive({ purchaseOrderId }),
      () => warehouse.receive({ purchaseOrderId, lines }),
      () => warehouse.receive({ purchaseOrderId }),
      () => warehouse.correctReceived({ purchaseOrderId, rowNumber: '2', received: 3 }),
      () => warehouse.deviation({ purchaseOrderId }),
      () => warehouse.finishReceiving({ purchaseOrderId }),
    ];
    for (const step of steps) {
      await expectAsDocumented('GET /purchaseOrders', '/purchaseOrders?goodsOwnerId=121');
      step();
      await expectAsDocumented('GET /purchaseOrders/{purchaseOrderId}', path);
    }
    await expectAsDocumented('GET /articles', '/articles?goodsOwnerId=121');
  });

  it('cancels purchase orders as documented, by number and by id', async () => {
    const put = async (purchaseOrderNumber: string) =>
      (await ongoingApi(simulators.now)('PUT', '/purchaseOrders', aPurchaseOrder({ purchaseOrderNumber }))).json<{
        purchaseOrderId: number;
      }>().purchaseOrderId;
    await put('1');
    const query = '?goodsOwnerId=121&purchaseOrderNumber=1';
    expect((await expectAsDocumented('DELETE /purchaseOrders', `/purchaseOrders${query}`)).status).toBe(200);
    const path = `/purchaseOrders/${await put('2')}`;
    expect((await expectAsDocumented('DELETE /purchaseOrders/{purchaseOrderId}', path)).status).toBe(200);
  });

  it('acknowledges receipts as documented: with no content', async () => {
    const { warehouse } = simulators.now.control;
    await ongoingApi(simulators.now)('PUT', '/purchaseOrders', fullPurchaseOrder);
    const { purchaseOrderId, lines } = warehouse.purchaseOrder({ purchaseOrderNumber: '364' });
    const order = '/purchaseOrders/{purchaseOrderId}';
    const body = { reportedNumberOfItems: 1 };
    const ofLine = `PATCH ${order}/lines/{purchaseOrderLineId}/reportedNumberOfItems`;
    expect(schemas.requestErrors(ofLine, body)).toEqual([]);
    const setAll = 'setReportedNumberOfItemsToReceivedNumberOfItems';
    for (const [operation, path] of [
      [ofLine, `/purchaseOrders/${purchaseOrderId}/lines/${lines[0]!.id}/reportedNumberOfItems`],
      [`PATCH ${order}/${setAll}`, `/purchaseOrders/${purchaseOrderId}/${setAll}`],
    ] as const) {
      const reply = await ongoingApi(simulators.now)('PATCH', path, operation === ofLine ? body : undefined);
      expect(reply.status).toBe(200);
      expect([reply.headers['content-type'], reply.text]).toEqual([schemas.contentType(operation, 200), '']);
    }
  });

  it.each([
    ['GET /purchaseOrders/statuses', '/purchaseOrders/statuses'],
    ['GET /orders/statuses', '/orders/statuses'],
    ['GET /warehouses', '/warehouses'],
    ['GET /transporterContracts', '/transporterContracts?goodsOwnerId=121'],
    ['GET /goodsOwners', '/goodsOwners'],
    ['GET /returnOrders/returnCauses', '/returnOrders/returnCauses?goodsOwnerId=121'],
  ])('answers %s as documented', async (operation, path) => {
    expect((await expectAsDocumented(operation, path)).status).toBe(200);
  });
});
