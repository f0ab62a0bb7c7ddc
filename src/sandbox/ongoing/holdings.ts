import type { AddShare } from '../store/tally';
import { allLines, picked, returned, type WarehouseOrder } from './model';
import { status } from './settings';

/** What an order may hold of an article. */
export type Holding =
  /** Ordered and not picked, of orders that are not picked. */
  | 'booked'
  /** Reserved by allocation. */
  | 'allocated'
  /** Ordered, neither picked nor allocated. */
  | 'left-to-allocate'
  /** Picked, not yet sent. */
  | 'to-be-collected'
  | 'picked-to-report'
  | 'returned-to-report';

/** An article in all warehouses together, or in one of them. */
export type HeldKey = number | `${number}/${number}`;

export const inWarehouse = (articleSystemId: number, warehouseId: number): HeldKey =>
  `${articleSystemId}/${warehouseId}`;

export const articleOf = (key: HeldKey): number => (typeof key === 'number' ? key : Number.parseInt(key, 10));

/** Adds to an article in all warehouses together and, where a document names one, in that. */
export const addPerWarehouse =
  <Figure extends string>(warehouseId: unknown, add: AddShare<Figure, HeldKey>): AddShare<Figure> =>
  (articleSystemId, figure, amount) => {
    add(articleSystemId, figure, amount);
    if (typeof warehouseId === 'number') add(inWarehouse(articleSystemId, warehouseId), figure, amount);
  };

/** A cancelled order holds nothing: its status is above all of these, and what was picked for it is put back. */
export function addHoldings(order: WarehouseOrder, addTo: AddShare<Holding, HeldKey>): void {
  const add = addPerWarehouse(order.posted.warehouseId, addTo);
  for (const line of allLines(order.lines)) {
    const of = line.articleSystemId;
    const taken = picked(line);
    if (order.status < status.picked && line.posted.shouldBePicked !== false) {
      add(of, 'booked', Math.max(0, line.ordered - taken));
      // A line's allocated number counts what was picked of it too.
      add(of, 'allocated', Math.max(0, line.allocated - taken));
      add(of, 'left-to-allocate', Math.max(0, line.ordered - Math.max(taken, line.allocated)));
    }
    if (order.status < status.sent) add(of, 'to-be-collected', taken);
    add(of, 'picked-to-report', Math.max(0, taken - (line.reported ?? 0)));
    add(of, 'returned-to-report', Math.max(0, returned(line) - (line.reportedReturned ?? 0)));
  }
}
