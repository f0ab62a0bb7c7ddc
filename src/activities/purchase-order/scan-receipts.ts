import { createHash } from 'node:crypto';
import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { PurchaseOrderFilter } from '../../clients/ongoing';
import type { WarehousePurchaseOrder } from '../../clients/ongoing/schema';
import { priorities, purchaseOrderId } from '../../protocol/names';
import type { PurchaseOrderOutcome, PurchaseOrderScanActivities, ReceiptsPass } from '../../protocol/purchase-order';
import { purchaseOrderObserved } from '../../protocol/purchase-order';
import type { Ends } from '../ends';
import { inParallel } from '../in-parallel';
import type { GoodsOwnerRoom, Rooms } from '../rooms';
import { orThrow } from '../scans/unread';
import { seenOf } from './sights';
import { signalIfRunning } from './signal';

/** Ongoing compares whole seconds, and its clock is not ours. */
const overlapMs = 120_000;
const pageSize = 100;
const firstLookBackMs = 7 * 86_400_000;
const signalsAtOnce = 8;
/** What was told is remembered for so many purchase orders, as long as the reads show them. */
const mostRemembered = 5_000;

interface Page {
  readonly orders: readonly WarehousePurchaseOrder[];
  readonly broken: readonly { id: string; reason: string }[];
  readonly observedAt: number;
}

/**
 * Reads what changed in the warehouse since the last run, and tells the purchase orders concerned, each once: those whose
 * status changed, and those with lines that are received and not yet acknowledged.
 *
 * Source: Ongoing `GET /purchaseOrders` with `purchaseOrderStatusChangedTimeFrom`, and with
 * `onlyPurchaseOrdersWithOrderLinesToReport`.
 */
export function createReadReceipts(
  rooms: Rooms,
  ends: Ends,
  client: Client,
): PurchaseOrderScanActivities['readReceipts'] {
  return async ({ goodsOwner, store, cursor, told: toldBefore }) => {
    const room = rooms.goodsOwner(goodsOwner);
    const startedAt = Date.now();
    const changedFrom = cursor === undefined ? startedAt - firstLookBackMs : cursor - overlapMs;
    const told: Record<string, string> = {};
    const counts = { read: 0, heard: 0, unchanged: 0 };
    const skippedBy: Record<string, number> = {};
    const refused: { id: string; reason: string }[] = [];
    const seen = new Set<number>();
    const skip = (reason: string) => {
      skippedBy[reason] = (skippedBy[reason] ?? 0) + 1;
    };

    await pages({ purchaseOrderStatusChangedTimeFrom: changedFrom });
    await pages({ onlyPurchaseOrdersWithOrderLinesToReport: true });
    return {
      ...counts,
      skippedBy,
      refused,
      told,
      cursor: Math.max(startedAt, cursor ?? 0),
    } satisfies ReceiptsPass;

    /** Page by page, by the cursor of Ongoing's own ids. */
    async function pages(filter: PurchaseOrderFilter): Promise<void> {
      for (let purchaseOrderIdFrom = 0; ;) {
        const page = await readPage(room, ends, store, { ...filter, purchaseOrderIdFrom });
        counts.read += page.orders.length;
        refused.push(...page.broken);
        await inParallel(signalsAtOnce, page.orders, async (order) => {
          if (seen.has(order.purchaseOrderId)) return;
          seen.add(order.purchaseOrderId);
          await hear(order, page.observedAt);
          Context.current().heartbeat(counts.read);
        });
        // A page without a readable row cannot be passed: the next one would be the same.
        if (page.orders.length === 0) return;
        purchaseOrderIdFrom = Math.max(...page.orders.map((order) => order.purchaseOrderId)) + 1;
        if (page.received < pageSize) return;
      }
    }

    async function hear(order: WarehousePurchaseOrder, observedAt: number): Promise<void> {
      const deliveryId = order.goodsOwnerReference;
      if (deliveryId === undefined || order.isReturn) return skip('not announced by us');
      const shown = seenOf(order);
      const digest = createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 8);
      const workflowId = purchaseOrderId(goodsOwner, deliveryId);
      if (toldBefore[order.purchaseOrderId] === digest) {
        remember(order, digest);
        counts.unchanged += 1;
      } else if (
        await signalIfRunning(client, workflowId, purchaseOrderObserved, { warehouse: { observedAt, order: shown } })
      ) {
        remember(order, digest);
        counts.heard += 1;
      } else await afterTheEnd(order, workflowId, deliveryId);
    }

    function remember({ purchaseOrderId: id }: WarehousePurchaseOrder, digest: string): void {
      if (Object.keys(told).length < mostRemembered) told[id] = digest;
    }

    /** Nobody listens any more. What came after the receipt was told is named, until somebody acknowledges it. */
    async function afterTheEnd(order: WarehousePurchaseOrder, workflowId: string, deliveryId: string): Promise<void> {
      const late = order.lines.filter(({ received, reported }) => received !== reported);
      if (late.length === 0) return skip('ended');
      const outcome = await outcomeOf(workflowId);
      if (!outcome) return skip('not announced by us');
      if (!outcome.reported || !outcome.purchaseOrderNumbers.includes(order.purchaseOrderNumber)) return skip('ended');
      const goods = late.map(
        ({ articleNumber = '', received, reported }) => `${articleNumber}: ${received} instead of ${reported}`,
      );
      const reason = `received after its receipt was reported (${goods.slice(0, 10).join(', ')}): book it in Centra by hand, and set it to reported in Ongoing`;
      refused.push({ id: deliveryId, reason });
    }

    async function outcomeOf(workflowId: string): Promise<PurchaseOrderOutcome | undefined> {
      const handle = client.workflow.getHandle(workflowId);
      try {
        if ((await handle.describe()).status.name !== 'COMPLETED') return undefined;
        return (await handle.result()) as PurchaseOrderOutcome;
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return undefined;
        throw error;
      }
    }
  };
}

async function readPage(
  room: GoodsOwnerRoom,
  ends: Ends,
  store: string,
  filter: PurchaseOrderFilter,
): Promise<Page & { readonly received: number }> {
  const call = { store, goodsOwner: room.config.id, systems: ['ongoing'], write: false } as const;
  const list = orThrow(
    await ends.attempt(call, async (signal) => ({
      end: 'read' as const,
      ...(await room
        .ongoing(priorities.scan)
        .listPurchaseOrders({ ...filter, maxPurchaseOrdersToGet: pageSize }, signal)),
    })),
  );
  return {
    orders: list.rows,
    broken: list.broken.map(({ id, at, what }) => ({ id: id ?? at, reason: `${at}: ${what}` })),
    observedAt: list.observedAt,
    received: list.received,
  };
}
