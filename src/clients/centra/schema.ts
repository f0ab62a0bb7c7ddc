/** The documents of Centra's Order API that we read, parsed once, at the edge. */
export { shipment } from './shipment-schema';
export type { Shipment } from './shipment-schema';
export type { BusinessTerms, ShipmentLine } from './document-fields';
export { wholeOrder } from './whole-order-schema';
export type { WholeOrder } from './whole-order-schema';
export { order } from './order-schema';
export type { Order, OrderShipment, OrderStatus } from './order-schema';
export { product, stockRow } from './product-schema';
export type { Product, ProductPrice, StockRow } from './product-schema';
export { returned } from './return-schema';
export type { Return, ReturnLine } from './return-schema';
export { additionalDelivery, supplierDelivery, supplierDeliveryHead, supplierOrder } from './supplier-schema';
export type {
  AdditionalDelivery,
  SupplierDelivery,
  SupplierDeliveryHead,
  SupplierDeliveryLine,
  SupplierOrder,
} from './supplier-schema';
