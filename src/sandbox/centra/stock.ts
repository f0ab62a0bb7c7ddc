import type { Answer, Call } from '../http/call';
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
      const product = store.host.productsByName.get(name);
      const quantity = Number(row.quantity);
      if (!product || !Number.isFinite(quantity)) notFound.push(name);
      else if (product.bundle) bundles.push(name);
      else {
        const { physical, allocated } = store.host.figures(product.stockItemId);
        store.host.moveStock(product.stockItemId, Math.max(Math.floor(quantity), allocated) - physical);
      }
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
