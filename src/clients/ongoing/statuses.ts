import type { Send } from '../http';
import { readAs } from '../reply';
import { askOngoing } from './reply';
import { orderStatuses, type WarehouseStatus } from './schema';

/** The warehouse's own statuses, in Ongoing's REST API v1. For the errors that it throws see {@link OngoingOrders}. */
export interface OngoingStatuses {
  /**
   * The order statuses that this warehouse has: numbers to decide by, localised texts to show. Also a harmless call
   * that proves address and credentials.
   *
   * Source: `GET /orders/statuses`.
   *
   * @throws {ApiUnreadable} no list of statuses with their numbers
   */
  orderStatuses(signal?: AbortSignal): Promise<WarehouseStatus[]>;

  /**
   * The purchase order statuses that this warehouse has.
   *
   * Source: `GET /purchaseOrders/statuses`.
   *
   * @throws {ApiUnreadable} no list of statuses with their numbers
   */
  purchaseOrderStatuses(signal?: AbortSignal): Promise<WarehouseStatus[]>;
}

export function createOngoingStatuses(send: Send): OngoingStatuses {
  const statuses = (path: string, signal?: AbortSignal) =>
    askOngoing(
      send,
      { method: 'GET', path, write: false, signal },
      (request, reply) => readAs(orderStatuses, request, reply).orderStatuses,
    );
  return {
    orderStatuses: (signal) => statuses('/orders/statuses', signal),
    purchaseOrderStatuses: (signal) => statuses('/purchaseOrders/statuses', signal),
  };
}
