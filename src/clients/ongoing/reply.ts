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

/** A list: each row is read for itself. */
export async function listOngoing<S extends z.ZodType>(
  send: Send,
  request: Omit<OngoingRequest, 'method' | 'write'>,
  list: { name: string; schema: S; idOf: (row: Record<string, unknown>) => unknown; nullIsEmpty?: boolean },
): Promise<Listed<z.output<S>>> {
  return askOngoing(send, { ...request, method: 'GET', write: false }, (request, { body, status, sentAt }) => {
    const rows = body === null && list.nullIsEmpty ? [] : body;
    if (!Array.isArray(rows)) throw misread(request, `expected a list, received ${kindOf(body)}`, { status });
    return listed(rows, { ...list, observedAt: sentAt });
  });
}

/**
 * The id that a write answers with. Ongoing's ids are nullable, and a 2xx without one says neither yes nor no; its
 * `message` may say why.
 */
export function writtenId(name: 'orderId' | 'articleSystemId') {
  return (request: HttpRequest, { body, status }: HttpReply): number => {
    if (!isRecord(body)) throw misread(request, `no ${name} in the reply: ${kindOf(body)}`, { status, at: name });
    const id = toInteger(body[name]);
    if (id !== wrong) return id;
    throw misread(request, `no ${name} in the reply`, { status, at: name, reason: reasonOf(body) });
  };
}
