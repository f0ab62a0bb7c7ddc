import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import { searchAttributes, shipmentId, workflowTypes } from '../../protocol/names';
import type { Observation, ShipmentMemo } from '../../protocol/shipment';
import { observed } from '../../protocol/shipment';

/** What lists know of a shipment that is under way. */
export interface Running {
  readonly stage: string;
  readonly seen?: string;
  readonly revision: number;
}

/** Shipments of a store that are under way, by their ids. Eventually consistent: starts and signals are idempotent. */
export async function runningShipments(
  client: Client,
  store: string,
  beat: (count: number) => void,
): Promise<Map<string, Running>> {
  const query = `WorkflowType = '${workflowTypes.shipment}' AND ExecutionStatus = 'Running' AND Store = '${store}'`;
  const running = new Map<string, Running>();
  const prefix = shipmentId(store, '');
  for await (const { workflowId, memo, typedSearchAttributes } of client.workflow.list({ query, pageSize: 1_000 })) {
    if (!workflowId.startsWith(prefix)) continue;
    const { seen, revision } = (memo ?? {}) as Partial<ShipmentMemo>;
    running.set(workflowId.slice(prefix.length), {
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
