import type { Product } from '../../clients/centra/schema';
import type { ProductFilter } from '../../clients/centra/products';
import type { Listed } from '../../clients/listed';
import type { Ends } from '../ends';
import type { GoodsOwnerRoom, StoreRoom } from '../rooms';
import { orThrow } from '../scans/unread';
import type { StoreSlots } from '../shipment/store-slots';

export type ProductPage = Listed<Product> & { readonly hasNext: boolean };

/** Reads a store's article registry, a page at a time, as a guest in its goods owner's lane. */
export function registryReader(
  ends: Ends,
  slots: StoreSlots,
  store: StoreRoom,
  room: GoodsOwnerRoom,
  pageSize: number,
) {
  const goodsOwner = room.config.id;
  const call = { store: store.config.id, goodsOwner, systems: ['centra'], write: false } as const;
  const read = async (filter: ProductFilter): Promise<ProductPage> =>
    orThrow(
      await ends.attempt(call, async (signal) => ({
        end: 'read' as const,
        // A slow store has at most half the lane's places, whatever waits for it.
        ...(await slots.within(store.config.id, room, () => store.centra.listProducts(filter, signal))),
      })),
    );
  return {
    page: (page: number, modified?: string) =>
      read({ limit: pageSize, page, ...(modified === undefined ? {} : { modified }) }),
    row: (stockItemId: string) => read({ stockItemId, limit: 1, page: 1 }),
  };
}
export type RegistryReader = ReturnType<typeof registryReader>;
