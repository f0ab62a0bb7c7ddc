import type { HttpReply, HttpRequest, Send } from '../http';
import { acknowledgedByBytes, askOngoing, writtenId } from './reply';

/**
 * Acknowledging what was picked or returned, in Ongoing's REST API v1: it takes the order off the lists of those to
 * report, for everybody who integrates with this goods owner.
 * For the errors that every method throws see {@link OngoingOrders}.
 */
export interface OngoingAcknowledgements {
  /**
   * Of every line: all that is picked is reported. Safe to repeat, but it also acknowledges what was picked meanwhile.
   *
   * Source: `PATCH /orders/{orderId}/setReportedNumberOfItemsToPickedNumberOfItems`.
   *
   * @throws {ApiRefused} also: there is no such order (status 404)
   * @throws {ApiUnclear} sent, no usable answer: repeat
   */
  setReportedToPicked(orderId: number, signal?: AbortSignal): Promise<void>;

  /**
   * Of one line: so many are reported, in all. Safe to repeat.
   *
   * Source: `PATCH /orders/{orderId}/lines/{orderLineId}/reportedNumberOfItems`.
   *
   * @throws {ApiRefused} also: there is no such line (status 404)
   * @throws {ApiUnclear} sent, no usable answer: repeat
   */
  setReported(orderId: number, orderLineId: number, numberOfItems: number, signal?: AbortSignal): Promise<void>;

  /**
   * Of one line: so many returned items are reported, in all. Safe to repeat.
   *
   * Source: `PATCH /orders/{orderId}/lines/{orderLineId}/reportedReturnedNumberOfItems`.
   *
   * @throws {ApiRefused} also: there is no such line (status 404)
   * @throws {ApiUnclear} sent, no usable answer: repeat
   */
  setReturnedReported(orderId: number, orderLineId: number, numberOfItems: number, signal?: AbortSignal): Promise<void>;
}

export function createOngoingAcknowledgements(send: Send): OngoingAcknowledgements {
  return {
    async setReportedToPicked(orderId, signal) {
      await askOngoing(
        send,
        {
          method: 'PATCH',
          path: `/orders/${orderId}/setReportedNumberOfItemsToPickedNumberOfItems`,
          template: '/orders/{orderId}/setReportedNumberOfItemsToPickedNumberOfItems',
          write: true,
          signal,
        },
        acknowledged,
      );
    },

    async setReported(orderId, orderLineId, numberOfItems, signal) {
      await askOngoing(
        send,
        {
          method: 'PATCH',
          path: `/orders/${orderId}/lines/${orderLineId}/reportedNumberOfItems`,
          template: '/orders/{orderId}/lines/{orderLineId}/reportedNumberOfItems',
          body: { reportedNumberOfItems: numberOfItems },
          write: true,
          signal,
        },
        acknowledged,
      );
    },

    async setReturnedReported(orderId, orderLineId, numberOfItems, signal) {
      await askOngoing(
        send,
        {
          method: 'PATCH',
          path: `/orders/${orderId}/lines/${orderLineId}/reportedReturnedNumberOfItems`,
          template: '/orders/{orderId}/lines/{orderLineId}/reportedReturnedNumberOfItems',
          body: { reportedReturnedNumberOfItems: numberOfItems },
          write: true,
          bytesAreNothing: true,
          signal,
        },
        acknowledgedByBytes('orderId'),
      );
    },
  };
}

/**
 * The document says that these answer with the order's id; the neighbouring ones answer with an empty body. No id is
 * needed here, so a 2xx that says nothing at all is believed. One that says `orderId: null` is not.
 */
function acknowledged(request: HttpRequest, reply: HttpReply): void {
  if (reply.body !== undefined) writtenId('orderId')(request, reply);
}
