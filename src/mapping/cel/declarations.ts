/** A type of CEL. `double` is Centra's money and weights, `int` its counts and its `0`/`1` flags. */
export type FieldType =
  'string' | 'int' | 'double' | 'bool' | 'dyn' | TypeName | `list<${'string' | 'dyn' | TypeName}>`;

export type TypeName =
  | 'Shipment'
  | 'Order'
  | 'OrderShipment'
  | 'ShipmentLine'
  | 'ShipmentWarehouse'
  | 'Terms'
  | 'TaxLine'
  | 'Product'
  | 'ProductPrice'
  | 'Delivery'
  | 'DeliveryLine';

export type Fields = Readonly<Record<string, FieldType>>;

const texts = <const Names extends readonly string[]>(...names: Names) =>
  Object.fromEntries(names.map((name) => [name, 'string'])) as Record<Names[number], 'string'>;

const articleTexts = texts('sku', 'variantSku', 'sizeSku', 'ean', 'upc', 'variant', 'size', 'weightUnit');

/** What shipments and orders say alike. */
const document = {
  ...texts('orderId', 'selectionId'),
  ...texts('orderDate', 'cancelDate', 'preferredDeliveryDate', 'estimatedDeliveryDate'),
  ...texts('orderStore', 'orderCurrency', 'customerId', 'accountId'),
  ...texts('deliveryName', 'deliveryCompany', 'deliveryEmail', 'deliveryCell', 'deliveryTele'),
  ...texts('deliveryAddress', 'deliveryCoaddress', 'deliveryZipcode', 'deliveryCity', 'deliveryState'),
  ...texts('deliveryCountry'),
  ...texts('billingName', 'billingCompany', 'billingEmail', 'billingTele', 'billingAddress', 'billingCoaddress'),
  ...texts('billingZipcode', 'billingCity', 'billingState', 'billingCountry', 'billingVAT'),
  ...texts('poNumber', 'shippingList', 'defaultCarrier', 'deliveryService'),
  shippingTerms: 'Terms',
  paymentTerms: 'Terms',
  ...texts('proforma', 'deliveryNote'),
  invoices: 'list<string>',
  suspect: 'int',
  hold: 'int',
  pickupPointOpt: 'bool',
  shippingValue: 'double',
  voucherValue: 'double',
  grandTotalValue: 'double',
  grandTotalTaxValue: 'double',
  taxAdded: 'double',
  taxDeducted: 'double',
  taxBreakdown: 'list<TaxLine>',
  ...texts('internalComment', 'otherComment'),
  ...texts('shipwallet_method', 'shipwallet_pickup', 'shipwallet_deliverytime', 'shipwallet_doorcode'),
  ...texts('shipwallet_courier_instructions', 'shipwallet_id'),
  ...texts('marketplace_source', 'marketplace_source_id'),
  products: 'list<ShipmentLine>',
} as const satisfies Fields;

/**
 * What expressions may name, field by field, in Centra's own names and types (`centra-order-api.md`): that is why flags
 * are numbers (`shipment.paid == 1`). A name that is not here is found when the configuration is read. What has no value
 * reads as an empty text or an empty list; a number that Centra did not send cannot be read (`has()` tells).
 */
export const declarations: Readonly<Record<TypeName, Fields>> = {
  Shipment: {
    shipmentId: 'string',
    ...document,
    ...texts('shipmentDate', 'trackingNumber', 'trackingUrl', 'returnSlipTracking'),
    paid: 'int',
    shouldCapture: 'int',
    gtg: 'int',
  },
  Order: {
    ...document,
    // As a word in small letters, whatever Centra sends: pending, confirmed, processing.
    orderStatus: 'string',
    internalOrder: 'int',
    waitingForPayment: 'int',
    marketId: 'int',
    pricelistId: 'int',
    ...texts('paymentPlugin', 'paymentType', 'paymentMethod'),
    shipments: 'list<OrderShipment>',
  },
  OrderShipment: texts('shipmentId', 'shippedDate', 'carrier', 'service', 'trackingId'),
  ShipmentLine: {
    lineId: 'string',
    ...articleTexts,
    name: 'string',
    qty: 'int',
    price: 'double',
    originalPrice: 'double',
    weight: 'double',
    ...texts('countryOfOrigin', 'harmCode', 'comment'),
    isBundle: 'bool',
    isPartOfBundle: 'string',
    bundle: 'list<ShipmentLine>',
    warehouses: 'list<ShipmentWarehouse>',
    categories: 'list<dyn>',
  },
  ShipmentWarehouse: { name: 'string', itemQty: 'int' },
  Terms: { ...texts('id', 'name', 'description') },
  TaxLine: { description: 'string', taxPercent: 'double', value: 'double' },
  Product: {
    ...texts('stockItemId', 'productId', 'variantId'),
    ...articleTexts,
    ...texts('product', 'name', 'sizeComment', 'brand', 'collection'),
    weight: 'double',
    ...texts('countryOfOrigin', 'harmCode', 'harmDescription'),
    active: 'int',
    ...texts('createdAt', 'folder', 'categoryName', 'store'),
    ...texts('description', 'shortDescription', 'comment'),
    categories: 'list<string>',
    prices: 'list<ProductPrice>',
  },
  ProductPrice: { id: 'string', price: 'double', pricelist: 'string', currency: 'string' },
  Delivery: {
    ...texts('id', 'orderId', 'deliveryId', 'supplierName', 'supplierCountry', 'created', 'ETD', 'ETA', 'message'),
    productsQty: 'int',
    products: 'list<DeliveryLine>',
  },
  DeliveryLine: {
    ...articleTexts,
    ...texts('brand', 'collection', 'product', 'costCurrency'),
    weight: 'double',
    quantity: 'int',
    cost: 'double',
  },
};
