import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import type { SupplierDelivery, SupplierDeliveryHead } from '../../clients/centra/schema';
import { passesDeliveryFilter } from '../../mapping';
import { purchaseOrderId } from '../../protocol/names';
import type { DeliveriesPass, NewDelivery, PurchaseOrderScanActivities } from '../../protocol/purchase-order';
import {
  deliverySeen,
  goneSeen,
  isHeadSeen,
  purchaseOrderConfigured,
  purchaseOrderObserved,
} from '../../protocol/purchase-order';
import type { Ends } from '../ends';
import { inParallel } from '../in-parallel';
import type { Rooms } from '../rooms';
import { judgeMissing } from '../scans/missing';
import { runningPurchaseOrders } from '../scans/running';
import { isBelieved, tellConnection } from '../scans/shrunk-list';
import { orThrow } from '../scans/unread';
import { signalIfRunning } from './signal';
import { headOf, rowOf } from './sights';
import { readDelivery } from './fresh';

/** So many deliveries are read whole in one run, of each kind: new or changed ones, and in turn those that look unchanged. */
const readsPerRun = 100;
const signalsAtOnce = 8;

interface Listed {
  readonly head: SupplierDeliveryHead;
  readonly digest: string;
}

/**
 * Reads Centra's list of deliveries, compares it with the purchase orders under way, tells those that changed, asks about
 * those that have gone, and names the new ones. The list shows no goods: a delivery is read whole when its row is new or
 * has changed, the others in turn, since goods may be swapped without a trace in the list. One bad record never stops it.
 *
 * Source: Centra `GET /supplier-deliveries`, `GET /supplier-deliveries/{id}`; Temporal's visibility.
 */
export function createReadDeliveries(
  rooms: Rooms,
  ends: Ends,
  client: Client,
): PurchaseOrderScanActivities['readDeliveries'] {
  return async ({ goodsOwner, store: storeId, settings, lastMissing, lastShrunk, after }) => {
    const store = rooms.store(storeId);
    const { rules, config } = rooms.goodsOwner(goodsOwner);
    const beat = (count: number) => Context.current().heartbeat(count);
    const call = { store: storeId, goodsOwner, systems: ['centra'], write: false } as const;
    const list = orThrow(
      await ends.attempt(call, async (signal) => ({
        end: 'read' as const,
        ...(await store.centra.listSupplierDeliveries(signal)),
      })),
    );
    // After the list: what starts while it is read is not missed in it.
    const running = await runningPurchaseOrders(client, goodsOwner, storeId, beat);
    const listed = new Map<string, Listed>(
      list.rows.map((head) => [head.deliveryId, { head, digest: headOf(head, store) }]),
    );
    const known = new Set([...listed.keys(), ...list.broken.flatMap(({ id }) => id ?? [])]);
    // A life that began after the list was asked for cannot be missing in it.
    const older = new Map([...running].filter(([, { startedAt }]) => startedAt < list.observedAt));
    const judged = judgeMissing(older, known, { missing: lastMissing, shrunk: lastShrunk ?? false });
    const shrunk = judged.shrunk && !(await isBelieved(client, storeId, 'deliveries'));
    // The first run of a schedule knows nothing of the runs before it: the question may still be open.
    if (shrunk || lastShrunk !== false) {
      const seen = { list: 'deliveries', missing: judged.unexpected, total: running.size, shrunk } as const;
      await tellConnection(client, goodsOwner, storeId, seen);
    }

    const counts = { told: 0, unchanged: 0 };
    const skippedBy: Record<string, number> = {};
    const fresh: NewDelivery[] = [];
    const refused: { id: string; reason: string }[] = list.broken.map(({ id, at, what }) => ({
      id: id ?? at,
      reason: `${at}: ${what}`,
    }));
    const skip = (reason: string) => {
      skippedBy[reason] = (skippedBy[reason] ?? 0) + 1;
    };

    const isChanged = ([id, { digest }]: [string, Listed]) => !isHeadSeen(running.get(id)?.seen, digest);
    const rows = inTurn([...listed], after);
    const changed = rows.filter(isChanged);
    const same = rows.filter((row) => !isChanged(row));
    const toRead = [...changed.slice(0, readsPerRun), ...same.slice(0, readsPerRun)];
    for (const [id, { digest }] of toRead) {
      beat(counts.told + counts.unchanged);
      // When it was asked for: what Centra says is as old as the question.
      const observedAt = Date.now();
      const read = await ends.attempt(call, async (signal) => ({
        end: 'read' as const,
        delivery: await readDelivery(store, id, signal),
      }));
      if (read.end === 'not-done' && read.why === 'unreadable') {
        refused.push({ id, reason: `${read.at ?? 'delivery'}: cannot be read` });
        continue;
      }
      const { delivery } = orThrow(read);
      if (!delivery) skip('gone while the list was read');
      else await hear(id, delivery, digest, observedAt);
    }
    const unread = rows.length - toRead.length;
    if (changed.length > readsPerRun) skippedBy['read in the next run'] = changed.length - readsPerRun;
    counts.unchanged += Math.max(0, unread - Math.max(0, changed.length - readsPerRun));
    await inParallel(signalsAtOnce, judged.told, async (id) => {
      const centra = { kind: 'missing', observedAt: list.observedAt, ...(shrunk ? { shrunk } : {}) } as const;
      if (await signalIfRunning(client, purchaseOrderId(goodsOwner, id), purchaseOrderObserved, { centra })) {
        counts.told += 1;
      }
    });
    const lastRead = toRead.at(-1)?.[0];
    return {
      ...counts,
      read: list.received,
      fresh,
      skippedBy,
      missing: judged.told.slice(0, 1_000),
      shrunk,
      after: lastRead ?? '',
      refused,
      configuration: `${store.configuration}:${config.purchaseOrders.filter === '' ? '' : 'filtered'}`,
    } satisfies DeliveriesPass;

    async function hear(id: string, delivery: SupplierDelivery, digest: string, observedAt: number): Promise<void> {
      const row = rowOf(delivery, digest, store);
      const its = running.get(id);
      if (!its) {
        const { passes, fault } = passesDeliveryFilter(delivery.raw, rules);
        if (fault) refused.push({ id, reason: `${fault.at}: ${fault.what}` });
        if (!passes) skip(fault ? 'the filter cannot be applied' : 'filtered');
        else fresh.push({ deliveryId: id, id: delivery.id, supplierOrder: delivery.orderId, observedAt, row });
        return;
      }
      const workflowId = purchaseOrderId(goodsOwner, id);
      const isNews = its.seen !== deliverySeen(row) || its.seen === goneSeen || lastMissing.includes(id);
      if (!isNews) counts.unchanged += 1;
      else if (
        await signalIfRunning(client, workflowId, purchaseOrderObserved, { centra: { kind: 'row', observedAt, row } })
      ) {
        counts.told += 1;
      }
      if (its.revision < settings.revision) {
        await signalIfRunning(client, workflowId, purchaseOrderConfigured, settings);
      }
    }
  };
}

/** All of them, beginning behind the one that was read last. */
function inTurn<T>(rows: [string, T][], after: string): [string, T][] {
  const sorted = rows.sort(([a], [b]) => (a < b ? -1 : 1));
  const first = sorted.findIndex(([id]) => id > after);
  return first < 1 ? sorted : [...sorted.slice(first), ...sorted.slice(0, first)];
}
