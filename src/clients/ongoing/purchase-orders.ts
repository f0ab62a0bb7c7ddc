import type { Send } from '../http';
import type { Listed } from '../listed';
import { isRecord } from '../values';
import type { PurchaseOrderDocument } from './documents';
import { asksForNothing, toQuery } from './filter';
import { acknowledgedByBytes, askOngoing, listOngoing, nothingListed, writtenId } from './reply';
import { warehousePurchaseOrder, type WarehousePurchaseOrder } from './schema';

/**
 * Which purchase orders; several conditions are all to be met. Names as in the API, times in epoch milliseconds. Ongoing
 * compares whole seconds and ignores the rest, so let times overlap.
 */
export interface PurchaseOrderFilter {
  readonly purchaseOrderNumber?: string;
  /** At most about 50: they are part of the address. */
  readonly purchaseOrderNumbers?: readonly string[];
  readonly articleNumbers?: readonly string[];
  readonly purchaseOrderStatusFrom?: number;
  readonly purchaseOrderStatusTo?: number;
  readonly purchaseOrderStatusChangedTimeFrom?: number;
  readonly purchaseOrderHeadOrLinesChangedTimeFrom?: number;
  readonly lastReceiveTimeFrom?: number;
  readonly lastReceiveTimeTo?: number;
  readonly inDateFrom?: number;
  readonly inDateTo?: number;
  /** Of a line, another number was acknowledged than was received. */
  readonly onlyPurchaseOrdersWithOrderLinesToReport?: boolean;
  /** The cursor: purchase orders with this id and above, in ascending order. */
  readonly purchaseOrderIdFrom?: number;
  /** The page's size; without it everything comes, or a time-out. */
  readonly maxPurchaseOrdersToGet?: number;
}

const times = new Set<keyof PurchaseOrderFilter>([
  'purchaseOrderStatusChangedTimeFrom',
  'purchaseOrderHeadOrLinesChangedTimeFrom',
  'lastReceiveTimeFrom',
  'lastReceiveTimeTo',
  'inDateFrom',
  'inDateTo',
]);

/** Purchase orders, in Ongoing's REST API v1. For the errors that every method throws see {@link OngoingOrders}. */
export interface OngoingPurchaseOrders {
  /**
   * Creates the purchase order or, until the warehouse starts on it, replaces it. Safe to repeat.
   *
   * Source: `PUT /purchaseOrders`.
   *
   * @returns Ongoing's own id, the one that its webhooks carry
   * @throws {ApiRefused} wrong document, or the warehouse has begun (4xx)
   * @throws {ApiUnclear} sent, no usable answer (also `purchaseOrderId: null`, which may be a refusal): read back
   */
  putPurchaseOrder(document: PurchaseOrderDocument, signal?: AbortSignal): Promise<{ purchaseOrderId: number }>;

  /**
   * One page of purchase orders.
   *
   * Source: `GET /purchaseOrders`. A filter with an empty list is answered without a call: nothing can meet it.
   *
   * @throws {ApiRefused} a filter that Ongoing does not take
   * @throws {ApiUnreadable} no list (a broken purchase order is not: it is in `broken`)
   */
  listPurchaseOrders(filter: PurchaseOrderFilter, signal?: AbortSignal): Promise<Listed<WarehousePurchaseOrder>>;

  /**
   * Cancels the purchase order, if the warehouse has not begun. Safe to repeat.
   *
   * Source: `DELETE /purchaseOrders` by number.
   *
   * @throws {ApiRefused} it has begun, or there is no such purchase order (status 404)
   * @throws {ApiUnclear} sent, no usable answer (also `purchaseOrderId: null`, which may be a refusal): read the status
   */
  cancelPurchaseOrder(purchaseOrderNumber: string, signal?: AbortSignal): Promise<void>;

  /**
   * Acknowledges every line: all that is received is reported. Safe to repeat, but it also acknowledges what was received
   * meanwhile.
   *
   * Source: `PATCH /purchaseOrders/{purchaseOrderId}/setReportedNumberOfItemsToReceivedNumberOfItems`.
   *
   * @throws {ApiRefused} also: there is no such purchase order (status 404)
   * @throws {ApiUnclear} sent, no usable answer: repeat
   */
  setReportedToReceived(purchaseOrderId: number, signal?: AbortSignal): Promise<void>;

  /**
   * Acknowledges one line: so many received items are reported, in all. Safe to repeat.
   *
   * Source: `PATCH /purchaseOrders/{purchaseOrderId}/lines/{purchaseOrderLineId}/reportedNumberOfItems`.
   *
   * @throws {ApiRefused} also: there is no such line (status 404)
   * @throws {ApiUnclear} sent, no usable answer: repeat
   */
  setReceivedReported(
    purchaseOrderId: number,
    purchaseOrderLineId: number,
    numberOfItems: number,
    signal?: AbortSignal,
  ): Promise<void>;
}

export function createOngoingPurchaseOrders(send: Send, goodsOwnerId: number): OngoingPurchaseOrders {
  return {
    async putPurchaseOrder(document, signal) {
      const request = { method: 'PUT', path: '/purchaseOrders', body: document, write: true, signal } as const;
      return { purchaseOrderId: await askOngoing(send, request, writtenId('purchaseOrderId')) };
    },

    async listPurchaseOrders(filter, signal) {
      if (asksForNothing(filter)) return nothingListed();
      return listOngoing(
        send,
        { path: '/purchaseOrders', query: toQuery(goodsOwnerId, filter, times), signal },
        {
          name: 'purchaseOrders',
          schema: warehousePurchaseOrder,
          idOf: ({ purchaseOrderInfo: info }) =>
            isRecord(info) ? (info.purchaseOrderNumber ?? info.purchaseOrderId) : undefined,
          // It may be `null`, says the API's document.
          nullIsEmpty: true,
        },
      );
    },

    async cancelPurchaseOrder(purchaseOrderNumber, signal) {
      const query = { goodsOwnerId, purchaseOrderNumber };
      const request = { method: 'DELETE', path: '/purchaseOrders', query, write: true, signal } as const;
      await askOngoing(send, request, writtenId('purchaseOrderId'));
    },

    async setReportedToReceived(purchaseOrderId, signal) {
      await askOngoing(
        send,
        {
          method: 'PATCH',
          path: `/purchaseOrders/${purchaseOrderId}/setReportedNumberOfItemsToReceivedNumberOfItems`,
          template: '/purchaseOrders/{purchaseOrderId}/setReportedNumberOfItemsToReceivedNumberOfItems',
          write: true,
          bytesAreNothing: true,
          signal,
        },
        acknowledgedByBytes('purchaseOrderId'),
      );
    },

    async setReceivedReported(purchaseOrderId, purchaseOrderLineId, numberOfItems, signal) {
      await askOngoing(
        send,
        {
          method: 'PATCH',
          path: `/purchaseOrders/${purchaseOrderId}/lines/${purchaseOrderLineId}/reportedNumberOfItems`,
          template: '/purchaseOrders/{purchaseOrderId}/lines/{purchaseOrderLineId}/reportedNumberOfItems',
          body: { reportedNumberOfItems: numberOfItems },
          write: true,
          bytesAreNothing: true,
          signal,
        },
        acknowledgedByBytes('purchaseOrderId'),
      );
    },
  };
}
