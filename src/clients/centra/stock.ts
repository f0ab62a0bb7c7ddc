import type { Send } from '../http';
import type { Listed } from '../listed';
import { isRecord } from '../values';
import { askCentra, pageOfCentra } from './envelope';
import { stockRow, type StockRow } from './schema';

export interface StockFilter {
  /** Stock changed after this, `YYYY-MM-DD HH:MM:SS` in the timezone that is set in Centra. */
  readonly stockModified?: string;
  /** The product's own SKU, without variant and size. */
  readonly sku?: string;
  readonly ean?: string;
  /** One row. */
  readonly stockItemId?: string;
  /** Rows of a page; without it everything would come at once, slowly. */
  readonly limit: number;
  /** From 1. */
  readonly page: number;
}

export interface NewStock {
  /** EAN, UPC, or product, variant and size SKU without separator. */
  readonly product: string;
  /** What is there now, reserved pieces included: whole, 0 and above. No difference to what was there. */
  readonly quantity: number;
}

/** The `product`s that Centra did not set; all others of the call it did. */
export interface UnsetStock {
  readonly notFound: string[];
  /** Their stock is that of their items. */
  readonly bundles: string[];
}

/** Stock figures, in Centra's Order API. For the errors that every method throws see {@link CentraShipments}. */
export interface CentraStock {
  /**
   * One page of stock figures, a row for each size.
   *
   * Source: `GET /stock`.
   *
   * @returns `hasNext`: whether there is a page after this one
   * @throws {ApiUnreadable} the envelope is wrong (a broken row is not: it is in `broken`)
   */
  listStock(filter: StockFilter, signal?: AbortSignal): Promise<Listed<StockRow> & { readonly hasNext: boolean }>;

  /**
   * Sets what is there physically, in the plugin's primary warehouse. Safe to repeat, as long as nothing moved.
   * Centra stores no less than what is allocated, and does not say so.
   *
   * Source: `POST /stock`. How many rows a call may have is not documented. No rows are answered without a call.
   *
   * @throws {ApiRefused} nothing was set, or it is not told what was
   * @throws {ApiUnclear} sent, no usable answer
   */
  setStock(rows: readonly NewStock[], signal?: AbortSignal): Promise<UnsetStock>;
}

export function createCentraStock(send: Send): CentraStock {
  return {
    listStock({ stockModified, sku, ean, stockItemId, limit, page }, signal) {
      return pageOfCentra(
        send,
        { path: '/stock', query: { stock_modified: stockModified, sku, ean, stockItemId, limit, page }, signal },
        { name: 'products', schema: stockRow, idOf: (row) => row.stockItemId },
      );
    },

    async setStock(rows, signal) {
      if (rows.length === 0) return none();
      const products = rows.map(({ product, quantity }) => ({ product, quantity }));
      return askCentra(
        send,
        {
          method: 'POST',
          path: '/stock',
          body: { products },
          write: true,
          signal,
          doneInPart: (content) => unsetIn(content) !== undefined,
        },
        (content) => unsetIn(content) ?? none(),
      );
    },
  };
}

const none = (): UnsetStock => ({ notFound: [], bundles: [] });

/**
 * What a "no" says that it did not set. Undefined when it names nothing, or has a kind of error that we do not know: then
 * nothing may be taken for done.
 */
function unsetIn({ errors }: Record<string, unknown>): UnsetStock | undefined {
  if (!isRecord(errors)) return undefined;
  const { productsNotFound, productsAreBundles, ...others } = errors;
  const notFound = namesIn(productsNotFound);
  const bundles = namesIn(productsAreBundles);
  if (!notFound || !bundles || notFound.length + bundles.length === 0) return undefined;
  return Object.keys(others).length > 0 ? undefined : { notFound, bundles };
}

/** A list of names; PHP writes one with gaps as an object. */
function namesIn(list: unknown): string[] | undefined {
  if (list == null) return [];
  const names: unknown[] = isRecord(list) ? Object.values(list) : Array.isArray(list) ? list : [list];
  return names.every((name) => typeof name === 'string' || typeof name === 'number') ? names.map(String) : undefined;
}
