import type { BrokenRow } from '../../clients/listed';
import {
  articleNumbersOf,
  type ArticleStock,
  type CentraKeyKind,
  compareStock,
  stockChangedSince,
} from '../../mapping';
import type { ArticleNumberPart } from '../../config';
import type { PendingStock, StockNext, StockProgress } from '../../protocol/stock-sync';
import type { StretchUnderWay } from '../syncs/stretch';
import type { CentraStockRow, FoundRows } from './centra-rows';
import { mostRemembered, type Tally } from './tally';
import { rowsPerWrite, writeStock, type StockWriterRooms } from './write-stock';

export interface ExportRooms extends StockWriterRooms {
  readonly articleNumber: readonly ArticleNumberPart[];
  readonly kind: CentraKeyKind;
}

/** Ongoing compares whole seconds, and its clock is not ours. */
const overlapMs = 120_000;
/** When more articles have changed, everything is compared: that is less work. */
const mostChanged = 1_000;
/** So many articles are looked for in Centra one by one, where its list is long. */
const fewArticles = 10;

/**
 * What has changed in Ongoing since the last run, and what the last run left for this one.
 *
 * @returns false: it is too much, or too long ago; everything has to be compared
 */
export async function exportChanged(tally: Tally, last: StockNext, rooms: ExportRooms): Promise<boolean> {
  const since = last.cursor === undefined ? undefined : stockChangedSince(last.cursor, overlapMs, Date.now());
  const changed = since === undefined ? undefined : await rooms.stocks.changedSince(since, mostChanged);
  if (!changed) return false;
  const others = [...last.again, ...last.missed].filter((number) => !changed.byNumber.has(number));
  const found = await rooms.stocks.of(others);
  const stocks = new Map([...changed.byNumber, ...found.byNumber]);
  tally.count('exported', 'read', stocks.size);
  tally.refuse('exported', ...[...changed.broken, ...found.broken].map(named));
  const kept = [...stocks.values()].filter(({ hasStock }) => hasStock);
  tally.skip('exported', noStock, stocks.size - kept.length);
  if (kept.length === 0) return true;

  const rows = await rowsOf(kept, last, rooms);
  tally.refuse('exported', ...rows.broken.map(named));
  if (rows.pages !== undefined) tally.set({ pages: rows.pages });
  const pending: PendingStock[] = [];
  const missed: string[] = [];
  for (const stock of kept) {
    const { articleNumber } = stock;
    const row = rows.byNumber.get(articleNumber);
    if (rows.shared.includes(articleNumber) || last.shared.includes(articleNumber)) {
      tally.refuse('exported', shared(articleNumber));
    } else if (row) {
      pending.push(...judged(stock, row, rooms.kind, tally));
    } else {
      tally.skip('exported', 'not in Centra’s list');
      // The list may have shifted while it was read: it is looked for once more.
      if ((rows.pages ?? 1) > 1 && !last.missed.includes(articleNumber)) missed.push(articleNumber);
    }
  }
  tally.set({ pending, missed: missed.slice(0, mostRemembered) });
  while (tally.state.pending.length > 0) await writeSome(tally, rooms);
  return true;
}

/** As many as go into one call. When nothing more may be written, what is left is for the next run. */
async function writeSome(tally: Tally, rooms: ExportRooms): Promise<'goes-on' | 'stopped'> {
  const { pending, isPhysical } = tally.state;
  const left = pending.slice(rowsPerWrite);
  const batch = await writeStock(pending.slice(0, rowsPerWrite), isPhysical, rooms);
  tally.wrote(batch, batch.stop === undefined ? left : []);
  if (batch.stop === undefined) return 'goes-on';
  tally.refuse('exported', { id: rooms.store.config.id, reason: batch.stop });
  tally.again(...pending.map(({ articleNumber }) => articleNumber));
  tally.set({ keepsCursor: true });
  return 'stopped';
}

async function rowsOf(
  stocks: readonly ArticleStock[],
  { pages }: StockNext,
  { rows }: ExportRooms,
): Promise<FoundRows> {
  // Each costs up to two calls; the whole list as many as it has pages.
  const few = stocks.length <= Math.min(fewArticles, pages / 2) ? await rows.few(stocks) : undefined;
  const wanted = new Set(stocks.map(({ articleNumber }) => articleNumber));
  return few ?? rows.whole((number) => wanted.has(number));
}

/** Article numbers that are shared by rows, over all pages of Centra's list. In one go: it is too much for a heartbeat. */
export async function findShared(tally: Tally, { rows }: ExportRooms): Promise<void> {
  const { shared, pages = 1, received } = await rows.whole(() => true);
  tally.set({ shared: shared.slice(0, mostRemembered), pages, rows: { before: received, now: 0 } });
  if (shared.length > mostRemembered) {
    throw new Error(`more than ${mostRemembered} article numbers are those of several rows of Centra’s list`);
  }
}

/**
 * Compares all of Centra's list with Ongoing, page after page, and writes what differs.
 *
 * @returns whether it is done; else the time of this stretch is up
 */
export async function exportAll(
  tally: Tally,
  rooms: ExportRooms,
  work: StretchUnderWay<StockProgress>,
): Promise<boolean> {
  while (!work.isOver()) {
    const { part, page, pending } = tally.state;
    const isRead = part === 'write';
    if (pending.length >= rowsPerWrite || (isRead && pending.length > 0)) {
      // Written when there are enough for a call; the rest when all pages are read.
      if ((await writeSome(tally, rooms)) === 'stopped') return true;
    } else if (isRead) {
      seeChanges(tally);
      return true;
    } else {
      const list = await rooms.rows.page(page);
      await comparePage(list, tally, rooms);
      tally.set({ page: page + 1, part: list.hasNext && list.received > 0 ? 'compare' : 'write' });
    }
    const { state } = tally;
    work.reached(() => state);
  }
  return false;
}

/** Rows that have come or gone while the pages were read have moved others past us. */
function seeChanges(tally: Tally): void {
  const { before, now } = tally.state.rows;
  if (before === now) return;
  tally.note('Centra’s list changed while it was read: everything is compared again by the next run.');
  tally.set({ keepsCursor: true });
}

async function comparePage(
  { rows, broken, received }: { rows: readonly CentraStockRow[]; broken: readonly BrokenRow[]; received: number },
  tally: Tally,
  { stocks, articleNumber, kind }: ExportRooms,
): Promise<void> {
  const { page, rows: counted, shared: sharedNumbers, pending } = tally.state;
  const { byNumber, collisions, faults } = articleNumbersOf(rows, articleNumber);
  const isShared = new Set([...sharedNumbers, ...collisions.map(({ articleNumber }) => articleNumber)]);
  const numbers = [...byNumber.keys()].filter((number) => !isShared.has(number));
  const found = await stocks.of(numbers);
  const added: PendingStock[] = [];
  tally.count('exported', 'read', received);
  tally.set({ rows: { ...counted, now: counted.now + received } });
  tally.refuse('exported', ...broken.map(named), ...found.broken.map(named));
  tally.skip('exported', 'without an article number', faults.length);
  for (const [number, row] of byNumber) {
    const stock = found.byNumber.get(number);
    if (isShared.has(number)) tally.refuse('exported', shared(number));
    else if (!stock) tally.skip('exported', 'not in Ongoing');
    else if (!stock.hasStock) tally.skip('exported', noStock);
    else added.push(...judged(stock, { ...row, page }, kind, tally));
  }
  tally.refuse('exported', ...collisions.map(({ articleNumber }) => shared(articleNumber)));
  tally.set({ pending: [...pending, ...added] });
}

const noStock = 'no stock of its own (kits, freight)';
const named = ({ id, at, what }: BrokenRow) => ({ id: id ?? at, reason: `${at}: ${what}` });
const shared = (id: string) => ({ id, reason: 'several rows of Centra’s list have this number' });

/** What is to be written of it, if anything. */
function judged(stock: ArticleStock, row: CentraStockRow, kind: CentraKeyKind, tally: Tally): PendingStock[] {
  const { articleNumber } = stock;
  const verdict = compareStock(stock, row, kind);
  if (verdict.is === 'unknown') {
    tally.refuse('exported', { id: articleNumber, reason: verdict.why });
    return [];
  }
  if (verdict.is === 'same') {
    tally.count('exported', 'unchanged');
    if (verdict.clampedTo !== undefined && stock.figure !== undefined) {
      tally.clamp({ id: articleNumber, quantity: Math.max(0, Math.floor(stock.figure)), to: verdict.clampedTo });
      tally.again(articleNumber);
    }
    return [];
  }
  const { stockItemId, physicalStock, allocatedStock, page } = row;
  const { product } = verdict;
  return [
    { articleNumber, stockItemId, product, physicalStock, allocatedStock, ...(page === undefined ? {} : { page }) },
  ];
}
