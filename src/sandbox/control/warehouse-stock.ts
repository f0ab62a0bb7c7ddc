import { z } from 'zod';
import { ensureArticle } from '../ongoing/articles';
import type { GoodsOwner } from '../ongoing/goods-owner';
import type { Article } from '../ongoing/model';
import { showArticle } from '../ongoing/show-article';
import type { World } from '../world';
import { findGoodsOwner } from './find';
import { inHouse } from './inputs';
import { ControlRefused, verb } from './verb';

const somewhere = {
  ...inHouse,
  articleNumber: z.string(),
  /** Default: the first warehouse. */
  warehouseId: z.int().optional(),
};
const pieces = z.number().positive();

interface Somewhere {
  goodsOwner?: string | undefined;
  articleNumber: string;
  warehouseId?: number | undefined;
}

/** What happens to goods on the shelves. */
export function warehouseStock(world: World) {
  /** Answers with the article's figures, in all warehouses together. */
  const shelves =
    <Input extends Somewhere>(does: (goodsOwner: GoodsOwner, article: Article, input: Input) => void) =>
    (input: Input) => {
      const goodsOwner = findGoodsOwner(world, input.goodsOwner);
      mustBeThere(goodsOwner, input.warehouseId);
      return world.store.change(() => {
        const article = ensureArticle(goodsOwner, input.articleNumber);
        does(goodsOwner, article, input);
        return showArticle(article, goodsOwner).inventoryInfo;
      });
    };

  return {
    moveStock: verb(
      'adds to what is there of an article, to what is locked, or to what is advised; less with a minus',
      z.strictObject({
        ...somewhere,
        numberOfItems: z.number().default(0),
        locked: z.number().default(0),
        toReceive: z.number().default(0),
      }),
      shelves(
        (
          goodsOwner,
          { articleSystemId },
          { warehouseId, numberOfItems, locked, toReceive }: Somewhere & Record<Figure, number>,
        ) => goodsOwner.moveStock(articleSystemId, { numberOfItems, locked, toReceive }, warehouseId),
      ),
    ),
    adjustStock: verb(
      'stock-taking: so many pieces are there, in one warehouse',
      z.strictObject({ ...somewhere, counted: z.number().nonnegative() }),
      shelves((goodsOwner, article, { warehouseId, counted }: Somewhere & { counted: number }) => {
        const { numberOfItems, locked } = shelfOf(goodsOwner, article, warehouseId);
        // What is not there is not locked either.
        const by = { numberOfItems: counted - numberOfItems, locked: Math.min(0, counted - locked) };
        goodsOwner.moveStock(article.articleSystemId, by, warehouseId);
      }),
    ),
    lockStock: verb(
      'puts pieces aside: they are there, and not for sale',
      z.strictObject({ ...somewhere, numberOfItems: pieces }),
      shelves((goodsOwner, article, { warehouseId, numberOfItems }: Somewhere & { numberOfItems: number }) => {
        const { locked, numberOfItems: there } = shelfOf(goodsOwner, article, warehouseId);
        if (locked + numberOfItems > there) throw new ControlRefused('fewer pieces are there than are to be locked');
        goodsOwner.moveStock(article.articleSystemId, { locked: numberOfItems }, warehouseId);
      }),
    ),
    unlockStock: verb(
      'lets pieces go that were put aside',
      z.strictObject({ ...somewhere, numberOfItems: pieces }),
      shelves((goodsOwner, article, { warehouseId, numberOfItems }: Somewhere & { numberOfItems: number }) => {
        const { locked } = shelfOf(goodsOwner, article, warehouseId);
        if (numberOfItems > locked) throw new ControlRefused('fewer pieces are locked than are to be let go');
        goodsOwner.moveStock(article.articleSystemId, { locked: -numberOfItems }, warehouseId);
      }),
    ),
    moveBetweenWarehouses: verb(
      'carries pieces that are not locked from one warehouse to another',
      z.strictObject({ ...inHouse, articleNumber: z.string(), from: z.int(), to: z.int(), numberOfItems: pieces }),
      shelves((goodsOwner, article, { from, to, numberOfItems }: Somewhere & Record<'from' | 'to', number> & Moved) => {
        for (const warehouseId of [from, to]) mustBeThere(goodsOwner, warehouseId);
        const there = shelfOf(goodsOwner, article, from);
        if (numberOfItems > there.numberOfItems - there.locked) {
          throw new ControlRefused('fewer pieces are there than are to be moved');
        }
        goodsOwner.moveStock(article.articleSystemId, { numberOfItems: -numberOfItems }, from);
        goodsOwner.moveStock(article.articleSystemId, { numberOfItems }, to);
      }),
    ),
  };
}

type Figure = 'numberOfItems' | 'locked' | 'toReceive';
interface Moved {
  numberOfItems: number;
}

const shelfOf = (goodsOwner: GoodsOwner, { articleSystemId }: Article, warehouseId = goodsOwner.mainWarehouse.id) =>
  goodsOwner.shelf(goodsOwner.balance(articleSystemId), warehouseId);

function mustBeThere({ settings }: GoodsOwner, warehouseId: number | undefined): void {
  if (warehouseId === undefined || settings.warehouses.some(({ id }) => id === warehouseId)) return;
  throw new ControlRefused(`there is no warehouse ${warehouseId}`);
}
