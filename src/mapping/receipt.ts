import type { SupplierDelivery, SupplierDeliveryLine } from '../clients/centra/schema';
import type { WarehousePurchaseOrder, WarehousePurchaseOrderLine } from '../clients/ongoing/schema';
import type { ArticleNumberPart } from '../config';
import { centraKey, centraKeyKind, type CentraKeyKind } from './centra-key';
import { sum } from './decimal';

/** What a delivery's receipt tells Centra, once in its life. */
export interface ReceiptToReport {
  /** What the keys of `products` are. */
  readonly by: CentraKeyKind;
  /** Pieces received, for every article of the delivery: also where none came. */
  readonly products: Readonly<Record<string, number>>;
  /** Pieces in all; 0: a person decides whether that is to be told. */
  readonly total: number;
  /** What to acknowledge when Centra has taken it: how many items of a line are reported, in all. */
  readonly lines: readonly { readonly purchaseOrderLineId: number; readonly numberOfItems: number }[];
  /** Goods that came and cannot be told; a person has to see to them. */
  readonly unreported: readonly UnreportedGoods[];
}

/** Goods of a purchase order's line that have no place in the delivery's receipt. */
export interface UnreportedGoods {
  readonly purchaseOrderLineId: number;
  /** As the warehouse has it; absent where the line has none. */
  readonly articleNumber?: string;
  readonly received: number;
  readonly why: Why;
}

/**
 * `not-in-delivery`: Centra does not expect the article. `ambiguous`: several of its rows have this article number.
 * `not-whole`: Centra counts pieces. `sub-line`: a kit's part or a split line, which its line may count as well.
 */
type Why = 'not-in-delivery' | 'ambiguous' | 'not-whole' | 'sub-line';

/**
 * What the warehouse received of a delivery, keyed as Centra knows the rows. By article, whoever added the line: what
 * arrived has arrived.
 *
 * @param parts the rule of the article numbers in Ongoing
 */
export function toReceipt(
  { lines }: Pick<WarehousePurchaseOrder, 'lines'>,
  { products: rows }: Pick<SupplierDelivery, 'products'>,
  parts: readonly ArticleNumberPart[],
): ReceiptToReport {
  const by = centraKeyKind(parts);
  const place = placesOf(rows, parts, by);
  const announced = rows.filter(({ quantity }) => quantity > 0).map((row) => centraKey(row, by));
  const received = new Map(announced.filter((key) => key !== '').map((key) => [key, 0]));
  const acknowledge: ReceiptToReport['lines'][number][] = [];
  const unreported: UnreportedGoods[] = [];

  for (const line of lines) {
    unreported.push(...line.subLines.flatMap(receivedWithin));
    const { key, why } = place(line);
    if (key === undefined) {
      if (line.received > 0) unreported.push(unreportedGoods(line, why));
      continue;
    }
    received.set(key, (received.get(key) ?? 0) + Math.max(0, line.received));
    const { purchaseOrderLineId, received: numberOfItems } = line;
    if (numberOfItems !== line.reported) acknowledge.push({ purchaseOrderLineId, numberOfItems });
  }
  const products = Object.fromEntries(received);
  return { by, products, total: sum(...received.values()), lines: acknowledge, unreported };
}

type Place = { readonly key: string; readonly why?: never } | { readonly key?: never; readonly why: Why };

/** Where in the delivery the goods of a line belong. */
function placesOf(
  rows: readonly SupplierDeliveryLine[],
  parts: readonly ArticleNumberPart[],
  by: CentraKeyKind,
): (line: WarehousePurchaseOrderLine) => Place {
  const keysOf = new Map<string, Set<string>>();
  for (const row of rows) {
    const number = parts.map((part) => row[part] ?? '').join('');
    if (number.trim() !== '') keysOf.set(number, (keysOf.get(number) ?? new Set()).add(centraKey(row, by)));
  }
  return (line) => {
    const [key, ...others] = keysOf.get(numberOf(line) ?? '') ?? [];
    if (key === undefined) return { why: 'not-in-delivery' };
    if (others.length > 0) return { why: 'ambiguous' };
    return Number.isSafeInteger(line.received) ? { key } : { why: 'not-whole' };
  };
}

/** Where the article was swapped, the row number still has the one that we announced. */
const numberOf = ({ articleNumber, rowNumber }: WarehousePurchaseOrderLine) => articleNumber ?? rowNumber;

const unreportedGoods = (line: WarehousePurchaseOrderLine, why: Why): UnreportedGoods => ({
  purchaseOrderLineId: line.purchaseOrderLineId,
  ...(line.articleNumber !== undefined && { articleNumber: line.articleNumber }),
  received: line.received,
  why,
});

function receivedWithin(line: WarehousePurchaseOrderLine): UnreportedGoods[] {
  const own = line.received > 0 ? [unreportedGoods(line, 'sub-line')] : [];
  return [...own, ...line.subLines.flatMap(receivedWithin)];
}
