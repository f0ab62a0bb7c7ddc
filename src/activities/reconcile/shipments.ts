import type { Client } from '@temporalio/client';
import { Accounting, type Account } from '../../lifecycle/reconcile/account';
import { merged } from '../../lifecycle/reconcile/merged';
import { wholeOrderWords } from '../../lifecycle/reconcile/whole-orders';
import type { Elsewhere, Life, OrderThere, StoreSeen } from '../../lifecycle/reconcile/shipments';
import { reconcileShipments, shipmentWords } from '../../lifecycle/reconcile/shipments';
import type { Connections } from '../connections';
import type { Rooms } from '../rooms';
import { orderNumberOf } from '../shipment/order-number';
import { isOurs } from '../shipment/warehouse-sight';
import type { Comparison } from './compare';
import { endOf } from './lives';
import { importsOrders, offeredOrders, offeredShipments, type Offered } from './offered';
import type { Reading } from './reading';
import { whyNoRun } from './scan-health';
import { openOrders, ordersOf, type OrderKept, type OrdersRead } from './warehouse-orders';

export interface ReconcileDeps {
  readonly rooms: Rooms;
  readonly connections: Connections;
  readonly client: Client;
}

/** The orders that belong to what a store offers, by Ongoing's ids. */
type Dealt = ReadonlyMap<Offered, Map<number, OrderThere>>;

/**
 * Good-to-go shipments (and orders, where those are imported) and orders in the warehouse, of all stores of a goods owner.
 * Kept are ids, statuses and why a shipment may not go: a few hundred bytes for each.
 *
 * Source: Centra `GET /shipments`, `GET /orders`; Ongoing `GET /orders`; Temporal's visibility.
 */
export function compareShipments(deps: ReconcileDeps, goodsOwner: string, reading: Reading): Comparison {
  return async (before) => {
    const { config } = deps.rooms.goodsOwner(goodsOwner);
    const offers: Offered[] = [];
    for (const { id } of config.stores) {
      const store = deps.rooms.store(id);
      const orders = await offeredOrders(deps.client, store, reading);
      offers.push(await offeredShipments(deps.client, store, orders, reading), orders);
    }
    const open = await openOrders(reading, config.ongoing.statuses);
    const dealt: Dealt = new Map(offers.map((offered) => [offered, new Map<number, OrderThere>()]));
    for (const order of open.orders) {
      const owner = ownerOf(order, offers);
      if (owner) dealt.get(owner.offered)?.set(order.orderId, { ...order, shipmentId: owner.id });
    }
    const accounts = [warehouseSide(goodsOwner, open, dealt, before)];
    for (const [offered, orders] of dealt) {
      const isNothing = orders.size === 0 && offered.lives.size === 0;
      if (offered.kind === 'orders' && isNothing && !importsOrders(offered.store.config)) continue;
      const seen = await beside(deps, goodsOwner, offered, orders, reading);
      accounts.push(reconcileShipments(seen, before, offered.kind === 'orders' ? wholeOrderWords : shipmentWords));
    }
    return merged(accounts);
  };
}

/** The same orders from the warehouse's side: all that it has open is somebody's. */
function warehouseSide(
  goodsOwner: string,
  open: OrdersRead,
  dealt: Dealt,
  before: ReadonlySet<string> | undefined,
): Account {
  const accounting = new Accounting(before);
  const sum = `open orders of ${goodsOwner} in Ongoing`;
  accounting.expect(sum, open.orders.length + open.unreadable.length);
  const owners = new Map<number, string>();
  for (const [{ store }, orders] of dealt) {
    for (const orderId of orders.keys()) owners.set(orderId, store.config.id);
  }
  for (const { orderId } of open.orders) {
    const owner = owners.get(orderId);
    accounting.count(sum, { state: owner === undefined ? 'not of this bridge' : `of ${owner}` });
  }
  for (const id of open.unreadable) {
    const difference = { kind: 'unreadable', id: `${goodsOwner}/${id}`, centra: '', reason: 'unreadable' } as const;
    accounting.count(sum, { state: 'unreadable', difference: { ...difference, ongoing: 'cannot be read' } });
  }
  return accounting.account();
}

/**
 * Whose an order is: the shipment (`retail/83651-1`) or the order (`retail/83651`) that its reference names; else one of
 * ours whose id it has.
 */
function ownerOf(
  { referenceNumber = '', goodsOwnerOrderId }: OrderKept,
  offers: readonly Offered[],
): { offered: Offered; id: string } | undefined {
  const named = offers.find(({ store }) => referenceNumber.startsWith(`${store.config.id}/`));
  if (named) {
    const id = referenceNumber.slice(named.store.config.id.length + 1);
    const kind = /-\d+$/.test(id) ? 'shipments' : 'orders';
    const offered = offers.find((one) => one.store === named.store && one.kind === kind);
    return offered && { offered, id };
  }
  const known = offers.find(
    ({ documents, lives }) =>
      goodsOwnerOrderId !== undefined &&
      (lives.has(goodsOwnerOrderId) || documents.some(({ shipmentId }) => shipmentId === goodsOwnerOrderId)),
  );
  return known && { offered: known, id: goodsOwnerOrderId ?? '' };
}

/** Asks for what the lists leave open: orders that are sent or cancelled, and shipments that are not good-to-go. */
async function beside(
  { rooms, connections, client }: ReconcileDeps,
  goodsOwner: string,
  offered: Offered,
  orders: Map<number, OrderThere>,
  reading: Reading,
): Promise<StoreSeen> {
  const room = rooms.goodsOwner(goodsOwner);
  const { store, documents, unreadable, lives } = offered;
  const { id } = store.config;
  const withOrder = new Set([...orders.values()].map(({ shipmentId }) => shipmentId));
  const numbers = new Map<string, string>();
  for (const { shipmentId } of documents) {
    if (withOrder.has(shipmentId)) continue;
    numbers.set(lives.get(shipmentId)?.warehouseOrder ?? orderNumberOf(store, shipmentId, 1), shipmentId);
  }
  const taken = new Set<string>();
  const found = await ordersOf(reading, [...numbers.keys()], room.config.ongoing.statuses);
  for (const order of found.orders) {
    const shipmentId = numbers.get(order.orderNumber);
    if (shipmentId === undefined) continue;
    if (isOurs(order, { store: id, shipmentId }, room)) orders.set(order.orderId, { ...order, shipmentId });
    else if (order.is !== 'cancelled') taken.add(shipmentId);
  }

  const isOffered = new Set(documents.map(({ shipmentId }) => shipmentId));
  const elsewhere = new Map<string, Elsewhere>();
  const allLives = new Map<string, Life>(lives);
  for (const shipmentId of withOrder) {
    if (isOffered.has(shipmentId)) continue;
    const life = lives.get(shipmentId);
    if (life && life.attention === undefined && life.stage !== 'abandoned') continue;
    const orderNumber = life?.orderNumber ?? shipmentId.replace(/-\d+$/, '');
    const there = offered.elsewhere.get(shipmentId) ?? (await whereIs(reading, offered, orderNumber, shipmentId));
    elsewhere.set(shipmentId, there);
    if (life) continue;
    const stage = await endOf(client, offered.workflowId(shipmentId));
    if (stage !== undefined) allLives.set(shipmentId, { shipmentId, stage, isOpen: false });
    reading.at(`${id}: ${elsewhere.size} orders of what is not offered any more asked for`);
  }
  const paused = await whyPaused(connections, id, goodsOwner);
  const noScan = await whyNoRun(client, offered.schedule);
  return {
    ...{ store: id, shipments: documents, unreadable, lives: allLives, orders: [...orders.values()], taken, elsewhere },
    ...(paused !== undefined && { paused }),
    ...(noScan !== undefined && { noScan }),
  };
}

async function whereIs(
  reading: Reading,
  { store, kind }: Offered,
  orderNumber: string,
  shipmentId: string,
): Promise<Elsewhere> {
  const { rows } = await reading.centra(store.config.id, (centra, signal) =>
    centra.listOrders({ orderNumber }, signal),
  );
  const order = rows.find((row) => row.orderNumber === orderNumber);
  if (!order) return 'not-visible';
  if (order.status === 'cancelled') return 'cancelled';
  const isCompleted =
    kind === 'orders'
      ? order.status === 'completed' || order.status === 'archived'
      : order.shipments.some((one) => one.shipmentId === shipmentId && one.shippedDate !== undefined);
  return isCompleted ? 'completed' : 'not-good-to-go';
}

/** Why nothing is written: of the store or of its goods owner. */
export async function whyPaused(
  connections: Connections,
  store: string | undefined,
  goodsOwner: string,
): Promise<string | undefined> {
  if (store !== undefined && (await connections.stage(store)) === 'paused') {
    return `${store} is paused (\`bridge resume --store ${store}\`)`;
  }
  if ((await connections.stage(goodsOwner)) === 'paused') {
    return `${goodsOwner} is paused (\`bridge resume --goods-owner ${goodsOwner}\`)`;
  }
  return undefined;
}
