import type { Client } from '@temporalio/client';
import type { StoreConfig } from '../../config';
import { Accounting, type Account } from '../../lifecycle/reconcile/account';
import { merged } from '../../lifecycle/reconcile/merged';
import type { Elsewhere, GoodToGo, Life, OrderThere, StoreSeen } from '../../lifecycle/reconcile/shipments';
import { reconcileShipments } from '../../lifecycle/reconcile/shipments';
import { shipmentId as workflowIdOf, shipmentsSchedule, workflowTypes } from '../../protocol/names';
import type { Connections } from '../connections';
import type { Rooms, StoreRoom } from '../rooms';
import { gateOf } from '../shipment/fresh';
import { orderNumberOf } from '../shipment/order-number';
import { isOurs } from '../shipment/warehouse-sight';
import type { Comparison } from './compare';
import { endOf, openLives, type OpenLife } from './lives';
import type { Reading } from './reading';
import { whyNoRun } from './scan-health';
import { openOrders, ordersOf, type OrderKept } from './warehouse-orders';

export interface ReconcileDeps {
  readonly rooms: Rooms;
  readonly connections: Connections;
  readonly client: Client;
}

const pageSize = 100;

/** What is read of a store before the warehouse's orders are dealt out. */
interface StoreRead {
  readonly store: StoreRoom;
  readonly shipments: readonly GoodToGo[];
  readonly unreadable: readonly string[];
  readonly lives: ReadonlyMap<string, OpenLife>;
}

/**
 * Good-to-go shipments and orders in the warehouse, of all stores of a goods owner. Kept are ids, statuses and why a
 * shipment may not go: a few hundred bytes for each.
 *
 * Source: Centra `GET /shipments`, and `GET /orders` for shipments that are not good-to-go; Ongoing `GET /orders`;
 * Temporal's visibility.
 */
export function compareShipments(deps: ReconcileDeps, goodsOwner: string, reading: Reading): Comparison {
  return async (before) => {
    const room = deps.rooms.goodsOwner(goodsOwner);
    const { statuses } = room.config.ongoing;
    const stores: StoreRead[] = [];
    for (const { id } of room.config.stores) stores.push(await readStore(deps, id, reading));
    const open = await openOrders(reading, statuses);

    const orders = new Map(stores.map(({ store }) => [store.config.id, new Map<number, OrderThere>()]));
    const notOurs: OrderKept[] = [];
    for (const order of open.orders) {
      const owner = ownerOf(order, stores);
      if (owner) orders.get(owner.store)?.set(order.orderId, { ...order, shipmentId: owner.shipmentId });
      else notOurs.push(order);
    }

    const accounts: Account[] = [];
    for (const read of stores) {
      const its = orders.get(read.store.config.id) ?? new Map<number, OrderThere>();
      const seen = await beside(deps, goodsOwner, read, its, reading);
      accounts.push(reconcileShipments(seen, before));
    }
    return merged([...accounts, warehouseSide(goodsOwner, open, stores, orders, notOurs, before)]);
  };
}

/** The same orders from the warehouse's side: all that it has open is somebody's. */
function warehouseSide(
  goodsOwner: string,
  open: { readonly orders: readonly OrderKept[]; readonly unreadable: readonly string[] },
  stores: readonly StoreRead[],
  orders: ReadonlyMap<string, ReadonlyMap<number, OrderThere>>,
  notOurs: readonly OrderKept[],
  before: ReadonlySet<string> | undefined,
): Account {
  const accounting = new Accounting(before);
  const sum = `open orders of ${goodsOwner} in Ongoing`;
  accounting.expect(sum, open.orders.length + open.unreadable.length);
  const listed = new Set(open.orders.map(({ orderId }) => orderId));
  for (const { store } of stores) {
    const its = [...(orders.get(store.config.id)?.keys() ?? [])].filter((orderId) => listed.has(orderId));
    for (const _order of its) accounting.count(sum, { state: `of ${store.config.id}` });
  }
  for (const _order of notOurs) accounting.count(sum, { state: 'not of this bridge' });
  for (const id of open.unreadable) {
    const difference = { kind: 'unreadable', id: `${goodsOwner}/${id}`, centra: '', reason: 'unreadable' } as const;
    accounting.count(sum, { state: 'unreadable', difference: { ...difference, ongoing: 'cannot be read' } });
  }
  return accounting.account();
}

async function readStore({ rooms, client }: ReconcileDeps, id: string, reading: Reading): Promise<StoreRead> {
  const store = rooms.store(id);
  const shipments = new Map<string, GoodToGo>();
  const unreadable = new Set<string>();
  const elsewise = whyNotImported(store.config);
  for (let offset = 0; ;) {
    const page = await reading.centra(id, (centra, signal) =>
      centra.listShipments({ limit: pageSize, offset }, signal),
    );
    for (const shipment of page.rows) {
      const gate = elsewise ?? gateOf(shipment, store);
      shipments.set(shipment.shipmentId, { shipmentId: shipment.shipmentId, ...(gate && { gate: told(gate) }) });
    }
    for (const row of page.broken) unreadable.add(row.id ?? row.at);
    offset += page.received;
    reading.at(`${id}: ${offset} good-to-go shipments read`);
    if (page.received < pageSize) break;
  }
  const prefix = workflowIdOf(id, '');
  const lives = await openLives(client, { type: workflowTypes.shipment, where: `Store = '${id}'`, prefix });
  // A list that shifts may show a record as broken on one page only.
  for (const shown of shipments.keys()) unreadable.delete(shown);
  return { store, shipments: [...shipments.values()], unreadable: [...unreadable], lives };
}

type Gate = NonNullable<ReturnType<typeof gateOf>> | { readonly reason: 'none' | 'orders' };

function whyNotImported({ import: imported }: StoreConfig): Gate | undefined {
  return imported === 'shipments' || imported === 'both' ? undefined : { reason: imported };
}

function told(gate: Gate): NonNullable<GoodToGo['gate']> {
  return 'fault' in gate ? { why: gate.fault, fault: true } : { why: gates[gate.reason] };
}

const gates = {
  hold: 'its order is on hold',
  suspect: 'its order is suspect',
  filtered: 'the store’s `filter` leaves it out',
  'too-old': 'its order was placed before `importFrom`',
  none: 'the store imports nothing (`import: none`)',
  orders: 'the store imports orders, not shipments (`import: orders`)',
} as const;

/** Whose an order is: the shipment that its reference names; else one of ours whose id it has. */
function ownerOf(
  { referenceNumber = '', goodsOwnerOrderId }: OrderKept,
  stores: readonly StoreRead[],
): { store: string; shipmentId: string } | undefined {
  const named = stores.find(({ store }) => referenceNumber.startsWith(`${store.config.id}/`));
  if (named)
    return { store: named.store.config.id, shipmentId: referenceNumber.slice(named.store.config.id.length + 1) };
  if (goodsOwnerOrderId === undefined) return undefined;
  const known = stores.find(
    ({ shipments, lives }) =>
      lives.has(goodsOwnerOrderId) || shipments.some(({ shipmentId }) => shipmentId === goodsOwnerOrderId),
  );
  return known && { store: known.store.config.id, shipmentId: goodsOwnerOrderId };
}

/** Asks for what the lists leave open: orders that are sent or cancelled, and shipments that are not good-to-go. */
async function beside(
  { rooms, connections, client }: ReconcileDeps,
  goodsOwner: string,
  { store, shipments, unreadable, lives }: StoreRead,
  orders: Map<number, OrderThere>,
  reading: Reading,
): Promise<StoreSeen> {
  const room = rooms.goodsOwner(goodsOwner);
  const { id } = store.config;
  const withOrder = new Set([...orders.values()].map(({ shipmentId }) => shipmentId));
  const numbers = new Map<string, string>();
  for (const { shipmentId } of shipments) {
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

  const goodToGo = new Set(shipments.map(({ shipmentId }) => shipmentId));
  const elsewhere = new Map<string, Elsewhere>();
  const allLives = new Map<string, Life>(lives);
  for (const shipmentId of withOrder) {
    if (goodToGo.has(shipmentId)) continue;
    const life = lives.get(shipmentId);
    if (life && life.attention === undefined && life.stage !== 'abandoned') continue;
    const orderNumber = life?.orderNumber ?? shipmentId.replace(/-\d+$/, '');
    elsewhere.set(shipmentId, await whereIs(reading, id, orderNumber, shipmentId));
    if (life) continue;
    const stage = await endOf(client, workflowIdOf(id, shipmentId));
    if (stage !== undefined) allLives.set(shipmentId, { shipmentId, stage, isOpen: false });
    reading.at(`${id}: ${elsewhere.size} orders of shipments that are not good-to-go asked for`);
  }
  const paused = await whyPaused(connections, id, goodsOwner);
  const noScan = await whyNoRun(client, shipmentsSchedule(id));
  return {
    ...{ store: id, shipments, unreadable, lives: allLives, orders: [...orders.values()], taken, elsewhere },
    ...(paused !== undefined && { paused }),
    ...(noScan !== undefined && { noScan }),
  };
}

async function whereIs(reading: Reading, store: string, orderNumber: string, shipmentId: string): Promise<Elsewhere> {
  const { rows } = await reading.centra(store, (centra, signal) => centra.listOrders({ orderNumber }, signal));
  const order = rows.find((row) => row.orderNumber === orderNumber);
  if (!order) return 'not-visible';
  const shipment = order.shipments.find((one) => one.shipmentId === shipmentId);
  if (shipment?.shippedDate !== undefined) return 'completed';
  return order.status === 'cancelled' ? 'cancelled' : 'not-good-to-go';
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
