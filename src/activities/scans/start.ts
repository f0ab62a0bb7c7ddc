import type { Client } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { Context } from '@temporalio/activity';
import type { ShipmentKey } from '../../lifecycle/shipment/facts';
import type { Beginning } from '../../lifecycle/shipment/life';
import { orderId, priorities, searchAttributes, shipmentId, taskQueues, workflowTypes } from '../../protocol/names';
import type { NewShipment, ScanActivities, ShipmentsScanInput } from '../../protocol/scans';
import type { ShipmentInput, ShipmentMemo } from '../../protocol/shipment';
import { seenOf } from '../../protocol/shipment';
import type { Ends } from '../ends';
import { inParallel } from '../in-parallel';
import type { Rooms, StoreRoom } from '../rooms';
import { findShipment } from '../shipment/fresh';
import type { NumberFound } from '../shipment/order-number';
import { findNumbers } from '../shipment/order-number';
import { findOrder, gateOfNew, isOpen } from '../shipment/whole-order';
import { hasShipped, withoutOrdered } from './imported-as-order';
import { orThrow } from './unread';

const startsAtOnce = 8;

/** What differs between shipments and orders that are imported as a whole. */
interface Kind {
  readonly of: 'shipment' | 'order';
  readonly workflowId: (store: string, id: string) => string;
  /** Read fresh: it is still to be shipped, and was not shipped before. */
  readonly isOffered: (store: StoreRoom, one: NewShipment, signal: AbortSignal) => Promise<boolean>;
}

const shipments: Kind = {
  of: workflowTypes.shipment,
  workflowId: shipmentId,
  async isOffered(store, { orderNumber, shipmentId: id }, signal) {
    const { shipment } = await findShipment(store, { orderNumber, shipmentId: id }, 'goodtogo', signal);
    const orders = await store.centra.listOrders({ orderNumber }, signal);
    const shipped = orders.rows
      .flatMap((order) => order.shipments)
      .some((one) => one.shipmentId === id && one.shippedDate !== undefined);
    return shipment !== undefined && !shipped;
  },
};

const orders: Kind = {
  of: workflowTypes.order,
  workflowId: orderId,
  async isOffered(store, { orderNumber }, signal) {
    const { order } = await findOrder(store, orderNumber, signal);
    return order !== undefined && isOpen(order) && gateOfNew(order, store) === undefined;
  },
};

export const createStartShipments = (rooms: Rooms, ends: Ends, client: Client): ScanActivities['startShipments'] =>
  createStart(rooms, ends, client, shipments);

export const createStartOrders = (rooms: Rooms, ends: Ends, client: Client): ScanActivities['startOrders'] =>
  createStart(rooms, ends, client, orders);

/**
 * Starts the lives of new shipments: asks Ongoing in one call which order numbers are free, and adopts the orders of ours
 * that live there already. An id that has ended before is started only after a fresh read says good-to-go and not shipped.
 *
 * Source: Ongoing `GET /orders?orderNumbers=`; Centra `GET /shipments`, `GET /orders` for ids that have ended.
 */
function createStart(rooms: Rooms, ends: Ends, client: Client, kind: Kind): ScanActivities['startShipments'] {
  return async (input) => {
    const { goodsOwner, store: storeId, shipments } = input;
    const room = rooms.goodsOwner(goodsOwner);
    const store = rooms.store(storeId);
    const offered = kind.of === 'order' ? shipments : await withoutOrdered(client, store.config, shipments);
    const keys = offered.map((one) => keyOf(kind, input, one));
    const call = { store: storeId, goodsOwner, systems: ['ongoing'], write: false } as const;
    const { numbers } = orThrow(
      await ends.attempt(call, async (signal) => ({
        end: 'asked' as const,
        numbers: await findNumbers(room.ongoing(priorities.scan), room, store, keys, 1, signal),
      })),
    );
    const counts = { started: 0, adopted: 0, skipped: shipments.length - offered.length };
    await inParallel(startsAtOnce, offered, async (shipment) => {
      const number = numbers.get(shipment.shipmentId);
      const start = startOf(kind, input, shipment, number);
      const started = (await startOnce(client, kind, start)) || (await startAgain(shipment, start));
      if (!started) counts.skipped += 1;
      else if (number?.is === 'living') counts.adopted += 1;
      else counts.started += 1;
      Context.current().heartbeat(counts);
    });
    return counts;

    /** It has ended before. The list may be from a moment before its end: what counts is how it is now. */
    async function startAgain(one: NewShipment, start: Start): Promise<boolean> {
      if (kind.of === 'order' && (await hasShipped(client, start.workflowId))) return false;
      const centra = { store: storeId, goodsOwner, systems: ['centra'], write: false } as const;
      const { offered } = orThrow(
        await ends.attempt(centra, async (signal) => ({
          end: 'read' as const,
          offered: await kind.isOffered(store, one, signal),
        })),
      );
      if (!offered) return false;
      await client.workflow.start(kind.of, { ...start, workflowIdConflictPolicy: 'USE_EXISTING' });
      return true;
    }
  };
}

const keyOf = (
  kind: Kind,
  { goodsOwner, store }: ShipmentsScanInput,
  { shipmentId: id, orderNumber }: NewShipment,
): ShipmentKey => ({
  ...(kind.of === 'order' ? { kind: kind.of } : {}),
  goodsOwner,
  store,
  shipmentId: id,
  orderNumber,
});

type Start = ReturnType<typeof startOf>;

/** How a shipment's, or an order's, workflow is started. */
function startOf(kind: Kind, scan: ShipmentsScanInput, shipment: NewShipment, number: NumberFound | undefined) {
  const { goodsOwner, store, settings } = scan;
  const { shipmentId: id, orderNumber, observedAt, paid, shouldCapture, digests } = shipment;
  const key = keyOf(kind, scan, shipment);
  const stage = settings.capture === 'onImport' && shouldCapture && !paid ? 'capturing' : 'importing';
  const beginning: Beginning = { observedAt, row: { paid, shouldCapture, digests }, ...(number ? { number } : {}) };
  const seen = seenOf({ digests, paid, shouldCapture, hold: false, suspect: false });
  const dueAt = Date.now() + settings.attentionAfter.importMs;
  const input: ShipmentInput = { key, settings, beginning, shown: { stage, seen, revision: settings.revision, dueAt } };
  const memo: ShipmentMemo = { seen, revision: settings.revision };
  return {
    workflowId: kind.workflowId(store, id),
    taskQueue: taskQueues.bridge,
    args: [input],
    memo: { ...memo },
    staticSummary: `${kind.of === 'order' ? 'Order' : 'Shipment'} ${id} of store ${store}, for goods owner ${goodsOwner}`,
    typedSearchAttributes: [
      { key: searchAttributes.goodsOwner, value: goodsOwner },
      { key: searchAttributes.store, value: store },
      { key: searchAttributes.stage, value: stage },
      { key: searchAttributes.orderNumber, value: orderNumber },
      { key: searchAttributes.dueAt, value: new Date(dueAt) },
    ],
  };
}

/** @returns false when an earlier life of this id has ended; true when it was started now or is under way */
async function startOnce(client: Client, kind: Kind, start: Start): Promise<boolean> {
  try {
    await client.workflow.start(kind.of, {
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
