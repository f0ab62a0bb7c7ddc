import type { ReturnCause, WarehouseLine, WarehouseOrder } from '../clients/ongoing/schema';
import type { ReturnsConfig } from '../config';
import { sum } from './decimal';
import { itemsToReport, newlyReturned, type ReturnedItems } from './returned-items';
import { returnComment } from './return-comment';

/** One return to make in Centra. */
export interface ReturnToReport {
  /** Pieces by the shipment's `lineId`. */
  readonly products: Readonly<Record<string, number>>;
  readonly returnStock: boolean;
  /** Why they came back. It may name people: it belongs to Centra and nowhere else. */
  readonly comment?: string;
  /**
   * What to acknowledge when Centra has made this return and those before it: how many returned items of a line are
   * reported, in all.
   */
  readonly lines: readonly { readonly orderLineId: number; readonly processed: number }[];
}

/** Returned goods that no return can name: their line is not one of the shipment's. */
export interface UnreportedReturn {
  readonly orderLineId: number;
  readonly articleNumber?: string;
  readonly numberOfItems: number;
}

/**
 * What came back and was not reported yet. One return, or two: Centra puts a whole return in stock or none of it, and
 * what a cause removes never goes back. Together they are one report: made in this order, from the same reading.
 *
 * @param causes the goods owner's, as they are now
 */
export function toReturns(
  { lines }: Pick<WarehouseOrder, 'lines'>,
  causes: readonly ReturnCause[],
  { restock, comment }: Pick<ReturnsConfig, 'restock' | 'comment'>,
): ReturnToReport[] {
  const ours = lines.flatMap((line) => (line.rowNumber === undefined ? [] : divide(line, causes, restock)));
  const first = ours.filter(({ isRest }) => !isRest);
  const rest = ours.filter(({ isRest }) => isRest);
  return [...asReturn(first, restock, comment), ...asReturn(rest, false, comment)];
}

/** What a line has for one of the two returns. */
interface Part {
  readonly line: WarehouseLine;
  /** For the second return: it does not go in stock, and the rest does. */
  readonly isRest: boolean;
  readonly items: readonly ReturnedItems[];
  readonly pieces: number;
  readonly processed: number;
}

function divide(line: WarehouseLine, causes: readonly ReturnCause[], restock: boolean): Part[] {
  const items = itemsToReport(line, causes);
  let processed = line.reportedReturned;
  return [false, true].flatMap((isRest) => {
    const own = items.filter(({ isRemoved }) => (restock && isRemoved) === isRest);
    const pieces = sum(...own.map(({ numberOfItems }) => numberOfItems));
    processed = sum(processed, pieces);
    return pieces === 0 ? [] : [{ line, isRest, items: own, pieces, processed }];
  });
}

function asReturn(parts: readonly Part[], returnStock: boolean, withComments: boolean): ReturnToReport[] {
  if (parts.length === 0) return [];
  const products = new Map<string, number>();
  for (const { line, pieces } of parts) {
    const lineId = line.rowNumber ?? '';
    products.set(lineId, sum(products.get(lineId) ?? 0, pieces));
  }
  const named = parts.map(({ line, items }) => ({ name: line.articleNumber ?? line.rowNumber ?? '', items }));
  const comment = returnComment(named, withComments);
  return [
    {
      products: Object.fromEntries(products),
      returnStock,
      ...(comment !== undefined && { comment }),
      lines: parts.map(({ line, processed }) => ({ orderLineId: line.orderLineId, processed })),
    },
  ];
}

/** What came back and {@link toReturns} cannot report, because it does not say which of the shipment's lines it is. */
export function unreportedReturns({ lines }: Pick<WarehouseOrder, 'lines'>): UnreportedReturn[] {
  return lines.flatMap((line) => [
    ...(line.rowNumber === undefined ? unreported(line) : []),
    // A kit's components or a split line: the row's own numbers need not tell what came back.
    ...line.subLines.flatMap(withParts).flatMap(unreported),
  ]);
}

const withParts = (line: WarehouseLine): WarehouseLine[] => [line, ...line.subLines.flatMap(withParts)];

function unreported(line: WarehouseLine): UnreportedReturn[] {
  const numberOfItems = newlyReturned(line);
  if (numberOfItems === 0) return [];
  const { orderLineId, articleNumber } = line;
  return [{ orderLineId, ...(articleNumber !== undefined && { articleNumber }), numberOfItems }];
}
