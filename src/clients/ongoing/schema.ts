/** The documents of Ongoing that we read, parsed once, at the edge. Names of ours where the reads have other ones than the writes. */
export { warehouseOrder } from './order-schema';
export type { WarehouseOrder } from './order-schema';
export type { WarehouseItem, WarehouseLine } from './line-schema';
export type { WarehouseParcel } from './parcel-schema';
export { article } from './article-schema';
export type { Article } from './article-schema';
export { orderStatuses } from './status-schema';
export type { WarehouseStatus } from './status-schema';
export { perWarehouse } from './inventory-schema';
export type { ArticlePerWarehouse, Inventory, UnreportedMovements, WarehouseInventory } from './inventory-schema';
export type { ArticleFreeValues } from './free-values';
export { warehousePurchaseOrder } from './purchase-order-schema';
export type { WarehousePurchaseOrder, WarehousePurchaseOrderLine } from './purchase-order-schema';
export { returnCauses, warehouses } from './lookup-schema';
export type { ReturnCause, Warehouse } from './lookup-schema';
