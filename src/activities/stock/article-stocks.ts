import type { BrokenRow, Listed } from '../../clients/listed';
import { type ArticleStock, stockInWarehouse, stockOfArticle } from '../../mapping';
import { priorities } from '../../protocol/names';
import type { GoodsOwnerRoom } from '../rooms';
import type { Questions } from './questions';

/** What Ongoing has of articles, and what of it could not be read. */
export interface FoundStocks {
  readonly byNumber: ReadonlyMap<string, ArticleStock>;
  readonly broken: readonly BrokenRow[];
}

/** The stock of the goods owner in Ongoing: of all warehouses together, or of the one that is configured. */
export interface ArticleStocks {
  /** Of these articles, as it is now. Source: `POST /articles/byQuery`, or `GET /articles/inventoryPerWarehouse`. */
  of(articleNumbers: readonly string[]): Promise<FoundStocks>;
  /**
   * Of the articles whose stock has changed since then; undefined: of more than `most`.
   * Source: `GET /articles`, or `GET /articles/inventoryPerWarehouse`, with `stockInfoChangedFrom`.
   */
  changedSince(since: number, most: number): Promise<FoundStocks | undefined>;
}

/** Rows of a page: large enough that a registry is few pages, small enough that a shipment's call waits for moments only. */
const pageSize = 500;
/** Numbers that go into one address. */
const numbersInAddress = 50;

export function createArticleStocks({ ongoing, config }: GoodsOwnerRoom, ask: Questions): ArticleStocks {
  const api = ongoing(priorities.stock);
  const { warehouseId } = config.ongoing;
  const { pickedIsInStock } = config.stock;
  const read = (filter: Filter): Promise<Listed<Numbered>> =>
    warehouseId === null
      ? ask.ongoing(async (signal) => {
          // The question for many numbers goes in the body: an address would not hold them.
          const list = filter.articleNumbers
            ? await api.listArticlesByQuery(filter, signal)
            : await api.listArticles(filter, signal);
          return numbered(list, (article) => stockOfArticle(article, { pickedIsInStock }));
        })
      : ask.ongoing(async (signal) => {
          const ofWarehouse = { warehouseIds: [warehouseId], ...withoutStock };
          const list = await api.listInventoryPerWarehouse({ ...filter, ...ofWarehouse }, signal);
          return numbered(list, (row) => stockInWarehouse(row, warehouseId));
        });

  return {
    async of(articleNumbers) {
      const found = new Found();
      const most = warehouseId === null ? pageSize : numbersInAddress;
      for (let i = 0; i < articleNumbers.length; i += most) {
        found.add(await read({ articleNumbers: articleNumbers.slice(i, i + most) }));
      }
      return found;
    },

    async changedSince(since, most) {
      const found = new Found();
      for (let from = 0; ;) {
        const filter = { stockInfoChangedFrom: since, articleSystemIdFrom: from, maxArticlesToGet: pageSize };
        const list = await read(filter);
        found.add(list);
        if (found.byNumber.size > most) return undefined;
        // A page without a readable row cannot be passed: the next one would be the same.
        if (list.rows.length === 0 || list.received < pageSize) return found;
        from = Math.max(...list.rows.map(({ articleSystemId }) => articleSystemId)) + 1;
      }
    },
  };
}

interface Filter {
  readonly articleNumbers?: readonly string[];
  readonly stockInfoChangedFrom?: number;
  readonly articleSystemIdFrom?: number;
  readonly maxArticlesToGet?: number;
}

/** Kits and freight have no stock of their own. */
const withoutStock = { excludeStructureArticles: true, excludeNonStockArticles: true } as const;

interface Numbered {
  readonly articleSystemId: number;
  readonly stock: ArticleStock;
}

const numbered = <Row extends { readonly articleSystemId: number }>(
  list: Listed<Row>,
  stockOf: (row: Row) => ArticleStock,
): Listed<Numbered> => ({
  ...list,
  rows: list.rows.map((row) => ({ articleSystemId: row.articleSystemId, stock: stockOf(row) })),
});

class Found implements FoundStocks {
  readonly byNumber = new Map<string, ArticleStock>();
  readonly broken: BrokenRow[] = [];

  add({ rows, broken }: Listed<Numbered>): void {
    for (const { stock } of rows) this.byNumber.set(stock.articleNumber, stock);
    this.broken.push(...broken);
  }
}
