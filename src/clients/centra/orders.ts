import type { Listed } from '../listed';
import type { Send } from '../http';
import { askCentra, listCentra } from './envelope';
import { order, type Order, wholeOrder, type WholeOrder } from './schema';

export interface WholeOrderFilter {
  readonly orderNumber?: string;
  /** `YYYY-MM-DD`: a bound for the list. Which of an order's dates Centra compares with it is not documented. */
  readonly newerThan?: string;
  readonly limit: number;
  /** Rows to skip; the list may shift between two pages. */
  readonly offset: number;
}

/** Orders, in Centra's Order API. For the errors that every method throws see {@link CentraShipments}. */
export interface CentraOrders {
  /**
   * The order with this number, or nothing: also when its status, its market or a hold hides it from the plugin.
   *
   * Source: `GET /orders`.
   *
   * @throws {ApiUnreadable} the envelope is wrong
   */
  listOrders(filter: { readonly orderNumber: string }, signal?: AbortSignal): Promise<Listed<Order>>;

  /**
   * One page of orders with everything in them, in the statuses that the plugin shows. Orders on hold or waiting for
   * payment are in it only where the plugin's settings say so.
   *
   * Source: `GET /orders`.
   *
   * @throws {ApiUnreadable} the envelope is wrong (a broken order, or one without a known status, is not: it is in `broken`)
   */
  listWholeOrders(filter: WholeOrderFilter, signal?: AbortSignal): Promise<Listed<WholeOrder>>;

  /**
   * Appends to the order's internal comment. A repetition appends again: read the comment first.
   *
   * Source: `PUT /orders`.
   *
   * @throws {ApiRefused} an order that this plugin may not change
   * @throws {ApiUnclear} sent, no usable answer
   */
  updateOrder(
    change: { readonly orderNumber: string; readonly internalComment: string },
    signal?: AbortSignal,
  ): Promise<void>;
}

export function createCentraOrders(send: Send): CentraOrders {
  return {
    listOrders({ orderNumber }, signal) {
      return listCentra(
        send,
        { path: '/orders', query: { order: orderNumber }, signal },
        { name: 'orders', schema: order, idOf: (row) => row.orderId },
      );
    },

    listWholeOrders({ orderNumber, newerThan, limit, offset }, signal) {
      return listCentra(
        send,
        { path: '/orders', query: { order: orderNumber, newer_than: newerThan, limit, offset }, signal },
        { name: 'orders', schema: wholeOrder, idOf: (row) => row.orderId },
      );
    },

    async updateOrder({ orderNumber, internalComment }, signal) {
      const body = { order: asNumber(orderNumber), internalComment };
      await askCentra(send, { method: 'PUT', path: '/orders', body, write: true, signal }, () => undefined);
    },
  };
}

/** Here, unlike elsewhere, Centra's own sample has the order number as a number. */
function asNumber(orderNumber: string): number | string {
  const number = Number(orderNumber);
  return Number.isSafeInteger(number) && String(number) === orderNumber ? number : orderNumber;
}
