import type { Client } from '@temporalio/client';
import type { Shipment } from '../../clients/centra/schema';
import type { StoreConfig } from '../../config';
import type { Elsewhere, GoodToGo } from '../../lifecycle/reconcile/shipments';
import { orderId, ordersSchedule, shipmentId, shipmentsSchedule, workflowTypes } from '../../protocol/names';
import type { StoreRoom } from '../rooms';
import { listedFrom } from '../scans/read-orders';
import { gateOf, type Gated } from '../shipment/fresh';
import { gateOfNew, isOpen } from '../shipment/whole-order';
import { endOf, openLives, type OpenLife } from './lives';
import type { Reading } from './reading';

const pageSize = 100;

/** What a store offers to be shipped, of one kind, and the lives of that kind. */
export interface Offered {
  readonly kind: 'shipments' | 'orders';
  readonly store: StoreRoom;
  readonly documents: readonly GoodToGo[];
  readonly unreadable: readonly string[];
  readonly lives: ReadonlyMap<string, OpenLife>;
  /** What the list says of others than those that are offered. */
  readonly elsewhere: ReadonlyMap<string, Elsewhere>;
  readonly workflowId: (id: string) => string;
  readonly schedule: string;
}

/**
 * The store's good-to-go shipments.
 *
 * Source: Centra `GET /shipments`, Temporal's visibility.
 *
 * @param orders with `import: both`, those whose goods go with the order
 */
export async function offeredShipments(
  client: Client,
  store: StoreRoom,
  orders: Offered,
  reading: Reading,
): Promise<Offered> {
  const { id } = store.config;
  const documents = new Map<string, GoodToGo>();
  const unreadable = new Set<string>();
  const elsewise = importsShipments(store.config) ? undefined : { reason: store.config.import as 'none' | 'orders' };
  const lives = await livesOf(client, workflowTypes.shipment, id, shipmentId(id, ''));
  for (let offset = 0; ;) {
    const page = await reading.centra(id, (centra, signal) =>
      centra.listShipments({ limit: pageSize, offset }, signal),
    );
    for (const shipment of page.rows) {
      const gate = elsewise ?? gateOf(shipment, store) ?? (await goesWithOrder(client, shipment, lives, orders));
      documents.set(shipment.shipmentId, { shipmentId: shipment.shipmentId, ...(gate && { gate: told(gate) }) });
    }
    for (const row of page.broken) unreadable.add(row.id ?? row.at);
    offset += page.received;
    reading.at(`${id}: ${offset} good-to-go shipments read`);
    if (page.received < pageSize) break;
  }
  // A list that shifts may show a record as broken on one page only.
  for (const shown of documents.keys()) unreadable.delete(shown);
  return {
    ...{ kind: 'shipments', store, documents: [...documents.values()], unreadable: [...unreadable] },
    ...{ lives, elsewhere: new Map(), schedule: shipmentsSchedule(id), workflowId: (its) => shipmentId(id, its) },
  };
}

/**
 * The store's orders that are to be shipped, where it imports orders; else only the lives of those that it did import.
 *
 * Source: Centra `GET /orders`, Temporal's visibility.
 */
export async function offeredOrders(client: Client, store: StoreRoom, reading: Reading): Promise<Offered> {
  const { id, importFrom } = store.config;
  const lives = await livesOf(client, workflowTypes.order, id, orderId(id, ''));
  const documents = new Map<string, GoodToGo>();
  const elsewhere = new Map<string, Elsewhere>();
  const unreadable = new Set<string>();
  const now = Date.now();
  const oldest = Math.min(now, ...[...lives.values()].map(({ startedAt }) => startedAt));
  const newerThan = listedFrom(importFrom, oldest, now);
  let wasFull = false;
  for (let offset = 0; importsOrders(store.config);) {
    const page = await reading.centra(id, (centra, signal) =>
      centra.listWholeOrders({ newerThan, limit: pageSize, offset }, signal),
    );
    for (const order of page.rows) {
      const its = order.orderId;
      if (isOpen(order)) {
        const gate = lives.has(its) ? undefined : gateOfNew(order, store);
        documents.set(its, { shipmentId: its, ...(gate && { gate: told(gate) }) });
        elsewhere.delete(its);
      } else {
        documents.delete(its);
        elsewhere.set(its, order.status === 'cancelled' ? 'cancelled' : 'completed');
      }
    }
    for (const row of page.broken) unreadable.add(row.id ?? row.at);
    offset += page.received;
    reading.at(`${id}: ${offset} orders read`);
    // How many rows a page may have is not documented: a short page is the last one only where there was a full one.
    if (page.received === 0 || (wasFull && page.received < pageSize)) break;
    wasFull ||= page.received >= pageSize;
  }
  for (const shown of [...documents.keys(), ...elsewhere.keys()]) unreadable.delete(shown);
  return {
    ...{ kind: 'orders', store, documents: [...documents.values()], unreadable: [...unreadable], lives, elsewhere },
    ...{ schedule: ordersSchedule(id), workflowId: (its) => orderId(id, its) },
  };
}

const livesOf = (client: Client, type: string, store: string, prefix: string) =>
  openLives(client, { type, where: `Store = '${store}'`, prefix });

export const importsShipments = ({ import: imported }: StoreConfig) => imported === 'shipments' || imported === 'both';
export const importsOrders = ({ import: imported }: StoreConfig) => imported === 'orders' || imported === 'both';

/** As the scan of shipments sees it: what lives as an order, or has left as one, does not go again as a shipment. */
async function goesWithOrder(
  client: Client,
  { shipmentId: its, orderId: orderNumber }: Shipment,
  lives: ReadonlyMap<string, OpenLife>,
  orders: Offered,
): Promise<{ readonly reason: 'as-order' } | undefined> {
  if (orders.store.config.import !== 'both' || lives.has(its)) return undefined;
  const life = orders.lives.get(orderNumber);
  const goes = life
    ? !['cancelled', 'withdrawn'].includes(life.stage)
    : (await endOf(client, orders.workflowId(orderNumber))) === 'completed';
  return goes ? { reason: 'as-order' } : undefined;
}

function told(gate: Gated | { readonly reason: 'none' | 'orders' | 'as-order' }): NonNullable<GoodToGo['gate']> {
  return 'fault' in gate ? { why: gate.fault, fault: true } : { why: gates[gate.reason] };
}

const gates = {
  hold: 'its order is on hold, or waits for its payment',
  suspect: 'its order is suspect',
  filtered: 'the store’s `filter` leaves it out',
  'too-old': 'its order was placed before `importFrom`',
  shipments: 'its goods go as shipments (`import: both`)',
  'as-order': 'its goods go with its order (`import: both`)',
  shipped: 'some of it was shipped already',
  none: 'the store imports nothing (`import: none`)',
  orders: 'the store imports orders, not shipments (`import: orders`)',
} as const;
