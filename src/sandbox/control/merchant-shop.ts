import { z } from 'zod';
import { addProduct } from '../centra/create-product';
import { storeSettings } from '../centra/settings';
import type { World } from '../world';
import { findStore } from './find';
import { inStore } from './inputs';
import { ControlRefused, verb } from './verb';

const productFields = {
  sku: z.string(),
  variantSku: z.string(),
  sizeSku: z.string(),
  ean: z.string(),
  upc: z.string().nullable(),
  product: z.string(),
  variant: z.string(),
  size: z.string(),
  brand: z.string().nullable(),
  weight: z.number(),
  weightUnit: z.enum(['kg', 'g', 'lb']),
  countryOfOrigin: z.string(),
  harmCode: z.string(),
  active: z.boolean(),
  price: z.number(),
};

/** Products, stock and the plugin's settings. */
export function merchantShop(world: World) {
  const findProduct = (storeId: string | undefined, name: string) => {
    const { host } = findStore(world, storeId);
    const product = host.productsByName.get(name);
    if (!product) throw new ControlRefused(`there is no product ${name}`);
    return { host, product };
  };
  return {
    addProduct: verb(
      'adds a product row; with `bundle` it stands for others',
      z
        .strictObject({
          ...productFields,
          physicalStock: z.int().nonnegative(),
          bundle: z.array(z.strictObject({ product: z.string(), quantity: z.int().positive() })),
        })
        .partial()
        .extend(inStore),
      ({ store, ...wish }) => {
        const { host } = findStore(world, store);
        return structuredClone(world.store.change(() => addProduct(host, wish)));
      },
    ),
    changeProduct: verb(
      'changes a product row, named by its EAN or its SKUs joined',
      z.strictObject({ ...inStore, name: z.string(), set: z.strictObject(productFields).partial() }),
      ({ store, name, set }) => {
        const { host, product } = findProduct(store, name);
        Object.assign(product, set, { modifiedAt: world.now() });
        return structuredClone(world.store.change(() => host.products.put(product)));
      },
    ),
    setStock: verb(
      'sets what is there physically',
      z.strictObject({ ...inStore, name: z.string(), physical: z.int().nonnegative() }),
      ({ store, name, physical }) => {
        const { host, product } = findProduct(store, name);
        const before = host.figures(product.stockItemId).physical;
        world.store.change(() => host.moveStock(product.stockItemId, physical - before));
        return host.figures(product.stockItemId);
      },
    ),
    hideMarket: verb(
      'unticks a market in the plugin, or ticks it again',
      z.strictObject({ ...inStore, marketId: z.int(), hidden: z.boolean().default(true) }),
      ({ store: storeId, marketId, hidden }) => {
        const store = findStore(world, storeId);
        const others = store.settings.hiddenMarkets.filter((other) => other !== marketId);
        return world.changeStore(store, { hiddenMarkets: hidden ? [...others, marketId] : others });
      },
    ),
    settings: verb(
      'changes settings of a store; answers with all of them',
      z.strictObject({ ...inStore, set: storeSettings.partial().prefault({}) }),
      ({ store, set }) => world.changeStore(findStore(world, store), set),
    ),
  };
}
