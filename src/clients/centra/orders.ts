import type { Listed } from '../listed';
import type { Send } from '../http';
import { askCentra, listCentra } from './envelope';
import { order, type Order } from './schema';

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
