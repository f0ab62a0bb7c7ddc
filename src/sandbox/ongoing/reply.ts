import { ok, type Answer, type Dialect } from '../http/call';
import type { GoodsOwner } from './goods-owner';

export const ongoingDialect: Dialect = {
  unauthorized: () => ({ status: 401, body: { message: 'Authorization has been denied for this request.' } }),
  broken: (status) => ({ status, body: { Message: 'An error has occurred.' } }),
  throttled: () => ({ status: 429, body: { message: 'Too many requests. <br/>Try again later.' } }),
  refused: (words, status = 400) => ({ status, body: { message: words } }),
  notFound: () => ({ status: 404, body: { message: 'Not found.' } }),
  unreadable: (status) => ({ status, body: { message: 'The request body is invalid. <br/>' } }),
};

/** The request itself makes no sense: 400, whatever the setting `refusals` says. */
export const invalid = (...problems: string[]): Answer => ({ status: 400, body: { message: joined(problems) } });

/**
 * Understood, and not done. Both forms are possible of the real one: 400, or 200 without an id.
 *
 * @param idField `orderId`, `articleSystemId`
 */
export const refused = (goodsOwner: GoodsOwner, idField: string, ...reasons: string[]): Answer =>
  goodsOwner.settings.refusals === '400' ? invalid(...reasons) : ok({ [idField]: null, message: joined(reasons) });

export const joined = (sentences: readonly string[]): string => sentences.join(' <br/> <br/>');

export const iso = (at: number): string => new Date(at).toISOString();
export const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));
