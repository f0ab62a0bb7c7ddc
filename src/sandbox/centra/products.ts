import type { Answer, Call } from '../http/call';
import type { Query } from '../http/query';
import type { Product } from './model';
import { done, refused } from './reply';
import { selectProducts } from './select-products';
import { showProduct, showStock } from './show-product';
import type { CentraStore } from './store';

/** `GET /products`: the article registry, one row per size. */
export function listProducts(store: CentraStore, call: Call): Answer {
  return listed(store, call, (product) => showProduct(product, store));
}

/** `GET /stock`. */
export function listStock(store: CentraStore, call: Call): Answer {
  const withPhysical = call.query.text('exclude') !== 'physicalStock';
  return listed(store, call, (product) => showStock(product, store, withPhysical));
}

function listed(store: CentraStore, call: Call, show: (product: Product) => Record<string, unknown>): Answer {
  const limit = call.query.int('limit');
  const page = call.query.int('page') ?? 1;
  if ((limit !== undefined && !(limit >= 1)) || !(page >= 1)) return refused('invalid limit');
  const rows = selectProducts(store, call.query);
  if (limit === undefined) return done({ products: rows.slice(0).map(show) });
  const from = Math.max(0, (page - 1) * limit + call.shiftBy);
  return done({
    products: rows.slice(from, from + limit).map(show),
    ...(page > 1 ? { previous: pageQuery(call.query, page - 1) } : {}),
    ...(from + limit < rows.length ? { next: pageQuery(call.query, page + 1) } : {}),
  });
}

/** The same query with another page: only a query string, as Centra has it. */
function pageQuery(query: Query, page: number): string {
  const others = query.entries().filter(([name]) => name !== 'page');
  return `?${new URLSearchParams([...others, ['page', String(page)]]).toString()}`;
}
