import type { SupplierDelivery, SupplierDeliveryLine } from '../clients/centra/schema';
import { sum } from './decimal';
import { canonical, compare, keyedDigest, keyIdOf } from './keyed-digest';

/** Digests of a supplier delivery, by what a change means to whoever waits for the goods. */
export interface PurchaseOrderDigest {
  /** Digests of different keys cannot be compared. */
  readonly keyId: string;
  /** Which goods, and how many. */
  readonly lines: string;
  /** When they arrive. */
  readonly arrival: string;
  /** Numbers, supplier, what the goods cost. */
  readonly other: string;
  /** All of them. */
  readonly combined: string;
}

/**
 * Keyed digests of the delivery's own fields that the mapping reads: how a change in Centra is noticed without keeping
 * what it was. Neither the clock nor any setting has a part in it, nor has the order of rows, nor whether equal rows come
 * as one or as several.
 */
export function purchaseOrderDigest(
  delivery: SupplierDelivery,
  { key }: { readonly key: string },
): PurchaseOrderDigest {
  const digest = keyedDigest(key);
  const { id, deliveryId, orderId, supplierName, ETA } = delivery;
  const digests = {
    keyId: keyIdOf(key),
    lines: digest('delivery lines', addedUp(delivery.products, skus)),
    arrival: digest('arrival', ETA ?? ''),
    other: digest('delivery', {
      ...{ id, deliveryId, orderId, supplierName },
      costs: addedUp(delivery.products, (row) => ({ ...skus(row), cost: row.cost, costCurrency: row.costCurrency })),
    }),
  };
  return { ...digests, combined: digest('combined', digests) };
}

/** Every part that an article number may have. */
const skus = ({ sku, variantSku, sizeSku, ean }: SupplierDeliveryLine) => ({ sku, variantSku, sizeSku, ean });

/** Pieces by what a row is, sorted; rows without pieces are none. */
function addedUp(
  rows: readonly SupplierDeliveryLine[],
  what: (row: SupplierDeliveryLine) => object,
): [string, number][] {
  const pieces = new Map<string, number>();
  for (const row of rows) {
    if (row.quantity === 0) continue;
    const name = canonical(what(row));
    pieces.set(name, sum(pieces.get(name) ?? 0, row.quantity));
  }
  return [...pieces].sort(([one], [other]) => compare(one, other));
}
