import type { Shipment, ShipmentLine } from '../clients/centra/schema';

/**
 * A shipment's own fields, by what a change of them means to somebody who packs or carries the goods. Every field that a
 * mapping may read is in one of the groups, but for those that change as a matter of course.
 */
export const shipmentFields = {
  consignee: [
    'deliveryName',
    'deliveryCompany',
    'deliveryEmail',
    'deliveryCell',
    'deliveryTele',
    'deliveryAddress',
    'deliveryCoaddress',
    'deliveryZipcode',
    'deliveryCity',
    'deliveryState',
    'deliveryCountry',
    'customerId',
    'accountId',
  ],
  servicePoint: ['shipwallet_pickup'],
  carrier: ['shippingList', 'shipwallet_method', 'defaultCarrier', 'deliveryService'],
  other: [
    'shipmentId',
    'orderId',
    'selectionId',
    'orderDate',
    'cancelDate',
    'preferredDeliveryDate',
    'estimatedDeliveryDate',
    'orderStore',
    'orderCurrency',
    'billingName',
    'billingCompany',
    'billingEmail',
    'billingTele',
    'billingAddress',
    'billingCoaddress',
    'billingZipcode',
    'billingCity',
    'billingState',
    'billingCountry',
    'billingVAT',
    'poNumber',
    'shippingTerms',
    'paymentTerms',
    'proforma',
    'deliveryNote',
    'invoices',
    'shippingValue',
    'voucherValue',
    'grandTotalValue',
    'grandTotalTaxValue',
    'taxAdded',
    'taxDeducted',
    'internalComment',
    'otherComment',
    'shipwallet_deliverytime',
    'shipwallet_doorcode',
    'shipwallet_courier_instructions',
    'shipwallet_id',
    'marketplace_source',
    'marketplace_source_id',
  ],
} as const satisfies Readonly<Record<string, readonly (keyof Shipment)[]>>;

/** Fields of the row that only expressions read; they belong to `other`. */
export const rawFields = ['pickupPointOpt', 'taxBreakdown'] as const;
/** The same of a whole order. */
export const rawOrderFields = ['marketId', 'pricelistId', 'paymentPlugin', 'paymentType', 'paymentMethod'] as const;

/** Lines have groups of their own. */
export const lineFields = {
  /** Which things, and how many: ids, every part that an article number may have, quantity. */
  lines: ['lineId', 'sku', 'variantSku', 'sizeSku', 'ean', 'qty'],
  other: [
    'upc',
    'name',
    'variant',
    'size',
    'price',
    'originalPrice',
    'weight',
    'weightUnit',
    'countryOfOrigin',
    'harmCode',
    'comment',
    'isBundle',
    'isPartOfBundle',
  ],
} as const satisfies Readonly<Record<string, readonly (keyof ShipmentLine)[]>>;

/**
 * In no digest: they change while a shipment runs its course, money and shipping are facts of their own, and where the
 * goods are allocated, and how the shop sorts them, is not the order's content.
 */
export const volatileFields = {
  shipment: [
    'paid',
    'shouldCapture',
    'hold',
    'suspect',
    'gtg',
    'shipmentDate',
    'trackingNumber',
    'trackingUrl',
    'returnSlipTracking',
  ],
  order: ['orderStatus', 'waitingForPayment', 'shipments', 'hold', 'suspect'],
  line: ['warehouses', 'categories'],
} as const;
