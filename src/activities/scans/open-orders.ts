import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { orderId, workflowTypes } from '../../protocol/names';
import type { ScanActivities } from '../../protocol/scans';
import { completedSeen } from '../../protocol/shipment';
import type { Ends } from '../ends';
import type { Rooms } from '../rooms';
import { rowOf } from '../shipment/fresh';
import { gateOfNew, isOpen, sightOfOrder } from '../shipment/whole-order';
import { listedFrom } from './listed-from';
import { pass } from './pass';
import { readPages } from './read-pages';
import { runningOrders, tell, whatToTell, type Running } from './running';
import { orThrow } from './unread';

/**
 * A pass over the open orders; those that were cancelled or completed are told so.
 *
 * Source: Centra `GET /orders`, Temporal's visibility.
 */
export function createReadOpenOrders(rooms: Rooms, ends: Ends, client: Client): ScanActivities['readOpenOrders'] {
  return async (reading) => {
    const { store: storeId, goodsOwner, settings, lastMissing } = reading;
    const store = rooms.store(storeId);
    const { configuration } = store;
    const beat = (count: number) => Context.current().heartbeat(count);
    const call = { store: storeId, goodsOwner, systems: ['centra'], write: false } as const;
    const workflowId = (id: string) => orderId(storeId, id);
    const running = await runningOrders(client, storeId, beat);
    const oldest = Math.min(Date.now(), ...[...running.values()].map(({ startedAt }) => startedAt));
    const newerThan = listedFrom(store.config.importFrom, oldest, Date.now());
    const read = async (signal: AbortSignal) => ({
      end: 'read' as const,
      ...(await readPages(
        (page) => store.centra.listWholeOrders({ ...page, newerThan }, signal),
        (one) => one.orderId,
        beat,
      )),
    });
    return pass(
      {
        list: 'orders',
        workflowId,
        read: async () => orThrow(await ends.attempt(call, read)),
        running: () => Promise.resolve(running),
        // What is completed in Centra may be in its list, or not.
        isExpected: ({ seen }) => seen !== completedSeen,
        news: (id, known, { row: order, observedAt }) => {
          if (isOpen(order)) {
            const row = { row: rowOf(order, store), observedAt };
            return whatToTell(client, workflowId(id), known, row, settings, lastMissing.includes(id));
          }
          if (isKnown(order.status, known)) return [];
          return [() => tell(client, workflowId(id), { centra: sightOfOrder(order, observedAt, store) })];
        },
        gates: async () => {
          const shipped = await shippedBefore(client, storeId, beat);
          return (id, order) => (isOpen(order) && !shipped.has(id) ? gateOfNew(order, store) : nothingToShip);
        },
        begin: (id, { row: order, observedAt }) => {
          const { paid, shouldCapture, digests } = rowOf(order, store);
          return { shipmentId: id, orderNumber: id, observedAt, paid, shouldCapture, digests };
        },
      },
      reading,
      { client, beat, configuration },
    );
  };
}

/** Not open, or shipped before: neither new nor worth a word. */
const nothingToShip = { reason: 'shipped' } as const;

/** What the order has heard already: that it is completed, or that it is cancelled. */
function isKnown(status: string, { seen, stage }: Running): boolean {
  if (status === 'cancelled') return (stage === 'cancelling' || stage === 'cancelled') && isGone(seen);
  return seen === completedSeen;
}

const isGone = (seen: string | undefined) => seen?.startsWith('gone:') ?? false;

/**
 * Orders that this program has shipped, as far back as Temporal remembers: nobody tells Centra, so its list may show them
 * as open for as long as somebody takes to complete them there. One of them that is started all the same finds its order
 * shipped in Ongoing, and ends.
 */
async function shippedBefore(client: Client, store: string, beat: (count: number) => void): Promise<Set<string>> {
  const ends = `Stage NOT IN ('cancelled', 'withdrawn', 'abandoned')`;
  const query = `WorkflowType = '${workflowTypes.order}' AND ExecutionStatus = 'Completed' AND Store = '${store}' AND ${ends}`;
  const shipped = new Set<string>();
  const prefix = orderId(store, '');
  for await (const { workflowId } of client.workflow.list({ query, pageSize: 1_000 })) {
    if (workflowId.startsWith(prefix)) shipped.add(workflowId.slice(prefix.length));
    if (shipped.size % 1_000 === 0) beat(shipped.size);
  }
  return shipped;
}
