import type { Product, Shipment, SupplierDelivery, WholeOrder } from '../../clients/centra/schema';
import { gateOf } from '../../activities/shipment/fresh';
import { orderContext } from '../../activities/shipment/order-context';
import { orderNumberOf } from '../../activities/shipment/order-number';
import { gateOfNew, isOpen } from '../../activities/shipment/whole-order';
import type { GoodsOwnerRoom, StoreRoom } from '../../activities/rooms';
import type { StoreConfig } from '../../config';
import {
  MappingError,
  passesArticleFilter,
  passesDeliveryFilter,
  passesRequired,
  toArticle,
  toOrder,
  toPurchaseOrder,
  type Fault,
  type FilterResult,
} from '../../mapping';

/** What a configuration makes of a record of Centra's. */
export interface Mapped {
  /** `left-out`: it is not carried, and `reasons` say why; `unmappable`: it is meant to be carried and cannot be. */
  readonly outcome: 'taken' | 'left-out' | 'unmappable';
  readonly reasons: readonly string[];
  /** As it is or would be written; `null` when it cannot be mapped. */
  readonly document: object | null;
}

/** The settings of a store and its goods owner, ready to be used. */
export interface Side {
  readonly store: StoreRoom;
  readonly goodsOwner: GoodsOwnerRoom;
}

/** A shipment, and in which of Centra's lists it is; or an order, where those are imported as a whole. */
export type ListedShipment =
  | { readonly shipment: Shipment; readonly list: 'goodtogo' | 'inprogress' | 'completed' }
  | { readonly shipment: WholeOrder; readonly list: 'order' };

/** @param now epoch milliseconds, for what a first import takes from the clock */
export function mapShipment(listed: ListedShipment, { store, goodsOwner }: Side, now: number): Mapped {
  const { shipment } = listed;
  const gate = listed.list === 'order' ? gateOfNew(listed.shipment, store) : gateOf(shipment, store);
  const leftOut = [
    ...notImported(listed, store.config.import),
    ...notReady(listed),
    ...(gate && 'reason' in gate ? [gates[gate.reason]] : []),
  ];
  const number = orderNumberOf(store, shipment.shipmentId, 1);
  return mapped(leftOut, gate && 'fault' in gate ? [gate.fault] : [], () =>
    toOrder(shipment, orderContext(store, goodsOwner.config.ongoing, number, now)),
  );
}

function notImported({ list }: ListedShipment, imported: StoreConfig['import']): string[] {
  const wanted = list === 'order' ? 'orders' : 'shipments';
  return imported === wanted || imported === 'both' ? [] : [`the store imports no ${wanted} (\`import: ${imported}\`)`];
}

function notReady(listed: ListedShipment): string[] {
  switch (listed.list) {
    case 'goodtogo':
      return [];
    case 'inprogress':
      return ['it is not good-to-go'];
    case 'completed':
      return ['it is completed'];
    case 'order':
      return isOpen(listed.shipment) ? [] : [`the order is ${listed.shipment.status}`];
  }
}

const gates = {
  hold: 'its order is on hold, or waits for its payment',
  suspect: 'its order is suspect',
  filtered: 'the store’s `filter` leaves it out',
  'too-old': 'its order was placed before `importFrom`',
  shipments: 'its goods go as shipments (`import: both`)',
  shipped: 'some of it was shipped already',
} as const;

export function mapArticle(product: Product, { store, goodsOwner }: Side): Mapped {
  const { config, rules } = goodsOwner;
  const { articles } = config;
  const required = passesRequired(product, articles);
  const filter = passesArticleFilter(product, rules);
  const leftOut = [
    ...(articles.enabled ? [] : ['articles are not synchronised (`articles.enabled`)']),
    ...otherStore('articles', articles.store, store),
    ...(required.why === undefined ? [] : [missing[required.why]]),
    ...filtered('articles.filter', filter),
  ];
  const context = { goodsOwnerId: config.ongoing.goodsOwnerId, ...articles };
  return mapped(leftOut, faultOf(filter), () => toArticle(product, context));
}

const missing = {
  inactive: 'it is inactive (`articles.inactive`)',
  'skus-missing': 'one of its three SKUs has no value (`articles.requireSkus`)',
} as const;

export function mapDelivery(delivery: SupplierDelivery, { store, goodsOwner }: Side): Mapped {
  const { purchaseOrders, ongoing, articles } = goodsOwner.config;
  const filter = passesDeliveryFilter(delivery.raw, goodsOwner.rules);
  const leftOut = [
    ...(purchaseOrders.enabled ? [] : ['purchase orders are not carried (`purchaseOrders.enabled`)']),
    ...otherStore('purchaseOrders', purchaseOrders.store, store),
    ...filtered('purchaseOrders.filter', filter),
  ];
  return mapped(leftOut, faultOf(filter), () =>
    toPurchaseOrder(delivery, {
      goodsOwnerId: ongoing.goodsOwnerId,
      warehouseId: ongoing.warehouseId,
      articleNumber: articles.articleNumber,
      timezone: store.config.centra.timezone,
    }),
  );
}

const otherStore = (setting: string, its: string, { config }: StoreRoom): string[] =>
  its === config.id ? [] : [`they are those of ${its} (\`${setting}.store\`)`];

const filtered = (setting: string, { passes, fault }: FilterResult): string[] =>
  passes || fault ? [] : [`\`${setting}\` leaves it out`];

const faultOf = ({ fault }: FilterResult): string[] => (fault ? [sentence(fault)] : []);

const sentence = ({ at, what }: Fault): string => `${at}: ${what}`;

/** What is left out is mapped all the same: it is looked at to see what would come if it were not. */
function mapped(leftOut: readonly string[], faults: readonly string[], map: () => object): Mapped {
  const { document, more } = attempt(map);
  const all = [...faults, ...more];
  if (leftOut.length > 0) return { outcome: 'left-out', reasons: [...leftOut, ...all], document };
  return { outcome: all.length > 0 ? 'unmappable' : 'taken', reasons: all, document };
}

function attempt(map: () => object): { document: object | null; more: string[] } {
  try {
    return { document: map(), more: [] };
  } catch (error) {
    if (error instanceof MappingError) return { document: null, more: error.faults.map(sentence) };
    throw error;
  }
}
