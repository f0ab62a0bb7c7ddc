import type { Product } from '../../clients/centra/schema';
import { judgeArticle } from '../../mapping';
import type { GoodsOwnerRoom } from '../rooms';
import type { Registry } from './registry';
import { registryRowOf, rowOf, type Row } from './row';
import type { Tally } from './tally';
import type { ArticlesThere, WarehouseArticles } from './warehouse';

type ArticleRow = Extract<Row, { is: 'article' }>;

export interface ComparePage {
  readonly room: GoodsOwnerRoom;
  readonly registry: Registry;
  readonly warehouse: WarehouseArticles;
  readonly tally: Tally;
  /** Whether a row that differs in Ongoing may be written over it. */
  readonly mayOverwrite: (row: ArticleRow) => boolean;
  /** After every row. */
  readonly rowDone: () => void;
  readonly isOver: () => boolean;
}

/** A page that was read is worth some work, however long the reading took. */
const rowsBetweenLooks = 100;

/**
 * Compares rows of the registry with Ongoing, and writes what is to be written; each row's end is counted.
 *
 * @returns whether it came to the end
 */
export async function comparePage(products: readonly Product[], page: ComparePage): Promise<boolean> {
  const { room, registry, warehouse, tally, rowDone, isOver } = page;
  for (const product of products) {
    const known = registryRowOf(product, room);
    if (known) registry.note(known);
  }
  const rows = products.map((product) => rowOf(product, room));
  const settled = new Set(rows.map(({ stockItemId }) => stockItemId).filter((id) => isSettled(id, registry, tally)));
  const single = rows.filter(
    (row): row is ArticleRow => row.is === 'article' && !shares(row, registry) && !settled.has(row.stockItemId),
  );
  const there = await warehouse.byNumber(single.map(({ document }) => document.articleNumber));
  const renamed = await renamedFrom(
    single.filter(({ document }) => !there.byNumber.has(document.articleNumber)),
    registry,
    warehouse,
  );
  for (const [index, row] of rows.entries()) {
    if (settled.has(row.stockItemId)) {
      tally.rowPassed();
    } else {
      await oneRow(row, there, renamed, page);
      tally.rowDone();
    }
    registry.visited(row.stockItemId);
    rowDone();
    const done = index + 1;
    if (done % rowsBetweenLooks === 0 && done < rows.length && isOver()) return false;
  }
  return true;
}

async function oneRow(
  row: Row,
  there: ArticlesThere,
  renamed: ReadonlyMap<string, string>,
  { registry, warehouse, tally, mayOverwrite }: ComparePage,
): Promise<void> {
  const { stockItemId } = row;
  if (row.is === 'skipped') return tally.skip(row.reason);
  if (row.is === 'unmappable') return tally.refuse(row.id, row.reason);
  const { document, digest } = row;
  const { articleNumber } = document;
  const again = { stockItemId, overwrite: mayOverwrite(row) };
  const sharing = registry.sharing(articleNumber, stockItemId);
  if (sharing.length > 0) {
    const others = sharing.length === 1 ? `stock item ${sharing[0]}` : `stock items ${sharing.join(', ')}`;
    const reason = `stock item ${stockItemId} and ${others} have the same article number: none of them is written`;
    return tally.refuse(articleNumber, reason, again);
  }
  const broken = there.broken.get(articleNumber);
  if (broken !== undefined) return tally.refuse(articleNumber, `in Ongoing, ${broken}`, again);
  const oldNumber = renamed.get(stockItemId);
  if (oldNumber !== undefined) {
    const reason = `the article number has changed: Ongoing has this EAN as ${oldNumber}. Change the number there, or take the EAN from it`;
    return tally.refuse(articleNumber, reason, again);
  }
  const verdict = judgeArticle(document, there.byNumber.get(articleNumber), again.overwrite);
  if (verdict.is === 'to-write') {
    const end = await warehouse.put(verdict.document);
    if (end.is === 'refused') return tally.refuse(articleNumber, end.reason, again);
    tally.count('written');
  } else {
    tally.count(verdict.is === 'equal' ? 'unchanged' : 'different');
  }
  registry.handled(stockItemId, digest);
  if (tally.part !== 'full') tally.remember(stockItemId, digest);
}

const shares = ({ document, stockItemId }: ArticleRow, registry: Registry) =>
  registry.sharing(document.articleNumber, stockItemId).length > 0;

/** This run has done it, or tried to: in an earlier part, or before the list has moved. */
const isSettled = (stockItemId: string, registry: Registry, tally: Tally) =>
  tally.wasRefused(stockItemId) || registry.isDone(stockItemId);

/**
 * Articles that Ongoing lacks, whose EAN it has under a number that no row of the registry has (any more): their number
 * has changed. The old numbers, by stock item.
 */
async function renamedFrom(
  lacking: readonly ArticleRow[],
  registry: Registry,
  warehouse: WarehouseArticles,
): Promise<ReadonlyMap<string, string>> {
  const eans = [...new Set(lacking.flatMap(({ document }) => document.barCodeInfo?.barCode ?? []))];
  const numbers = await warehouse.numbersByBarCode(eans);
  return new Map(
    lacking.flatMap(({ stockItemId, document }): [string, string][] => {
      const others = numbers.get(document.barCodeInfo?.barCode ?? '') ?? [];
      const old = others.find((number) => number !== document.articleNumber && !registry.has(number));
      return old === undefined ? [] : [[stockItemId, old]];
    }),
  );
}
