import type { CentraHost } from './host';
import type { OrderLine, Product } from './model';
import type { StoreSettings } from './settings';

/** A line of an order or a shipment, to be shown. */
export interface ShownLine {
  /** As the document has it: a shipment may have ids of its own. */
  lineId: number;
  quantity: number;
  line: OrderLine;
}

type Document = Record<string, unknown>;
type ShowMore = (shown: ShownLine, product: Product, price: number) => Document;

/**
 * Lines in the layout of the setting *Bundles in shipments*.
 *
 * The price of a bundle is on its own line, and shared by its items where they stand for it. Beside their bundle they
 * cost nothing, so that a sum over the lines stays the sum.
 */
export function showLines(lines: ShownLine[], host: CentraHost, settings: StoreSettings, more: ShowMore): Document[] {
  const itemsOf = (bundle: ShownLine) => lines.filter(({ line }) => line.bundleLineId === bundle.line.lineId);
  const isBundle = ({ line }: ShownLine) => host.products.get(line.stockItemId)?.bundle != null;
  const isItem = ({ line }: ShownLine) => line.bundleLineId !== null;
  const bundleOf = ({ line }: ShownLine) => lines.find((other) => other.line.lineId === line.bundleLineId);
  const show = (shown: ShownLine, price = shown.line.price, quantity = shown.quantity): Document => {
    const product = host.products.get(shown.line.stockItemId) as Product;
    const bundle = bundleOf(shown);
    return {
      ...showLine(shown, product, price, quantity),
      ...more(shown, product, price),
      isBundle: product.bundle !== null,
      ...(bundle ? { isPartOfBundle: String(host.products.get(bundle.line.stockItemId)?.productId) } : {}),
    };
  };
  const nested = (bundle: ShownLine): Document => ({
    ...show(bundle),
    bundle: itemsOf(bundle).map((item) => {
      const perBundle = bundle.quantity === 0 ? 0 : item.quantity / bundle.quantity;
      return show(item, item.line.price, settings.bundleItemQty === 'total' ? item.quantity : perBundle);
    }),
  });
  switch (settings.bundles) {
    case 'Only containing items':
      return lines.filter((shown) => !isBundle(shown)).map((shown) => show(shown));
    case 'Only bundles':
      return lines.filter((shown) => !isItem(shown)).map((shown) => show(shown));
    case 'Containing items in bundles':
      return lines.filter((shown) => !isItem(shown)).map((shown) => (isBundle(shown) ? nested(shown) : show(shown)));
    case 'Bundles and containing items':
      return lines.map((shown) => (isItem(shown) ? show(shown, 0) : show(shown)));
  }
}

function showLine({ lineId, line }: ShownLine, product: Product, price: number, quantity: number): Document {
  return {
    lineId: String(lineId),
    sku: product.sku,
    variantSku: product.variantSku,
    sizeSku: product.sizeSku,
    ean: product.ean,
    upc: product.upc,
    name: product.name,
    variant: product.variant,
    size: product.size,
    qty: quantity,
    originalPrice: price === 0 ? 0 : line.originalPrice,
    price,
    weight: product.weight,
    weightUnit: product.weightUnit,
    countryOfOrigin: product.countryOfOrigin,
    harmCode: product.harmCode,
    comment: line.comment,
  };
}

/** What the goods of these lines cost; a bundle's items are in the bundle's price. */
export const goodsValue = (lines: readonly ShownLine[]): number =>
  lines.reduce((sum, { line, quantity }) => (line.bundleLineId === null ? sum + line.price * quantity : sum), 0);
