/** The documents of Centra's Order API that we read, parsed once, at the edge. */
export { shipment } from './shipment-schema';
export type { BusinessTerms, Shipment, ShipmentLine } from './shipment-schema';
export { order } from './order-schema';
export type { Order, OrderShipment, OrderStatus } from './order-schema';
export { product } from './product-schema';
export type { Product, ProductPrice } from './product-schema';
export { returned } from './return-schema';
export type { Return, ReturnLine } from './return-schema';
