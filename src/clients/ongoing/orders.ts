import type { Send } from '../http';
import type { Listed } from '../listed';
import { isRecord } from '../values';
import type { OrderDocument } from './documents';
import { asksForNothing, toQuery } from './filter';
import { askOngoing, listOngoing, nothingListed, writtenId } from './reply';
import { warehouseOrder, type WarehouseOrder } from './schema';

/**
 * Which orders; several conditions are all to be met. Names as in the API, times in epoch milliseconds. Ongoing
 * compares whole seconds and ignores the rest, so let times overlap.
 */
export interface OrderFilter {
  readonly orderNumber?: string;
  /** At most about 50: they are part of the address. */
  readonly orderNumbers?: readonly string[];
  readonly goodsOwnerOrderId?: string;
  /** At most about 50. */
  readonly referenceNumbers?: readonly string[];
  readonly orderStatusFrom?: number;
  readonly orderStatusTo?: number;
  readonly orderStatusChangedTimeFrom?: number;
  /** At most 2 days ago. */
  readonly orderUpdatedTimeFrom?: number;
  readonly orderCreatedTimeFrom?: number;
  readonly orderCreatedTimeTo?: number;
  readonly shippedTimeFrom?: number;
  readonly shippedTimeTo?: number;
  readonly lastReturnedFrom?: number;
  /** A line was picked and not yet acknowledged. */
  readonly onlyOrdersWithOrderLinesToReport?: boolean;
  /** A line was returned and that not yet acknowledged. */
  readonly onlyOrdersWithOrderLinesToReportReturned?: boolean;
  readonly backOrderForOrderId?: number;
  /** Orders with a line of one of these articles. At most about 50. */
  readonly articleNumbers?: readonly string[];
  /** The cursor: orders with this id and above, in ascending order. */
  readonly orderIdFrom?: number;
  /** The page's size; without it everything comes, or a time-out. */
  readonly maxOrdersToGet?: number;
  /** Default ascending by id; with `descending` the cursor does not page. */
  readonly sort?: 'descending';
}

const times = new Set<keyof OrderFilter>([
  'orderStatusChangedTimeFrom',
  'orderUpdatedTimeFrom',
  'orderCreatedTimeFrom',
  'orderCreatedTimeTo',
  'shippedTimeFrom',
  'shippedTimeTo',
  'lastReturnedFrom',
]);

/**
 * Orders, in Ongoing's REST API v1. One call at a time per goods owner. Beside what a method names, every one of them
 * throws {@link ApiUnauthorized}, {@link ApiThrottled} and {@link ApiUnavailable} (not sent; of reads also: no answer).
 */
export interface OngoingOrders {
  /**
   * Creates the order or, until the warehouse starts on it, replaces it. Safe to repeat.
   *
   * Source: `PUT /orders`.
   *
   * @returns Ongoing's own id, the one that its webhooks carry
   * @throws {ApiRefused} wrong document, or the warehouse has begun (4xx)
   * @throws {ApiUnclear} sent, no usable answer (time-out, reset, HTML, 200 with `orderId: null`): read back
   */
  putOrder(order: OrderDocument, signal?: AbortSignal): Promise<{ orderId: number }>;

  /**
   * One page of orders. Lines may show a while after the write that made them.
   *
   * Source: `GET /orders`. A filter with an empty list is answered without a call: nothing can meet it.
   *
   * @throws {ApiRefused} a filter that Ongoing does not take (a time that is too long ago)
   * @throws {ApiUnreadable} no list (a broken order is not: it is in `broken`)
   */
  listOrders(filter: OrderFilter, signal?: AbortSignal): Promise<Listed<WarehouseOrder>>;

  /**
   * Cancels the order, if the warehouse has not begun. Safe to repeat.
   *
   * Source: `DELETE /orders` by number.
   *
   * @throws {ApiRefused} it has begun, or there is no such order (status 404)
   * @throws {ApiUnclear} sent, no usable answer (also `orderId: null`, which may be a refusal): read the status
   */
  cancelOrder(orderNumber: string, signal?: AbortSignal): Promise<void>;
}

export function createOngoingOrders(send: Send, goodsOwnerId: number): OngoingOrders {
  return {
    async putOrder(order, signal) {
      const request = { method: 'PUT', path: '/orders', body: order, write: true, signal } as const;
      return { orderId: await askOngoing(send, request, writtenId('orderId')) };
    },

    async listOrders(filter, signal) {
      if (asksForNothing(filter)) return nothingListed();
      return listOngoing(
        send,
        { path: '/orders', query: toQuery(goodsOwnerId, filter, times), signal },
        {
          name: 'orders',
          schema: warehouseOrder,
          idOf: ({ orderInfo }) => (isRecord(orderInfo) ? (orderInfo.orderNumber ?? orderInfo.orderId) : undefined),
        },
      );
    },

    async cancelOrder(orderNumber, signal) {
      const query = { goodsOwnerId, orderNumber };
      const request = { method: 'DELETE', path: '/orders', query, write: true, signal } as const;
      await askOngoing(send, request, writtenId('orderId'));
    },
  };
}
