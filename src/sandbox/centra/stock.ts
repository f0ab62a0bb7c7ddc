import type { Answer, Call } from '../http/call';
import type { Product } from './model';
import { done, idOf, membersOf, refused } from './reply';
import type { CentraStore } from './store';

/**
 * `POST /stock`: sets what is there physically, reserved units included. Less than what is allocated becomes what is
 * allocated, and nobody is told. Rows that match are set also when others do not.
 */
export function setStock(store: CentraStore, call: Call): Answer {
  const { products } = membersOf(call.body);
  if (!Array.isArray(products)) return refused('products missing');
  const notFound: string[] = [];
  const bundles: string[] = [];
  store.host.store.change(() => {
    for (const row of products.map(membersOf)) {
      const name = idOf(row.product);
      const meant = productsOf(name, store);
      const quantity = Number(row.quantity);
      if (meant.length === 0 || !Number.isFinite(quantity)) notFound.push(name);
      else if (meant.some((product) => product.bundle)) bundles.push(name);
      else for (const product of meant) write(product, Math.floor(quantity), store);
    }
  });
  if (notFound.length + bundles.length === 0) return done();
  return refused('Some of the products were not updated', {
    errors: {
      ...(notFound.length > 0 ? { productsNotFound: notFound } : {}),
      ...(bundles.length > 0 ? { productsAreBundles: bundles } : {}),
    },
  });
}

function productsOf(name: string, { host, settings }: CentraStore): readonly Product[] {
  const sharing = host.productsByName.all(name);
  if (sharing.length < 2 || settings.sharedNames === 'all') return sharing;
  return settings.sharedNames === 'first' ? sharing.slice(0, 1) : [];
}

function write({ stockItemId }: Product, quantity: number, { host, settings }: CentraStore): void {
  const { physical, allocated } = host.figures(stockItemId);
  const wanted = settings.stockUpdates === 'physical' ? quantity : quantity + allocated;
  host.moveStock(stockItemId, Math.max(wanted, allocated) - physical);
  host.countStockWrite(stockItemId, wanted < allocated);
}
