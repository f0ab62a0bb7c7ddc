import type { Return } from '../clients/centra/schema';
import type { ReturnToReport } from './returns';

/**
 * The lines that a return should have and Centra did not take: it makes the return also without them.
 *
 * @param returnedItems the `lineId`s that Centra says it took
 */
export function itemsNotReturned(
  { products }: Pick<ReturnToReport, 'products'>,
  returnedItems: readonly string[],
): string[] {
  return Object.keys(products).filter((lineId) => !returnedItems.includes(lineId));
}

/**
 * Whether a return in Centra is the one that we made or were about to make: `same`, `part` (Centra took only some of its
 * lines), or `other`. Only one that was not there before can be ours; this alone does not prove it.
 */
export function matchReturn(
  ours: Pick<ReturnToReport, 'products' | 'returnStock'>,
  theirs: Pick<Return, 'products' | 'returnToStock'>,
): 'same' | 'part' | 'other' {
  if (theirs.returnToStock !== undefined && theirs.returnToStock !== ours.returnStock) return 'other';
  const pieces = new Map<string, number>();
  for (const { shipmentLineId, quantity } of theirs.products) {
    pieces.set(shipmentLineId, (pieces.get(shipmentLineId) ?? 0) + quantity);
  }
  const wanted = new Map(Object.entries(ours.products));
  if (pieces.size === 0 || [...pieces].some(([lineId, quantity]) => wanted.get(lineId) !== quantity)) return 'other';
  return pieces.size === wanted.size ? 'same' : 'part';
}
