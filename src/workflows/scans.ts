import { proxyActivities, setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import type {
  NewShipment,
  ScanActivities,
  ShipmentsScanInput,
  ShipmentsScanResult,
  SweepResult,
  WarehouseScanInput,
  WarehouseScanResult,
} from '../protocol/scans';
import { inTurn, taskQueues } from '../protocol/names';
import { listFigures, toldRun } from './told-run';

/** Reads are tried again within the run; the next run comes anyway. */
const reading = {
  startToCloseTimeout: '45 minutes',
  heartbeatTimeout: '20 seconds',
  retry: { initialInterval: '2 seconds', maximumInterval: '1 minute', maximumAttempts: 5 },
  priority: inTurn.scans,
} as const;

/** Shipments whose numbers are asked for in one call. */
const batchSize = 50;
/** Passes of one run: a first load of tens of thousands goes on in the next run. */
const mostPasses = 50;

/** `shipments/<store>`: Centra's list of good-to-go shipments, compared with those under way. */
export const shipmentsScan = (input: ShipmentsScanInput): Promise<ShipmentsScanResult> =>
  toldRun(() => scanStore(input, 'readGoodToGo', 'startShipments'), listFigures);

/** `orders/<store>`: Centra's list of orders, compared with those under way. */
export const ordersScan = (input: ShipmentsScanInput): Promise<ShipmentsScanResult> =>
  toldRun(() => scanStore(input, 'readOpenOrders', 'startOrders'), listFigures);

async function scanStore(
  input: ShipmentsScanInput,
  reads: 'readGoodToGo' | 'readOpenOrders',
  starts: 'startShipments' | 'startOrders',
): Promise<ShipmentsScanResult> {
  const last = workflowInfo().lastResult as ShipmentsScanResult | undefined;
  const { [reads]: read } = proxyActivities<ScanActivities>({
    ...reading,
    taskQueue: taskQueues.centra(input.store),
    summary: `Centra’s list is read and compared with what is under way in ${input.store}`,
  });
  const { [starts]: start } = proxyActivities<ScanActivities>({
    ...reading,
    taskQueue: taskQueues.ongoing(input.goodsOwner),
    summary: 'Ongoing is asked for the new numbers, and they are started',
  });
  const counts = { started: 0, adopted: 0, skipped: 0 };
  let lastMissing = last?.missing ?? [];
  let lastShrunk = last?.shrunk;
  for (let passes = 1; ; passes += 1) {
    const pass = await read({ ...input, lastMissing, ...(lastShrunk === undefined ? {} : { lastShrunk }) });
    for (const shipments of batches(pass.fresh)) {
      const done = await start({ ...input, shipments });
      counts.started += done.started;
      counts.adopted += done.adopted;
      counts.skipped += done.skipped;
      setCurrentDetails(`${pass.read} read, ${counts.started} started, ${counts.adopted} adopted so far`);
    }
    if (pass.more && passes < mostPasses) {
      lastMissing = pass.missing;
      lastShrunk = pass.shrunk;
      continue;
    }
    return {
      read: pass.read,
      written: counts.started + counts.adopted,
      unchanged: pass.unchanged,
      skipped: pass.skipped + counts.skipped,
      refused: pass.refused,
      refusedTotal: pass.refusedTotal,
      missing: pass.missing,
      shrunk: pass.shrunk,
      started: counts.started,
      adopted: counts.adopted,
      told: pass.told,
      configuration: pass.configuration,
    };
  }
}

function* batches(shipments: readonly NewShipment[]): Generator<readonly NewShipment[]> {
  for (let i = 0; i < shipments.length; i += batchSize) yield shipments.slice(i, i + batchSize);
}

/** `warehouse/<goodsOwner>`: what changed in Ongoing since the last run. The cursor is the last run's result. */
export async function warehouseScan(input: WarehouseScanInput): Promise<WarehouseScanResult> {
  const last = workflowInfo().lastResult as WarehouseScanResult | undefined;
  const { readProgress } = proxyActivities<ScanActivities>({
    ...reading,
    taskQueue: taskQueues.ongoing(input.goodsOwner),
    summary: 'what changed in Ongoing is read, and told to whom it concerns',
  });
  return toldRun(
    () => readProgress({ ...input, ...(last ? { cursor: last.cursor } : {}), told: last?.told ?? {} }),
    ({ notOurs, ended }) => [
      [notOurs, 'not of this bridge'],
      [ended, 'ended before'],
    ],
  );
}

/** `sweep/<goodsOwner>`: all open orders, and what ended lately, once a day. */
export async function sweep(input: WarehouseScanInput): Promise<SweepResult> {
  const { sweepOrders } = proxyActivities<ScanActivities>({
    ...reading,
    taskQueue: taskQueues.ongoing(input.goodsOwner),
    summary: 'all open orders in Ongoing are read, and what ended lately',
  });
  return toldRun(
    () => sweepOrders(input),
    ({ open, endedLately, reopened }) => [
      [open, 'open'],
      [endedLately, 'ended lately'],
      [reopened, 'taken up again'],
    ],
  );
}
