import { ApiRefused, ApiUnauthorized } from '../errors';
import type { HttpReply, HttpRequest, Send } from '../http';
import { listed, type Listed } from '../listed';
import { ask } from '../reply';
import { reasonOf } from '../reason';
import { isRecord, kindOf } from '../values';
import { misread } from '../verdict';
import type { z } from 'zod';

/** A request as the files of this room write it. */
export type CentraRequest = Omit<HttpRequest, 'call' | 'judge'> & {
  /** The path with its parameters' names, where it has any. */
  readonly template?: string;
  /** Whether a "no" with this content was done in part, and is read like an "ok". Default: it never is. */
  readonly doneInPart?: (content: Record<string, unknown>) => boolean;
};

/** Sends, opens Centra's envelope, reads what is in it. */
export async function askCentra<T>(
  send: Send,
  { template, doneInPart, ...rest }: CentraRequest,
  read: (content: Record<string, unknown>, request: HttpRequest, reply: HttpReply) => T,
): Promise<T> {
  const operation = `${rest.method} ${template ?? rest.path}`;
  const request: HttpRequest = { ...rest, call: { system: 'centra', operation } };
  return ask(send, request, (reply) => read(open(request, reply, doneInPart), request, reply));
}

export type ListRequest = Omit<CentraRequest, 'method' | 'write'>;

/** How a list is called in its envelope, and how its rows are read. */
export interface CentraList<S extends z.ZodType> {
  readonly name: string;
  readonly schema: S;
  readonly idOf: (row: Record<string, unknown>) => unknown;
}

/** Sends, and reads a list: the envelope must be right, each row is read for itself. */
export async function listCentra<S extends z.ZodType>(
  send: Send,
  request: ListRequest,
  list: CentraList<S>,
): Promise<Listed<z.output<S>>> {
  return askCentra(send, { ...request, method: 'GET', write: false }, rowsOf(list));
}

/** Sends, and reads one page of a list that says whether another one follows. */
export async function pageOfCentra<S extends z.ZodType>(
  send: Send,
  request: ListRequest,
  list: CentraList<S>,
): Promise<Listed<z.output<S>> & { readonly hasNext: boolean }> {
  const rows = rowsOf(list);
  return askCentra(send, { ...request, method: 'GET', write: false }, (content, asked, reply) => ({
    ...rows(content, asked, reply),
    // A query string, and absent on the last page.
    hasNext: typeof content.next === 'string' && content.next !== '',
  }));
}

/** Reads the rows of a list out of its envelope. */
function rowsOf<S extends z.ZodType>({ name, schema, idOf }: CentraList<S>) {
  return (content: Record<string, unknown>, request: HttpRequest, reply: HttpReply): Listed<z.output<S>> => {
    const { status, sentAt: observedAt } = reply;
    const rows = content[name];
    // Missing is not empty: an empty list would say that every shipment has been withdrawn.
    if (!Array.isArray(rows)) {
      throw misread(request, `${name}: expected a list, received ${kindOf(rows)}`, { status, at: name });
    }
    return listed(rows, { name, schema, idOf, observedAt });
  };
}

/**
 * The content of Centra's envelope, `{ status: "ok", … }`. A refusal is a 200 too, with `status: "no"` and `msg`,
 * which is a text or an object from field to text.
 */
function open(
  request: HttpRequest,
  { body, status }: HttpReply,
  doneInPart: CentraRequest['doneInPart'] = () => false,
): Record<string, unknown> {
  if (!isRecord(body)) throw misread(request, `HTTP ${status} without an object in it`, { status });
  const word = typeof body.status === 'string' ? body.status.toLowerCase() : undefined;
  if (word === 'ok') return body;
  if (word === 'no' && doneInPart(body)) return body;
  if (word === 'no') throw new ApiRefused(request.call, 'status "no"', { status, reason: reasonOf(body) });
  if (word === 'not allowed') {
    throw new ApiUnauthorized(request.call, 'the endpoint is switched off', { status, endpointOff: true });
  }
  throw misread(request, 'status: neither "ok" nor "no"', { status, at: 'status' });
}
