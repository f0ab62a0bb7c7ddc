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
}

export function createOngoingStatuses(send: Send): OngoingStatuses {
  return {
    orderStatuses(signal) {
      const request = { method: 'GET', path: '/orders/statuses', write: false, signal } as const;
      return askOngoing(send, request, (request, reply) => readAs(orderStatuses, request, reply).orderStatuses);
    },
  };
}
