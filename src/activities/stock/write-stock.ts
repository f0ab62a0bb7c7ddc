import type { NewStock } from '../../clients/centra';
import { modifiedSince, stockToWrite, storedStock, tellsHowStored } from '../../mapping';
import type { Clamped, PendingStock } from '../../protocol/stock-sync';
import type { Ends } from '../ends';
import type { StoreRoom } from '../rooms';
import { orThrow } from '../scans/unread';
import type { ArticleStocks } from './article-stocks';
import type { CentraRows, CentraStockRow } from './centra-rows';
import type { Unreported, WaitsFor } from './unreported';

/** So many rows are written in one call: how many Centra takes is not documented. */
export const rowsPerWrite = 100;
/** Centra's clock is not ours, and a change takes a moment to show. */
const overlapMs = 120_000;
/** A batch that stood on so few pages is looked at by reading these again. */
const fewPages = 2;
/** What changed in the last minutes, and more of it than this, is not worth reading. */
const mostPages = 20;

/** What became of a batch. An article can be in several of the lists. */
export interface Batch {
  written: number;
  /** Equal by now. */
  unchanged: number;
  readonly waiting: { id: string; reason: WaitsFor }[];
  readonly refused: { id: string; reason: string }[];
  readonly clamped: Clamped[];
  /** To be looked at by the next run, whether they change or not. */
  readonly again: string[];
  /** It was seen that Centra takes a figure for what is there. */
  isPhysical: boolean;
  /** Why nothing more may be written. */
  stop?: string;
}

interface Row extends PendingStock {
  readonly quantity: number;
}

export interface StockWriterRooms {
  readonly goodsOwner: string;
  readonly store: StoreRoom;
  readonly ends: Ends;
  readonly stocks: ArticleStocks;
  readonly rows: CentraRows;
  readonly unreported: Unreported;
}

/**
 * Writes figures that differ. They are read once more just before, because what is written counts from then on: an
 * article of which a completion is still to be reported waits. Read back afterwards: Centra raises a figure in silence.
 *
 * Source: Centra `POST /stock`, `GET /stock`.
 */
export async function writeStock(
  pending: readonly PendingStock[],
  isPhysical: boolean,
  rooms: StockWriterRooms,
): Promise<Batch> {
  const batch: Batch = { written: 0, unchanged: 0, waiting: [], refused: [], clamped: [], again: [], isPhysical };
  const rows = await stillDifferent(pending, batch, rooms);
  for (const some of inTurn(rows, isPhysical)) {
    await writeRows(some, batch, rooms);
    if (batch.stop !== undefined) break;
  }
  return batch;
}

/**
 * A figure that Centra takes for what is free to allocate would sell goods that are not there. As long as nobody has
 * seen which of the two it does, a row that tells goes alone, and first.
 */
function inTurn(rows: readonly Row[], isPhysical: boolean): readonly (readonly Row[])[] {
  const telling = isPhysical ? undefined : rows.find((row) => tellsHowStored(row.quantity, row));
  if (!telling) return rows.length > 0 ? [rows] : [];
  return [[telling], rows.filter((row) => row !== telling)].filter((some) => some.length > 0);
}

async function stillDifferent(
  pending: readonly PendingStock[],
  batch: Batch,
  { stocks, unreported }: StockWriterRooms,
): Promise<Row[]> {
  const { byNumber } = await stocks.of(pending.map(({ articleNumber }) => articleNumber));
  const waiting = await unreported.among([...byNumber.values()]);
  return pending.flatMap((row): Row[] => {
    const id = row.articleNumber;
    const figure = byNumber.get(id)?.figure;
    const reason = waiting.get(id);
    if (reason !== undefined) {
      batch.waiting.push({ id, reason });
      batch.again.push(id);
      return [];
    }
    if (figure === undefined) {
      batch.refused.push({ id, reason: 'Ongoing does not show its figures any more' });
      batch.again.push(id);
      return [];
    }
    const { quantity } = stockToWrite(figure, row);
    if (quantity === undefined) batch.unchanged += 1;
    return quantity === undefined ? [] : [{ ...row, quantity }];
  });
}

async function writeRows(rows: readonly Row[], batch: Batch, rooms: StockWriterRooms): Promise<void> {
  const sentAt = Date.now();
  const end = await post(rows, rooms);
  if (end.end === 'refused') {
    const reason = `Centra refuses its figure: ${end.reason || 'without a word'}`;
    for (const { articleNumber: id } of rows) batch.refused.push({ id, reason });
    batch.again.push(...rows.map(({ articleNumber }) => articleNumber));
    return;
  }
  const unset = end.end === 'done' ? new Map(end.unset) : new Map<string, string>();
  for (const { articleNumber: id, product } of rows) {
    const reason = unset.get(product);
    if (reason !== undefined) batch.refused.push({ id, reason });
  }
  const sent = rows.filter(({ product }) => !unset.has(product));
  await readBack(sent, end.end === 'unclear', batch, rooms, sentAt);
}

async function post(rows: readonly NewStock[], { ends, goodsOwner, store }: StockWriterRooms) {
  const call = { store: store.config.id, goodsOwner, systems: ['centra'], write: true } as const;
  const end = await ends.attempt(call, async (signal) => {
    const { notFound, bundles } = await store.centra.setStock(rows, signal);
    const unset: [string, string][] = [
      ...notFound.map((name): [string, string] => [name, 'Centra does not find it by its number']),
      ...bundles.map((name): [string, string] => [name, 'a bundle in Centra, whose stock is that of its items']),
    ];
    return { end: 'done' as const, unset };
  });
  return end.end === 'not-done' ? orThrow(end) : end;
}

async function readBack(
  rows: readonly Row[],
  isUnclear: boolean,
  batch: Batch,
  rooms: StockWriterRooms,
  sentAt: number,
): Promise<void> {
  if (rows.length === 0) return;
  const shown = await seenAfter(rows, rooms, sentAt);
  const seen = rows.map((row) => {
    const after = shown.get(row.stockItemId);
    return { row, after, stored: after && storedStock(row.quantity, after) };
  });
  const telling = seen.filter(({ row, after }) => after && tellsHowStored(row.quantity, after));
  const isWrong = telling.length > 0 && telling.every(({ stored }) => stored?.is === 'added-to-allocated');
  if (isWrong) {
    await setBack(
      telling.flatMap(({ row, after }) => (after ? [{ row, after }] : [])),
      batch,
      rooms,
    );
    return;
  }
  if (telling.some(({ stored }) => stored?.is === 'stored' || stored?.is === 'clamped')) batch.isPhysical = true;
  for (const { row, stored } of seen) {
    const { articleNumber: id, quantity } = row;
    const isStored = stored?.is === 'stored' || stored?.is === 'clamped';
    // Without an answer only what is seen is taken for done.
    if (isStored || !isUnclear) batch.written += 1;
    if (stored?.is === 'clamped') batch.clamped.push({ id, quantity, to: stored.to });
    if (stored?.is !== 'stored') batch.again.push(id);
  }
}

/** The rows as they are after the write, as far as they are shown. */
async function seenAfter(
  rows: readonly Row[],
  { store, rows: centra }: StockWriterRooms,
  sentAt: number,
): Promise<ReadonlyMap<string, CentraStockRow>> {
  const pages = new Set(rows.map(({ page }) => page));
  const lists: (readonly CentraStockRow[])[] = [];
  if (pages.size <= fewPages && !pages.has(undefined)) {
    for (const page of pages) lists.push((await centra.page(page ?? 1)).rows);
  } else {
    const since = modifiedSince(sentAt, store.config.centra.timezone, overlapMs);
    const stockItems = new Set(rows.map(({ stockItemId }) => stockItemId));
    lists.push(await centra.changedSince(since, stockItems, mostPages));
  }
  return new Map(lists.flat().map((row) => [row.stockItemId, row]));
}

const freeToAllocate =
  'Centra takes the figures of POST /stock for what is free to allocate, and adds what orders have reserved (a setting ' +
  'of its plugin): it would sell goods that are not there. Nothing is written until it takes them for what is there';

/** What is free to allocate, so that what is there comes out right; and then nothing more. */
async function setBack(
  wrong: readonly { readonly row: Row; readonly after: CentraStockRow }[],
  batch: Batch,
  rooms: StockWriterRooms,
): Promise<void> {
  const rows = wrong.map(({ row: { product, quantity }, after }) => ({
    product,
    quantity: Math.max(0, quantity - after.allocatedStock),
  }));
  const end = await post(rows, rooms);
  const ids = wrong.map(({ row }) => row.articleNumber);
  const isDone = end.end === 'done' && end.unset.length === 0;
  batch.isPhysical = false;
  batch.stop = isDone
    ? freeToAllocate
    : `${freeToAllocate}. Not set back, look at them: ${ids.slice(0, 10).join(', ')}`;
}
