import { ensureArticle } from './articles';
import type { GoodsOwner } from './goods-owner';
import { picked, returned, type WarehouseLine, type WarehouseOrder } from './model';
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

/** Marks picked pieces as returned; they are in stock again, but for causes that remove them. */
export function takeBack(
  goodsOwner: GoodsOwner,
  order: WarehouseOrder,
  lines: readonly { rowNumber?: string; lineId?: number; quantity: number }[],
  causeCode: string | undefined,
): void {
  const cause = goodsOwner.settings.returnCauses.find(({ code }) => code === causeCode);
  if (causeCode !== undefined && !cause) throw new WorkRefused('there is no such return cause');
  const wishes = lines.map((wish) => ({ line: lineOf(order, wish), quantity: wish.quantity }));
  for (const { line } of wishes) {
    const wanted = wishes.reduce((sum, wish) => (wish.line === line ? sum + wish.quantity : sum), 0);
    if (wanted > picked(line) - returned(line)) throw new WorkRefused('fewer pieces are out than are to come back');
  }
  for (const { line, quantity } of wishes) {
    markReturned(goodsOwner, line, quantity, cause ? { code: cause.code, name: cause.name } : null);
    if (!cause?.isRemoveCause) goodsOwner.moveStock(line.articleSystemId, { numberOfItems: quantity });
  }
  order.lastReturnedAt = goodsOwner.now();
  goodsOwner.put(order);
}

function markReturned(
  goodsOwner: GoodsOwner,
  line: WarehouseLine,
  quantity: number,
  returnCause: { code: string; name: string } | null,
): void {
  let left = quantity;
  for (const item of [...line.items]) {
    if (left === 0 || item.returnedAt !== null) continue;
    const back = Math.min(left, item.numberOfItems);
    if (back < item.numberOfItems) {
      const articleItemId = goodsOwner.store.next('ongoing/articleItem', 59_289);
      line.items.push({ ...item, articleItemId, numberOfItems: item.numberOfItems - back });
      item.numberOfItems = back;
    }
    Object.assign(item, { returnedAt: goodsOwner.now(), returnCause });
    left -= back;
  }
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
