import { defineSearchAttributeKey } from '@temporalio/common';

/**
 * The names inside Temporal: a contract with users, see `docs/configuration.md`. Ids are built from business ids, so that
 * a second start of the same thing is a no-op.
 */
export const shipmentId = (store: string, shipment: string) => `shipment/${store}/${shipment}`;
/** An order that is imported as a whole (`import: orders`). */
export const orderId = (store: string, orderNumber: string) => `order/${store}/${orderNumber}`;
/** What came back of an order; `reportedBefore`: items of it that had been reported as returned before. */
export const returnId = (goodsOwner: string, ongoingOrderId: number, reportedBefore: number) =>
  `return/${goodsOwner}/${ongoingOrderId}/${reportedBefore}`;
/**
 * The life that an id in a reference is about: `retail/83651-1` names a shipment, `retail/83651` an order. Centra's order
 * numbers are whole numbers, and a shipment's id is its order's number with a number of its own.
 */
export const lifeId = (store: string, id: string) => (/-\d+$/.test(id) ? shipmentId(store, id) : orderId(store, id));
/** A supplier delivery, by the number that people see: `957-1`. */
export const purchaseOrderId = (goodsOwner: string, deliveryId: string) => `purchase-order/${goodsOwner}/${deliveryId}`;
export const connectionId = (storeOrGoodsOwner: string) => `connection/${storeOrGoodsOwner}`;
/** A comparison of the two systems. */
export const reconcileId = (goodsOwner: string) => `reconcile/${goodsOwner}`;
/** Gathered webhooks. */
export const inboxId = (storeOrGoodsOwner: string) => `inbox/${storeOrGoodsOwner}`;
export const lanesId = (shard: number) => `lanes/${shard}`;

/** Schedules, one for each periodic job; their workflows have the same id with the time of the run behind it. */
export const shipmentsSchedule = (store: string) => `shipments/${store}`;
export const ordersSchedule = (store: string) => `orders/${store}`;
export const warehouseSchedule = (goodsOwner: string) => `warehouse/${goodsOwner}`;
export const sweepSchedule = (goodsOwner: string) => `sweep/${goodsOwner}`;
export const articlesSchedule = (goodsOwner: string) => `articles/${goodsOwner}`;
export const purchaseOrdersSchedule = (goodsOwner: string) => `purchase-orders/${goodsOwner}`;
export const returnsSchedule = (goodsOwner: string) => `returns/${goodsOwner}`;
export const stockSchedule = (goodsOwner: string) => `stock/${goodsOwner}`;

/** What needs a person, told to the targets of `alerts`. */
export const alertsSchedule = 'alerts';

/** Who polls what. */
export const taskQueues = {
  /** Workflows and light activities. */
  bridge: 'bridge',
  /** Leases for shards of goods owners. */
  lanes: 'lanes',
  /** One call at a time, over all processes. */
  ongoing: (goodsOwner: string) => `ongoing/${goodsOwner}`,
  centra: (store: string) => `centra/${store}`,
} as const;

/** The deployment whose builds `bridge worker --build-id` names (Temporal's worker versioning). */
export const deploymentName = 'bridge';

/** `bridge` sets them up; `Attention IS NOT NULL` is the list of everything that a person should look at. */
export const searchAttributes = {
  goodsOwner: defineSearchAttributeKey('GoodsOwner', 'KEYWORD'),
  store: defineSearchAttributeKey('Store', 'KEYWORD'),
  stage: defineSearchAttributeKey('Stage', 'KEYWORD'),
  attention: defineSearchAttributeKey('Attention', 'KEYWORD'),
  /** Centra's order number. */
  orderNumber: defineSearchAttributeKey('OrderNumber', 'KEYWORD'),
  /** The order number in Ongoing. */
  warehouseOrder: defineSearchAttributeKey('WarehouseOrder', 'KEYWORD'),
  attentionSince: defineSearchAttributeKey('AttentionSince', 'DATETIME'),
  /** When attention will be raised if nothing happens. */
  dueAt: defineSearchAttributeKey('DueAt', 'DATETIME'),
} as const;

/** Workflow types. Callers start workflows by these names, without importing the workflows' code. */
export const workflowTypes = {
  shipment: 'shipment',
  order: 'order',
  return: 'return',
  purchaseOrder: 'purchaseOrder',
  connection: 'connection',
  shipmentsScan: 'shipmentsScan',
  ordersScan: 'ordersScan',
  warehouseScan: 'warehouseScan',
  sweep: 'sweep',
  returnsScan: 'returnsScan',
  purchaseOrdersScan: 'purchaseOrdersScan',
  articlesSync: 'articlesSync',
  stockSync: 'stockSync',
  alerts: 'alerts',
  reconcile: 'reconcile',
  inbox: 'inbox',
  lease: 'lease',
} as const;

const oneOf = (...types: string[]) => `WorkflowType IN (${types.map((type) => `'${type}'`).join(', ')})`;
/** In a query: lives of shipments, and of orders that are imported as a whole. */
export const isLife = oneOf(workflowTypes.shipment, workflowTypes.order);
/** The same, and those of purchase orders and returns. */
export const isEntity = oneOf(
  workflowTypes.shipment,
  workflowTypes.order,
  workflowTypes.purchaseOrder,
  workflowTypes.return,
);

/** All that can need a person. */
export const isAsking = oneOf(
  workflowTypes.shipment,
  workflowTypes.order,
  workflowTypes.purchaseOrder,
  workflowTypes.return,
  workflowTypes.connection,
);

/** How urgent a call is in a lane; 1 is first. Temporal's `priorityKey`, and the lock within a lane. */
export const priorities = { cancel: 1, shipment: 2, scan: 3, stock: 4, articles: 5 } as const;
/**
 * How urgent an activity is in a queue, in Temporal's words. Scans come as soon as the shipments that they find, or a flood
 * of one store's orders would keep all others from being seen; among equals every store has its share, and the scans have one.
 */
export const inTurn = {
  of: (priority: Priority, store: string) => ({ priorityKey: priority, fairnessKey: store }),
  scans: { priorityKey: 2, fairnessKey: 'scans' },
} as const;
export type Priority = (typeof priorities)[keyof typeof priorities];
