import type { Listed } from '../listed';
import type { Send } from '../http';
import { pageOfCentra } from './envelope';
import { product, type Product } from './schema';

export interface ProductFilter {
  /** The product's own SKU, without variant and size: there is no filter for the whole of it. */
  readonly sku?: string;
  readonly ean?: string;
  /** One row. */
  readonly stockItemId?: string;
  /** Changed after this, `YYYY-MM-DD HH:MM:SS` in the timezone that is set in Centra. */
  readonly modified?: string;
  /** Without it everything comes at once, slowly. */
  readonly limit?: number;
  /** From 1. */
  readonly page?: number;
}

/** The article registry, in Centra's Order API. For the errors that every method throws see {@link CentraShipments}. */
export interface CentraProducts {
  /**
   * One page of products, a row for each size.
   *
   * Source: `GET /products`.
   *
   * @returns `hasNext`: whether there is a page after this one
   * @throws {ApiUnreadable} the envelope is wrong
   */
  listProducts(filter: ProductFilter, signal?: AbortSignal): Promise<Listed<Product> & { readonly hasNext: boolean }>;
}

export function createCentraProducts(send: Send): CentraProducts {
  return {
    listProducts({ sku, ean, stockItemId, modified, limit, page }, signal) {
      return pageOfCentra(
        send,
        { path: '/products', query: { sku, ean, stockItemId, modified, limit, page }, signal },
        { name: 'products', schema: product, idOf: (row) => row.stockItemId },
      );
    },
  };
}
