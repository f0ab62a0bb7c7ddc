import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { orderId, workflowTypes } from '../../protocol/names';
import type { GoodToGoPass, NewShipment, ScanActivities } from '../../protocol/scans';
import { mostNamed } from '../../protocol/scans';
import { completedSeen } from '../../protocol/shipment';
import type { Ends } from '../ends';
import { inParallel } from '../in-parallel';
import type { Rooms, StoreRoom } from '../rooms';
import { rowOf } from '../shipment/fresh';
import { gateOfNew, isOpen, sightOfOrder } from '../shipment/whole-order';
import { judgeMissing } from './missing';
import { listedIds, named } from './read-list';
import { listedFrom, readOrders, type OrderList } from './read-orders';
import { runningOrders, tell, whatToTell, type Running } from './running';
import { isBelieved, tellConnection } from './shrunk-list';
import { orThrow } from './unread';

/** New orders of one pass: what a history can hold. The scan makes another pass for the others. */
const freshPerPass = 1_000;
const signalsAtOnce = 8;

/**
 * Reads Centra's list of orders, compares it with those under way, tells those that changed, were cancelled or completed,
 * asks about those that have gone, and names the new ones. One bad record never stops it.
 *
 * Source: Centra `GET /orders`, Temporal's visibility.
 */
export function createReadOpenOrders(rooms: Rooms, ends: Ends, client: Client): ScanActivities['readOpenOrders'] {
  return async ({ store: storeId, goodsOwner, settings, lastMissing, lastShrunk }) => {
    const store = rooms.store(storeId);
    const beat = (count: number) => Context.current().heartbeat(count);
    const call = { store: storeId, goodsOwner, systems: ['centra'], write: false } as const;
    const running = await runningOrders(client, storeId, beat);
    const oldest = Math.min(Date.now(), ...[...running.values()].map(({ startedAt }) => startedAt));
    const newerThan = listedFrom(store.config.importFrom, oldest, Date.now());
    const read = async () => orThrow(await ends.attempt(call, (signal) => readWhole(store, newerThan, signal, beat)));

    const list = await read();
    const rows = new Map(list.rows);
    const before = { missing: lastMissing, shrunk: lastShrunk ?? false };
    // What is completed in Centra may be in its list, or not.
    const asked = new Map([...running].filter(([, { seen }]) => seen !== completedSeen));
    let judged = judgeMissing(asked, listedIds(list), before);
    if (judged.told.length > 0 && list.pages > 1) {
      // Orders that left the list while its pages were read have moved others past us: they are looked for once more.
      const again = await read();
      for (const [id, row] of again.rows) rows.set(id, row);
      judged = judgeMissing(asked, new Set([...listedIds(list), ...listedIds(again)]), before);
    }
    const shrunk = judged.shrunk && !(await isBelieved(client, storeId, 'orders'));
    // The first run of a schedule knows nothing of the runs before it: the question may still be open.
    if (shrunk || lastShrunk !== false) {
      const seen = { list: 'orders', missing: judged.unexpected, total: asked.size, shrunk } as const;
      await tellConnection(client, goodsOwner, storeId, seen);
    }

    const shipped = await shippedBefore(client, storeId, beat);
    const pass = { told: 0, unchanged: 0, skipped: 0, more: false };
    const fresh: NewShipment[] = [];
    const refused: { id: string; reason: string }[] = list.broken.map(named);
    const changed: (() => Promise<boolean>)[] = [];
    for (const [id, { order, observedAt }] of rows) {
      const known = running.get(id);
      if (known) {
        const row = { row: rowOf(order, store), observedAt };
        const its = orderId(storeId, id);
        const told = isOpen(order)
          ? whatToTell(client, its, known, row, settings, lastMissing.includes(id))
          : isKnown(order.status, known)
            ? []
            : [() => tell(client, its, { centra: sightOfOrder(order, observedAt, store) })];
        if (told.length === 0) pass.unchanged += 1;
        changed.push(...told);
        continue;
      }
      const gate = isOpen(order) && !shipped.has(id) ? gateOfNew(order, store) : nothingToShip;
      if (gate) {
        pass.skipped += 1;
        if ('fault' in gate) refused.push({ id, reason: gate.fault });
      } else if (fresh.length < freshPerPass) {
        const { paid, shouldCapture, digests } = rowOf(order, store);
        fresh.push({ shipmentId: id, orderNumber: id, observedAt, paid, shouldCapture, digests });
      } else {
        pass.more = true;
      }
    }
    for (const id of judged.told) {
      const sight = { kind: 'missing', observedAt: list.observedAt, ...(shrunk ? { shrunk } : {}) } as const;
      changed.push(() => tell(client, orderId(storeId, id), { centra: sight }));
    }
    await inParallel(signalsAtOnce, changed, async (send) => {
      if (await send()) pass.told += 1;
      beat(pass.told);
    });
    return {
      ...pass,
      read: list.received,
      fresh,
      missing: judged.told.slice(0, freshPerPass),
      shrunk,
      refused: refused.slice(0, mostNamed),
      refusedTotal: refused.length,
      configuration: store.configuration,
    } satisfies GoodToGoPass;
  };
}

const readWhole = async (
  store: StoreRoom,
  newerThan: string,
  signal: AbortSignal,
  beat: (rows: number) => void,
): Promise<OrderList & { end: 'read' }> => ({ end: 'read', ...(await readOrders(store, newerThan, signal, beat)) });

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
