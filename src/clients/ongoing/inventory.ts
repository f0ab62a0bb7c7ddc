import type { Send } from '../http';
import type { Listed } from '../listed';
import { asksForNothing, toQuery } from './filter';
import { listOngoing, nothingListed } from './reply';
import { perWarehouse, type ArticlePerWarehouse } from './schema';

/** Which articles, and which of their warehouses. Names as in the API, times in epoch milliseconds. */
export interface InventoryFilter {
  readonly warehouseIds?: readonly number[];
  /** At most about 50: they are part of the address. */
  readonly articleNumbers?: readonly string[];
  /** The cursor: articles with this id and above, in ascending order. */
  readonly articleSystemIdFrom?: number;
  /** The page's size; without it everything comes, or a time-out. */
  readonly maxArticlesToGet?: number;
  /** Anything about its stock changed. At most 24 hours ago, else it is refused. */
  readonly stockInfoChangedFrom?: number;
  readonly onlyArticlesInStock?: boolean;
  /** Leave out kits. */
  readonly excludeStructureArticles?: boolean;
  /** Leave out freight and the like. */
  readonly excludeNonStockArticles?: boolean;
}

const times = new Set<keyof InventoryFilter>(['stockInfoChangedFrom']);

/** Stock, in Ongoing's REST API v1. For the errors that it throws see {@link OngoingOrders}. */
export interface OngoingInventory {
  /**
   * One page of articles with what each warehouse has of them.
   *
   * Source: `GET /articles/inventoryPerWarehouse`. A filter with an empty list is answered without a call.
   *
   * @throws {ApiRefused} a filter that Ongoing does not take (a time that is too long ago)
   * @throws {ApiUnreadable} no list (a broken article is not: it is in `broken`)
   */
  listInventoryPerWarehouse(filter: InventoryFilter, signal?: AbortSignal): Promise<Listed<ArticlePerWarehouse>>;
}

export function createOngoingInventory(send: Send, goodsOwnerId: number): OngoingInventory {
  return {
    async listInventoryPerWarehouse(filter, signal) {
      if (asksForNothing(filter)) return nothingListed();
      return listOngoing(
        send,
        { path: '/articles/inventoryPerWarehouse', query: toQuery(goodsOwnerId, filter, times), signal },
        { name: 'articles', schema: perWarehouse, idOf: (row) => row.articleNumber },
      );
    },
  };
}
