import type { PathParts } from './problems';
import type { GoodsOwnerRuleTexts, RuleTexts, StoreRuleTexts } from './rule-texts';
import { remote } from './values';

/**
 * What can be said of a file whose values need not be right: what compares several places looks at this, so that one
 * wrong value does not hide what is wrong elsewhere. Undefined: not there, or not readable (then that is reported).
 */
export interface Sketch extends RuleTexts {
  port: unknown;
  metricsPort: unknown;
  /** Written out, they are secrets: only compared. */
  alertUrls: { at: PathParts; url: unknown }[];
  encryptionKeyIds: { at: PathParts; id: unknown }[];
  readonly goodsOwners: GoodsOwnerSketch[];
}

export interface GoodsOwnerSketch extends GoodsOwnerRuleTexts {
  at: PathParts;
  id: string | undefined;
  baseUrl: string | undefined;
  goodsOwnerId: string | undefined;
  hasWarehouseId: boolean;
  pickedIsInStock: boolean;
  articleNumber: unknown[] | undefined;
  statuses: { cancellable: number[]; shipped: number[]; cancelled: number[]; picked: number | undefined };
  /** Stores that articles, stock and purchase orders name. */
  references: { at: PathParts; store: string }[];
  readonly stores: StoreSketch[];
}

export interface StoreSketch extends StoreRuleTexts {
  at: PathParts;
  id: string | undefined;
  baseUrl: string | undefined;
  prefix: string | undefined;
  imports: boolean;
}

export function sketch(tree: unknown): Sketch {
  const root = group(tree);
  return {
    port: group(root.gateway).port ?? 8080,
    metricsPort: group(root.gateway).metricsPort ?? 9464,
    alertUrls: items(root.alerts).map((alert, index) => ({ at: ['alerts', index, 'url'], url: group(alert).url })),
    encryptionKeyIds: items(group(root.encryption).keys).map((key, index) => ({
      at: ['encryption', 'keys', index, 'id'],
      id: group(key).id,
    })),
    goodsOwners: items(root.goodsOwners).map((owner, index) => goodsOwner(group(owner), ['goodsOwners', index])),
  };
}

function goodsOwner(owner: Group, at: PathParts): GoodsOwnerSketch {
  const [ongoing, articles, stock] = [group(owner.ongoing), group(owner.articles), group(owner.stock)];
  const [purchaseOrders, statuses] = [group(owner.purchaseOrders), group(ongoing.statuses)];
  return {
    at,
    id: text(owner.id),
    baseUrl: remote.safeParse(ongoing.baseUrl).data,
    goodsOwnerId: text(ongoing.goodsOwnerId),
    hasWarehouseId: ongoing.warehouseId !== undefined,
    pickedIsInStock: isOn(stock.pickedIsInStock),
    articleNumber: Array.isArray(articles.articleNumber) ? articles.articleNumber : undefined,
    statuses: {
      cancellable: numbers(statuses.cancellable ?? [150, 200, 300]),
      shipped: numbers(statuses.shipped ?? [450, 500]),
      cancelled: numbers(statuses.cancelled ?? [1000]),
      picked: numbers([statuses.picked ?? 400])[0],
    },
    references: Object.entries({ articles, stock, purchaseOrders }).flatMap(([key, { store }]) =>
      typeof store === 'string' ? [{ at: [...at, key, 'store'], store }] : [],
    ),
    articles: { filter: text(articles.filter) ?? '' },
    purchaseOrders: { filter: text(purchaseOrders.filter) ?? '' },
    stores: items(owner.stores).map((store, index) => storeSketch(group(store), [...at, 'stores', index])),
  };
}

function storeSketch(store: Group, at: PathParts): StoreSketch {
  return {
    at,
    id: text(store.id),
    baseUrl: remote.safeParse(group(store.centra).baseUrl).data,
    prefix: text(store.orderNumberPrefix ?? ''),
    imports: store.import !== 'none',
    import: store.import,
    attributes: items(store.attributes).filter((name) => typeof name === 'string'),
    filter: text(store.filter) ?? '',
    mapping: Object.fromEntries(
      Object.entries(group(store.mapping)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    ),
  };
}

/** A switch, also where `${NAME}` made a text of it. */
const isOn = (value: unknown): boolean => value === true || value === 'true';

type Group = Record<string, unknown>;

const group = (value: unknown): Group =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Group) : {};
const items = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const numbers = (value: unknown): number[] =>
  items(value)
    .filter((item) => typeof item === 'number' || (typeof item === 'string' && /^\d+$/.test(item)))
    .map(Number);
/** Ids may be written as numbers where a text is expected; that is reported, and compared all the same. */
const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
