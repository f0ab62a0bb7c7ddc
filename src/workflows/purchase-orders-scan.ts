import { proxyActivities, setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import { inTurn, taskQueues } from '../protocol/names';
import type {
  NewDelivery,
  PurchaseOrderScanActivities,
  PurchaseOrdersScanInput,
  PurchaseOrdersScanResult,
} from '../protocol/purchase-order';
import { mostNamed } from '../protocol/scans';
import { listFigures, toldRun } from './told-run';

/** Reads are tried again within the run; the next run comes anyway. */
const reading = {
  startToCloseTimeout: '45 minutes',
  heartbeatTimeout: '20 seconds',
  retry: { initialInterval: '2 seconds', maximumInterval: '1 minute', maximumAttempts: 5 },
  priority: inTurn.scans,
} as const;

/** Deliveries whose numbers are asked for in one call. */
const batchSize = 50;

/** `purchase-orders/<goodsOwner>`: supplier deliveries in Centra, then what the warehouse has received. */
export const purchaseOrdersScan = (input: PurchaseOrdersScanInput): Promise<PurchaseOrdersScanResult> =>
  toldRun(() => scanDeliveries(input), listFigures);

async function scanDeliveries(input: PurchaseOrdersScanInput): Promise<PurchaseOrdersScanResult> {
  const last = workflowInfo().lastResult as PurchaseOrdersScanResult | undefined;
  const { readDeliveries } = proxyActivities<PurchaseOrderScanActivities>({
    ...reading,
    taskQueue: taskQueues.centra(input.store),
    summary: 'Centra’s supplier deliveries are read, and told to whom they concern',
  });
  const inLane = { ...reading, taskQueue: taskQueues.ongoing(input.goodsOwner) };
  const { startPurchaseOrders } = proxyActivities<PurchaseOrderScanActivities>({
    ...inLane,
    summary: 'Ongoing is asked for the new numbers, and they are started',
  });
  const { readReceipts } = proxyActivities<PurchaseOrderScanActivities>({
    ...inLane,
    summary: 'what was received is read in Ongoing, and told to whom it concerns',
  });

  const pass = await readDeliveries({
    ...input,
    lastMissing: last?.missing ?? [],
    ...(last ? { lastShrunk: last.shrunk } : {}),
    after: last?.next.after ?? '',
  });
  const counts = { started: 0, adopted: 0 };
  const skipped = [pass.skippedBy];
  const refused = [...pass.refused];
  for (const deliveries of batches(pass.fresh)) {
    const done = await startPurchaseOrders({ ...input, deliveries });
    counts.started += done.started;
    counts.adopted += done.adopted;
    skipped.push(done.skippedBy);
    refused.push(...done.refused);
    setCurrentDetails(`${pass.read} deliveries, ${counts.started} started, ${counts.adopted} adopted so far`);
  }

  // After the starts: what was adopted hears of its progress in the same run.
  const cursor = last ? { cursor: last.next.cursor } : {};
  const receipts = await readReceipts({ ...input, ...cursor, told: last?.next.told ?? {} });
  skipped.push(receipts.skippedBy);
  refused.push(...receipts.refused);
  const skippedBy = added(skipped);
  return {
    read: pass.read + receipts.read,
    written: counts.started + counts.adopted,
    unchanged: pass.unchanged + receipts.unchanged,
    skipped: Object.values(skippedBy).reduce((sum, count) => sum + count, 0),
    skippedBy,
    refused: refused.slice(0, mostNamed),
    refusedTotal: refused.length,
    missing: pass.missing,
    shrunk: pass.shrunk,
    ...counts,
    told: pass.told + receipts.heard,
    next: { cursor: receipts.cursor, after: pass.after, told: receipts.told },
    configuration: pass.configuration,
  };
}

function* batches(deliveries: readonly NewDelivery[]): Generator<readonly NewDelivery[]> {
  for (let i = 0; i < deliveries.length; i += batchSize) yield deliveries.slice(i, i + batchSize);
}

function added(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [reason, count] of counts.flatMap((one) => Object.entries(one)))
    sums[reason] = (sums[reason] ?? 0) + count;
  return sums;
}
