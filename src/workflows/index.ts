export { connection } from './connection';
export { lease } from './lease';
export { reconcile } from './reconcile';
export { shipmentsScan, sweep, warehouseScan } from './scans';
export { order, shipment } from './shipment';
export { articlesSync, stockSync } from './syncs';
