import type { ReturnCause, WarehouseItem, WarehouseLine } from '../clients/ongoing/schema';
import { sum } from './decimal';

/** Items that came back, of one line and for one reason. */
export interface ReturnedItems {
  readonly numberOfItems: number;
  /** The cause takes them out of stock for good. */
  readonly isRemoved: boolean;
  /** The cause's name, else its code. */
  readonly cause?: string;
  /** What the warehouse wrote about them. It may name people. */
  readonly comment?: string;
}

/** Of a line's returned items, how many whole ones nobody has been told about. */
export function newlyReturned({ returned, reportedReturned }: WarehouseLine): number {
  return Math.max(0, Math.floor(sum(returned, -reportedReturned)));
}

/**
 * Those items, with their reasons. Which of all returned items they are is not said anywhere; reports follow the course
 * of time, so the oldest ones are told already. Of those that came at the same time, the ones that go back in stock are
 * told before those that do not, as they are reported.
 *
 * Items that the line counts and does not show have no reason.
 */
export function itemsToReport(line: WarehouseLine, causes: readonly ReturnCause[]): ReturnedItems[] {
  const all = line.items
    .filter(({ isReturned, numberOfItems }) => isReturned && numberOfItems > 0)
    .map((item) => ({ ...told(item, causes), at: item.returnedAt ?? Infinity }))
    .sort((one, other) => {
      if (one.at !== other.at) return one.at < other.at ? -1 : 1;
      return one.at === Infinity ? 0 : Number(one.isRemoved) - Number(other.isRemoved);
    });
  const result: ReturnedItems[] = [];
  let toSkip = line.reportedReturned;
  let toTake = newlyReturned(line);
  for (const { at: _, ...items } of all) {
    const skipped = Math.min(toSkip, items.numberOfItems);
    const taken = Math.min(toTake, Math.round(items.numberOfItems - skipped));
    toSkip -= skipped;
    toTake -= taken;
    if (taken > 0) result.push({ ...items, numberOfItems: taken });
  }
  return toTake > 0 ? [...result, { numberOfItems: toTake, isRemoved: false }] : result;
}

function told({ numberOfItems, returnCause, comment }: WarehouseItem, causes: readonly ReturnCause[]): ReturnedItems {
  const { code, name } = returnCause ?? {};
  const known =
    causes.find((cause) => code !== undefined && cause.code === code) ??
    causes.find((cause) => name !== undefined && cause.name === name);
  return { numberOfItems, isRemoved: known?.isRemoveCause ?? false, cause: name ?? code, comment };
}
