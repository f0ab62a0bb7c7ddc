import type { Client } from '@temporalio/client';
import type { Shipment, WholeOrder } from '../../clients/centra/schema';
import type { StoreConfig } from '../../config';
import type { Elsewhere, GoodToGo } from '../../lifecycle/reconcile/shipments';
import { orderId, ordersSchedule, shipmentId, shipmentsSchedule, workflowTypes } from '../../protocol/names';
import type { StoreRoom } from '../rooms';
import { listedFrom } from '../scans/listed-from';
import { readPages, type WholeList } from '../scans/read-pages';
import { gateOf, type Gated } from '../shipment/fresh';
import { gateOfNew, isOpen } from '../shipment/whole-order';
import { endOf, openLives, type OpenLife } from './lives';
import type { Reading } from './reading';

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
  const elsewise = importsShipments(store.config) ? undefined : { reason: store.config.import as 'none' | 'orders' };
  const lives = await livesOf(client, workflowTypes.shipment, id, shipmentId(id, ''));
  const list = await readPages(
    (page) => reading.centra(id, (centra, signal) => centra.listShipments(page, signal)),
    (one) => one.shipmentId,
    (count) => reading.at(`${id}: ${count} good-to-go shipments read`),
  );
  const documents: GoodToGo[] = [];
  for (const [shipmentId, { row }] of list.rows) {
    const gate = elsewise ?? gateOf(row, store) ?? (await goesWithOrder(client, row, lives, orders));
    documents.push({ shipmentId, ...(gate && { gate: told(gate) }) });
  }
  return {
    ...{ kind: 'shipments', store, documents, unreadable: unreadableOf(list) },
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
  const documents: GoodToGo[] = [];
  const elsewhere = new Map<string, Elsewhere>();
  const now = Date.now();
  const oldest = Math.min(now, ...[...lives.values()].map(({ startedAt }) => startedAt));
  const newerThan = listedFrom(importFrom, oldest, now);
  const list = importsOrders(store.config)
    ? await readPages(
        (page) => reading.centra(id, (centra, signal) => centra.listWholeOrders({ ...page, newerThan }, signal)),
        (one) => one.orderId,
        (count) => reading.at(`${id}: ${count} orders read`),
      )
    : nothingListed;
  for (const [its, { row }] of list.rows) {
    if (isOpen(row)) {
      const gate = lives.has(its) ? undefined : gateOfNew(row, store);
      documents.push({ shipmentId: its, ...(gate && { gate: told(gate) }) });
    } else elsewhere.set(its, row.status === 'cancelled' ? 'cancelled' : 'completed');
  }
  return {
    ...{ kind: 'orders', store, documents, unreadable: unreadableOf(list), lives, elsewhere },
    ...{ schedule: ordersSchedule(id), workflowId: (its) => orderId(id, its) },
  };
}

const nothingListed: WholeList<WholeOrder> = { rows: new Map(), broken: [], received: 0, pages: 0, observedAt: 0 };

/** A list that shifts may show a record as broken on one page only. */
const unreadableOf = ({ broken, rows }: WholeList<unknown>) => [
  ...new Set(broken.map((row) => row.id ?? row.at).filter((id) => !rows.has(id))),
];

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
