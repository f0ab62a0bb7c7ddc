import { createHash } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { centraKeyKind } from '../../mapping';
import type { StockNext, StockProgress, StockReport } from '../../protocol/stock-sync';
import type { Stretch, StretchEnd, SyncActivities } from '../../protocol/syncs';
import type { Ends } from '../ends';
import type { GoodsOwnerRoom, Rooms, StoreRoom } from '../rooms';
import type { StoreSlots } from '../shipment/store-slots';
import { begun } from '../syncs/stretch';
import { createArticleStocks } from './article-stocks';
import { CentraRows } from './centra-rows';
import { exportAll, exportChanged, findShared, type ExportRooms } from './export-stock';
import { importAvailable, type ImportRooms } from './import-available';
import { createQuestions } from './questions';
import { atTheBeginning, mostRemembered, Tally } from './tally';
import { Unreported } from './unreported';

export interface StockDeps {
  readonly rooms: Rooms;
  readonly ends: Ends;
  readonly slots: StoreSlots;
  readonly client: Client;
  /** How long a stretch takes. Default as for all synchronisations. */
  readonly stretchMs?: number;
}

/**
 * `stock/<goodsOwner>`, a stretch of it: what is there according to Ongoing, to Centra; and what is available according
 * to Centra, to a free field in Ongoing. Only what differs is written.
 *
 * What has changed since the last run; everything when the last time is `fullEvery` ago, when so much has changed, when
 * Ongoing does not tell any more what has (24 h), and when the settings have changed.
 */
export function createSyncStock(deps: StockDeps): SyncActivities['syncStock'] {
  return async (stretch) => {
    const { goodsOwner, store: storeId, startedAt } = stretch;
    const room = deps.rooms.goodsOwner(goodsOwner);
    const store = deps.rooms.store(storeId);
    const last = stretch.last?.next;
    const work = begun<StockReport, StockProgress>(stretch, deps.stretchMs);
    const tally = new Tally(work.from ?? atTheBeginning(last));
    const reached = () => {
      const { state } = tally;
      work.reached(() => state);
    };
    const both = createRooms(deps, room, store);
    const { export: exports, importAvailable: imports } = room.config.stock;

    if (tally.state.part === 'begin') {
      const full = isFullDue(last, room, store, startedAt);
      const done = !full && exports && last ? await exportChanged(tally, last, both) : !full;
      if (!done) await findShared(tally, both);
      tally.set({ full: !done, part: done || !exports ? 'available' : 'compare' });
      reached();
    }
    if (tally.state.part === 'compare' || tally.state.part === 'write') {
      if (!(await exportAll(tally, both, work))) return further(tally.state);
      tally.set({ part: 'available', page: 1, row: 0 });
      reached();
    }
    if (imports && !(await importAvailable(tally, last, both, work))) return further(tally.state);
    return { report: reportOf(tally.state, stretch, settingsDigest(room, store), { exports, imports }) };
  };
}

function createRooms(
  { rooms, ends, slots, client }: StockDeps,
  room: GoodsOwnerRoom,
  store: StoreRoom,
): ExportRooms & ImportRooms {
  const { articleNumber } = room.config.articles;
  const ask = createQuestions(ends, slots, room, store.config.id);
  return {
    ...{ goodsOwner: room.config.id, room, store, ends, ask, articleNumber },
    kind: centraKeyKind(articleNumber),
    stocks: createArticleStocks(room, ask),
    rows: new CentraRows(store, ask, articleNumber),
    unreported: new Unreported(rooms, room, ends, client, ask),
  };
}

function isFullDue(last: StockNext | undefined, room: GoodsOwnerRoom, store: StoreRoom, now: number): boolean {
  if (last?.fullAt === undefined || now - last.fullAt >= room.config.stock.fullEveryMs) return true;
  return last.configuration !== settingsDigest(room, store);
}

/** Of all that says what a figure is, and where it goes. */
const settingsDigest = ({ config: { stock, ongoing } }: GoodsOwnerRoom, { config, configuration }: StoreRoom): string =>
  createHash('sha256')
    .update(
      JSON.stringify([config.id, configuration, stock, ongoing.warehouseId, ongoing.goodsOwnerId, ongoing.baseUrl]),
    )
    .digest('base64url')
    .slice(0, 16);

function further(progress: StockProgress): StretchEnd<StockReport, StockProgress> {
  const { part, page, exported, imported } = progress;
  const of = progress.pages > 0 && progress.full ? ` of ${progress.pages}` : '';
  const details =
    part !== 'available'
      ? `Ongoing → Centra: page ${page - 1}${of} compared, ${exported.written} figures written`
      : `Centra → Ongoing: page ${page}${of}, ${imported.written} articles written`;
  return { progress, details };
}

function reportOf(
  state: StockProgress,
  { startedAt, last }: Stretch<StockReport, StockProgress>,
  configuration: string,
  { exports, imports }: { readonly exports: boolean; readonly imports: boolean },
): StockReport {
  const { exported, imported, full, refused, refusedTotal, clamped, clampedTotal, waiting, waitingTotal } = state;
  const skippedBy: Record<string, number> = { ...exported.skippedBy };
  for (const [why, count] of Object.entries(imported.skippedBy)) skippedBy[why] = (skippedBy[why] ?? 0) + count;
  return {
    read: exported.read + imported.read,
    written: exported.written + imported.written,
    unchanged: exported.unchanged + imported.unchanged,
    skipped: Object.values(skippedBy).reduce((sum, count) => sum + count, 0),
    ...{ skippedBy, refused, refusedTotal, full, clamped, clampedTotal, waiting, waitingTotal },
    notes: notesOf(state),
    ...(exports ? { exported } : {}),
    ...(imports ? { imported } : {}),
    next: nextOf(state, last?.next, startedAt, configuration),
  };
}

function notesOf({ notes, clamped, clampedTotal, waiting, waitingTotal }: StockProgress): string[] {
  const some = (named: readonly string[], total: number) =>
    `${named.slice(0, 5).join(', ')}${total > 5 ? `, and ${total - 5} more` : ''}`;
  const kept = clamped.map(({ id, quantity, to }) => `${id} (${to}, there are ${quantity})`);
  return [
    ...notes,
    ...(clampedTotal > 0
      ? [`Centra keeps more than is there, as orders have reserved it: ${some(kept, clampedTotal)}`]
      : []),
    ...(waitingTotal > 0
      ? [
          `Not written until what happened has been reported: ${some(
            waiting.map(({ id }) => id),
            waitingTotal,
          )}`,
        ]
      : []),
  ];
}

/** What is not remembered is looked at again with everything else. */
function nextOf(
  { full, again, missed, shared, pages, isPhysical, keepsCursor, keepsAvailableCursor }: StockProgress,
  last: StockNext | undefined,
  startedAt: number,
  configuration: string,
): StockNext {
  const cursors: { cursor?: number; fullAt?: number } = full
    ? keepsCursor
      ? {}
      : { cursor: startedAt, fullAt: startedAt }
    : { ...(keepsCursor ? pick(last, 'cursor') : { cursor: startedAt }), ...pick(last, 'fullAt') };
  const available = keepsAvailableCursor ? pick(last, 'availableCursor') : { availableCursor: startedAt };
  // Of what was left undone nothing is forgotten.
  const left = keepsCursor && !full ? [...new Set([...again, ...(last?.again ?? [])])].slice(0, mostRemembered) : again;
  return { ...cursors, ...available, configuration, again: left, missed, shared, pages, isPhysical };
}

function pick<Key extends keyof StockNext>(last: StockNext | undefined, key: Key): Partial<Pick<StockNext, Key>> {
  return last?.[key] === undefined ? {} : ({ [key]: last[key] } as Pick<StockNext, Key>);
}
