import type { Client } from '@temporalio/client';
import { Context } from '@temporalio/activity';
import { shipmentId } from '../../protocol/names';
import type { GoodToGoPass, NewShipment, ScanActivities } from '../../protocol/scans';
import { mostNamed } from '../../protocol/scans';
import type { Ends } from '../ends';
import { inParallel } from '../in-parallel';
import type { Rooms, StoreRoom } from '../rooms';
import { gateOf, rowOf } from '../shipment/fresh';
import { judgeMissing } from './missing';
import { listedIds, named, readList } from './read-list';
import { runningShipments, tell, whatToTell } from './running';
import { isBelieved, tellConnection } from './shrunk-list';
import { orThrow } from './unread';

/** New shipments of one pass: what a history can hold. The scan makes another pass for the others. */
const freshPerPass = 1_000;
const signalsAtOnce = 8;

/**
 * Reads Centra's list, compares it with the shipments under way, tells those that changed, asks about those that have
 * gone, and names the new ones. One bad record never stops it.
 *
 * Source: Centra `GET /shipments`, Temporal's visibility.
 */
export function createReadGoodToGo(rooms: Rooms, ends: Ends, client: Client): ScanActivities['readGoodToGo'] {
  return async ({ store: storeId, goodsOwner, settings, lastMissing, lastShrunk }) => {
    const store = rooms.store(storeId);
    const beat = (count: number) => Context.current().heartbeat(count);
    const call = { store: storeId, goodsOwner, systems: ['centra'], write: false } as const;
    const list = orThrow(await ends.attempt(call, (signal) => readWhole(store, signal, beat)));
    const running = await runningShipments(client, storeId, beat);
    const rows = new Map(list.rows);
    const before = { missing: lastMissing, shrunk: lastShrunk ?? false };
    let judged = judgeMissing(running, listedIds(list), before);
    if (judged.told.length > 0 && list.pages > 1) {
      // Rows that were completed while the pages were read have moved others past us: they are looked for once more.
      const again = orThrow(await ends.attempt(call, (signal) => readWhole(store, signal, beat)));
      for (const [id, row] of again.rows) rows.set(id, row);
      const listed = new Set([...listedIds(list), ...listedIds(again)]);
      judged = judgeMissing(running, listed, before);
    }
    const shrunk = judged.shrunk && !(await isBelieved(client, storeId, 'shipments'));
    // The first run of a schedule knows nothing of the runs before it: the question may still be open.
    if (shrunk || lastShrunk !== false) {
      const seen = { list: 'shipments', missing: judged.unexpected, total: running.size, shrunk } as const;
      await tellConnection(client, goodsOwner, storeId, seen);
    }

    const pass = { told: 0, unchanged: 0, skipped: 0, more: false };
    const fresh: NewShipment[] = [];
    const refused: { id: string; reason: string }[] = list.broken.map(named);
    const changed: (() => Promise<boolean>)[] = [];
    for (const [id, { shipment, observedAt }] of rows) {
      const row = rowOf(shipment, store);
      const known = running.get(id);
      if (known) {
        const told = whatToTell(
          client,
          shipmentId(storeId, id),
          known,
          { row, observedAt },
          settings,
          lastMissing.includes(id),
        );
        if (told.length === 0) pass.unchanged += 1;
        changed.push(...told);
        continue;
      }
      const gate = gateOf(shipment, store);
      if (gate) {
        pass.skipped += 1;
        if ('fault' in gate) refused.push({ id, reason: gate.fault });
      } else if (fresh.length < freshPerPass) {
        const { paid, shouldCapture, digests } = row;
        fresh.push({ shipmentId: id, orderNumber: shipment.orderId, observedAt, paid, shouldCapture, digests });
      } else {
        pass.more = true;
      }
    }
    for (const id of judged.told) {
      const sight = { kind: 'missing', observedAt: list.observedAt, ...(shrunk ? { shrunk } : {}) } as const;
      changed.push(() => tell(client, shipmentId(storeId, id), { centra: sight }));
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

const readWhole = async (store: StoreRoom, signal: AbortSignal, beat: (rows: number) => void) => ({
  end: 'read' as const,
  ...(await readList(store, signal, beat)),
});
