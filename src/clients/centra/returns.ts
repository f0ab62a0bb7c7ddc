import { z } from 'zod';
import type { Listed } from '../listed';
import type { Send } from '../http';
import { reasonOf } from '../reason';
import { readAs } from '../reply';
import { isBlank } from '../values';
import { misread } from '../verdict';
import { askCentra, listCentra } from './envelope';
import { returned, type Return } from './schema';
import { flag, id } from './values';

export interface NewReturn {
  readonly shipmentId: string;
  /** Pieces by the shipment's `lineId`. */
  readonly products: Readonly<Record<string, number>>;
  /** Whether they go back in stock. For the whole return: different ones need a return each. */
  readonly returnStock: boolean;
  readonly comment?: string;
  /** Also pay the customer back, now. Default: no. */
  readonly refundPayment?: boolean;
}

export interface CreatedReturn {
  readonly returnId: string;
  /** The `lineId`s that Centra took: it makes the return also when it does not take them all. */
  readonly returnedItems: string[];
  /** The refund, where one was asked for, was paid. */
  readonly returnCompleted: boolean;
}

/** Returns, in Centra's Order API. For the errors that every method throws see {@link CentraShipments}. */
export interface CentraReturns {
  /**
   * Reports goods that came back. Not to be repeated: every call makes another return. Read {@link listReturns} back.
   *
   * Source: `POST /return`.
   *
   * @throws {ApiRefused} no return was made
   * @throws {ApiUnclear} sent, no usable answer (also: no id in it, or no list of the lines that it took)
   */
  createReturn(newReturn: NewReturn, signal?: AbortSignal): Promise<CreatedReturn>;

  /**
   * One page of the shipment's returns, newest first.
   *
   * Source: `GET /returns`. `page` is from 1.
   *
   * @throws {ApiUnreadable} the envelope is wrong
   */
  listReturns(
    filter: { readonly shipmentId: string; readonly limit: number; readonly page: number },
    signal?: AbortSignal,
  ): Promise<Listed<Return>>;
}

const createdReturn = z.object({ return: id, returnedItems: z.array(id), returnCompleted: flag });

export function createCentraReturns(send: Send): CentraReturns {
  return {
    createReturn({ shipmentId, products, returnStock, comment, refundPayment }, signal) {
      const body = {
        shipment: shipmentId,
        products,
        returnStock: returnStock ? 1 : 0,
        comment,
        ...(refundPayment && { refund: { refundPayment: true } }),
      };
      return askCentra(
        send,
        { method: 'POST', path: '/return', body, write: true, signal },
        (content, request, reply) => {
          // An "ok" without an id says neither yes nor no: look before you say either.
          if (isBlank(content.return)) {
            const details = { status: reply.status, at: 'return', reason: reasonOf(content) };
            throw misread(request, 'no return in the reply', details);
          }
          const { return: returnId, ...rest } = readAs(createdReturn, request, reply);
          return { returnId, ...rest };
        },
      );
    },

    listReturns({ shipmentId, limit, page }, signal) {
      return listCentra(
        send,
        { path: '/returns', query: { shipment: shipmentId, limit, page }, signal },
        { name: 'returns', schema: returned, idOf: (row) => row.returnId },
      );
    },
  };
}
