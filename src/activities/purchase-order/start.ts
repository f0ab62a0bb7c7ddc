import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { PurchaseOrderKey } from '../../lifecycle/purchase-order/facts';
import type { Beginning } from '../../lifecycle/purchase-order/life';
import { priorities, purchaseOrderId, searchAttributes, taskQueues, workflowTypes } from '../../protocol/names';
import type {
  NewDelivery,
  PurchaseOrderInput,
  PurchaseOrderOutcome,
  PurchaseOrderScanActivities,
  PurchaseOrdersScanInput,
} from '../../protocol/purchase-order';
import { deliverySeen } from '../../protocol/purchase-order';
import type { Ends } from '../ends';
import { inParallel } from '../in-parallel';
import type { Rooms } from '../rooms';
import { orThrow } from '../scans/unread';
import type { NumberFound } from './numbers';
import { findPurchaseOrderNumbers } from './numbers';
import { findDelivery } from './sights';

const startsAtOnce = 8;

/**
 * Starts the lives of new deliveries: asks Ongoing in one call which numbers are free, and adopts the purchase orders of
 * ours that live there already. An id that has ended before is started only after a fresh read still lists it, and never
 * when its receipt was reported.
 *
 * Source: Ongoing `GET /purchaseOrders?purchaseOrderNumbers=`; Centra `GET /supplier-deliveries` for ids that have ended.
 */
export function createStartPurchaseOrders(
  rooms: Rooms,
  ends: Ends,
  client: Client,
): PurchaseOrderScanActivities['startPurchaseOrders'] {
  return async (input) => {
    const { goodsOwner, store: storeId, deliveries } = input;
    const room = rooms.goodsOwner(goodsOwner);
    const keys = deliveries.map((delivery) => keyOf(input, delivery));
    const call = { store: storeId, goodsOwner, systems: ['ongoing'], write: false } as const;
    const { numbers } = orThrow(
      await ends.attempt(call, async (signal) => ({
        end: 'asked' as const,
        numbers: await findPurchaseOrderNumbers(room.ongoing(priorities.scan), room, keys, 1, signal),
      })),
    );
    const counts = { started: 0, adopted: 0 };
    const skippedBy: Record<string, number> = {};
    const refused: { id: string; reason: string }[] = [];
    await inParallel(startsAtOnce, deliveries, async (delivery) => {
      const number = numbers.get(delivery.deliveryId);
      const start = startOf(input, delivery, number);
      const ended = (await startOnce(start)) ? undefined : await startAgain(delivery, start);
      if (ended === 'reported') {
        const reason = 'its receipt was reported, and Centra lists it still: look at it in Centra';
        refused.push({ id: delivery.deliveryId, reason });
      } else if (ended === 'gone') skippedBy['gone since'] = (skippedBy['gone since'] ?? 0) + 1;
      else if (number?.is === 'living') counts.adopted += 1;
      else counts.started += 1;
      Context.current().heartbeat(counts);
    });
    return { ...counts, skippedBy, refused };

    /** @returns false when an earlier life of this id has ended; true when it was started now or is under way */
    async function startOnce(start: Start): Promise<boolean> {
      try {
        await client.workflow.start(workflowTypes.purchaseOrder, {
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

    /** It has ended before. The list may be from a moment before its end: what counts is how it is now. */
    async function startAgain({ deliveryId }: NewDelivery, start: Start): Promise<'gone' | 'reported' | undefined> {
      const centra = { store: storeId, goodsOwner, systems: ['centra'], write: false } as const;
      const { head } = orThrow(
        await ends.attempt(centra, async (signal) => ({
          end: 'read' as const,
          ...(await findDelivery(rooms.store(storeId), deliveryId, signal)),
        })),
      );
      if (!head) return 'gone';
      if (await wasReported(start.workflowId)) return 'reported';
      await client.workflow.start(workflowTypes.purchaseOrder, { ...start, workflowIdConflictPolicy: 'USE_EXISTING' });
      return undefined;
    }

    async function wasReported(workflowId: string): Promise<boolean> {
      const handle = client.workflow.getHandle(workflowId);
      // One that was terminated by hand has no result: Ongoing's own figures tell then (see `reportedBefore`).
      if ((await handle.describe()).status.name !== 'COMPLETED') return false;
      return ((await handle.result()) as PurchaseOrderOutcome).reported;
    }
  };
}

type Start = ReturnType<typeof startOf>;

const keyOf = (
  { goodsOwner, store }: PurchaseOrdersScanInput,
  { deliveryId, id, supplierOrder }: NewDelivery,
): PurchaseOrderKey => ({ goodsOwner, store, deliveryId, id, supplierOrder });

/** How a purchase order's workflow is started. */
function startOf(scan: PurchaseOrdersScanInput, delivery: NewDelivery, number: NumberFound | undefined) {
  const { goodsOwner, store, settings } = scan;
  const { deliveryId, supplierOrder, observedAt, row } = delivery;
  const beginning: Beginning = { observedAt, row, ...(number ? { number } : {}) };
  const seen = deliverySeen(row);
  const dueAt = Date.now() + settings.attentionAfter.importMs;
  const { revision } = settings;
  const input: PurchaseOrderInput = {
    key: keyOf(scan, delivery),
    settings,
    beginning,
    shown: { stage: 'importing', seen, revision, dueAt },
  };
  return {
    workflowId: purchaseOrderId(goodsOwner, deliveryId),
    taskQueue: taskQueues.bridge,
    args: [input],
    memo: { seen, revision },
    staticSummary: `Supplier delivery ${deliveryId} to goods owner ${goodsOwner}`,
    typedSearchAttributes: [
      { key: searchAttributes.goodsOwner, value: goodsOwner },
      { key: searchAttributes.store, value: store },
      { key: searchAttributes.stage, value: 'importing' },
      { key: searchAttributes.orderNumber, value: supplierOrder },
      { key: searchAttributes.dueAt, value: new Date(dueAt) },
    ],
  };
}
