import type { Config, GoodsOwnerConfig, StoreConfig } from './types';

export function findGoodsOwner(config: Config, id: string): GoodsOwnerConfig | undefined {
  return config.goodsOwners.find((owner) => owner.id === id);
}

/** A store with the goods owner that it belongs to. */
export function findStore(
  config: Config,
  id: string,
): { store: StoreConfig; goodsOwner: GoodsOwnerConfig } | undefined {
  return allStores(config).find(({ store }) => store.id === id);
}

/** Every store, in the order of the file. */
export function allStores(config: Config): { store: StoreConfig; goodsOwner: GoodsOwnerConfig }[] {
  return config.goodsOwners.flatMap((goodsOwner) => goodsOwner.stores.map((store) => ({ store, goodsOwner })));
}
