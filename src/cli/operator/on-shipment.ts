import type { Client } from '@temporalio/client';
import { operatorUpdates } from '../../protocol/entity';
import { noWorkerHelp, update } from '../answers';
import { exit } from '../exit';
import type { Order } from './act';
import { foreseen } from './foreseen';
import { done, failed, resultOf, type ActionResult } from './result';

/** How an action is carried out. */
export interface How {
  readonly client: Client;
  readonly dryRun: boolean;
  /** How long a worker may take to answer. Default: `answerWithinMs`. */
  readonly timeoutMs: number | undefined;
  /** The update's id: the same again does nothing twice. Default: one of its own. */
  readonly requestId?: string | undefined;
}

/** Does the action to a shipment or a purchase order, or says what it would do. */
export async function onShipment(id: string, order: Order, how: How): Promise<ActionResult> {
  if (how.dryRun) return foresee(id, order, how);
  const { action, ...request } = order;
  const end = await update(how.client, id, operatorUpdates[action], request, how);
  return resultOf(id, end, `${action}: it has ended`);
}

/** The rules that the workflow decides by, applied to what it knows now. */
async function foresee(id: string, order: Order, { client, timeoutMs }: How): Promise<ActionResult> {
  const { status } = await client.workflow.getHandle(id).describe();
  if (status.name !== 'RUNNING') return failed(id, `${order.action}: it has ended`);
  const end = await foreseen(client, id, order, timeoutMs);
  if (!end) return failed(id, `no worker answered in time; ${noWorkerHelp}`, exit.remote);
  return 'whyNot' in end
    ? failed(id, `${order.action}: ${end.whyNot}`)
    : done(id, `${order.action} would do: ${end.sentence} (${end.stage})`);
}
