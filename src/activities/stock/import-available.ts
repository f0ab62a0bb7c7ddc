import type { Article, ArticleFreeValues } from '../../clients/ongoing/schema';
import { articleNumbersOf, availableToWrite, modifiedSince, withFreeValues } from '../../mapping';
import { priorities } from '../../protocol/names';
import type { StockNext, StockProgress } from '../../protocol/stock-sync';
import { plainWords } from '../plain-words';
import type { GoodsOwnerRoom } from '../rooms';
import { orThrow } from '../scans/unread';
import type { StretchUnderWay } from '../syncs/stretch';
import type { CentraStockRow } from './centra-rows';
import type { ExportRooms } from './export-stock';
import type { Questions } from './questions';
import type { Tally } from './tally';

export interface ImportRooms extends Pick<ExportRooms, 'store' | 'ends' | 'rows' | 'articleNumber'> {
  readonly room: GoodsOwnerRoom;
  readonly ask: Questions;
}

/** Centra's clock is not ours. */
const overlapMs = 120_000;
/** So many are read again just before they are written: what somebody in the warehouse changes meanwhile stays. */
const atOnce = 25;

/**
 * Centra's available stock, to a free field of the article in Ongoing: of all rows, or of those that have changed since
 * the last run.
 *
 * Source: Centra `GET /stock`; Ongoing `POST /articles/byQuery`, `PUT /articles`.
 *
 * @returns whether it is done; else the time of this stretch is up
 */
export async function importAvailable(
  tally: Tally,
  last: StockNext | undefined,
  rooms: ImportRooms,
  work: StretchUnderWay<StockProgress>,
): Promise<boolean> {
  const since = tally.state.full ? undefined : last?.availableCursor;
  const { timezone } = rooms.store.config.centra;
  const stockModified = since === undefined ? undefined : modifiedSince(since, timezone, overlapMs);
  for (let hasNext = true; hasNext;) {
    if (work.isOver()) return false;
    const { page, row } = tally.state;
    const list = await rooms.rows.page(page, stockModified);
    if (row === 0) {
      tally.count('imported', 'read', list.received);
      const broken = list.broken.map(({ id, at, what }) => ({ id: id ?? at, reason: `${at}: ${what}` }));
      tally.refuse('imported', ...broken);
    }
    if (!(await importPage(list.rows, tally, rooms, work))) return false;
    hasNext = list.hasNext && list.received > 0;
    tally.set({ page: page + 1, row: 0 });
    const { state } = tally;
    work.reached(() => state);
  }
  return true;
}

/** @returns false: the time is up in the middle of the page */
async function importPage(
  rows: readonly CentraStockRow[],
  tally: Tally,
  rooms: ImportRooms,
  work: StretchUnderWay<StockProgress>,
): Promise<boolean> {
  const { byNumber, collisions } = articleNumbersOf(rows, rooms.articleNumber);
  const shared = new Set([...tally.state.shared, ...collisions.map(({ articleNumber }) => articleNumber)]);
  // As far as the stretch before came; what has shifted since is compared like all others, and equal.
  const numbers = [...byNumber.keys()].slice(tally.state.row);
  const articles = await articlesOf(
    numbers.filter((number) => !shared.has(number)),
    rooms,
  );
  const differs = (number: string) => valuesFor(byNumber.get(number), articles.get(number), rooms) !== undefined;
  for (const some of groups(numbers, differs)) {
    const known = some.filter((number) => articles.has(number));
    const differing = known.filter(differs);
    tally.skip(
      'imported',
      'several rows of Centra’s list have this number',
      some.filter((one) => shared.has(one)).length,
    );
    tally.skip('imported', 'not in Ongoing', some.filter((one) => !shared.has(one) && !articles.has(one)).length);
    tally.count('imported', 'unchanged', known.length - differing.length);
    await writeValues(differing, byNumber, tally, rooms);
    tally.set({ row: tally.state.row + some.length });
    const { state } = tally;
    work.reached(() => state);
    if (work.isOver()) return false;
  }
  return true;
}

/** Groups of so many that differ, with what lies between them. */
function* groups(numbers: readonly string[], differs: (number: string) => boolean): Generator<readonly string[]> {
  let group: string[] = [];
  let differing = 0;
  for (const number of numbers) {
    group.push(number);
    if (differs(number)) differing += 1;
    if (differing < atOnce) continue;
    yield group;
    group = [];
    differing = 0;
  }
  if (group.length > 0) yield group;
}

async function articlesOf(
  articleNumbers: readonly string[],
  { room, ask }: ImportRooms,
): Promise<ReadonlyMap<string, Article>> {
  const list = await ask.ongoing((signal) =>
    room.ongoing(priorities.stock).listArticlesByQuery({ articleNumbers }, signal),
  );
  return new Map(list.rows.map((article) => [article.articleNumber, article]));
}

function valuesFor(
  row: CentraStockRow | undefined,
  article: Article | undefined,
  { room }: ImportRooms,
): ArticleFreeValues | undefined {
  return row && article ? availableToWrite(row, article, room.config.stock.availableField) : undefined;
}

async function writeValues(
  articleNumbers: readonly string[],
  byNumber: ReadonlyMap<string, CentraStockRow>,
  tally: Tally,
  rooms: ImportRooms,
): Promise<void> {
  if (articleNumbers.length === 0) return;
  const fresh = await articlesOf(articleNumbers, rooms);
  for (const number of articleNumbers) {
    const article = fresh.get(number);
    const values = valuesFor(byNumber.get(number), article, rooms);
    if (article && values) await writeOne(article, values, tally, rooms);
    else tally.count('imported', 'unchanged');
  }
}

async function writeOne(article: Article, values: ArticleFreeValues, tally: Tally, rooms: ImportRooms): Promise<void> {
  const { room, ends } = rooms;
  const id = article.articleNumber;
  const document = withFreeValues(article, values, room.config.ongoing.goodsOwnerId);
  const call = { goodsOwner: room.config.id, systems: ['ongoing'], write: true, scrubbed: plainWords } as const;
  const end = await ends.attempt(call, async (signal) => {
    await room.ongoing(priorities.stock).putArticle(document, signal);
    return { end: 'done' as const };
  });
  if (end.end === 'not-done') orThrow(end);
  else if (end.end === 'refused')
    tally.refuse('imported', { id, reason: `Ongoing refuses it: ${end.reason || 'without a word'}` });
  else if (end.end === 'done' || (await isThere(id, values, rooms))) tally.count('imported', 'written');
  else {
    const reason = end.end === 'unclear' && end.reason ? `: ${end.reason}` : '';
    tally.refuse('imported', { id, reason: `no usable answer from Ongoing, and not there${reason}` });
    // It may have been written by the time of the next run; that looks at it again.
    tally.set({ keepsAvailableCursor: true });
  }
}

/** Whether it was written although nobody said so. */
async function isThere(articleNumber: string, values: ArticleFreeValues, rooms: ImportRooms): Promise<boolean> {
  const article = (await articlesOf([articleNumber], rooms)).get(articleNumber);
  return Object.entries(values).every(
    ([field, value]) => article?.freeValues?.[field as keyof ArticleFreeValues] === value,
  );
}
