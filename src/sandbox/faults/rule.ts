import { z } from 'zod';

/**
 * What goes wrong. *Before*: nothing is done. *After*: it is done, and the caller does not learn it.
 */
export const faultKind = z.enum([
  /** Never answers; nothing is done. */
  'timeout-before',
  /** Does it, and never answers. */
  'timeout-after',
  /** Ends the connection; nothing is done. */
  'reset-before',
  /** Does it, and ends the connection. */
  'reset-after',
  /** 500, or `status`; nothing is done. */
  '500-before',
  /** Does it, and answers 500, or `status`. */
  '500-after',
  /** A page of HTML with 200; nothing is done. */
  'html',
  /** Does it, and answers with a page of HTML. */
  'html-after',
  /** Ongoing's writes: 200 with an id that is null; nothing is done. */
  'null-id',
  /** Ongoing's writes: does it, and answers 200 with an id that is null. */
  'null-id-after',
  /** Says no, in these `words`: Centra with 200, Ongoing with 400, or `status`; nothing is done. */
  'refused',
  /** 429, with `retryAfter`. */
  'throttled',
  /** Waits for `delayMs`, then does it. */
  'slow',
  /** Waits until the rule is removed, then does it. */
  'held',
  /** 401, or `status` (403, say). */
  'unauthorized',
  /** Lists: nothing in it. */
  'empty-list',
  /** Lists: the first half only. */
  'truncated-list',
  /** Lists by offset or page: since the page before, `shift` rows above it have gone (negative: have come). */
  'shift-pages',
  /** Ends every connection at once, as if nobody listened. */
  'down',
]);
export type FaultKind = z.infer<typeof faultKind>;

function isPattern(path: string): boolean {
  try {
    return path.startsWith('^') ? Boolean(new RegExp(path)) : true;
  } catch {
    return false;
  }
}

/** Which calls a fault hits, and what it does. All conditions that are given must hold. */
export const faultRule = z.strictObject({
  /** Default: `fault-1`, `fault-2` … An id that is there is replaced. */
  id: z.string().min(1).optional(),
  system: z.enum(['centra', 'ongoing']).optional(),
  store: z.string().optional(),
  goodsOwner: z.string().optional(),
  method: z.enum(['GET', 'PUT', 'POST', 'PATCH', 'DELETE']).optional(),
  /** Below the base URL: a prefix (`/orders`), or a regular expression when it begins with `^`. */
  path: z.string().refine(isPattern, 'not a regular expression').optional(),
  /** Only calls with this value in path, query or body: a shipment id, an order number. */
  about: z.string().min(1).optional(),
  /** One kind, or several of which `seed` chooses. */
  kind: z.union([faultKind, z.array(faultKind).min(1)]),
  /** How often at most. Default: always. */
  times: z.int().positive().optional(),
  /** How many calls pass before it begins. Default 0. */
  after: z.int().nonnegative().optional(),
  /** 0–1: the share of calls that are hit. Default 1. The same seed hits the same calls again. */
  probability: z.number().min(0).max(1).optional(),
  /** Default 1. */
  seed: z.int().optional(),
  /** How long to wait before anything else. Default 0; for `slow` 1000. */
  delayMs: z.int().nonnegative().optional(),
  /** Of `refused` (default: "Refused"), and in a page of HTML. */
  words: z.string().min(1).optional(),
  /** Instead of 500, 401, (HTML) 200, or that of a refusal. */
  status: z.int().min(200).max(599).optional(),
  /** With 429: seconds. Default: no `Retry-After`. */
  retryAfter: z.int().nonnegative().optional(),
  /** Default `seconds`. */
  retryAfterAs: z.enum(['seconds', 'date']).optional(),
  /** Default 1. */
  shift: z.int().optional(),
  /** For how many milliseconds from when it was added. Default: until it is removed. */
  untilMs: z.int().positive().optional(),
});
export type FaultRule = z.infer<typeof faultRule>;

/** A rule at work. */
export interface Fault extends FaultRule {
  id: string;
  /** Epoch milliseconds. */
  addedAt: number;
  /** How many calls it was asked about. */
  seen: number;
  /** How many of them it hit. */
  hits: number;
}
