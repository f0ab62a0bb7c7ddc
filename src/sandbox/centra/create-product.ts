import { assortment } from './invent';
import type { CentraHost } from './host';
import type { Product } from './model';

export type NewProduct = Partial<Omit<Product, 'stockItemId' | 'createdAt' | 'modifiedAt' | 'bundle'>> & {
  /** What is there physically; default 1000. */
  physicalStock?: number;
  /** Product names (EAN or SKUs joined) and how many of each; makes a bundle. */
  bundle?: readonly { product: string; quantity: number }[];
};

/** Adds a product row; what is not said is invented. Within a change. */
export function addProduct(host: CentraHost, wish: NewProduct): Product {
  const stockItemId = host.store.next(`centra/${host.id}/stockItem`, 3001);
  const { physicalStock = 1000, bundle, ...given } = wish;
  const now = host.now();
  const product: Product = {
    stockItemId,
    productId: stockItemId - 2800,
    variantId: stockItemId - 1800,
    sku: `SKU${stockItemId}`,
    variantSku: '',
    sizeSku: '',
    ean: ean13(stockItemId),
    upc: null,
    product: `Product ${stockItemId}`,
    name: given.product ?? `Product ${stockItemId}`,
    variant: '',
    size: '',
    brand: 'Example',
    collection: null,
    weight: 0.5,
    weightUnit: 'kg',
    countryOfOrigin: 'SE',
    harmCode: '',
    harmDescription: '',
    active: true,
    price: 100,
    createdAt: now,
    modifiedAt: now,
    ...given,
    bundle: bundle ? bundle.map(({ product: name, quantity }) => ({ stockItemId: named(host, name), quantity })) : null,
  };
  host.products.put(product);
  if (!product.bundle) host.moveStock(stockItemId, physicalStock);
  return product;
}

/** Fills an empty registry with the assortment. */
export function stockShelves(host: CentraHost): void {
  if (host.products.size > 0) return;
  host.store.change(() => {
    for (const { product, sku, variants, sizes, ...rest } of assortment) {
      for (const [variant, variantSku] of variants) {
        for (const size of sizes) {
          const sizeSku = size === 'One Size' ? '-OS' : `-${size}`;
          addProduct(host, { product, sku, variant, variantSku, size, sizeSku, ...rest });
        }
      }
    }
    addProduct(host, {
      product: 'GiftSet',
      sku: 'SET5',
      price: 399,
      ean: '',
      bundle: [
        { product: 'TEE2-WHT-M', quantity: 1 },
        { product: 'TOT3-NAT-OS', quantity: 2 },
      ],
    });
  });
}

function named(host: CentraHost, name: string): number {
  const product = host.productsByName.get(name);
  if (!product) throw new RangeError(`there is no product ${name} to put in a bundle`);
  return product.stockItemId;
}

/** In the range 200–299, which companies number for themselves. */
function ean13(number: number): string {
  const digits = `200${String(number).padStart(9, '0')}`;
  const sum = [...digits].reduce((total, digit, position) => total + Number(digit) * (position % 2 === 0 ? 1 : 3), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
