import { createHash } from 'node:crypto';
import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import type { OrderFilter } from '../../clients/ongoing';
import type { WarehouseOrder } from '../../clients/ongoing/schema';
import { toProgress } from '../../mapping';
import { priorities } from '../../protocol/names';
import type { ScanActivities, WarehouseScanResult } from '../../protocol/scans';
import { mostNamed } from '../../protocol/scans';
import type { Ends } from '../ends';
import { inParallel } from '../in-parallel';
import type { GoodsOwnerRoom, Rooms } from '../rooms';
import { oldestOpen } from './oldest-open';
import { tell } from './running';
import { orThrow } from './unread';
import { whose } from './whose';

/** Ongoing compares whole seconds, and its clock is not ours. */
const overlapMs = 120_000;
const pageSize = 200;
const day = 86_400_000;
/** Without `importFrom` the first run looks back a week. */
const firstLookBackMs = 7 * day;
const signalsAtOnce = 8;
/** What was told is remembered for so many orders, as long as the reads show them. */
const mostRemembered = 5_000;

/**
 * Reads what changed in the warehouse since the last run, and tells the shipments concerned, each once: orders whose
 * status changed, and orders with lines that are picked and not yet acknowledged.
 *
 * Source: Ongoing `GET /orders` with `orderStatusChangedTimeFrom`, and with `onlyOrdersWithOrderLinesToReport`.
 */
export function createReadProgress(rooms: Rooms, ends: Ends, client: Client): ScanActivities['readProgress'] {
  return async ({ goodsOwner, from, cursor, told: toldBefore }) => {
    const room = rooms.goodsOwner(goodsOwner);
    const startedAt = Date.now();
    const oldest = await oldestOpen(client, goodsOwner, startedAt);
    const first = Math.max(from ?? startedAt - firstLookBackMs, startedAt - 365 * day);
    const changedFrom = cursor === undefined ? first : cursor - overlapMs;
    const created = Math.min(oldest, changedFrom);
    const told: Record<string, string> = {};
    const counts = { read: 0, written: 0, unchanged: 0, notOurs: 0, ended: 0 };
    const refused: { id: string; reason: string }[] = [];
    const seen = new Set<number>();

    await pages(room, ends, goodsOwner, { orderStatusChangedTimeFrom: changedFrom }, hear);
    const toReport = { onlyOrdersWithOrderLinesToReport: true, orderCreatedTimeFrom: created };
    await pages(room, ends, goodsOwner, toReport, hear);

    return {
      ...counts,
      skipped: counts.notOurs + counts.ended,
      cursor: Math.max(startedAt, cursor ?? 0),
      told,
      refused: refused.slice(0, mostNamed),
      refusedTotal: refused.length,
    } satisfies WarehouseScanResult;

    async function hear(page: Page): Promise<void> {
      counts.read += page.orders.length;
      refused.push(...page.broken);
      await inParallel(signalsAtOnce, page.orders, async (order) => {
        if (seen.has(order.orderId)) return;
        seen.add(order.orderId);
        await hearOne(order, page.observedAt);
        Context.current().heartbeat(counts.read);
      });
    }

    async function hearOne(order: WarehouseOrder, observedAt: number): Promise<void> {
      const shipments = whose(order, room);
      if (shipments.length === 0) {
        counts.notOurs += 1;
        return;
      }
      const progress = toProgress(order);
      const digest = createHash('sha256').update(JSON.stringify(progress)).digest('base64url').slice(0, 8);
      if (Object.keys(told).length < mostRemembered) told[order.orderId] = digest;
      if (toldBefore[order.orderId] === digest) {
        counts.unchanged += 1;
        return;
      }
      const heard = await Promise.all(
        shipments.map((id) => tell(client, id, { warehouse: { observedAt, orders: [progress] } })),
      );
      if (heard.includes(true)) counts.written += 1;
      else counts.ended += 1;
    }
  };
}

interface Page {
  readonly orders: readonly WarehouseOrder[];
  readonly broken: readonly { id: string; reason: string }[];
  readonly observedAt: number;
}

/** Page by page, by the cursor of Ongoing's own ids. */
async function pages(
  room: GoodsOwnerRoom,
  ends: Ends,
  goodsOwner: string,
  filter: OrderFilter,
  hear: (page: Page) => Promise<void>,
): Promise<void> {
  const call = { goodsOwner, systems: ['ongoing'], write: false } as const;
  for (let orderIdFrom = 0; ;) {
    const asked = { ...filter, orderIdFrom, maxOrdersToGet: pageSize };
    const list = orThrow(
      await ends.attempt(call, async (signal) => ({
        end: 'read' as const,
        ...(await room.ongoing(priorities.scan).listOrders(asked, signal)),
      })),
    );
    const broken = list.broken.map(({ id, at, what }) => ({ id: id ?? at, reason: `${at}: ${what}` }));
    await hear({ orders: list.rows, broken, observedAt: list.observedAt });
    const last = Math.max(orderIdFrom, ...list.rows.map((order) => order.orderId));
    // A page without a readable row cannot be passed: the next one would be the same.
    if (list.rows.length === 0) return;
    orderIdFrom = last + 1;
    if (list.received < pageSize) return;
  }
}
