import type { GoodsOwner } from './goods-owner';
import { allLines, picked, returned, type WarehouseLine, type WarehouseOrder } from './model';
import { status } from './settings';

/** What somebody asked the warehouse to do makes no sense now. */
export class WorkRefused extends Error {
  override readonly name = 'WorkRefused';
}

/** Sets the status, whatever it was. Cancelling frees what was allocated and brings back what was picked. */
export function setStatus(goodsOwner: GoodsOwner, order: WarehouseOrder, number: number): void {
  if (number === status.cancelled) putBack(goodsOwner, order);
  order.status = number;
  order.statusChangedAt = goodsOwner.now();
  order.headerUpdatedAt = order.statusChangedAt;
  goodsOwner.put(order);
}

export const release = (goodsOwner: GoodsOwner, order: WarehouseOrder): void => {
  mustNotBe(order, status.cancelled);
  setStatus(goodsOwner, order, status.released);
};

/** Reserves what is ordered and prints the pick list. The shelves of a sandbox are never empty. */
export function allocate(goodsOwner: GoodsOwner, order: WarehouseOrder): void {
  mustNotBe(order, status.cancelled);
  for (const line of allLines(order.lines)) line.allocated = Math.max(line.allocated, line.ordered);
  order.printedAt = goodsOwner.now();
  setStatus(goodsOwner, order, status.allocated);
}

/** Takes back everything that was done and sets the order to Open, as a warehouse does before a late cancellation. */
export function open(goodsOwner: GoodsOwner, order: WarehouseOrder): void {
  putBack(goodsOwner, order);
  setStatus(goodsOwner, order, status.open);
}

/** The warehouse cancels the order itself. */
export const annul = (goodsOwner: GoodsOwner, order: WarehouseOrder): void =>
  setStatus(goodsOwner, order, status.cancelled);

/** The line of a row number or of Ongoing's own line id. */
export function lineOf(order: WarehouseOrder, which: { rowNumber?: string; lineId?: number }): WarehouseLine {
  for (const line of allLines(order.lines)) {
    if (which.lineId !== undefined ? line.id === which.lineId : line.rowNumber === which.rowNumber) return line;
  }
  throw new WorkRefused('the order has no such line');
}

export function mustNotBe(order: WarehouseOrder, ...statuses: number[]): void {
  if (statuses.includes(order.status)) throw new WorkRefused(`the order has status ${order.status}`);
}

function putBack(goodsOwner: GoodsOwner, order: WarehouseOrder): void {
  const { id: warehouseId } = goodsOwner.warehouseOf(order);
  for (const line of allLines(order.lines)) {
    // What came back is in stock already, or never will be.
    const pieces = picked(line) - returned(line);
    line.items = [];
    line.allocated = 0;
    if (pieces > 0) goodsOwner.moveStock(line.articleSystemId, { numberOfItems: pieces }, warehouseId);
  }
  order.parcels = [];
  order.tracking = [];
  order.returnTracking = [];
  order.wayBill = null;
  order.returnWayBill = null;
  order.carrier = null;
  order.printedAt = null;
  order.shippedAt = null;
}
