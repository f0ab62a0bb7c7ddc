import type { Product, Shipment, ShipmentLine, WholeOrder } from '../../clients/centra/schema';
import { declarations, type Fields, type FieldType, type TypeName } from './declarations';
import type { Variables } from './variables';

/** A document of Centra's as expressions see it: an instance of the class that stands for its type. */
export type View = object;

/** CEL knows the type of an object by its class. */
export const viewClasses = Object.fromEntries(
  Object.keys(declarations).map((name) => [name, class {}]),
) as unknown as Readonly<Record<TypeName, new () => View>>;

/** What a store's expressions name, and the custom order attributes that they may name. */
export interface Named {
  readonly variables: Variables;
  readonly attributes: readonly string[];
}

/** The document under each of its names: `shipment`, `order`, or both where a store imports both. */
export function documentViews(document: Shipment | WholeOrder, { variables, attributes }: Named): Record<string, View> {
  const lines = rawLines(document.raw);
  const { raw } = document;
  const products = document.products.map((line) => withRaw(line, lines));
  const source = { ...raw, ...document, products, ...('kind' in document ? { orderStatus: document.status } : {}) };
  return Object.fromEntries(
    Object.entries(variables).map(([name, type]) => {
      // A merchant's attribute that has the name of one of Centra's fields is that field.
      const own = attributes.filter((attribute) => !Object.hasOwn(declarations[type], attribute));
      const custom = Object.fromEntries(own.map((attribute) => [attribute, read(raw[attribute], 'dyn')]));
      return [name, Object.assign(viewOf(type, source), custom)];
    }),
  );
}

export function lineView(line: ShipmentLine, shipment: Shipment): View {
  return viewOf('ShipmentLine', withRaw(line, rawLines(shipment.raw)));
}

export function productView(product: Product): View {
  return viewOf('Product', { ...product.raw, ...product });
}

/** A supplier delivery, from the row as Centra sends it. */
export function deliveryView(delivery: Readonly<Record<string, unknown>>): View {
  return viewOf('Delivery', delivery);
}

type Source = Readonly<Record<string, unknown>>;

function viewOf(type: TypeName, source: Source): View {
  const fields: Fields = declarations[type];
  return Object.assign(
    new viewClasses[type](),
    Object.fromEntries(Object.entries(fields).map(([name, fieldType]) => [name, read(source[name], fieldType)])),
  );
}

/** What is missing, or is not what it should be, is undefined for numbers and flags, else "no value". */
function read(value: unknown, type: FieldType): unknown {
  switch (type) {
    case 'string':
      return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    case 'int': {
      const number = toNumber(value);
      return number !== undefined && Number.isSafeInteger(number) ? BigInt(number) : undefined;
    }
    case 'double':
      return toNumber(value);
    case 'bool': {
      const number = toNumber(value);
      return number === undefined ? undefined : number !== 0;
    }
    case 'dyn':
      return value ?? '';
    default: {
      const [, item] = /^list<(\w+)>$/.exec(type) ?? [];
      if (item === undefined) return viewOf(type as TypeName, isSource(value) ? value : {});
      return Array.isArray(value) ? value.map((one: unknown) => read(one, item as FieldType)) : [];
    }
  }
}

function toNumber(value: unknown): number | undefined {
  if (typeof value === 'boolean') return Number(value);
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

const isSource = (value: unknown): value is Source =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Line ids → lines as they came, nested ones too: they have what only filters ask for. */
function rawLines(document: Source): ReadonlyMap<string, Source> {
  const lines = (list: unknown): Source[] =>
    Array.isArray(list) ? list.filter(isSource).flatMap((line) => [line, ...lines(line.bundle)]) : [];
  return new Map(lines(document.products).map((line) => [String(line.lineId), line]));
}

function withRaw(line: ShipmentLine, raw: ReadonlyMap<string, Source>): Source {
  return { ...raw.get(line.lineId), ...line, bundle: line.bundle.map((item) => withRaw(item, raw)) };
}
