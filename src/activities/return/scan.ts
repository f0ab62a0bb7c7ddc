import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import type { WarehouseOrder } from '../../clients/ongoing/schema';
import type { ReturnedSight, ReturnKey } from '../../lifecycle/return/facts';
import type { ReturnSettings } from '../../lifecycle/return/settings';
import { basisOf } from '../../lifecycle/return/view';
import { unreportedReturns } from '../../mapping';
import { priorities, returnId, searchAttributes, taskQueues, workflowTypes } from '../../protocol/names';
import type {
  ReturnInput,
  ReturnMemo,
  ReturnObservation,
  ReturnOutcome,
  ReturnsScanActivities,
  ReturnsScanResult,
} from '../../protocol/returns';
import { returnConfigured, returnObserved } from '../../protocol/returns';
import { mostNamed } from '../../protocol/scans';
import type { Ends } from '../ends';
import { inParallel } from '../in-parallel';
import type { Rooms } from '../rooms';
import { orThrow } from '../scans/unread';
import type { ReturnCauses } from './causes';
import { reportedReturned, returnedSight } from './sight';
import { returnOwners } from './whose';

const pageSize = 200;
const atOnce = 8;
/** Returns under way are remembered for so many orders. */
const mostRemembered = 5_000;

/** What lists know of a return that is under way. */
interface Running {
  readonly workflowId: string;
  readonly seen?: string;
  readonly revision?: number;
}

interface ScanDeps {
  readonly rooms: Rooms;
  readonly ends: Ends;
  readonly client: Client;
  readonly causes: ReturnCauses;
}

/**
 * Reads every order with returned items that nobody has acknowledged: starts a return for what is new, one at a time for
 * each order, and tells those under way what has changed. It asks for no time, so it also finds what came back of a
 * shipment that ended long ago, or while nothing ran.
 *
 * Source: Ongoing `GET /orders?onlyOrdersWithOrderLinesToReportReturned=true`.
 */
export function createReadReturns({ rooms, ends, client, causes }: ScanDeps): ReturnsScanActivities['readReturns'] {
  return async (input) => {
    const { goodsOwner } = input;
    const room = rooms.goodsOwner(goodsOwner);
    const startedAt = Date.now();
    const running = await runningReturns(client, goodsOwner);
    const counts = { read: 0, started: 0, told: 0, unchanged: 0, skipped: 0 };
    const refused: { id: string; reason: string }[] = [];
    const skippedBy: Record<string, number> = {};
    const notes: string[] = [];
    const open: Record<string, number> = {};
    const listed = new Set<number>();
    const unreadable = new Set<string>();
    const ongoing = room.ongoing(priorities.scan);
    const call = { goodsOwner, systems: ['ongoing'], write: false } as const;

    for (let orderIdFrom = 0; ;) {
      const filter = { onlyOrdersWithOrderLinesToReportReturned: true, orderIdFrom, maxOrdersToGet: pageSize };
      const page = orThrow(
        await ends.attempt(call, async (signal) => {
          const list = await ongoing.listOrders(filter, signal);
          const known = list.rows.length > 0 ? await causes.of(room, ongoing, signal) : [];
          return { end: 'read' as const, ...list, known };
        }),
      );
      counts.read += page.received;
      for (const { id, at, what } of page.broken) {
        unreadable.add(id ?? '');
        refused.push({ id: id ?? at, reason: `${at}: ${what}` });
      }
      const owners = await returnOwners(client, page.rows, room);
      const ours = page.rows.map((order, index) => ({ order, owner: owners[index]! }));
      await inParallel(atOnce, ours, async ({ order, owner }) => {
        if (listed.has(order.orderId)) return;
        listed.add(order.orderId);
        if ('leftAlone' in owner) return leaveAlone(order, owner.leftAlone);
        const settings = input.settings.find(({ store }) => store === owner.store)?.settings;
        if (!settings) return leaveAlone(order, 'its store is new: run `bridge setup`');
        await one(
          order,
          keyOf(goodsOwner, owner, order),
          settings,
          returnedSight(order, page.known, room.config.returns, page.observedAt),
        );
        Context.current().heartbeat(counts.read);
      });
      if (page.rows.length === 0) break;
      orderIdFrom = Math.max(orderIdFrom, ...page.rows.map(({ orderId }) => orderId)) + 1;
      if (page.received < pageSize) break;
    }
    await tellMissed();
    return {
      ...counts,
      written: counts.started,
      refused: refused.slice(0, mostNamed),
      refusedTotal: refused.length,
      skippedBy,
      notes,
      open,
    } satisfies ReturnsScanResult;

    function leaveAlone({ orderNumber }: WarehouseOrder, reason: string): void {
      counts.skipped += 1;
      skippedBy[reason] = (skippedBy[reason] ?? 0) + 1;
      if (notes.length < mostNamed) notes.push(`${orderNumber} is left alone: ${reason}`);
    }

    async function one(
      order: WarehouseOrder,
      key: ReturnKey,
      settings: ReturnSettings,
      sight: ReturnedSight,
    ): Promise<void> {
      const nameless = unreportedReturns(order);
      if (nameless.length > 0) refused.push({ id: order.orderNumber, reason: namelessReason(nameless) });
      const under = running.get(order.orderId) ?? (await rememberedOpen(order.orderId, key.reportedBefore));
      if (under) {
        remember(order.orderId, Number(under.workflowId.split('/').at(-1)));
        if (under.seen === basisOf(sight.parts) || !(await tell(client, under.workflowId, { returned: sight })))
          counts.unchanged += 1;
        else counts.told += 1;
        if ((under.revision ?? settings.revision) < settings.revision) {
          await client.workflow.getHandle(under.workflowId).signal(returnConfigured, settings);
        }
        return;
      }
      if (sight.parts.length === 0) {
        counts.unchanged += 1;
        return;
      }
      const start = startOf(key, settings, sight);
      if ((await startOnce(client, start)) || (await startAgain(start, order, sight.observedAt))) {
        counts.started += 1;
        remember(order.orderId, key.reportedBefore);
      } else counts.unchanged += 1;
    }

    function remember(orderId: number, reportedBefore: number): void {
      if (Object.keys(open).length < mostRemembered) open[orderId] = reportedBefore;
    }

    /** Lists may be a moment late: the return that was under way at the last run is asked for itself. */
    async function rememberedOpen(orderId: number, reportedBefore: number): Promise<Running | undefined> {
      const before = input.open[orderId];
      if (before === undefined || before === reportedBefore) return undefined;
      const workflowId = returnId(goodsOwner, orderId, before);
      return (await statusOf(client, workflowId)) === 'RUNNING' ? { workflowId } : undefined;
    }

    /**
     * A life of this id has ended. One that has reported may not begin again: Ongoing was told, and shows it still as
     * not reported. Every other one has made nothing.
     */
    async function startAgain(start: Start, order: WarehouseOrder, observedAt: number): Promise<boolean> {
      const handle = client.workflow.getHandle(start.workflowId);
      const { status, closeTime } = await handle.describe();
      if (status.name === 'RUNNING') return false;
      const outcome = status.name === 'COMPLETED' ? ((await handle.result()) as ReturnOutcome) : undefined;
      if (outcome?.end === 'completed') {
        // It may have ended while this page was under way.
        if ((closeTime?.getTime() ?? 0) < observedAt) refused.push({ id: order.orderNumber, reason: reportedBefore });
        return false;
      }
      await client.workflow.start(workflowTypes.return, { ...start, workflowIdConflictPolicy: 'USE_EXISTING' });
      return true;
    }

    /** Under way, and not in the list: acknowledged by somebody, or not returned after all. */
    async function tellMissed(): Promise<void> {
      const gone = [...running].filter(
        ([orderId, { orderNumber }]) => !listed.has(orderId) && !unreadable.has(orderNumber),
      );
      await inParallel(atOnce, gone, async ([, { workflowId }]) => {
        if (await tell(client, workflowId, { missedAt: startedAt })) counts.told += 1;
      });
    }
  };
}

const reportedBefore =
  'its return has been reported to Centra and acknowledged, and Ongoing shows it as not reported again: correct it in Ongoing';

const namelessReason = (lines: ReturnType<typeof unreportedReturns>): string =>
  `came back and cannot be reported, since no line of the shipment has them: ${lines
    .map(({ numberOfItems, articleNumber }) => `${numberOfItems} × ${articleNumber ?? 'an article without number'}`)
    .join(', ')}`;

function keyOf(
  goodsOwner: string,
  { store, shipmentId }: { readonly store: string; readonly shipmentId: string },
  order: WarehouseOrder,
): ReturnKey {
  return {
    ...{ goodsOwner, store, shipmentId },
    orderNumber: shipmentId.replace(/-\d+$/, ''),
    orderId: order.orderId,
    warehouseOrder: order.orderNumber,
    reportedBefore: reportedReturned(order),
  };
}

/** Returns of a goods owner that are under way, by the order's id in Ongoing. */
async function runningReturns(
  client: Client,
  goodsOwner: string,
): Promise<Map<number, Running & { readonly orderNumber: string }>> {
  const query = `WorkflowType = '${workflowTypes.return}' AND ExecutionStatus = 'Running' AND GoodsOwner = '${goodsOwner}'`;
  const running = new Map<number, Running & { readonly orderNumber: string }>();
  for await (const { workflowId, memo, typedSearchAttributes } of client.workflow.list({ query, pageSize: 1_000 })) {
    const orderId = Number(workflowId.split('/')[2]);
    const { seen, revision } = (memo ?? {}) as Partial<ReturnMemo>;
    const orderNumber = typedSearchAttributes.get(searchAttributes.warehouseOrder) ?? '';
    running.set(orderId, {
      workflowId,
      orderNumber,
      ...(seen === undefined ? {} : { seen }),
      ...(revision === undefined ? {} : { revision }),
    });
  }
  return running;
}

async function tell(client: Client, workflowId: string, observation: ReturnObservation): Promise<boolean> {
  try {
    await client.workflow.getHandle(workflowId).signal(returnObserved, observation);
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

async function statusOf(client: Client, workflowId: string): Promise<string | undefined> {
  try {
    return (await client.workflow.getHandle(workflowId).describe()).status.name;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

type Start = ReturnType<typeof startOf>;

/** How a return's workflow is started. */
function startOf(key: ReturnKey, settings: ReturnSettings, beginning: ReturnedSight) {
  const { goodsOwner, store, shipmentId, orderNumber, warehouseOrder } = key;
  const { revision, settleMs, recheckMs, writeLimitMs, attentionAfter } = settings;
  const { reportMs, holdMs } = attentionAfter;
  const stage = 'reporting';
  const seen = basisOf(beginning.parts);
  const dueAt = Date.now() + reportMs;
  const input: ReturnInput = {
    key,
    settings: { revision, settleMs, recheckMs, writeLimitMs, attentionAfter: { reportMs, holdMs } },
    beginning,
    shown: { stage, seen, revision, dueAt, warehouseOrder },
  };
  const memo: ReturnMemo = { seen, revision };
  return {
    workflowId: returnId(goodsOwner, key.orderId, key.reportedBefore),
    taskQueue: taskQueues.bridge,
    args: [input],
    memo: { ...memo },
    staticSummary: `What came back of shipment ${shipmentId} of store ${store}, order ${warehouseOrder}`,
    typedSearchAttributes: [
      { key: searchAttributes.goodsOwner, value: goodsOwner },
      { key: searchAttributes.store, value: store },
      { key: searchAttributes.stage, value: stage },
      { key: searchAttributes.orderNumber, value: orderNumber },
      { key: searchAttributes.warehouseOrder, value: warehouseOrder },
      { key: searchAttributes.dueAt, value: new Date(dueAt) },
    ],
  };
}

/** @returns false when an earlier life of this id has ended; true when it was started now or is under way */
async function startOnce(client: Client, start: Start): Promise<boolean> {
  try {
    await client.workflow.start(workflowTypes.return, {
      ...start,
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}
