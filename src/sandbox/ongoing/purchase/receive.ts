import { ensureArticle } from '../articles';
import type { GoodsOwner } from '../goods-owner';
import { purchaseStatus } from '../settings';
import { WorkRefused } from '../work';
import { received, type PurchaseLine, type PurchaseOrder } from './model';
import { newPurchaseLine } from './put';

/** A row by its number, by Ongoing's line id, or the first one of an article; an article that nobody advised gets one. */
export interface WhichLine {
  rowNumber?: string | undefined;
  lineId?: number | undefined;
  articleNumber?: string | undefined;
}

export interface ReceiveLine extends WhichLine {
  /** Default: as many as there are serials, else all that is left. */
  quantity?: number | undefined;
  serials: readonly string[];
  batchNumber?: string | undefined;
  comment?: string | undefined;
  /** Put aside: damaged, say. */
  locked: boolean;
}

/** The goods are there; nobody has looked into them. */
export function arrive(goodsOwner: GoodsOwner, order: PurchaseOrder): void {
  mustBeUnfinished(order);
  order.arrivedAt ??= goodsOwner.now();
  goodsOwner.purchases.setStatus(order, Math.max(order.status, purchaseStatus.arrivalSpace));
}

/** Takes pieces in (default: all that is left of all lines). They are in stock at once; it is not the end of it. */
export function receive(
  goodsOwner: GoodsOwner,
  order: PurchaseOrder,
  wishes: readonly ReceiveLine[] = order.lines.map(({ id }) => ({ lineId: id, serials: [], locked: false })),
): void {
  mustBeUnfinished(order);
  const found = wishes.map((wish) => ({ wish, line: findLine(goodsOwner, order, wish) }));
  for (const { wish, line } of found) if (!line && wish.articleNumber === undefined) throw noSuchLine();
  for (const { wish, line } of found) take(goodsOwner, order, line ?? unadvised(goodsOwner, order, wish), wish);
  order.arrivedAt ??= goodsOwner.now();
  order.lastReceivedAt = goodsOwner.now();
  if (order.status < purchaseStatus.inbound) goodsOwner.purchases.setStatus(order, purchaseStatus.inbound);
  else goodsOwner.purchases.put(order);
}

/** Somebody has counted again: so many were received of a line, more than was said or less. */
export function correct(goodsOwner: GoodsOwner, order: PurchaseOrder, which: WhichLine, counted: number): void {
  const line = findLine(goodsOwner, order, which);
  if (!line) throw noSuchLine();
  const more = counted - received(line);
  if (more > 0) {
    take(goodsOwner, order, line, { quantity: more, serials: [], locked: false });
    order.lastReceivedAt = goodsOwner.now();
  } else takeOut(goodsOwner, order, line, -more);
  goodsOwner.purchases.put(order);
}

/** Nothing more comes, whatever came. */
export function finishReceiving(goodsOwner: GoodsOwner, order: PurchaseOrder): void {
  mustBeUnfinished(order);
  goodsOwner.purchases.setStatus(order, purchaseStatus.received);
}

/** What came is not what was advised, and somebody must look at it. */
export function findDeviation(goodsOwner: GoodsOwner, order: PurchaseOrder): void {
  mustBeUnfinished(order);
  goodsOwner.purchases.setStatus(order, purchaseStatus.deflection);
}

/** The warehouse cancels what was advised; what was received of it stays received, and so nothing may be. */
export function cancelAdvised(goodsOwner: GoodsOwner, order: PurchaseOrder): void {
  mustBeUnfinished(order);
  if (order.lines.some((line) => received(line) > 0)) throw new WorkRefused('something of it was received');
  goodsOwner.purchases.setStatus(order, purchaseStatus.cancelled);
}

function mustBeUnfinished({ status }: PurchaseOrder): void {
  if (status >= purchaseStatus.received) throw new WorkRefused(`the purchase order has status ${status}`);
}

const noSuchLine = () => new WorkRefused('the purchase order has no such line');

function findLine(goodsOwner: GoodsOwner, { lines }: PurchaseOrder, which: WhichLine): PurchaseLine | undefined {
  if (which.lineId !== undefined) return lines.find(({ id }) => id === which.lineId);
  if (which.rowNumber !== undefined) return lines.find(({ rowNumber }) => rowNumber === which.rowNumber);
  const article = which.articleNumber === undefined ? undefined : goodsOwner.article(which.articleNumber);
  return article && lines.find(({ articleSystemId }) => articleSystemId === article.articleSystemId);
}

function unadvised(goodsOwner: GoodsOwner, order: PurchaseOrder, { articleNumber = '' }: WhichLine): PurchaseLine {
  const article = ensureArticle(goodsOwner, articleNumber);
  const line = newPurchaseLine(goodsOwner, { rowNumber: null, numberOfItems: 0, posted: {} }, article);
  order.lines.push(line);
  return line;
}

function take(goodsOwner: GoodsOwner, order: PurchaseOrder, line: PurchaseLine, wish: ReceiveLine): void {
  const { serials, batchNumber = null, comment = null, locked } = wish;
  const left = Math.max(0, line.advised - received(line));
  const quantity = wish.quantity ?? (serials.length > 0 ? serials.length : left);
  const item = (numberOfItems: number, serial: string | null) => ({
    originalArticleItemId: goodsOwner.store.next('ongoing/articleItem', 59_289),
    numberOfItems,
    receivedAt: goodsOwner.now(),
    serial,
    batchNumber,
    comment,
    isLocked: locked,
  });
  // A piece with a serial number is an item of its own.
  for (const serial of serials.slice(0, quantity)) line.items.push(item(1, serial));
  const rest = quantity - Math.min(serials.length, quantity);
  if (rest > 0) line.items.push(item(rest, null));
  const { id } = goodsOwner.warehouseOf(order);
  if (quantity > 0) {
    goodsOwner.moveStock(line.articleSystemId, { numberOfItems: quantity, locked: locked ? quantity : 0 }, id);
  }
}

/** The last ones first. */
function takeOut(goodsOwner: GoodsOwner, order: PurchaseOrder, line: PurchaseLine, quantity: number): void {
  const { id } = goodsOwner.warehouseOf(order);
  let left = quantity;
  for (const item of line.items.toReversed()) {
    const out = Math.min(left, item.numberOfItems);
    item.numberOfItems -= out;
    left -= out;
    goodsOwner.moveStock(line.articleSystemId, { numberOfItems: -out, locked: item.isLocked ? -out : 0 }, id);
  }
  line.items = line.items.filter(({ numberOfItems }) => numberOfItems > 0);
}
