import type { WarehouseOrder } from '../../clients/ongoing/schema';
import { lifeId } from '../../protocol/names';
import type { GoodsOwnerRoom } from '../rooms';

/**
 * Who is to be told of an order: the shipment (or the order of Centra's) that its reference names; where it names none of
 * our stores (an order from before our time), those of that id in all stores. Each listens to its own order only.
 */
export function whose(
  order: Pick<WarehouseOrder, 'referenceNumber' | 'goodsOwnerOrderId'>,
  { config }: GoodsOwnerRoom,
): string[] {
  const reference = order.referenceNumber ?? '';
  const store = config.stores.find(({ id }) => reference.startsWith(`${id}/`));
  if (store) return [lifeId(store.id, reference.slice(store.id.length + 1))];
  const id = order.goodsOwnerOrderId;
  return id ? config.stores.map((one) => lifeId(one.id, id)) : [];
}
