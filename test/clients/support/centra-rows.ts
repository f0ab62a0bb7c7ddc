/** Rows as Centra's Order API sends them, of invented people; a test names only what it is about. */
export function aShipmentRow(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    shipmentId: '1001-1',
    orderId: '1001',
    orderDate: '2026-02-03 10:11:12',
    orderStore: 'retail',
    orderCurrency: 'SEK',
    customerId: '77',
    accountId: '0',
    deliveryName: 'Kim Example',
    deliveryCompany: '',
    deliveryEmail: 'kim@example.com',
    deliveryAddress: 'Testgatan 1',
    deliveryZipcode: '11122',
    deliveryCity: 'Stockholm',
    deliveryCountry: 'SE',
    suspect: 0,
    hold: 0,
    paid: 1,
    shouldCapture: 0,
    grandTotalValue: 450.5,
    products: [aLineRow()],
    ...changes,
  };
}

export function aLineRow(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    lineId: '501',
    sku: 'TEE',
    variantSku: 'BLACK',
    sizeSku: 'M',
    ean: '7300000000001',
    name: 'Tee',
    qty: 2,
    price: 225.25,
    isBundle: false,
    ...changes,
  };
}

export function anOrderRow(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    orderId: '1001',
    orderStatus: 3,
    hold: 0,
    waitingForPayment: 0,
    shipments: [{ shipmentId: '1001-1', shippedDate: '0000-00-00 00:00:00' }],
    ...changes,
  };
}

/** An order with everything in it. */
export function aWholeOrderRow(changes: Record<string, unknown> = {}): Record<string, unknown> {
  const { shipmentId: _s, paid: _p, shouldCapture: _c, ...head } = aShipmentRow();
  return { ...head, ...anOrderRow(), internalOrder: 0, ...changes };
}

export function aProductRow(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    stockItemId: 9001,
    productId: 900,
    sku: 'TEE',
    variantSku: 'BLACK',
    sizeSku: 'M',
    ean: '7300000000001',
    product: 'Tee',
    variant: 'Black',
    size: 'M',
    weight: 0.2,
    weightUnit: 'kg',
    active: 1,
    prices: [{ id: '1', price: '225.25', pricelist: 'SEK', currency: 'SEK' }],
    ...changes,
  };
}

export function aReturnRow(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    returnId: 385,
    completed: false,
    shipment: '1001-1',
    shipmentId: 8039,
    orderId: 1001,
    products: [{ returnLineId: 555, shipmentLineId: 501, orderLineId: 601, quantity: 1 }],
    ...changes,
  };
}

export function aStockRow(changes: Record<string, unknown> = {}): Record<string, unknown> {
  const { prices: _, ...article } = aProductRow();
  return { ...article, physicalStock: 12, allocatedStock: 2, availableStock: 10, ...changes };
}

export function aSupplierDeliveryRow(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: '364',
    orderId: '957',
    deliveryId: '957-1',
    supplierName: 'Example Mills',
    supplierCountry: 'PT',
    created: '2026-01-12 01:15',
    ETD: '2026-02-01 15:15',
    ETA: '2026-02-03 20:15',
    message: '',
    productsQty: 12,
    products: [aSupplierLineRow()],
    ...changes,
  };
}

export function aSupplierLineRow(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    sku: 'TEE',
    variantSku: 'BLACK',
    sizeSku: 'M',
    product: 'Tee',
    variant: 'Black',
    size: 'M',
    ean: '7300000000001',
    weight: 0.2,
    weightUnit: 'kg',
    quantity: 12,
    cost: '9.40',
    costCurrency: 'USD',
    ...changes,
  };
}
