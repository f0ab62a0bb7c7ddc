import type { z } from 'zod';
import type { HttpReply, HttpRequest, Send } from '../http';
import { reasonOf } from '../reason';
import { ask } from '../reply';
import { isRecord, kindOf, toInteger, wrong } from '../values';
import { listed, type Listed } from '../listed';
import { misread } from '../verdict';

/** A request as the files of this room write it. */
export type OngoingRequest = Omit<HttpRequest, 'call' | 'judge'> & {
  /** The path with its parameters' names, where it has any. */
  readonly template?: string;
};

export async function askOngoing<T>(
  send: Send,
  { template, ...rest }: OngoingRequest,
  read: (request: HttpRequest, reply: HttpReply) => T,
): Promise<T> {
  const operation = `${rest.method} ${template ?? rest.path}`;
  const request: HttpRequest = { ...rest, call: { system: 'ongoing', operation } };
  return ask(send, request, (reply) => read(request, reply));
}

/** A list: each row is read for itself. A question that is too long for an address is posted. */
export async function listOngoing<S extends z.ZodType>(
  send: Send,
  request: Omit<OngoingRequest, 'method' | 'write'> & { readonly method?: 'GET' | 'POST' },
  list: { name: string; schema: S; idOf: (row: Record<string, unknown>) => unknown; nullIsEmpty?: boolean },
): Promise<Listed<z.output<S>>> {
  return askOngoing(send, { method: 'GET', ...request, write: false }, (request, { body, status, sentAt }) => {
    const rows = body === null && list.nullIsEmpty ? [] : body;
    if (!Array.isArray(rows)) throw misread(request, `expected a list, received ${kindOf(body)}`, { status });
    return listed(rows, { ...list, observedAt: sentAt });
  });
}

type IdName = 'orderId' | 'articleSystemId' | 'purchaseOrderId';

/** What a filter that nothing can meet is answered with, without a call. */
export const nothingListed = <T>(): Listed<T> => ({ observedAt: Date.now(), rows: [], broken: [], received: 0 });

/**
 * The id that a write answers with. Ongoing's ids are nullable, and a 2xx without one says neither yes nor no; its
 * `message` may say why.
 */
export function writtenId(name: IdName) {
  return (request: HttpRequest, { body, status }: HttpReply): number => {
    if (!isRecord(body)) throw misread(request, `no ${name} in the reply: ${kindOf(body)}`, { status, at: name });
    const id = toInteger(body[name]);
    if (id !== wrong) return id;
    throw misread(request, `no ${name} in the reply`, { status, at: name, reason: reasonOf(body) });
  };
}

/**
 * For acknowledgements that the document answers with bytes: an empty body, and whatever is no object, is a yes. An
 * object is not: it is read like the neighbours', where an id that is missing or `null` says neither yes nor no.
 */
export function acknowledgedByBytes(name: IdName) {
  return (request: HttpRequest, reply: HttpReply): void => {
    if (isRecord(reply.body)) writtenId(name)(request, reply);
  };
}
