import type { Account } from './account';
import { Accounting } from './account';
import type { Difference, DifferenceKind, Verdict } from './difference';

/** A shipment that is good-to-go, each once. */
export interface GoodToGo {
  readonly shipmentId: string;
  /** Why it may not start its life now; `fault`: that cannot be said, which nobody wants. */
  readonly gate?: { readonly why: string; readonly fault?: boolean };
}

/** A shipment's workflow: one that is under way, or how the last one ended. */
export interface Life {
  readonly shipmentId: string;
  /** Of one that has ended: how. */
  readonly stage: string;
  readonly isOpen: boolean;
  readonly attention?: string;
}

/** An order of ours in the warehouse. Those that were cancelled are told too: they say why there is no other. */
export interface OrderThere {
  readonly orderId: number;
  readonly orderNumber: string;
  readonly shipmentId: string;
  readonly is: 'open' | 'shipped' | 'cancelled';
  /** `450 Sent` */
  readonly status: string;
  /** What is left of another one: not a second order for the same goods. */
  readonly isBackOrder: boolean;
}

/** What Centra says of a shipment that is not good-to-go. */
export type Elsewhere = 'completed' | 'cancelled' | 'not-good-to-go' | 'not-visible';

/** One store's shipments in both systems, as they were read. */
export interface StoreSeen {
  readonly store: string;
  /** Records in Centra's list that cannot be read, by id or place. */
  readonly unreadable: readonly string[];
  readonly shipments: readonly GoodToGo[];
  readonly lives: ReadonlyMap<string, Life>;
  readonly orders: readonly OrderThere[];
  /** Numbers of good-to-go shipments that an order of somebody else has, by shipment. */
  readonly taken: ReadonlySet<string>;
  /** Of the shipments that have an open order and are not good-to-go. */
  readonly elsewhere: ReadonlyMap<string, Elsewhere>;
  /** Why nothing is written now; absent: nobody has paused it. */
  readonly paused?: string;
  /** Why no scan will take up what is new; absent: one will. */
  readonly noScan?: string;
}

/** How a kind of document and its order are called. Shipments and orders; supplier deliveries and purchase orders. */
export interface Words {
  readonly offered: (place: string) => string;
  readonly ordered: (place: string) => string;
  /** What Centra says of those that it offers. */
  readonly isOffered: string;
  readonly ofOffered: string;
  /** The state of an order that was reported before the warehouse was done with it. */
  readonly reported: string;
  /** Where Centra is never told of the end: what that means. */
  readonly unreported?: string;
  readonly kinds: {
    readonly withoutOrder: DifferenceKind;
    readonly withoutDocument: DifferenceKind;
    readonly centraOnly: DifferenceKind;
    readonly ongoingOnly: DifferenceKind;
    readonly different: DifferenceKind;
    readonly notFollowed: DifferenceKind;
    readonly twice: DifferenceKind;
  };
  readonly centra: Readonly<Record<Elsewhere, string>>;
  readonly means: Readonly<Record<Elsewhere, string>>;
}

export const goodToGoSum = (store: string) => `good-to-go shipments in ${store}`;
export const ordersSum = (store: string) => `orders of ${store} in the warehouse`;

export const shipmentWords: Words = {
  offered: goodToGoSum,
  ordered: ordersSum,
  isOffered: 'good-to-go',
  ofOffered: 'of good-to-go shipments',
  reported: 'reported, not yet sent',
  kinds: {
    withoutOrder: 'shipment-without-order',
    withoutDocument: 'order-without-shipment',
    centraOnly: 'completed-in-centra-only',
    ongoingOnly: 'completed-in-ongoing-only',
    different: 'order-different',
    notFollowed: 'order-not-followed',
    twice: 'ordered-twice',
  },
  centra: {
    completed: 'completed',
    cancelled: 'cancelled',
    'not-good-to-go': 'not good-to-go',
    'not-visible': '',
  },
  means: {
    completed: 'it was completed in Centra',
    cancelled: 'its order is cancelled in Centra',
    'not-good-to-go': 'it is not good-to-go any more',
    'not-visible': 'Centra does not show its order: on hold, of another market, or removed',
  },
};

/** Lives that have come to an end and wait for Centra to take the shipment from the list. */
const ends = new Set(['completed', 'cancelled', 'withdrawn', 'abandoned']);

/**
 * One store's good-to-go shipments and its orders in the warehouse, side by side. Every shipment, and every order, is in
 * exactly one named state.
 *
 * @param before what a first reading found: only what was different both times is named
 * @param words how they are called; default: shipments and orders
 */
export function reconcileShipments(seen: StoreSeen, before?: ReadonlySet<string>, words = shipmentWords): Account {
  const accounting = new Accounting(before);
  const { store, shipments, unreadable, orders, lives } = seen;
  const goodToGo = new Set(shipments.map(({ shipmentId }) => shipmentId));
  const ordersOf = byShipment(orders);

  accounting.expect(words.offered(store), shipments.length + unreadable.length);
  for (const id of unreadable) accounting.count(words.offered(store), notReadable(`${store}/${id}`));
  const named = new Set<string>();
  for (const shipment of shipments) {
    accounting.count(words.offered(store), ofShipment(shipment, seen, ordersOf.get(shipment.shipmentId) ?? [], words));
    named.add(shipment.shipmentId);
  }

  const living = orders.filter(({ is }) => is !== 'cancelled');
  accounting.expect(words.ordered(store), living.length);
  for (const order of living) {
    if (goodToGo.has(order.shipmentId)) accounting.count(words.ordered(store), { state: words.ofOffered });
    else accounting.count(words.ordered(store), ofOrder(order, seen, words));
    named.add(order.shipmentId);
  }
  // Neither good-to-go nor with an order: only its own workflow knows that something is wrong.
  for (const life of lives.values()) {
    if (life.isOpen && life.attention !== undefined && !named.has(life.shipmentId)) {
      const where = { centra: `not ${words.isOffered}`, ongoing: 'no open order' };
      accounting.say(different('needs-a-person', store, life.shipmentId, where, attentionOf(life.attention)));
    }
  }
  return accounting.account();
}

const notReadable = (id: string): Verdict => ({
  state: 'unreadable',
  difference: { kind: 'unreadable', id, centra: 'cannot be read', ongoing: '', reason: 'unreadable' },
});

/** The state of a good-to-go shipment. */
function ofShipment(shipment: GoodToGo, seen: StoreSeen, orders: readonly OrderThere[], words: Words): Verdict {
  const { store, lives } = seen;
  const { shipmentId } = shipment;
  const life = lives.get(shipmentId);
  const living = orders.filter(({ is }) => is !== 'cancelled');
  const where = { centra: words.isOffered, ongoing: shown(orders) };
  const first = living.filter(({ isBackOrder }) => !isBackOrder);
  if (first.length > 1) {
    const numbers = first.map(({ orderNumber }) => orderNumber).join(' and ');
    return different(words.kinds.twice, store, shipmentId, where, `the same goods are in ${numbers}`);
  }
  return life?.isOpen
    ? followed(life, seen, living, where, words.kinds)
    : notFollowed(shipment, seen, life, living, where, words);
}

interface Where {
  readonly centra: string;
  readonly ongoing: string;
}

/** Its workflow is under way. */
function followed(
  life: Life,
  { store, paused }: StoreSeen,
  living: readonly OrderThere[],
  where: Where,
  kinds: Words['kinds'],
): Verdict {
  const { shipmentId, stage, attention } = life;
  const open = living.some(({ is }) => is === 'open');
  const kind: DifferenceKind = living.length === 0 ? kinds.withoutOrder : kinds.ongoingOnly;
  if (stage === 'abandoned') {
    const why = 'an operator has abandoned it: nobody follows it';
    return different(living.length === 0 ? kind : kinds.notFollowed, store, shipmentId, where, why);
  }
  if (stage === 'cancelled' && living.length === 0) {
    return different(kind, store, shipmentId, where, 'it was cancelled here, and Centra still offers it');
  }
  if (attention === 'changed-after-start') {
    return different(kinds.different, store, shipmentId, where, attentionOf(attention));
  }
  if (open) return { state: 'in the warehouse' };
  if (attention !== undefined) return different(kind, store, shipmentId, where, attentionOf(attention));
  const heldBy = stage === 'held' ? 'held by an operator' : paused;
  if (heldBy !== undefined) return wanted(kind, store, shipmentId, where, heldBy);
  const state = living.length === 0 ? 'on their way to the warehouse' : 'being reported';
  const doing = ends.has(stage) || stage === '' ? 'its end is under way' : `${stage} is under way`;
  return { state, underWay: { kind, id: `${store}/${shipmentId}`, ...where, reason: doing } };
}

/** It has no workflow: nobody has taken it up, or its life has ended. */
function notFollowed(
  { shipmentId, gate }: GoodToGo,
  { store, taken, paused, noScan }: StoreSeen,
  life: Life | undefined,
  living: readonly OrderThere[],
  where: Where,
  { kinds, unreported }: Words,
): Verdict {
  const kind: DifferenceKind = living.length === 0 ? kinds.withoutOrder : kinds.notFollowed;
  if (unreported !== undefined && living.length > 0 && living.every(({ is }) => is === 'shipped')) {
    return wanted(kinds.ongoingOnly, store, shipmentId, where, unreported);
  }
  if (gate) {
    const why = gate.why;
    if (gate.fault || living.length > 0) return different(kind, store, shipmentId, where, why);
    return wanted(kind, store, shipmentId, where, why);
  }
  if (living.length === 0 && taken.has(shipmentId)) {
    return different(kind, store, shipmentId, where, 'number-taken: an order that is not ours has its number');
  }
  if (noScan !== undefined) return different(kind, store, shipmentId, where, noScan);
  const reason = [
    ...(life ? [`its last life ended as ${life.stage}`] : []),
    ...(paused === undefined ? [] : [paused]),
    'the next scan takes it up',
  ].join('; ');
  return { state: 'new', underWay: { kind, id: `${store}/${shipmentId}`, ...where, reason } };
}

/** The state of an order whose shipment is not good-to-go. */
function ofOrder(order: OrderThere, { store, lives, elsewhere }: StoreSeen, words: Words): Verdict {
  const { shipmentId } = order;
  const life = lives.get(shipmentId);
  const there = elsewhere.get(shipmentId) ?? 'not-visible';
  const where = { centra: words.centra[there], ongoing: `${order.orderNumber}: ${order.status}` };
  const kind = there === 'completed' ? words.kinds.centraOnly : words.kinds.withoutDocument;
  if (life?.isOpen && life.stage !== 'abandoned') {
    if (life.attention !== undefined) return different(kind, store, shipmentId, where, attentionOf(life.attention));
    const reason = `${life.stage} is under way`;
    return { state: 'at their end', underWay: { kind, id: `${store}/${shipmentId}`, ...where, reason } };
  }
  // Reported, and then it leaves the house: `completeWhen: picked`, or an operator who reported it early.
  if (there === 'completed' && life?.stage === 'completed') return { state: words.reported };
  if (order.is === 'shipped' && there === 'completed') return { state: 'completed in both' };
  const why = life ? `its life ended as ${life.stage}` : 'nobody follows it';
  return different(kind, store, shipmentId, where, `${words.means[there]}; ${why}`);
}

const attentionOf = (attention: string) => `attention: ${attention}`;

function different(kind: DifferenceKind, store: string, id: string, where: Where, reason: string): Verdict {
  return { state: kind, difference: { kind, id: `${store}/${id}`, ...where, reason } };
}

function wanted(kind: DifferenceKind, store: string, id: string, where: Where, reason: string): Verdict {
  const difference: Difference = { kind, id: `${store}/${id}`, ...where, reason, expected: true };
  return { state: 'held back', difference };
}

/** What the warehouse has of a shipment; a cancelled order only where there is no other. */
function shown(orders: readonly OrderThere[]): string {
  const living = orders.filter(({ is }) => is !== 'cancelled');
  const some = living.length > 0 ? living : orders.slice(-1);
  return some.map(({ orderNumber, status }) => `${orderNumber}: ${status}`).join(', ');
}

function byShipment(orders: readonly OrderThere[]): Map<string, OrderThere[]> {
  const found = new Map<string, OrderThere[]>();
  for (const order of orders) found.set(order.shipmentId, [...(found.get(order.shipmentId) ?? []), order]);
  return found;
}
