import { createSend, type Send, type SendSettings } from '../http';
import { createOngoingAcknowledgements, type OngoingAcknowledgements } from './acknowledgements';
import { createOngoingArticles, type OngoingArticles } from './articles';
import { createOngoingInventory, type OngoingInventory } from './inventory';
import { createOngoingLookups, type OngoingLookups } from './lookups';
import { createOngoingOrders, type OngoingOrders } from './orders';
import { createOngoingPurchaseOrders, type OngoingPurchaseOrders } from './purchase-orders';
import { createOngoingStatuses, type OngoingStatuses } from './statuses';

export type { ArticleFilter, ArticleQuery } from './articles';
export type { InventoryFilter } from './inventory';
export type { OrderFilter } from './orders';
export type { PurchaseOrderFilter } from './purchase-orders';

/** One goods owner in Ongoing, through its REST API. */
export interface Ongoing
  extends
    OngoingOrders,
    OngoingAcknowledgements,
    OngoingArticles,
    OngoingInventory,
    OngoingPurchaseOrders,
    OngoingStatuses,
    OngoingLookups {}

export function createOngoing(send: Send, { goodsOwnerId }: { readonly goodsOwnerId: number }): Ongoing {
  return {
    ...createOngoingOrders(send, goodsOwnerId),
    ...createOngoingAcknowledgements(send),
    ...createOngoingArticles(send, goodsOwnerId),
    ...createOngoingInventory(send, goodsOwnerId),
    ...createOngoingPurchaseOrders(send, goodsOwnerId),
    ...createOngoingStatuses(send),
    ...createOngoingLookups(send, goodsOwnerId),
  };
}

export interface OngoingConnection {
  /** `https://api.ongoingsystems.se/<warehouse>/api/v1` */
  readonly baseUrl: string;
  readonly username: string;
  readonly password: string;
  readonly timeoutMs: number;
}

/** The way out to one warehouse, as one user. */
export function ongoingSend(
  { baseUrl, username, password, timeoutMs }: OngoingConnection,
  options: Omit<SendSettings, 'baseUrl' | 'headers' | 'timeoutMs'> = {},
): Send {
  const credentials = Buffer.from(`${username}:${password}`, 'utf8').toString('base64');
  return createSend({ ...options, baseUrl, timeoutMs, headers: { Authorization: `Basic ${credentials}` } });
}
