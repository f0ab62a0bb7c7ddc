import { ScheduleOverlapPolicy } from '@temporalio/client';
import type { SearchAttributePair } from '@temporalio/common';
import type { Config, GoodsOwnerConfig, StoreConfig } from '../config';
import { ofWholeOrders } from '../lifecycle/shipment/settings';
import {
  alertsSchedule,
  articlesSchedule,
  ordersSchedule,
  purchaseOrdersSchedule,
  searchAttributes,
  returnsSchedule,
  shipmentsSchedule,
  stockSchedule,
  sweepSchedule,
  taskQueues,
  warehouseSchedule,
  workflowTypes,
} from '../protocol/names';
import type { AlertsInput } from '../protocol/alerts';
import type { PurchaseOrdersScanInput } from '../protocol/purchase-order';
import type { ReturnsScanInput } from '../protocol/returns';
import type { ShipmentsScanInput, WarehouseScanInput } from '../protocol/scans';
import type { SyncInput } from '../protocol/syncs';
import { purchaseOrderSettingsOf } from './purchase-order-settings';
import { settingsOf } from './settings-of';
import { earliestImport, timing } from './timing';

/** A schedule as it is to be, in the words of Temporal's client. Durations are milliseconds. */
export interface DesiredSchedule {
  readonly scheduleId: string;
  readonly spec: { readonly intervals: [{ every: number; offset: number }] };
  readonly policies: {
    readonly overlap: ScheduleOverlapPolicy;
    readonly catchupWindow: number;
    readonly pauseOnFailure: boolean;
  };
  readonly action: {
    readonly type: 'startWorkflow';
    readonly workflowId: string;
    readonly workflowType: string;
    readonly args:
      | [ShipmentsScanInput]
      | [WarehouseScanInput]
      | [PurchaseOrdersScanInput]
      | [ReturnsScanInput]
      | [SyncInput]
      | [AlertsInput];
    readonly taskQueue: string;
    readonly workflowExecutionTimeout: number;
    /** For people, in Temporal's UI. */
    readonly staticSummary: string;
    readonly typedSearchAttributes: SearchAttributePair[];
  };
}

/** Which revision a store's settings carry. */
export type RevisionOf = (store: string) => number;

const minute = 60_000;
const day = 24 * 60 * minute;

const policies: DesiredSchedule['policies'] = {
  // A run that comes while another is under way waits for its end: all that come in between are one.
  overlap: ScheduleOverlapPolicy.BUFFER_ONE,
  // What was missed is done by the next run; after a long outage there is nothing to catch up with.
  catchupWindow: 5 * minute,
  // It would stop in silence.
  pauseOnFailure: false,
};

/** A run that takes longer than this is stuck, and keeps the next one waiting. */
const longestRunMs = 60 * minute;
/** A target that is away is left to the next runs. */
const longestAlertsMs = 10 * minute;
/** A synchronisation may have a whole registry to write, call by call: tens of thousands take hours. */
const longestSyncMs = 12 * 60 * minute;

/**
 * Every schedule that the configuration asks for.
 *
 * @param revisionOf which revision the settings in their arguments carry; default 1
 */
export function desiredSchedules(config: Config, revisionOf: RevisionOf = () => 1): DesiredSchedule[] {
  const ofGoodsOwners = config.goodsOwners.flatMap((goodsOwner) => [
    desiredWarehouse(goodsOwner, revisionOf),
    ...desiredBesidesWarehouse(goodsOwner, revisionOf),
  ]);
  return [...ofGoodsOwners, ...desiredAlerts(config)];
}

/** `alerts`, where there is somebody to be told. Who that is, the workers' own configuration says: it is a secret. */
export function desiredAlerts({ alerts, everyMs }: Pick<Config, 'alerts' | 'everyMs'>): DesiredSchedule[] {
  if (alerts.length === 0) return [];
  const run = {
    workflowType: workflowTypes.alerts,
    args: [{ everyMs: Math.min(minute, everyMs) }] as [AlertsInput],
    staticSummary: 'What needs a person, posted to the targets of `alerts`',
    typedSearchAttributes: [],
  };
  return [schedule(alertsSchedule, Math.min(minute, everyMs), run, longestAlertsMs)];
}

/** `warehouse/<goodsOwner>`: the one schedule that every goods owner has, and that knows all its stores. */
export function desiredWarehouse(goodsOwner: GoodsOwnerConfig, revisionOf: RevisionOf): DesiredSchedule {
  const { id, ongoing } = goodsOwner;
  return schedule(warehouseSchedule(id), ongoing.everyMs, {
    workflowType: workflowTypes.warehouseScan,
    args: [warehouseInput(goodsOwner, revisionOf)],
    staticSummary: `What changed in Ongoing for goods owner ${id}: tells the shipments concerned`,
    typedSearchAttributes: attributes(id),
  });
}

/** The other schedules of a goods owner and its stores. */
export function desiredBesidesWarehouse(goodsOwner: GoodsOwnerConfig, revisionOf: RevisionOf): DesiredSchedule[] {
  return [
    sweep(goodsOwner, revisionOf),
    ...(goodsOwner.returns.enabled ? [returns(goodsOwner, revisionOf)] : []),
    ...(goodsOwner.articles.enabled ? [articles(goodsOwner)] : []),
    ...(goodsOwner.stock.export || goodsOwner.stock.importAvailable ? [stock(goodsOwner)] : []),
    ...(goodsOwner.purchaseOrders.enabled ? purchaseOrders(goodsOwner, revisionOf) : []),
    ...goodsOwner.stores.filter(importsShipments).map((store) => shipments(goodsOwner, store, revisionOf)),
    ...goodsOwner.stores.filter(importsOrders).map((store) => orders(goodsOwner, store, revisionOf)),
  ];
}

const importsShipments = (store: StoreConfig) => store.import === 'shipments' || store.import === 'both';
const importsOrders = (store: StoreConfig) => store.import === 'orders' || store.import === 'both';

function shipments(goodsOwner: GoodsOwnerConfig, store: StoreConfig, revisionOf: RevisionOf): DesiredSchedule {
  const settings = settingsOf(goodsOwner, store, revisionOf(store.id));
  return schedule(shipmentsSchedule(store.id), store.everyMs, {
    workflowType: workflowTypes.shipmentsScan,
    args: [{ goodsOwner: goodsOwner.id, store: store.id, settings }],
    staticSummary: `What store ${store.id} has ready in Centra: starts new shipments, tells those that changed`,
    typedSearchAttributes: attributes(goodsOwner.id, store.id),
  });
}

function orders(goodsOwner: GoodsOwnerConfig, store: StoreConfig, revisionOf: RevisionOf): DesiredSchedule {
  const settings = ofWholeOrders(settingsOf(goodsOwner, store, revisionOf(store.id)));
  return schedule(ordersSchedule(store.id), store.everyMs, {
    workflowType: workflowTypes.ordersScan,
    args: [{ goodsOwner: goodsOwner.id, store: store.id, settings }],
    staticSummary: `The open orders of store ${store.id} in Centra: starts new ones, tells those that changed`,
    typedSearchAttributes: attributes(goodsOwner.id, store.id),
  });
}

function sweep(goodsOwner: GoodsOwnerConfig, revisionOf: RevisionOf): DesiredSchedule {
  const { id } = goodsOwner;
  return schedule(sweepSchedule(id), day, {
    workflowType: workflowTypes.sweep,
    args: [warehouseInput(goodsOwner, revisionOf)],
    staticSummary: `All open orders of goods owner ${id} in Ongoing, and what ended lately, once a day`,
    typedSearchAttributes: attributes(id),
  });
}

/** The deliveries of one store: Centra lists them for the warehouse that its plugin is set to. */
function purchaseOrders(goodsOwner: GoodsOwnerConfig, revisionOf: RevisionOf): DesiredSchedule[] {
  const { id, stores, purchaseOrders: its } = goodsOwner;
  const store = stores.find((one) => one.id === its.store);
  if (!store) return [];
  const settings = purchaseOrderSettingsOf(goodsOwner, store, revisionOf(store.id));
  const what = {
    workflowType: workflowTypes.purchaseOrdersScan,
    args: [{ goodsOwner: id, store: store.id, settings }] as [PurchaseOrdersScanInput],
    staticSummary: `What suppliers send to store ${store.id} and goods owner ${id} has received: starts and tells purchase orders`,
    typedSearchAttributes: attributes(id, store.id),
  };
  return [schedule(purchaseOrdersSchedule(id), its.everyMs, what)];
}

function articles({ id, articles: { store, everyMs } }: GoodsOwnerConfig): DesiredSchedule {
  return schedule(
    articlesSchedule(id),
    everyMs,
    {
      workflowType: workflowTypes.articlesSync,
      args: [{ goodsOwner: id, store }],
      staticSummary: `The article registry of store ${store}, from Centra to goods owner ${id} in Ongoing`,
      typedSearchAttributes: attributes(id, store),
    },
    longestSyncMs,
  );
}

function stock({ id, stock }: GoodsOwnerConfig): DesiredSchedule {
  const { store, everyMs, export: exports, importAvailable } = stock;
  const what = [
    ...(exports ? [`what is there, from goods owner ${id} in Ongoing to store ${store}`] : []),
    ...(importAvailable ? [`what is available in store ${store}, to goods owner ${id}`] : []),
  ];
  return schedule(
    stockSchedule(id),
    everyMs,
    {
      workflowType: workflowTypes.stockSync,
      args: [{ goodsOwner: id, store }],
      staticSummary: `Stock: ${what.join('; ')}`,
      typedSearchAttributes: attributes(id, store),
    },
    longestSyncMs,
  );
}

/** All stores, those that import nothing (any more) too: goods come back of what they once sent. */
function returns(goodsOwner: GoodsOwnerConfig, revisionOf: RevisionOf): DesiredSchedule {
  const { id, stores } = goodsOwner;
  const settings = stores.map((store) => ({
    store: store.id,
    settings: settingsOf(goodsOwner, store, revisionOf(store.id)),
  }));
  return schedule(returnsSchedule(id), goodsOwner.returns.everyMs, {
    workflowType: workflowTypes.returnsScan,
    args: [{ goodsOwner: id, settings }],
    staticSummary: `What came back to goods owner ${id} in Ongoing and is not reported: starts its returns`,
    typedSearchAttributes: attributes(id),
  });
}

/** All stores, those that import nothing (any more) too: their shipments under way still want to hear. */
function warehouseInput({ id, ongoing, stores }: GoodsOwnerConfig, revisionOf: RevisionOf): WarehouseScanInput {
  const from = earliestImport(stores);
  return {
    goodsOwner: id,
    settings: stores.map((store) => ({
      store: store.id,
      settings: settingsOf({ ongoing }, store, revisionOf(store.id)),
    })),
    ...(from === undefined ? {} : { from }),
  };
}

type RunOf = Pick<DesiredSchedule['action'], 'workflowType' | 'args' | 'staticSummary' | 'typedSearchAttributes'>;

function schedule(
  scheduleId: string,
  everyMs: number,
  run: RunOf,
  workflowExecutionTimeout = longestRunMs,
): DesiredSchedule {
  return {
    scheduleId,
    spec: { intervals: [timing(scheduleId, everyMs)] },
    policies,
    action: {
      type: 'startWorkflow',
      // Temporal puts the time of the run behind it.
      workflowId: scheduleId,
      taskQueue: taskQueues.bridge,
      workflowExecutionTimeout,
      ...run,
    },
  };
}

const attributes = (goodsOwner: string, store?: string) => [
  { key: searchAttributes.goodsOwner, value: goodsOwner },
  ...(store === undefined ? [] : [{ key: searchAttributes.store, value: store }]),
];
