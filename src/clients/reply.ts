import type { z } from 'zod';
import type { HttpReply, HttpRequest, Send } from './http';
import { misread } from './verdict';

/**
 * Sends, and reads the reply. The reading is also the judgement that the outcome is reported by; a `Send` that does not
 * judge is judged here.
 */
export async function ask<T>(send: Send, request: HttpRequest, read: (reply: HttpReply) => T): Promise<T> {
  let judged: { value: T } | undefined;
  const reply = await send({
    ...request,
    judge: (reply) => {
      judged = { value: read(reply) };
    },
  });
  return (judged ?? { value: read(reply) }).value;
}

/**
 * The body by its schema.
 *
 * @throws {ApiUnreadable} of a read, {ApiUnclear} of a write, with the path that is wrong
 */
export function readAs<S extends z.ZodType>(schema: S, request: HttpRequest, reply: HttpReply): z.output<S> {
  const result = schema.safeParse(reply.body);
  if (result.success) return result.data;
  const { at, what } = firstFault(result.error);
  throw misread(request, `${at || 'the answer'}: ${what}`, { status: reply.status, ...(at && { at }) });
}

/** The first thing that is wrong: its path, and what was expected. Never a value. */
export function firstFault(error: z.ZodError, under = ''): { at: string; what: string } {
  const [issue] = error.issues;
  return { at: pathOf(issue?.path ?? [], under), what: issue?.message ?? 'wrong' };
}

function pathOf(path: readonly PropertyKey[], under: string): string {
  return path.reduce<string>((at, key) => {
    if (typeof key === 'number') return `${at}[${key}]`;
    return at === '' ? String(key) : `${at}.${String(key)}`;
  }, under);
}
