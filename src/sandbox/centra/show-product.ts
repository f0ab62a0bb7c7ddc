import { centraDate } from './dates';
import type { Product } from './model';
import type { CentraStore } from './store';

function showArticle(product: Product): Record<string, unknown> {
  return {
    sku: product.sku,
    productId: product.productId,
    variantSku: product.variantSku,
    variantId: product.variantId,
    sizeSku: product.sizeSku,
    brand: product.brand,
    collection: product.collection,
    product: product.product,
    variant: product.variant,
    size: product.size,
    stockItemId: product.stockItemId,
    ean: product.ean,
    upc: product.upc,
    weight: product.weight,
    weightUnit: product.weightUnit,
    countryOfOrigin: product.countryOfOrigin,
    harmCode: product.harmCode,
    harmDescription: product.harmDescription,
    active: Number(product.active),
  };
}

/** A row of `GET /products`: one size. It does not say when it was changed. */
export function showProduct(product: Product, store: CentraStore): Record<string, unknown> {
  // Assigned, not spread: a page has a hundred of these and more.
  return Object.assign(showArticle(product), {
    createdAt: centraDate(product.createdAt, store.timezone),
    folder: 'Assortment',
    name: product.name,
    description: '',
    shortDescription: '',
    comment: '',
    store: store.id,
    categories: ['Assortment / New arrivals'],
    images: [],
    prices: [
      {
        id: '1',
        price: product.price.toFixed(2),
        pricelist: `${store.currency} list`,
        currency: store.currency,
        campaigns: [],
      },
    ],
  });
}

/** A row of `GET /stock`. What is in bundles is counted by their items. */
export function showStock(product: Product, store: CentraStore, withPhysical: boolean): Record<string, unknown> {
  const { physical, allocated } = store.host.figures(product.stockItemId);
  const figures = { allocatedStock: allocated, availableStock: physical - allocated };
  return Object.assign(showArticle(product), withPhysical ? { physicalStock: physical } : {}, figures);
}
