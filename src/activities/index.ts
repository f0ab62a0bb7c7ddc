import type { Client } from '@temporalio/client';
import type { AlertConfig } from '../config';
import type { AlertActivities } from '../protocol/alerts';
import type { ConnectionActivities } from '../protocol/connection';
import type { EffectActivities } from '../protocol/effects';
import type { InboxActivities } from '../protocol/inbox';
import type { ReconcileActivities } from '../protocol/reconcile';
import type { PurchaseOrderActivities, PurchaseOrderScanActivities } from '../protocol/purchase-order';
import type { ReturnEffects, ReturnsScanActivities } from '../protocol/returns';
import type { ScanActivities } from '../protocol/scans';
import type { SyncActivities } from '../protocol/syncs';
import { createAlertActivities } from './alerts';
import type { AlertReport } from './alerts/post';
import { createSyncArticles } from './articles/sync';
import { createConnectionActivities } from './connection';
import { createInboxActivities } from './inbox';
import type { Connections } from './connections';
import { createEnds } from './ends';
import { createReconcile } from './reconcile';
import { createPurchaseOrderEffects } from './purchase-order/effects';
import { createReadDeliveries } from './purchase-order/scan-deliveries';
import { createReadReceipts } from './purchase-order/scan-receipts';
import { createStartPurchaseOrders } from './purchase-order/start';
import { ReturnCauses } from './return/causes';
import { createReturnLaneEffects, createReturnStoreEffects } from './return/effects';
import { createReadReturns } from './return/scan';
import type { Rooms } from './rooms';
import { createReadGoodToGo } from './scans/good-to-go';
import { createReadOpenOrders } from './scans/open-orders';
import { createReadProgress } from './scans/progress';
import { createStartOrders, createStartShipments } from './scans/start';
import { createSweepOrders } from './scans/sweep';
import { ArticlesFirst } from './shipment/articles-first';
import { createCentraEffects } from './shipment/centra-effects';
import { createOngoingEffects } from './shipment/ongoing-effects';
import { StoreSlots } from './shipment/store-slots';
import { createSyncStock } from './stock';

export interface ActivityDeps {
  readonly rooms: Rooms;
  readonly connections: Connections;
  readonly client: Client;
  /** Where new attention is posted. Default nowhere. */
  readonly alerts?: readonly AlertConfig[];
  /** Told of every post. */
  readonly onAlert?: (report: AlertReport) => void;
}

/** All activities, by the queue on which they run. */
export interface Activities {
  /** On `bridge`. */
  readonly bridge: Pick<ConnectionActivities, 'wakeAll'> & Omit<InboxActivities, 'readHinted'> & AlertActivities;
  /** On `centra/<store>`. */
  readonly centra: Pick<
    EffectActivities,
    'capture' | 'lookCentra' | 'adjust' | 'listReturns' | 'refund' | 'appendWaybills'
  > &
    Pick<ReturnEffects, 'listMadeReturns'> &
    Pick<ScanActivities, 'readGoodToGo' | 'readOpenOrders'> &
    Pick<PurchaseOrderActivities, 'lookForDelivery'> &
    Pick<PurchaseOrderScanActivities, 'readDeliveries'> &
    Pick<ConnectionActivities, 'probe'>;
  /** On `ongoing/<goodsOwner>`. */
  readonly ongoing: Pick<
    EffectActivities,
    'findNumber' | 'import' | 'lookWarehouse' | 'complete' | 'acknowledge' | 'cancelOrder'
  > &
    Pick<ScanActivities, 'startShipments' | 'startOrders' | 'readProgress' | 'sweepOrders'> &
    ReconcileActivities &
    SyncActivities &
    Omit<ReturnEffects, 'listMadeReturns'> &
    ReturnsScanActivities &
    Omit<PurchaseOrderActivities, 'lookForDelivery'> &
    Pick<PurchaseOrderScanActivities, 'startPurchaseOrders' | 'readReceipts'> &
    Pick<InboxActivities, 'readHinted'> &
    Pick<ConnectionActivities, 'probe'>;
}

export function createActivities({ rooms, connections, client, alerts = [], onAlert }: ActivityDeps): Activities {
  const ends = createEnds(connections, rooms);
  const causes = new ReturnCauses();
  const slots = new StoreSlots();
  const articles = new ArticlesFirst(rooms);
  const { lookForDelivery, ...purchaseOrders } = createPurchaseOrderEffects({ rooms, ends, articles, slots });
  const { readHinted, ...hints } = createInboxActivities(rooms, ends, client);
  const { probe, wakeAll } = createConnectionActivities({ rooms, client });
  return {
    bridge: { wakeAll, ...hints, ...createAlertActivities({ client, alerts, ...(onAlert ? { onAlert } : {}) }) },
    centra: {
      ...createCentraEffects({ rooms, ends }),
      ...createReturnStoreEffects({ rooms, ends }),
      readGoodToGo: createReadGoodToGo(rooms, ends, client),
      readOpenOrders: createReadOpenOrders(rooms, ends, client),
      lookForDelivery,
      readDeliveries: createReadDeliveries(rooms, ends, client),
      probe,
    },
    ongoing: {
      readHinted,
      ...createOngoingEffects({ rooms, ends, articles, slots }),
      ...createReturnLaneEffects({ rooms, ends, slots, causes }),
      readReturns: createReadReturns({ rooms, ends, client, causes }),
      startShipments: createStartShipments(rooms, ends, client),
      startOrders: createStartOrders(rooms, ends, client),
      readProgress: createReadProgress(rooms, ends, client),
      sweepOrders: createSweepOrders(rooms, ends, client),
      ...createReconcile({ rooms, connections, client }, ends),
      syncArticles: createSyncArticles({ rooms, ends, connections, slots, client }),
      syncStock: createSyncStock({ rooms, ends, slots, client }),
      ...purchaseOrders,
      startPurchaseOrders: createStartPurchaseOrders(rooms, ends, client),
      readReceipts: createReadReceipts(rooms, ends, client),
      probe,
    },
  };
}
