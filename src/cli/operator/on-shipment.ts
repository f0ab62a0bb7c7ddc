import type { Client } from '@temporalio/client';
import { turn } from '../../lifecycle/shipment/life';
import { perform, refusalOf } from '../../lifecycle/shipment/operator';
import { waitingFor } from '../../lifecycle/shipment/tell';
import { operatorUpdates } from '../../protocol/entity';
import { state } from '../../protocol/shipment';
import { noWorkerHelp, query, update } from '../answers';
import { exit } from '../exit';
import type { Order } from './act';
import { done, failed, resultOf, type ActionResult } from './result';

/** How an action is carried out. */
export interface How {
  readonly client: Client;
  readonly dryRun: boolean;
  /** How long a worker may take to answer. Default: `answerWithinMs`. */
  readonly timeoutMs: number | undefined;
}

/** Does the action to a shipment, or says what it would do. */
export async function onShipment(id: string, order: Order, how: How): Promise<ActionResult> {
  if (how.dryRun) return foresee(id, order, how);
  const { action, ...request } = order;
  const end = await update(how.client, id, operatorUpdates[action], request, how.timeoutMs);
  return resultOf(id, end, `${action}: it has ended`);
}

/** The rules that the workflow decides by, applied to what it knows now. */
async function foresee(id: string, order: Order, { client, timeoutMs }: How): Promise<ActionResult> {
  const { status } = await client.workflow.getHandle(id).describe();
  if (status.name !== 'RUNNING') return failed(id, `${order.action}: it has ended`);
  const known = await query(client, id, state, timeoutMs);
  if (!known) return failed(id, `no worker answered in time; ${noWorkerHelp}`, exit.remote);
  const { facts, settings } = known;
  const now = Date.now();
  const whyNot = refusalOf(order, facts, settings, now);
  if (whyNot) return failed(id, `${order.action}: ${whyNot}`);
  const { step, stage } = turn(perform(facts, order, settings, now), settings, now).decision;
  return done(
    id,
    `${order.action} would do: ${step.do === 'wait' ? 'it waits until ' : ''}${waitingFor(step)} (${stage})`,
  );
}
