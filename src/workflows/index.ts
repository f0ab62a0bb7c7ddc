export { connection } from './connection';
export { lease } from './lease';
export { shipmentsScan, sweep, warehouseScan } from './scans';
export { order, shipment } from './shipment';
export { articlesSync, stockSync } from './syncs';
