import type { Query } from '../http/query';
import { parseCentraDate } from './dates';
import type { CentraHost } from './host';
import type { Product } from './model';
import type { CentraStore } from './store';

/** Rows in the order of their ids, of which a page is wanted. */
export interface Rows {
  readonly length: number;
  slice(from: number, to?: number): Product[];
}

/** More rows than these are found sooner by looking at every product than by sorting them. */
const manyRows = 500;

/** The products that a query asks for. A page may shift between two calls: the rows are those of this moment. */
export function selectProducts({ host, timezone }: CentraStore, query: Query): Rows {
  const since = (name: string) => parseCentraDate(query.text(name), timezone);
  const [modified, stockModified, created] = [since('modified'), since('stock_modified'), since('created')];
  const conditions: ((row: Product) => boolean)[] = [];
  if (modified !== undefined) conditions.push((row) => row.modifiedAt >= modified);
  if (created !== undefined) conditions.push((row) => row.createdAt >= created);
  if (stockModified !== undefined) {
    conditions.push(({ stockItemId }) => (host.stockChangedAt.get(stockItemId) ?? 0) >= stockModified);
  }
  for (const name of ['sku', 'ean', 'upc'] as const) {
    const wanted = query.text(name);
    if (wanted !== undefined) conditions.push((row) => row[name] === wanted);
  }
  for (const name of ['productId', 'variantId', 'stockItemId'] as const) {
    const wanted = query.int(name);
    if (wanted !== undefined) conditions.push((row) => row[name] === wanted);
  }
  const all = host.productList.of('all');
  if (conditions.length === 0) return all;
  // One condition after the other, over ever fewer rows: several times as fast as all of them for each row.
  return conditions.reduce(
    (rows, holds) => rows.filter(holds),
    narrowed(host, query, modified, stockModified) ?? all.slice(0),
  );
}

/** Few rows, in the order of their ids, among which all that are wanted are; undefined: it takes a look at all. */
function narrowed(
  host: CentraHost,
  query: Query,
  modified: number | undefined,
  stockModified: number | undefined,
): Product[] | undefined {
  const stockItemId = query.int('stockItemId');
  if (stockItemId !== undefined) return present([host.products.get(stockItemId)]);
  const name = query.text('ean') ?? query.text('upc') ?? '';
  if (name !== '') return [...host.productsByName.all(name)];
  const sku = query.text('sku');
  if (sku !== undefined) return host.productsBySku.of(sku).slice(0);
  if (modified !== undefined && host.productsChanged.countSince(modified) <= manyRows) {
    return host.productsChanged.since(modified).sort(byId);
  }
  if (stockModified !== undefined && host.stockChanged.countSince(stockModified) <= manyRows) {
    const rows = host.stockChanged.since(stockModified);
    return present(rows.map((row) => host.products.get(row.stockItemId))).sort(byId);
  }
  return undefined;
}

const byId = (a: Product, b: Product) => a.stockItemId - b.stockItemId;

const present = (rows: readonly (Product | undefined)[]): Product[] => rows.filter((row) => row !== undefined);
