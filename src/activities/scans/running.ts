import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { ShipmentRow } from '../../lifecycle/shipment/facts';
import type { ShipmentSettings } from '../../lifecycle/shipment/settings';
import { orderId, purchaseOrderId, searchAttributes, shipmentId, workflowTypes } from '../../protocol/names';
import type { Observation, ShipmentMemo } from '../../protocol/shipment';
import { configured, observed, seenOf } from '../../protocol/shipment';

/** What lists know of a shipment, or an order, that is under way. */
export interface Running {
  readonly stage: string;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly seen?: string;
  readonly revision: number;
}

type Beat = (count: number) => void;

/** Shipments of a store that are under way, by their ids. Eventually consistent: starts and signals are idempotent. */
export const runningShipments = (client: Client, store: string, beat: Beat) =>
  runningLives(client, workflowTypes.shipment, store, shipmentId(store, ''), beat);

/** The same of whole orders, by their numbers. */
export const runningOrders = (client: Client, store: string, beat: Beat) =>
  runningLives(client, workflowTypes.order, store, orderId(store, ''), beat);

/** The same of supplier deliveries, by their numbers. */
export const runningPurchaseOrders = (client: Client, goodsOwner: string, store: string, beat: Beat) =>
  runningLives(client, workflowTypes.purchaseOrder, store, purchaseOrderId(goodsOwner, ''), beat);

async function runningLives(
  client: Client,
  type: string,
  store: string,
  prefix: string,
  beat: Beat,
): Promise<Map<string, Running>> {
  const query = `WorkflowType = '${type}' AND ExecutionStatus = 'Running' AND Store = '${store}'`;
  const running = new Map<string, Running>();
  for await (const info of client.workflow.list({ query, pageSize: 1_000 })) {
    const { workflowId, memo, typedSearchAttributes, startTime } = info;
    if (!workflowId.startsWith(prefix)) continue;
    const { seen, revision } = (memo ?? {}) as Partial<ShipmentMemo>;
    running.set(workflowId.slice(prefix.length), {
      startedAt: startTime.getTime(),
      stage: typedSearchAttributes.get(searchAttributes.stage) ?? '',
      ...(seen ? { seen } : {}),
      revision: revision ?? 0,
    });
    if (running.size % 1_000 === 0) beat(running.size);
  }
  return running;
}

/** @returns whether it is under way and has been told */
export async function tell(client: Client, workflowId: string, observation: Observation): Promise<boolean> {
  try {
    await client.workflow.getHandle(workflowId).signal(observed, observation);
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

/**
 * Only what has changed since it last heard of Centra's row; also that it is back, when the last scan missed it.
 *
 * @returns what is to be sent, as functions that send it
 */
export function whatToTell(
  client: Client,
  workflowId: string,
  known: Running,
  { row, observedAt }: { readonly row: ShipmentRow; readonly observedAt: number },
  settings: ShipmentSettings,
  wasMissing: boolean,
): (() => Promise<boolean>)[] {
  const told: (() => Promise<boolean>)[] = [];
  if (known.seen !== seenOf(row) || wasMissing) {
    told.push(() => tell(client, workflowId, { centra: { kind: 'row', observedAt, row } }));
  }
  if (known.revision < settings.revision) {
    told.push(async () => {
      await client.workflow.getHandle(workflowId).signal(configured, settings);
      return true;
    });
  }
  return told;
}
