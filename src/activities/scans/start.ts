import type { Client } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { Context } from '@temporalio/activity';
import type { ShipmentKey } from '../../lifecycle/shipment/facts';
import type { Beginning } from '../../lifecycle/shipment/life';
import { priorities, searchAttributes, shipmentId, taskQueues, workflowTypes } from '../../protocol/names';
import type { NewShipment, ScanActivities, ShipmentsScanInput } from '../../protocol/scans';
import type { ShipmentInput, ShipmentMemo } from '../../protocol/shipment';
import { seenOf } from '../../protocol/shipment';
import type { Ends } from '../ends';
import { inParallel } from '../in-parallel';
import type { Rooms } from '../rooms';
import { findShipment } from '../shipment/fresh';
import type { NumberFound } from '../shipment/order-number';
import { findNumbers } from '../shipment/order-number';
import { orThrow } from './unread';

const startsAtOnce = 8;

/**
 * Starts the lives of new shipments: asks Ongoing in one call which order numbers are free, and adopts the orders of ours
 * that live there already. An id that has ended before is started only after a fresh read says good-to-go and not shipped.
 *
 * Source: Ongoing `GET /orders?orderNumbers=`; Centra `GET /shipments`, `GET /orders` for ids that have ended.
 */
export function createStartShipments(rooms: Rooms, ends: Ends, client: Client): ScanActivities['startShipments'] {
  return async (input) => {
    const { goodsOwner, store: storeId, shipments } = input;
    const room = rooms.goodsOwner(goodsOwner);
    const store = rooms.store(storeId);
    const keys = shipments.map(({ shipmentId: id, orderNumber }): ShipmentKey => ({
      goodsOwner,
      store: storeId,
      shipmentId: id,
      orderNumber,
    }));
    const call = { store: storeId, goodsOwner, systems: ['ongoing'], write: false } as const;
    const { numbers } = orThrow(
      await ends.attempt(call, async (signal) => ({
        end: 'asked' as const,
        numbers: await findNumbers(room.ongoing(priorities.scan), room, store, keys, 1, signal),
      })),
    );
    const counts = { started: 0, adopted: 0, skipped: 0 };
    await inParallel(startsAtOnce, shipments, async (shipment) => {
      const number = numbers.get(shipment.shipmentId);
      const start = startOf(input, shipment, number);
      const started = (await startOnce(client, start)) || (await startAgain(shipment, start));
      if (!started) counts.skipped += 1;
      else if (number?.is === 'living') counts.adopted += 1;
      else counts.started += 1;
      Context.current().heartbeat(counts);
    });
    return counts;

    /** It has ended before. The list may be from a moment before its end: what counts is how it is now. */
    async function startAgain({ orderNumber, shipmentId: id }: NewShipment, start: Start): Promise<boolean> {
      const centra = { store: storeId, goodsOwner, systems: ['centra'], write: false } as const;
      const { offered } = orThrow(
        await ends.attempt(centra, async (signal) => {
          const { shipment } = await findShipment(store, { orderNumber, shipmentId: id }, 'goodtogo', signal);
          const orders = await store.centra.listOrders({ orderNumber }, signal);
          const shipped = orders.rows
            .flatMap((order) => order.shipments)
            .some((one) => one.shipmentId === id && one.shippedDate !== undefined);
          return { end: 'read' as const, offered: shipment !== undefined && !shipped };
        }),
      );
      if (!offered) return false;
      await client.workflow.start(workflowTypes.shipment, { ...start, workflowIdConflictPolicy: 'USE_EXISTING' });
      return true;
    }
  };
}

export type Start = ReturnType<typeof startOf>;

/** How a shipment's workflow is started. */
export function startOf(
  { goodsOwner, store, settings }: ShipmentsScanInput,
  shipment: NewShipment,
  number: NumberFound | undefined,
) {
  const { shipmentId: id, orderNumber, observedAt, paid, shouldCapture, digests } = shipment;
  const key: ShipmentKey = { goodsOwner, store, shipmentId: id, orderNumber };
  const stage = settings.capture === 'onImport' && shouldCapture && !paid ? 'capturing' : 'importing';
  const beginning: Beginning = { observedAt, row: { paid, shouldCapture, digests }, ...(number ? { number } : {}) };
  const seen = seenOf({ digests, paid, shouldCapture, hold: false, suspect: false });
  const dueAt = Date.now() + settings.attentionAfter.importMs;
  const input: ShipmentInput = { key, settings, beginning, shown: { stage, seen, revision: settings.revision, dueAt } };
  const memo: ShipmentMemo = { seen, revision: settings.revision };
  return {
    workflowId: shipmentId(store, id),
    taskQueue: taskQueues.bridge,
    args: [input],
    memo: { ...memo },
    staticSummary: `${store} ${id}`,
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
async function startOnce(client: Client, start: Start): Promise<boolean> {
  try {
    await client.workflow.start(workflowTypes.shipment, {
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
