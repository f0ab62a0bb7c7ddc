import type { GoodsOwner } from './goods-owner';
import { allLines, picked, type PickedItem, type WarehouseLine, type WarehouseOrder } from './model';
import { status } from './settings';
import { lineOf, mustNotBe, setStatus } from './work';

export interface PickLine {
  rowNumber?: string;
  /** Ongoing's line id, for rows without a number. */
  lineId?: number;
  /** How many; more than was ordered is possible. Default: as many as there are serials, else all that is left. */
  quantity?: number;
  serials: readonly string[];
}

/**
 * Picks lines (default: all that is left of all of them).
 *
 * @param finish picking ends with this: status 400, also when something is missing
 */
export function pick(
  goodsOwner: GoodsOwner,
  order: WarehouseOrder,
  lines: readonly PickLine[] | undefined,
  finish: boolean,
): void {
  mustNotBe(order, status.cancelled);
  const wishes = lines
    ? lines.map((wish) => ({ line: lineOf(order, wish), wish }))
    : [...pickable(order)].map((line) => ({ line, wish: { serials: [] } }));
  for (const { line, wish } of wishes) pickLine(goodsOwner, order, line, wish);
  if (finish) setStatus(goodsOwner, order, Math.max(order.status, status.picked));
  else goodsOwner.put(order);
}

/** Picks everything but the last pieces, which are not found, and ends with that. */
export function pickShort(goodsOwner: GoodsOwner, order: WarehouseOrder, missing: number): void {
  let short = missing;
  const wishes = [...pickable(order)].reverse().map((line) => {
    const left = line.ordered - picked(line);
    const notFound = Math.min(short, left);
    short -= notFound;
    return { lineId: line.id, quantity: left - notFound, serials: [] };
  });
  pick(goodsOwner, order, wishes, true);
}

/** Lines that wait to be picked; where a line has sub-lines, those. */
function* pickable(order: WarehouseOrder): Iterable<WarehouseLine> {
  for (const line of allLines(order.lines)) {
    if (line.posted.shouldBePicked === false || line.subLines.length > 0) continue;
    if (picked(line) < line.ordered) yield line;
  }
}

function pickLine(goodsOwner: GoodsOwner, order: WarehouseOrder, line: WarehouseLine, wish: PickLine): void {
  const { serials } = wish;
  const left = Math.max(0, line.ordered - picked(line));
  const quantity = wish.quantity ?? (serials.length > 0 ? serials.length : left);
  const item = (numberOfItems: number, serial: string | null): PickedItem => ({
    articleItemId: goodsOwner.store.next('ongoing/articleItem', 59_289),
    numberOfItems,
    serial,
    pickedAt: goodsOwner.now(),
    packedAt: null,
    parcelId: null,
    returnedAt: null,
    returnCause: null,
  });
  // A piece with a serial number is an item of its own.
  for (const serial of serials.slice(0, quantity)) line.items.push(item(1, serial));
  const rest = quantity - Math.min(serials.length, quantity);
  if (rest > 0) line.items.push(item(rest, null));
  line.allocated = Math.max(line.allocated, picked(line));
  const { id } = goodsOwner.warehouseOf(order);
  if (quantity > 0) goodsOwner.moveStock(line.articleSystemId, { numberOfItems: -quantity }, id);
}
