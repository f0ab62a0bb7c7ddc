import type { StockRow } from '../../clients/centra/schema';
import type { BrokenRow } from '../../clients/listed';
import type { ArticleNumberPart } from '../../config';
import { articleNumbersOf, type ComparedRow } from '../../mapping';
import type { StoreRoom } from '../rooms';
import type { Questions } from './questions';

/** How many rows a page of Centra's may have at the most is not documented. */
export const rowsPerPage = 500;

/** One row of Centra's stock list, as much as is kept of it: there may be fifty thousand. */
export interface CentraStockRow extends ComparedRow {
  readonly availableStock: number;
  /** The page it stood on, where the whole list was read. */
  readonly page?: number;
}

export interface CentraPage {
  readonly rows: readonly CentraStockRow[];
  readonly broken: readonly BrokenRow[];
  readonly received: number;
  readonly hasNext: boolean;
}

/** Rows by their article numbers, as far as one number has one row. */
export interface FoundRows {
  readonly byNumber: ReadonlyMap<string, CentraStockRow>;
  /** Article numbers, or names by which Centra takes figures, that are those of several rows. */
  readonly shared: readonly string[];
  readonly broken: readonly BrokenRow[];
  /** Of the list, when it was read as a whole. */
  readonly pages?: number;
  readonly received: number;
}

/** Centra's stock list. Source of all of it: `GET /stock`. */
export class CentraRows {
  constructor(
    private readonly store: StoreRoom,
    private readonly ask: Questions,
    private readonly parts: readonly ArticleNumberPart[],
  ) {}

  /** One page of the whole list, or of what has changed since (Centra's local time). */
  async page(page: number, stockModified?: string): Promise<CentraPage> {
    const since = stockModified === undefined ? {} : { stockModified };
    return this.read({ ...since, limit: rowsPerPage, page });
  }

  /** Rows of these stock items, as far as they are on the first pages of what has changed since. */
  async changedSince(
    stockModified: string,
    stockItems: ReadonlySet<string>,
    mostPages: number,
  ): Promise<readonly CentraStockRow[]> {
    const rows: CentraStockRow[] = [];
    for (let page = 1; page <= mostPages && rows.length < stockItems.size; page += 1) {
      const list = await this.page(page, stockModified);
      rows.push(...list.rows.filter(({ stockItemId }) => stockItems.has(stockItemId)));
      if (!list.hasNext || list.received === 0) break;
    }
    return rows;
  }

  /** The whole list, by article numbers; only those that are wanted are kept, all of them tell what is shared. */
  async whole(isWanted: (articleNumber: string) => boolean): Promise<FoundRows> {
    const rows: CentraStockRow[] = [];
    const broken: BrokenRow[] = [];
    let received = 0;
    for (let page = 1; ; page += 1) {
      const list = await this.page(page);
      for (const row of list.rows) rows.push({ ...row, page });
      broken.push(...list.broken);
      received += list.received;
      if (!list.hasNext || list.received === 0)
        return { ...this.unique(rows, isWanted), broken, received, pages: page };
    }
  }

  /**
   * Rows of a few articles, without the whole list: by their EANs, and then all sizes of the product. Undefined where an
   * article is not found by its EAN: then the whole list has to tell.
   */
  async few(
    articles: readonly { readonly articleNumber: string; readonly barCode?: string }[],
  ): Promise<FoundRows | undefined> {
    const isEan = this.parts.includes('ean');
    const rows: CentraStockRow[] = [];
    const broken: BrokenRow[] = [];
    let received = 0;
    const take = async (filter: { ean: string } | { sku: string }) => {
      for (let page = 1; ; page += 1) {
        const list = await this.read({ ...filter, limit: rowsPerPage, page });
        rows.push(...list.rows);
        broken.push(...list.broken);
        received += list.received;
        if (!list.hasNext || list.received === 0) return;
      }
    };
    const has = (articleNumber: string) => this.unique(rows, () => true).byNumber.get(articleNumber);
    for (const { articleNumber, barCode } of articles) {
      if (has(articleNumber)) continue;
      const ean = isEan ? articleNumber : barCode;
      if (ean === undefined) return undefined;
      await take({ ean });
      const found = has(articleNumber);
      if (!found) return undefined;
      if (!isEan && found.sku !== undefined) await take({ sku: found.sku });
    }
    const wanted = new Set(articles.map(({ articleNumber }) => articleNumber));
    return { ...this.unique(rows, (number) => wanted.has(number)), broken, received };
  }

  private async read(filter: Parameters<StoreRoom['centra']['listStock']>[0]): Promise<CentraPage> {
    const list = await this.ask.centra((signal) => this.store.centra.listStock(filter, signal));
    return { rows: list.rows.map(slim), broken: list.broken, received: list.received, hasNext: list.hasNext };
  }

  private unique(rows: readonly CentraStockRow[], isWanted: (articleNumber: string) => boolean) {
    const { byNumber, collisions } = articleNumbersOf(rows, this.parts);
    const shared = new Set(collisions.map(({ articleNumber }) => articleNumber));
    // Where fewer than all SKUs make the article number, two numbers may have one name in Centra.
    if (!this.parts.includes('ean') && this.parts.length < 3) {
      const sharing = articleNumbersOf(rows, ['sku', 'variantSku', 'sizeSku']).collisions.flatMap((one) => one.rows);
      const items = new Set(sharing.map(({ stockItemId }) => stockItemId));
      for (const [number, { stockItemId }] of byNumber) if (items.has(stockItemId)) shared.add(number);
    }
    const unshared = [...byNumber].filter(([number]) => isWanted(number) && !shared.has(number));
    return { byNumber: new Map(unshared), shared: [...shared].filter(isWanted) };
  }
}

const slim = (row: StockRow): CentraStockRow => ({
  stockItemId: row.stockItemId,
  ...(row.sku !== undefined && { sku: row.sku }),
  ...(row.variantSku !== undefined && { variantSku: row.variantSku }),
  ...(row.sizeSku !== undefined && { sizeSku: row.sizeSku }),
  ...(row.ean !== undefined && { ean: row.ean }),
  physicalStock: row.physicalStock,
  allocatedStock: row.allocatedStock,
  availableStock: row.availableStock,
});
