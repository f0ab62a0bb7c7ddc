export { connection } from './connection';
export { lease } from './lease';
export { reconcile } from './reconcile';
export { purchaseOrder } from './purchase-order';
export { purchaseOrdersScan } from './purchase-orders-scan';
export { ordersScan, shipmentsScan, sweep, warehouseScan } from './scans';
export { order, shipment } from './shipment';
export { articlesSync, stockSync } from './syncs';
