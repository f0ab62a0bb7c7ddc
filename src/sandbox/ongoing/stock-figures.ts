import type { GoodsOwner } from './goods-owner';
import { inWarehouse, type HeldKey } from './holdings';
import type { Shelf } from './model';

/** What is there of an article, and what is held of it or on its way. */
export interface StockFigures {
  numberOfItems: number;
  lockedByHand: number;
  booked: number;
  allocated: number;
  leftToAllocate: number;
  toBeCollected: number;
  toReceive: number;
  toBeFinished: number;
  pickedToReport: number;
  returnedToReport: number;
  receivedToReport: number;
}

/** In all warehouses together. */
export function figuresOf(articleSystemId: number, goodsOwner: GoodsOwner): StockFigures {
  const balance = goodsOwner.balance(articleSystemId);
  const figures = held(articleSystemId, balance, goodsOwner);
  figures.toReceive += balance.toReceive;
  return figures;
}

/** In one warehouse. What documents do not place, or place where no warehouse is, is in the first one. */
export function figuresIn(articleSystemId: number, warehouseId: number, goodsOwner: GoodsOwner): StockFigures {
  const balance = goodsOwner.balance(articleSystemId);
  const own = (id: number) => held(inWarehouse(articleSystemId, id), goodsOwner.shelf(balance, id), goodsOwner);
  if (warehouseId !== goodsOwner.mainWarehouse.id) return own(warehouseId);
  const figures = figuresOf(articleSystemId, goodsOwner);
  for (const { id } of goodsOwner.settings.warehouses.slice(1)) subtract(figures, own(id));
  const { numberOfItems, locked } = goodsOwner.shelf(balance, warehouseId);
  return { ...figures, numberOfItems, lockedByHand: locked };
}

function held(key: HeldKey, { numberOfItems, locked }: Shelf, { held, purchases }: GoodsOwner): StockFigures {
  return {
    numberOfItems,
    lockedByHand: locked,
    booked: held.of(key, 'booked'),
    allocated: held.of(key, 'allocated'),
    leftToAllocate: held.of(key, 'left-to-allocate'),
    toBeCollected: held.of(key, 'to-be-collected'),
    toReceive: purchases.expected.of(key, 'to-receive'),
    toBeFinished: purchases.expected.of(key, 'to-be-finished'),
    pickedToReport: held.of(key, 'picked-to-report'),
    returnedToReport: held.of(key, 'returned-to-report'),
    receivedToReport: purchases.expected.of(key, 'received-to-report'),
  };
}

function subtract(from: StockFigures, less: StockFigures): void {
  for (const name of Object.keys(from) as (keyof StockFigures)[]) from[name] -= less[name];
}

/** Locked includes what is allocated, as the lock cause `byAllocation` has it. */
export const lockedOf = ({ lockedByHand, allocated }: StockFigures): number => lockedByHand + allocated;

/** May be negative: oversold. */
export const sellableOf = (figures: StockFigures): number =>
  figures.numberOfItems - lockedOf(figures) - figures.leftToAllocate;
