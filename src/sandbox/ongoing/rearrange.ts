import { ensureArticle } from './articles';
import type { GoodsOwner } from './goods-owner';
import { picked, type WarehouseLine, type WarehouseOrder } from './model';
import { newLine } from './put-order';
import { lineOf, mustNotBe, WorkRefused } from './work';
import { status } from './settings';

/**
 * Moves what was not picked to an order of its own: a copy with its own `orderId` that names its original.
 *
 * @param lowerOriginal the original's ordered numbers become what was picked (unknown whether Ongoing does that)
 */
export function splitOff(goodsOwner: GoodsOwner, order: WarehouseOrder, lowerOriginal: boolean): WarehouseOrder {
  mustNotBe(order, status.cancelled);
  const short = order.lines.filter((line) => line.ordered > picked(line));
  if (short.length === 0) throw new WorkRefused('nothing is missing that could go to a back order');
  const now = goodsOwner.now();
  const lines = short.map((line) => {
    const article = articleOf(goodsOwner, line);
    const { rowNumber, posted } = line;
    const ordered = line.ordered - picked(line);
    const copied = newLine(goodsOwner, { rowNumber: '', ...article, numberOfItems: ordered, posted }, article);
    return { ...copied, rowNumber };
  });
  if (lowerOriginal) for (const line of short) line.ordered = picked(line);
  for (const line of short) line.allocated = picked(line);
  goodsOwner.put(order);
  return goodsOwner.put({
    ...structuredClone(order),
    orderId: goodsOwner.store.next('ongoing/order', 50_161),
    orderNumber: numberOfBackOrder(goodsOwner, order),
    status: goodsOwner.settings.initialStatus,
    createdAt: now,
    statusChangedAt: now,
    headerUpdatedAt: now,
    printedAt: null,
    shippedAt: null,
    lastReturnedAt: null,
    linesVisibleAt: now,
    backOrderForOrderId: order.orderId,
    lines,
    parcels: [],
    tracking: [],
    returnTracking: [],
    wayBill: null,
    returnWayBill: null,
    carrier: null,
  });
}

function numberOfBackOrder(goodsOwner: GoodsOwner, order: WarehouseOrder): string {
  if (goodsOwner.settings.backOrderNumbers === 'same') return order.orderNumber;
  return `${order.orderNumber}-B${goodsOwner.byOriginal.of(order.orderId).length + 1}`;
}

/** Adds a row that nobody sent: it has no row number. */
export function addForeignRow(
  goodsOwner: GoodsOwner,
  order: WarehouseOrder,
  articleNumber: string,
  quantity: number,
): WarehouseLine {
  const line = unsentLine(goodsOwner, articleNumber, quantity);
  order.lines.push(line);
  goodsOwner.put(order);
  return line;
}

/** Puts lines below a line: the pieces of a kit, or a line that was split. */
export function addSubLines(
  goodsOwner: GoodsOwner,
  order: WarehouseOrder,
  rowNumber: string,
  pieces: readonly { articleNumber: string; quantity: number }[],
): void {
  const parent = lineOf(order, { rowNumber });
  parent.subLines.push(...pieces.map((piece) => unsentLine(goodsOwner, piece.articleNumber, piece.quantity)));
  goodsOwner.put(order);
}

function unsentLine(goodsOwner: GoodsOwner, articleNumber: string, numberOfItems: number): WarehouseLine {
  const article = ensureArticle(goodsOwner, articleNumber);
  const line = newLine(goodsOwner, { rowNumber: '', articleNumber, numberOfItems, posted: {} }, article);
  return { ...line, rowNumber: null };
}

function articleOf(goodsOwner: GoodsOwner, line: WarehouseLine) {
  const article = goodsOwner.articles.get(line.articleSystemId);
  if (!article) throw new Error(`article ${line.articleSystemId} of an order line is gone`);
  return article;
}
