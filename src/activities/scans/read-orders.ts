import type { WholeOrder } from '../../clients/centra/schema';
import type { BrokenRow } from '../../clients/listed';
import type { StoreRoom } from '../rooms';

/** Centra's orders, as they were read. */
export interface OrderList {
  readonly rows: Map<string, { readonly order: WholeOrder; readonly observedAt: number }>;
  readonly broken: BrokenRow[];
  readonly received: number;
  /** Those with rows. */
  readonly pages: number;
  /** When the first page was asked for: what the list lacks was not there then or later. */
  readonly observedAt: number;
}

const pageSize = 100;
const day = 86_400_000;
/** Orders that were placed so long before the oldest one under way are not looked for any more. */
const lookBackMs = 90 * day;

/**
 * From which day on orders are asked for. Every order under way was placed after it, so the list has to show it. A day in
 * hand, since the bound has no timezone.
 *
 * @param oldestStart of the orders under way, epoch ms
 */
export function listedFrom(importFrom: string | null, oldestStart: number, now: number): string {
  const from = Math.min(oldestStart, now) - lookBackMs;
  const dayOf = (at: number) => new Date(at - day).toISOString().slice(0, 10);
  const bound = dayOf(from);
  if (importFrom === null) return bound;
  const first = dayOf(Date.parse(importFrom));
  return first > bound ? first : bound;
}

/**
 * Reads all pages. The list may shift or shrink while it is read: the offset advances by the rows received, and a row
 * that comes twice is taken as it was seen last. How many rows a page may have is not documented, so a short page is the
 * last one only where there was a full one before.
 */
export async function readOrders(
  { centra }: StoreRoom,
  newerThan: string,
  signal: AbortSignal,
  beat: (rows: number) => void,
): Promise<OrderList> {
  const rows: OrderList['rows'] = new Map();
  const broken: BrokenRow[] = [];
  let received = 0;
  let pages = 0;
  let wasFull = false;
  let firstAt: number | undefined;
  for (;;) {
    const page = await centra.listWholeOrders({ newerThan, limit: pageSize, offset: received }, signal);
    firstAt ??= page.observedAt;
    if (page.received > 0) pages += 1;
    for (const order of page.rows) rows.set(order.orderId, { order, observedAt: page.observedAt });
    broken.push(...page.broken);
    received += page.received;
    beat(received);
    const isLast = page.received === 0 || (wasFull && page.received < pageSize);
    if (isLast) return { rows, broken, received, pages, observedAt: firstAt };
    wasFull ||= page.received >= pageSize;
  }
}
