import { z } from 'zod';
import { addProduct } from '../centra/create-product';
import type { CentraHost } from '../centra/host';
import type { Product } from '../centra/model';
import type { World } from '../world';
import { findStore } from './find';
import { inStore } from './inputs';
import { ControlRefused, look, verb, whole } from './verb';

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
const set = z.strictObject(productFields).partial();
/** EAN, UPC or the SKUs joined; by its number where several rows have one name. */
const thisProduct = { ...inStore, name: z.string().optional(), stockItemId: whole.optional() };

/** The product registry, and what is there of it. */
export function merchantProducts(world: World) {
  const find = (which: { store?: string | undefined; name?: string | undefined; stockItemId?: number | undefined }) => {
    const { host } = findStore(world, which.store);
    const product =
      which.stockItemId === undefined
        ? host.productsByName.get(which.name ?? '')
        : host.products.get(which.stockItemId);
    if (!product) throw new ControlRefused(`there is no product ${which.stockItemId ?? which.name ?? ''}`);
    return { host, product };
  };
  const change = (product: Product, changes: Partial<Product>, host: CentraHost) => {
    Object.assign(product, changes, { modifiedAt: world.now() });
    return host.products.put(product);
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
    addProducts: verb(
      'adds many product rows, as sizes of products `<sku>1`, `<sku>2` …; answers with the first and the last number',
      z
        .strictObject(productFields)
        .omit({ variantSku: true, sizeSku: true, ean: true, upc: true, size: true })
        .partial()
        .extend({
          ...inStore,
          count: z.int().positive(),
          sizes: z.int().positive().default(5),
          physicalStock: z.int().nonnegative().optional(),
        }),
      ({ store, count, sizes, sku = 'BULK', ...wish }) => {
        const { host } = findStore(world, store);
        const ids = world.store.change(() =>
          Array.from({ length: count }, (_, n) => {
            const size = String(1 + (n % sizes));
            const row = { ...wish, sku: `${sku}${1 + Math.floor(n / sizes)}`, size, sizeSku: `-${size}` };
            return addProduct(host, row).stockItemId;
          }),
        );
        return { count, firstStockItemId: ids[0], lastStockItemId: ids.at(-1) };
      },
    ),
    changeProduct: verb(
      'changes a product row (`active` false: it is sold no more); with nothing to set it is only touched',
      z.strictObject({ ...thisProduct, set: set.prefault({}) }),
      ({ set: changes, ...which }) => {
        const { host, product } = find(which);
        return structuredClone(world.store.change(() => change(product, changes, host)));
      },
    ),
    changeProducts: verb(
      'changes many product rows alike: those of the names, or of a SKU, or the first so many, or all',
      z.strictObject({
        ...inStore,
        names: z.array(z.string()).optional(),
        sku: z.string().optional(),
        first: z.int().positive().optional(),
        set: set.prefault({}),
      }),
      ({ store, names, sku, first, set: changes }) => {
        const { host } = findStore(world, store);
        const rows = names
          ? names.map((name) => find({ store, name }).product)
          : (sku === undefined ? host.productList.of('all') : host.productsBySku.of(sku)).slice(0, first);
        world.store.change(() => {
          for (const product of rows) change(product, changes, host);
        });
        return { count: rows.length };
      },
    ),
    collideProducts: verb(
      'gives a product row the SKUs of another one: two rows have one article number; with `ean` the same EAN too',
      z.strictObject({ ...thisProduct, as: z.string(), ean: z.boolean().default(false) }),
      ({ as, ean, ...which }) => {
        const { host, product } = find(which);
        const { product: other } = find({ store: which.store, name: as });
        if (other === product) throw new ControlRefused('a product row can not collide with itself');
        const { sku, variantSku, sizeSku } = other;
        const changes = { sku, variantSku, sizeSku, ...(ean ? { ean: other.ean } : {}) };
        return structuredClone(world.store.change(() => change(product, changes, host)));
      },
    ),
    stock: look(
      'what is there physically, and what orders have reserved of it',
      z.strictObject(thisProduct),
      (which) => {
        const { host, product } = find(which);
        return host.figures(product.stockItemId);
      },
    ),
    setStock: verb(
      'sets what is there physically',
      z.strictObject({ ...thisProduct, physical: z.int().nonnegative() }),
      ({ physical, ...which }) => {
        const { host, product } = find(which);
        const before = host.figures(product.stockItemId).physical;
        world.store.change(() => host.moveStock(product.stockItemId, physical - before));
        return host.figures(product.stockItemId);
      },
    ),
  };
}
