import type { Client } from '@temporalio/client';
import type { ShopList } from '../../lifecycle/connection';
import type { GoodToGoPass, NewShipment, ReadingStore } from '../../protocol/scans';
import { mostNamed } from '../../protocol/scans';

import { inParallel } from '../in-parallel';
import type { Gated } from '../shipment/fresh';
import { judgeMissing } from './missing';
import { listedIds, named, type SeenRow, type WholeList } from './read-pages';
import { tell, type Running } from './running';
import { isBelieved, tellConnection } from './shrunk-list';

/** New ones of one pass: what a history can hold. The scan makes another pass for the others. */
const freshPerPass = 1_000;
const signalsAtOnce = 8;

type Send = () => Promise<boolean>;

/** A list of a store, and the workflows that follow what is in it. */
export interface Followed<Row> {
  readonly list: ShopList;
  readonly read: () => Promise<WholeList<Row>>;
  /** Those under way, by their ids in the list. Asked after the list, so that nothing that is in it seems new. */
  readonly running: () => Promise<ReadonlyMap<string, Running>>;
  readonly workflowId: (id: string) => string;
  /** Whether it must be in the list. */
  readonly isExpected?: (running: Running) => boolean;
  /** What one that is under way is told of its row. */
  readonly news: (id: string, known: Running, seen: SeenRow<Row>) => Send[];
  /** Why one that is not under way is not begun. Asked for after the list. */
  readonly gates: () => Promise<(id: string, row: Row) => Gated<string> | undefined>;
  readonly begin: (id: string, seen: SeenRow<Row>) => NewShipment;
}

/**
 * Reads a list, compares it with what is under way, tells those that changed, asks about those that have gone, and names
 * the new ones. One bad record never stops it.
 */
export async function pass<Row>(
  followed: Followed<Row>,
  { store, goodsOwner, lastMissing, lastShrunk }: ReadingStore,
  { client, beat, configuration }: { client: Client; beat: (count: number) => void; configuration: string },
): Promise<GoodToGoPass> {
  const list = await followed.read();
  const rows = new Map(list.rows);
  const running = await followed.running();
  const { isExpected = () => true } = followed;
  const expected = new Map([...running].filter(([, one]) => isExpected(one)));
  const before = { missing: lastMissing, shrunk: lastShrunk ?? false };
  let judged = judgeMissing(expected, listedIds(list), before);
  if (judged.told.length > 0 && list.pages > 1) {
    // Rows that left the list while its pages were read have moved others past us: they are looked for once more.
    const again = await followed.read();
    for (const [id, row] of again.rows) rows.set(id, row);
    judged = judgeMissing(expected, new Set([...listedIds(list), ...listedIds(again)]), before);
  }
  const shrunk = judged.shrunk && !(await isBelieved(client, store, followed.list));
  // The first run of a schedule knows nothing of the runs before it: the question may still be open.
  if (shrunk || lastShrunk !== false) {
    const seen = { list: followed.list, missing: judged.unexpected, total: expected.size, shrunk } as const;
    await tellConnection(client, goodsOwner, store, seen);
  }

  const gateOf = await followed.gates();
  const counts = { told: 0, unchanged: 0, skipped: 0, more: false };
  const fresh: NewShipment[] = [];
  const refused: { id: string; reason: string }[] = list.broken.map(named);
  const changed: Send[] = [];
  for (const [id, seen] of rows) {
    const known = running.get(id);
    if (known) {
      const news = followed.news(id, known, seen);
      if (news.length === 0) counts.unchanged += 1;
      changed.push(...news);
      continue;
    }
    const gate = gateOf(id, seen.row);
    if (gate) {
      counts.skipped += 1;
      if ('fault' in gate) refused.push({ id, reason: gate.fault });
    } else if (fresh.length < freshPerPass) fresh.push(followed.begin(id, seen));
    else counts.more = true;
  }
  for (const id of judged.told) {
    const sight = { kind: 'missing', observedAt: list.observedAt, ...(shrunk ? { shrunk } : {}) } as const;
    changed.push(() => tell(client, followed.workflowId(id), { centra: sight }));
  }
  await inParallel(signalsAtOnce, changed, async (send) => {
    if (await send()) counts.told += 1;
    beat(counts.told);
  });
  return {
    ...counts,
    read: list.received,
    fresh,
    missing: judged.told.slice(0, freshPerPass),
    shrunk,
    refused: refused.slice(0, mostNamed),
    refusedTotal: refused.length,
    configuration,
  };
}
