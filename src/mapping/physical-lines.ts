import type { Shipment, ShipmentLine } from '../clients/centra/schema';

/**
 * The lines that stand for things on a shelf, each once, whatever the plugin's setting *Bundles in shipments*:
 *
 * - *Only containing items*: the lines as they are.
 * - *Containing items in bundles*: a bundle with its items nested gives way to them.
 * - *Bundles and containing items*: bundles and items stand side by side; the bundles give way.
 * - *Only bundles*: nothing but the bundle is shown, so the bundle is the article.
 *
 * Centra's own sample shows one line both flat and nested, under the same `lineId`: it is one line, and the flat one
 * tells its quantity.
 *
 * A nested item's `qty` is taken as it stands, not times the bundle's. It has a `lineId` of its own, with which the same
 * shipment's quantities are changed and returned, so it counts like every other line; and in the sample the line has the
 * same `qty` where it stands flat, although its bundle is there twice.
 */
export function physicalLines({ products }: Pick<Shipment, 'products'>): ShipmentLine[] {
  const flatIds = new Set(products.map(({ lineId }) => lineId));
  const seen = new Set<string>();
  return products
    .flatMap((line) => (isReplaced(line, products) ? [] : itemsOf(line, flatIds)))
    .filter(({ lineId }) => !seen.has(lineId) && seen.add(lineId));
}

/** The line itself, or what is nested in it and does not also stand flat. */
function itemsOf(line: ShipmentLine, flatIds: ReadonlySet<string>): ShipmentLine[] {
  if (line.bundle.length === 0) return [line];
  return line.bundle.filter(({ lineId }) => !flatIds.has(lineId)).flatMap((item) => itemsOf(item, flatIds));
}

/**
 * A bundle whose items stand beside it. What `isPartOfBundle` refers to is not documented; in the samples it is no
 * `lineId`. Where it is one, it tells which bundle is meant; else any item that is part of a bundle says that this
 * document shows bundles and items side by side, because the setting holds for the whole document.
 */
function isReplaced(line: ShipmentLine, products: readonly ShipmentLine[]): boolean {
  if (!line.isBundle || line.bundle.length > 0) return false;
  const bundles = products.filter(({ isBundle }) => isBundle).map(({ lineId }) => lineId);
  const references = products.filter((item) => !item.isBundle).flatMap(({ isPartOfBundle }) => isPartOfBundle ?? []);
  const refersToLines = references.some((reference) => bundles.includes(reference));
  return refersToLines ? references.includes(line.lineId) : references.length > 0;
}
