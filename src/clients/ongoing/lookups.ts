import type { Send } from '../http';
import { readAs } from '../reply';
import { askOngoing } from './reply';
import { returnCauses, warehouses, type ReturnCause, type Warehouse } from './schema';

/** What the tenant has set up, in Ongoing's REST API v1. For the errors that every method throws see {@link OngoingOrders}. */
export interface OngoingLookups {
  /**
   * The tenant's warehouses.
   *
   * Source: `GET /warehouses`.
   *
   * @throws {ApiUnreadable} no list of warehouses with their ids
   */
  warehouses(signal?: AbortSignal): Promise<Warehouse[]>;

  /**
   * Why goods may come back, and what then becomes of them.
   *
   * Source: `GET /returnOrders/returnCauses`.
   *
   * @throws {ApiUnreadable} no list of causes
   */
  returnCauses(signal?: AbortSignal): Promise<ReturnCause[]>;
}

export function createOngoingLookups(send: Send, goodsOwnerId: number): OngoingLookups {
  return {
    warehouses(signal) {
      const request = { method: 'GET', path: '/warehouses', write: false, signal } as const;
      return askOngoing(send, request, (request, reply) => readAs(warehouses, request, reply));
    },

    returnCauses(signal) {
      const path = '/returnOrders/returnCauses';
      const request = { method: 'GET', path, query: { goodsOwnerId }, write: false, signal } as const;
      return askOngoing(send, request, (request, reply) => readAs(returnCauses, request, reply).returnCauses);
    },
  };
}
