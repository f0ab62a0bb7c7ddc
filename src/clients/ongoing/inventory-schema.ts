import { z } from 'zod';
import { list } from '../values';
import { id, optionalDecimal, requiredText } from './values';

/**
 * How many items there are of an article. A figure that Ongoing does not show is `undefined`, never 0: it would become
 * somebody's stock.
 */
export interface Inventory {
  /** Physically present. */
  readonly numberOfItems?: number;
  /** Locked for whatever reason; what is allocated counts as locked. */
  readonly locked?: number;
  /** Reserved for orders. */
  readonly allocated?: number;
  /** Ordered. */
  readonly booked?: number;
  readonly lockedForSale?: number;
  /** Announced by purchase orders. */
  readonly toReceive?: number;
  /** Received on purchase orders that are not finished. */
  readonly receivedToBeFinished?: number;
  /** Picked, and still in the house. */
  readonly pickedToBeCollected?: number;
  /** May be below 0. */
  readonly sellable?: number;
  readonly toBeReported?: UnreportedMovements;
}

/** Movements that nobody has acknowledged yet. */
export interface UnreportedMovements {
  readonly picked?: number;
  readonly returned?: number;
  readonly received?: number;
}

/** The same of one warehouse, which knows fewer figures. */
export interface WarehouseInventory extends Pick<
  Inventory,
  'numberOfItems' | 'locked' | 'allocated' | 'sellable' | 'toBeReported'
> {
  readonly warehouseId: number;
  readonly availableForSale?: number;
}

/** A row of `GET /articles/inventoryPerWarehouse`. */
export interface ArticlePerWarehouse {
  readonly articleSystemId: number;
  readonly articleNumber: string;
  readonly warehouses: readonly WarehouseInventory[];
}

const reported = z
  .object({
    pickedToBeReportedNumberOfItems: optionalDecimal,
    returnedToBeReportedNumberOfItems: optionalDecimal,
    receivedToBeReportedNumberOfItems: optionalDecimal,
  })
  .nullish()
  .transform((row): UnreportedMovements | undefined =>
    row == null
      ? undefined
      : {
          picked: row.pickedToBeReportedNumberOfItems,
          returned: row.returnedToBeReportedNumberOfItems,
          received: row.receivedToBeReportedNumberOfItems,
        },
  )
  .optional();

const figures = {
  numberOfItems: optionalDecimal,
  numberOfLockedItems: optionalDecimal,
  allocatedNumberOfItems: optionalDecimal,
  sellableNumberOfItems: optionalDecimal,
  reported,
};

/** `inventoryInfo` of an article: all warehouses together. */
export const inventoryInfo = z
  .object({
    ...figures,
    numberOfBookedItems: optionalDecimal,
    lockedForSaleNumberOfItems: optionalDecimal,
    toReceiveNumberOfItems: optionalDecimal,
    receivedToBeFinishedNumberOfItems: optionalDecimal,
    pickedToBeCollectedNumberOfItems: optionalDecimal,
  })
  .nullish()
  .transform((row): Inventory | undefined =>
    row == null
      ? undefined
      : {
          numberOfItems: row.numberOfItems,
          locked: row.numberOfLockedItems,
          allocated: row.allocatedNumberOfItems,
          booked: row.numberOfBookedItems,
          lockedForSale: row.lockedForSaleNumberOfItems,
          toReceive: row.toReceiveNumberOfItems,
          receivedToBeFinished: row.receivedToBeFinishedNumberOfItems,
          pickedToBeCollected: row.pickedToBeCollectedNumberOfItems,
          sellable: row.sellableNumberOfItems,
          toBeReported: row.reported,
        },
  )
  .optional();

const ofOneWarehouse = z
  .object({ ...figures, warehouseId: id, availableForSaleNumberOfItems: optionalDecimal })
  .transform((row): WarehouseInventory => ({
    warehouseId: row.warehouseId,
    numberOfItems: row.numberOfItems,
    locked: row.numberOfLockedItems,
    allocated: row.allocatedNumberOfItems,
    sellable: row.sellableNumberOfItems,
    availableForSale: row.availableForSaleNumberOfItems,
    toBeReported: row.reported,
  }));

export const perWarehouse = z
  .object({ articleSystemId: id, articleNumber: requiredText, inventoryPerWarehouse: list(ofOneWarehouse) })
  .transform(({ inventoryPerWarehouse, ...row }): ArticlePerWarehouse => ({
    ...row,
    warehouses: inventoryPerWarehouse,
  }));
