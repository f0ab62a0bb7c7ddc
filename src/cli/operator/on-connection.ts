import { operatorActions } from '../../lifecycle/words';
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
  if (action !== 'retry' && action !== 'resolve') {
    const others = operatorActions.filter((name) => name !== 'retry' && name !== 'resolve').join(', ');
    throw wrongUsage(`${others} are for shipments; \`bridge pause\` and \`bridge resume\` stop and start a connection`);
  }
  if (how.dryRun) return foresee(id, order, how);
  const request: ConnectionRequest = { actor, ...(reason ? { reason } : {}), ...(choice ? { choice } : {}) };
  const end = await update(how.client, id, updates[action], request, how.timeoutMs);
  return resultOf(id, end, connectionGone);
}

async function foresee(id: string, { action, choice }: Order, { client, timeoutMs }: How): Promise<ActionResult> {
  const view = await query(client, id, connectionView, timeoutMs);
  if (!view) return failed(id, `no worker answered in time; ${noWorkerHelp}`, exit.remote);
  if (action === 'retry') return view.facts.waiting ? done(id, 'it would be tried now') : failed(id, 'it works');
  const offered = view.asks.flatMap(({ choices }) => choices);
  if (choice !== undefined && offered.includes(choice)) return done(id, `${choice} would be taken as the answer`);
  return failed(id, offered.length > 0 ? `choose one of ${offered.join(', ')}` : 'nothing is asked that has choices');
}
