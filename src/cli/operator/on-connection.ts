import { whyNotNow } from '../../lifecycle/connection-tell';
import { operatorActions, type OperatorAction } from '../../lifecycle/words';
import { connectionView, resolveConnection, retryConnection, type ConnectionRequest } from '../../protocol/connection';
import { noWorkerHelp, query, update } from '../answers';
import { exit, wrongUsage } from '../exit';
import type { Order } from './act';
import type { How } from './on-shipment';
import { connectionGone, done, failed, resultOf, type ActionResult } from './result';

const updates = { retry: retryConnection, resolve: resolveConnection } as const;

/** A connection can be probed, and be answered; everything else is about shipments. */
export async function onConnection(id: string, order: Order, how: How): Promise<ActionResult> {
  const { action, actor, reason, choice } = order;
  assertForConnection(action);
  if (how.dryRun) return foresee(id, order, how);
  const request: ConnectionRequest = { actor, ...(reason ? { reason } : {}), ...(choice ? { choice } : {}) };
  const end = await update(how.client, id, updates[action], request, how);
  return resultOf(id, end, connectionGone);
}

/** @throws {CliProblem} (wrong usage) it is for what has a life */
export function assertForConnection(action: OperatorAction): asserts action is 'retry' | 'resolve' {
  if (action === 'retry' || action === 'resolve') return;
  const others = operatorActions.filter((name) => name !== 'retry' && name !== 'resolve').join(', ');
  throw wrongUsage(`${others} are for shipments; \`bridge pause\` and \`bridge resume\` stop and start a connection`);
}

async function foresee(id: string, { action, choice }: Order, { client, timeoutMs }: How): Promise<ActionResult> {
  const view = await query(client, id, connectionView, timeoutMs);
  if (!view) return failed(id, `no worker answered in time; ${noWorkerHelp}`, exit.remote);
  const whyNot = whyNotNow(action as 'retry' | 'resolve', view.facts, choice);
  if (whyNot) return failed(id, whyNot);
  return done(id, action === 'retry' ? 'it would be tried now' : `${choice ?? ''} would be taken as the answer`);
}
