import { firstImportDate, type OrderContext } from '../../mapping';
import type { StoreRoom } from '../rooms';

/**
 * What an order of this store takes from elsewhere than its shipment.
 *
 * @param firstImportAt epoch milliseconds
 */
export function orderContext(
  { config, goodsOwner, rules }: Pick<StoreRoom, 'config' | 'goodsOwner' | 'rules'>,
  ongoing: StoreRoom['goodsOwner']['ongoing'],
  orderNumber: string,
  firstImportAt: number,
): OrderContext {
  const { timezone } = config.centra;
  return {
    goodsOwnerId: ongoing.goodsOwnerId,
    warehouseId: ongoing.warehouseId,
    store: {
      id: config.id,
      type: config.type,
      timezone,
      linePrice: config.linePrice,
      articleNumber: goodsOwner.articles.articleNumber,
    },
    orderNumber,
    firstImportDate: firstImportDate(firstImportAt, timezone),
    rules,
  };
}
