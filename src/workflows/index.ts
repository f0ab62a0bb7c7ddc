export { connection } from './connection';
export { shipment } from './shipment';
