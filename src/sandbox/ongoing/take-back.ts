import type { GoodsOwner } from './goods-owner';
import { picked, returned, type WarehouseLine, type WarehouseOrder } from './model';
import { lineOf, WorkRefused } from './work';

export interface ReturnedLine {
  rowNumber?: string;
  lineId?: number;
  quantity: number;
  /** The code of a return cause. Default: what is said of all lines. */
  cause?: string;
  comment?: string;
}

/** What is said of all lines that do not say it themselves. */
export interface ReturnOfGoods {
  cause?: string;
  comment?: string;
  /** Epoch milliseconds. Default: now. */
  returnedAt?: number;
}

/** Marks picked pieces as returned; they are in stock again, but for causes that remove them. */
export function takeBack(
  goodsOwner: GoodsOwner,
  order: WarehouseOrder,
  lines: readonly ReturnedLine[],
  { cause, comment, returnedAt = goodsOwner.now() }: ReturnOfGoods,
): void {
  const wishes = lines.map((wish) => ({
    line: lineOf(order, wish),
    quantity: wish.quantity,
    ...readCause(goodsOwner, wish.cause ?? cause, wish.comment ?? comment),
  }));
  for (const { line } of wishes) {
    const wanted = wishes.reduce((sum, wish) => (wish.line === line ? sum + wish.quantity : sum), 0);
    if (wanted > picked(line) - returned(line)) throw new WorkRefused('fewer pieces are out than are to come back');
  }
  const { id } = goodsOwner.warehouseOf(order);
  for (const { line, quantity, isRemoveCause, ...mark } of wishes) {
    markReturned(goodsOwner, line, quantity, { ...mark, returnedAt });
    if (!isRemoveCause) goodsOwner.moveStock(line.articleSystemId, { numberOfItems: quantity }, id);
  }
  order.lastReturnedAt = Math.max(order.lastReturnedAt ?? 0, returnedAt);
  goodsOwner.put(order);
}

function readCause({ settings }: GoodsOwner, code: string | undefined, returnComment: string | undefined) {
  const cause = settings.returnCauses.find((candidate) => candidate.code === code);
  if (code !== undefined && !cause) throw new WorkRefused('there is no such return cause');
  if (cause?.isReturnCommentMandatory && !returnComment) throw new WorkRefused('the return cause needs a comment');
  return {
    isRemoveCause: cause?.isRemoveCause ?? false,
    returnCause: cause ? { code: cause.code, name: cause.name } : null,
    ...(returnComment === undefined ? {} : { returnComment }),
  };
}

function markReturned(
  goodsOwner: GoodsOwner,
  line: WarehouseLine,
  quantity: number,
  mark: Pick<WarehouseLine['items'][number], 'returnedAt' | 'returnCause' | 'returnComment'>,
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
    Object.assign(item, mark);
    left -= back;
  }
}
