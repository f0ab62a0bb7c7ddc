import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { WarehouseOrder } from '../../clients/ongoing/schema';
import type { Afterwards, ShipmentKey } from '../../lifecycle/shipment/facts';
import { ofWholeOrders } from '../../lifecycle/shipment/settings';
import { toProgress } from '../../mapping';
import {
  isLife,
  orderId,
  priorities,
  searchAttributes,
  shipmentId,
  taskQueues,
  workflowTypes,
} from '../../protocol/names';
import type { ScanActivities, SweepResult, WarehouseScanInput } from '../../protocol/scans';
import type { ShipmentInput, ShipmentOutcome } from '../../protocol/shipment';
import type { Ends } from '../ends';
import { inParallel } from '../in-parallel';
import type { GoodsOwnerRoom, Rooms } from '../rooms';
import { ordersByNumber } from '../shipment/order-number';
import { isOurs } from '../shipment/warehouse-sight';
import { tell } from './running';
import { orThrow } from './unread';

const batchSize = 50;
const signalsAtOnce = 8;
/** A waybill may come, and an order be annulled, so long after the end: two sweeps. */
const endedLatelyMs = 2 * 86_400_000;

interface Swept {
  readonly key: ShipmentKey;
  readonly number: string;
  /** Of one that has ended. */
  readonly outcome?: ShipmentOutcome;
}

/**
 * Once a day, all open orders and what ended lately: finds what deltas miss, orders that have vanished, and what the
 * warehouse changed after the end of a life.
 *
 * Source: Ongoing `GET /orders?orderNumbers=`, 50 at a time.
 */
export function createSweepOrders(rooms: Rooms, ends: Ends, client: Client): ScanActivities['sweepOrders'] {
  return async (input) => {
    const room = rooms.goodsOwner(input.goodsOwner);
    const counts = { open: 0, endedLately: 0, reopened: 0, written: 0, read: 0, unchanged: 0 };
    await inBatches(openOrders(client, input.goodsOwner), async (batch) => {
      counts.open += batch.length;
      const { orders, observedAt, broken } = await read(batch.map(({ number }) => number));
      const unreadable = new Set(broken.map(({ id }) => id));
      await inParallel(signalsAtOnce, batch, async ({ key, number }) => {
        if (unreadable.has(number)) return;
        const its = orders.filter((order) => order.orderNumber === number && isOurs(order, key, room));
        const warehouse = { observedAt, byNumber: number, orders: its.map((order) => toProgress(order)) };
        if (await tell(client, lifeOf(key), { warehouse })) counts.written += 1;
      });
    });
    await inBatches(endedLately(client, input), async (batch) => {
      counts.endedLately += batch.length;
      const { orders } = await read(batch.map(({ number }) => number));
      await inParallel(signalsAtOnce, batch, async (ended) => {
        const order = orders.find((one) => one.orderNumber === ended.number && isOurs(one, ended.key, room));
        const afterwards = order && changedAfterwards(ended.key, order, ended.outcome, room);
        if (afterwards && (await reopen(client, input, ended.key, afterwards))) counts.reopened += 1;
        else counts.unchanged += 1;
      });
    });
    return { ...counts, skipped: 0, refused: [], refusedTotal: 0 } satisfies SweepResult;

    async function read(numbers: readonly string[]) {
      const call = { goodsOwner: input.goodsOwner, systems: ['ongoing'], write: false } as const;
      const found = orThrow(
        await ends.attempt(call, async (signal) => ({
          end: 'read' as const,
          ...(await ordersByNumber(room.ongoing(priorities.scan), numbers, signal)),
        })),
      );
      counts.read += found.orders.length;
      Context.current().heartbeat(counts.read);
      return found;
    }
  };
}

async function inBatches<T>(items: AsyncIterable<T>, work: (batch: T[]) => Promise<void>): Promise<void> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < batchSize) continue;
    await work(batch);
    batch = [];
  }
  if (batch.length > 0) await work(batch);
}

async function* openOrders(client: Client, goodsOwner: string): AsyncGenerator<Swept> {
  const query = `${isLife} AND ExecutionStatus = 'Running' AND GoodsOwner = '${goodsOwner}'`;
  for await (const info of client.workflow.list({ query, pageSize: 1_000 })) {
    const number = info.typedSearchAttributes.get(searchAttributes.warehouseOrder);
    const key = keyOf(info.workflowId, goodsOwner, info.typedSearchAttributes.get(searchAttributes.orderNumber));
    if (number && key) yield { key, number };
  }
}

async function* endedLately(client: Client, { goodsOwner }: WarehouseScanInput): AsyncGenerator<Swept> {
  const since = new Date(Date.now() - endedLatelyMs).toISOString();
  const query = `${isLife} AND ExecutionStatus = 'Completed' AND GoodsOwner = '${goodsOwner}' AND CloseTime > '${since}'`;
  const newest = new Set<string>();
  for await (const info of client.workflow.list({ query, pageSize: 1_000 })) {
    const key = keyOf(info.workflowId, goodsOwner, info.typedSearchAttributes.get(searchAttributes.orderNumber));
    if (!key || newest.has(info.workflowId)) continue;
    newest.add(info.workflowId);
    const outcome = await outcomeOf(client, info.workflowId);
    const number = outcome?.orderNumbers.at(-1);
    if (outcome?.end === 'completed' && number) yield { key, number, outcome };
  }
}

/** The result of the newest life, where it has ended. */
async function outcomeOf(client: Client, workflowId: string): Promise<ShipmentOutcome | undefined> {
  const handle = client.workflow.getHandle(workflowId);
  try {
    const { status } = await handle.describe();
    return status.name === 'COMPLETED' ? ((await handle.result()) as ShipmentOutcome) : undefined;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

function keyOf(workflowId: string, goodsOwner: string, orderNumber: string | undefined): ShipmentKey | undefined {
  const [type, store, ...rest] = workflowId.split('/');
  if (!store || rest.length === 0 || !orderNumber) return undefined;
  const kind = type === workflowTypes.order ? { kind: 'order' as const } : {};
  return { ...kind, goodsOwner, store, shipmentId: rest.join('/'), orderNumber };
}

const lifeOf = ({ kind, store, shipmentId: id }: ShipmentKey) =>
  kind === 'order' ? orderId(store, id) : shipmentId(store, id);

function changedAfterwards(
  { kind }: ShipmentKey,
  order: WarehouseOrder,
  outcome: ShipmentOutcome | undefined,
  { config }: GoodsOwnerRoom,
): Afterwards | undefined {
  const knownWaybills = outcome?.waybills ?? [];
  // Of an order that was imported as a whole nobody tells Centra any waybill.
  const told = kind === 'order' ? [] : order.tracking;
  const addedWaybills = told.filter((waybill) => !knownWaybills.includes(waybill));
  const annulled = config.ongoing.statuses.cancelled.includes(order.status.number) && !outcome?.annulled;
  return addedWaybills.length > 0 || annulled
    ? { orderNumber: order.orderNumber, knownWaybills, addedWaybills, annulled }
    : undefined;
}

/** The shipment's id once more, for what is left to do after its end. */
async function reopen(
  client: Client,
  { goodsOwner, settings }: WarehouseScanInput,
  key: ShipmentKey,
  afterwards: Afterwards,
): Promise<boolean> {
  const its = settings.find(({ store }) => store === key.store);
  if (!its) return false;
  const beginning = { observedAt: Date.now(), row: { paid: true, shouldCapture: false }, afterwards };
  const isOrder = key.kind === 'order';
  const stage = isOrder ? 'in-warehouse' : 'reporting';
  const input: ShipmentInput = {
    key,
    settings: isOrder ? ofWholeOrders(its.settings) : its.settings,
    beginning,
    shown: { stage, revision: its.settings.revision },
  };
  await client.workflow.start(isOrder ? workflowTypes.order : workflowTypes.shipment, {
    workflowId: lifeOf(key),
    taskQueue: taskQueues.bridge,
    workflowIdConflictPolicy: 'USE_EXISTING',
    args: [input],
    staticSummary: `What changed after the end of ${isOrder ? 'order' : 'shipment'} ${key.shipmentId} of store ${key.store}`,
    typedSearchAttributes: [
      { key: searchAttributes.goodsOwner, value: goodsOwner },
      { key: searchAttributes.store, value: key.store },
      { key: searchAttributes.stage, value: stage },
      { key: searchAttributes.orderNumber, value: key.orderNumber },
    ],
  });
  return true;
}
