import type { StockRow } from '../../clients/centra/schema';
import type { Article, ArticleFreeValues } from '../../clients/ongoing/schema';
import type { GoodsOwnerConfig } from '../../config';
import type { Account } from '../../lifecycle/reconcile/account';
import { merged } from '../../lifecycle/reconcile/merged';
import type { StockRowSeen } from '../../lifecycle/reconcile/stock';
import { reconcileStock } from '../../lifecycle/reconcile/stock';
import {
  articleNumbersOf,
  type ArticleStock,
  availableToWrite,
  centraKeyKind,
  compareStock,
  stockInWarehouse,
  stockOfArticle,
} from '../../mapping';
import type { Ends } from '../ends';
import { Unreported } from '../stock/unreported';
import { allArticles } from './articles';
import type { Comparison } from './compare';
import type { Reading } from './reading';
import type { ReconcileDeps } from './shipments';

const rowsPerPage = 500;
const articlesPerPage = 500;

/** What is kept of a row of Centra's stock list: some 200 bytes. */
type Kept = Pick<
  StockRow,
  'stockItemId' | 'sku' | 'variantSku' | 'sizeSku' | 'ean' | 'physicalStock' | 'allocatedStock' | 'availableStock'
>;
/** And of an article of Ongoing's. */
type KeptArticle = ArticleStock & Pick<Article, 'freeValues'>;

/**
 * The figures of both systems, for the directions that are configured. Kept are figures and numbers: 50,000 rows are some
 * 30 MB.
 *
 * Source: Centra `GET /stock`; Ongoing `GET /articles`, or `GET /articles/inventoryPerWarehouse`; for figures that differ
 * while picked items are to be reported, Ongoing `GET /orders`.
 */
export function compareStocks(deps: ReconcileDeps, ends: Ends, goodsOwner: string, reading: Reading): Comparison {
  return async (before) => {
    const room = deps.rooms.goodsOwner(goodsOwner);
    const { store, export: exported, importAvailable } = room.config.stock;
    const articles = await stocksOf(reading, room.config);
    const { rows, unreadable } = await allStock(reading, store);
    const seen = { goodsOwner, store, rowCount: rows.size, unreadable };
    const accounts: Account[] = [];
    if (exported) {
      const unreported = new Unreported(deps.rooms, room, ends, deps.client, {
        centra: (call) => reading.centra(store, (_centra, signal) => call(signal)),
        ongoing: (call) => reading.ongoing((_ongoing, signal) => call(signal)),
      });
      const compared = physical([...rows.values()], articles, room.config);
      const waits = await unreported.among(
        compared.flatMap(({ row, stock }) => (row.is === 'different' && stock ? [stock] : [])),
      );
      const told = compared.map(({ row }): StockRowSeen => {
        const why = row.is === 'different' ? waits.get(row.id) : undefined;
        return row.is === 'different' && why !== undefined ? { ...row, waits: why } : row;
      });
      accounts.push(reconcileStock({ ...seen, what: 'physical', rows: told }, before));
    }
    if (importAvailable) {
      const told = available([...rows.values()], articles, room.config);
      accounts.push(reconcileStock({ ...seen, what: 'available', rows: told }, before));
    }
    return merged(accounts);
  };
}

/** Of all warehouses together, or of the one that is configured. */
async function stocksOf(
  reading: Reading,
  { ongoing, stock }: GoodsOwnerConfig,
): Promise<ReadonlyMap<string, KeptArticle>> {
  const { warehouseId } = ongoing;
  const { byNumber } = await allArticles(reading, (article): KeptArticle => {
    const value = article.freeValues?.[stock.availableField];
    const freeValues: ArticleFreeValues = value === undefined ? {} : { [stock.availableField]: value };
    return { ...stockOfArticle(article, stock), freeValues };
  });
  if (warehouseId === null) return byNumber;
  const filter = { warehouseIds: [warehouseId], excludeStructureArticles: true, excludeNonStockArticles: true };
  for (let articleSystemIdFrom = 0; ;) {
    const asked = { ...filter, articleSystemIdFrom, maxArticlesToGet: articlesPerPage };
    const list = await reading.ongoing((api, signal) => api.listInventoryPerWarehouse(asked, signal));
    for (const row of list.rows) {
      const { freeValues } = byNumber.get(row.articleNumber) ?? {};
      byNumber.set(row.articleNumber, { ...stockInWarehouse(row, warehouseId), ...(freeValues && { freeValues }) });
    }
    reading.at(`stock of warehouse ${warehouseId} read from article ${articleSystemIdFrom} on`);
    if (list.rows.length === 0 || list.received < articlesPerPage) return byNumber;
    articleSystemIdFrom = Math.max(...list.rows.map(({ articleSystemId }) => articleSystemId)) + 1;
  }
}

async function allStock(reading: Reading, store: string) {
  const rows = new Map<string, Kept>();
  const unreadable = new Set<string>();
  for (let page = 1; ; page += 1) {
    const list = await reading.centra(store, (centra, signal) =>
      centra.listStock({ limit: rowsPerPage, page }, signal),
    );
    for (const {
      stockItemId,
      sku,
      variantSku,
      sizeSku,
      ean,
      physicalStock,
      allocatedStock,
      availableStock,
    } of list.rows) {
      const names = { stockItemId, sku, variantSku, sizeSku, ean };
      rows.set(stockItemId, { ...names, physicalStock, allocatedStock, availableStock });
    }
    for (const { id, at } of list.broken) unreadable.add(id ?? at);
    reading.at(`${rows.size} rows of Centra’s stock read`);
    if (!list.hasNext || list.received === 0) break;
  }
  for (const id of rows.keys()) unreadable.delete(id);
  return { rows, unreadable: [...unreadable] };
}

interface Compared {
  readonly row: StockRowSeen;
  readonly stock?: ArticleStock;
}

/** What Centra shows as physical stock, beside what Ongoing has. */
function physical(
  rows: readonly Kept[],
  articles: ReadonlyMap<string, KeptArticle>,
  config: GoodsOwnerConfig,
): Compared[] {
  const kind = centraKeyKind(config.articles.articleNumber);
  return eachRow(rows, articles, config, (id, row, stock) => {
    const verdict = compareStock(stock, row, kind);
    if (verdict.is === 'unknown') return { row: { id, is: 'unknown', why: verdict.why } };
    if (verdict.is === 'same') return { row: { id, is: verdict.clampedTo === undefined ? 'same' : 'clamped' } };
    return { row: { id, is: 'different', centra: row.physicalStock, ongoing: verdict.quantity }, stock };
  });
}

/** What Centra has available, beside the article's field in Ongoing. */
function available(
  rows: readonly Kept[],
  articles: ReadonlyMap<string, KeptArticle>,
  config: GoodsOwnerConfig,
): StockRowSeen[] {
  const { availableField } = config.stock;
  const compared = eachRow(rows, articles, config, (id, row, article) => {
    if (availableToWrite(row, article, availableField) === undefined) return { row: { id, is: 'same' } };
    const ongoing = article.freeValues?.[availableField] ?? '(none)';
    return { row: { id, is: 'different', centra: row.availableStock, ongoing } };
  });
  return compared.map(({ row }) => row);
}

function eachRow(
  rows: readonly Kept[],
  articles: ReadonlyMap<string, KeptArticle>,
  { articles: { articleNumber: parts } }: GoodsOwnerConfig,
  compare: (id: string, row: Kept, article: KeptArticle) => Compared,
): Compared[] {
  const { byNumber, collisions } = articleNumbersOf(rows, parts);
  const compared: Compared[] = [];
  const numbered = new Set<Kept>();
  for (const [number, row] of byNumber) {
    numbered.add(row);
    const article = articles.get(number);
    if (!article) compared.push({ row: { id: number, is: 'not-in-ongoing' } });
    else if (!article.hasStock) compared.push({ row: { id: number, is: 'no-stock' } });
    else compared.push(compare(number, row, article));
  }
  for (const { articleNumber: number, rows: shared } of collisions) {
    for (const row of shared) {
      numbered.add(row);
      const why = `several rows have this article number (stock item ${row.stockItemId} is one of them)`;
      compared.push({ row: { id: number, is: 'unknown', why } });
    }
  }
  for (const row of rows) if (!numbered.has(row)) compared.push({ row: { id: row.stockItemId, is: 'no-number' } });
  return compared;
}
