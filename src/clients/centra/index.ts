import { createSend, type Send, type SendSettings } from '../http';
import { createCentraOrders, type CentraOrders } from './orders';
import { createCentraProducts, type CentraProducts } from './products';
import { createCentraReturns, type CentraReturns } from './returns';
import { createCentraShipments, type CentraShipments } from './shipments';
import { createCentraStock, type CentraStock } from './stock';
import { createCentraSupplies, type CentraSupplies } from './supplies';

export type { CreatedReturn, NewReturn } from './returns';
export type { WholeOrderFilter } from './orders';
export type { ProductFilter } from './products';
export type { Completion, LineChanges, ShipmentFilter } from './shipments';
export type { NewStock, StockFilter, UnsetStock } from './stock';
export type { Receipt, SeenSupplierDelivery, SeenSupplierOrder } from './supplies';

/** One Centra store, through its Order API plugin. */
export interface Centra
  extends CentraShipments, CentraOrders, CentraProducts, CentraReturns, CentraStock, CentraSupplies {}

export function createCentra(send: Send): Centra {
  return {
    ...createCentraShipments(send),
    ...createCentraOrders(send),
    ...createCentraProducts(send),
    ...createCentraReturns(send),
    ...createCentraStock(send),
    ...createCentraSupplies(send),
  };
}

export interface CentraConnection {
  /** `https://<client>.centra.com/api/<the plugin's URI>` */
  readonly baseUrl: string;
  /** The plugin's secret API key. */
  readonly secret: string;
  readonly timeoutMs: number;
}

/** The way out to one store. */
export function centraSend(
  { baseUrl, secret, timeoutMs }: CentraConnection,
  options: Omit<SendSettings, 'baseUrl' | 'headers' | 'timeoutMs'> = {},
): Send {
  return createSend({ ...options, baseUrl, timeoutMs, headers: { 'API-Authorization': secret } });
}
