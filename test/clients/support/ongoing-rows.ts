/** Rows as Ongoing's REST API sends them; a test names only what it is about. */
export function anOrderRow(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    goodsOwner: { id: 121, name: 'Acme' },
    orderInfo: anOrderInfo(),
    consignee: { name: 'Kim Example', address1: 'Testgatan 1', city: 'Stockholm', countryCode: 'SE' },
    parcels: [],
    orderLines: [aLineRow()],
    transporter: null,
    tracking: null,
    returnTracking: null,
    shipmentInfo: null,
    ...changes,
  };
}

export function anOrderInfo(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    orderId: 40001,
    orderNumber: '1001-1',
    goodsOwnerOrderId: '1001-1',
    referenceNumber: 'retail/1001-1',
    deliveryDate: '2026-02-03T00:00:00Z',
    createdDate: '2026-02-03T10:12:00.12Z',
    shippedTime: null,
    wayBill: '',
    returnWayBill: null,
    orderStatus: { number: 200, text: 'Öppen' },
    isPickedWithErrors: false,
    ...changes,
  };
}

export function aLineRow(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 70001,
    rowNumber: '501',
    article: { articleSystemId: 18000, articleNumber: 'TEEBLACKM' },
    orderedNumberOfItems: 2.0,
    allocatedNumberOfItems: 0.0,
    pickedNumberOfItems: 0.0,
    packedNumberOfItems: 0.0,
    reportedNumberOfItems: null,
    returnedNumberOfItems: 0.0,
    reportedReturnedNumberOfItems: null,
    shouldBePicked: true,
    pickedArticleItems: [],
    subOrderLines: null,
    ...changes,
  };
}

export function anArticleRow(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    articleSystemId: 18000,
    articleNumber: 'TEEBLACKM',
    articleName: 'Tee Black M',
    barCodeInfo: { barCode: '7300000000001' },
    weight: 0.2,
    storageProperties: { isObsolete: false },
    isActive: true,
    isStockArticle: true,
    articleKind: 'Stock',
    articleDataLastUpdated: '2026-02-03T10:12:00Z',
    ...changes,
  };
}

export function anInventoryRow(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    articleSystemId: 18000,
    articleNumber: 'TEEBLACKM',
    inventoryPerWarehouse: [
      {
        warehouseId: 1,
        numberOfItems: 11.0,
        numberOfLockedItems: 3.0,
        sellableNumberOfItems: -1.0,
        availableForSaleNumberOfItems: 8.0,
        allocatedNumberOfItems: 2.0,
        reported: null,
      },
    ],
    ...changes,
  };
}

export function aPurchaseOrderRow(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    goodsOwner: { id: 121, name: 'Acme' },
    supplierInfo: { supplierNumber: 'S1', supplierName: 'Example Mills' },
    purchaseOrderInfo: aPurchaseOrderInfo(),
    purchaseOrderLines: [aPurchaseOrderLineRow()],
    ...changes,
  };
}

export function aPurchaseOrderInfo(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    purchaseOrderId: 247,
    purchaseOrderNumber: '364',
    goodsOwnerReference: '957-1',
    referenceNumber: '957',
    purchaseOrderStatus: { number: 300, text: 'Inleverans' },
    inDate: '2026-02-03',
    createdDate: '2026-01-12T10:12:00.12Z',
    advanced: null,
    ...changes,
  };
}

export function aPurchaseOrderLineRow(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 555,
    rowNumber: 'TEEBLACKM',
    article: { articleSystemId: 18000, articleNumber: 'TEEBLACKM' },
    advisedNumberOfItems: 12.0,
    receivedNumberOfItems: 7.0,
    reportedNumberOfItems: null,
    rowPrice: 112.8,
    currency: { code: 'USD', name: 'US-dollar' },
    articleItems: [],
    subPurchaseOrderLines: null,
    ...changes,
  };
}
