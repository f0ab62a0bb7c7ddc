import type { RunFigures } from '../lifecycle/run-tell';
import type { ShipmentDigests } from '../lifecycle/shipment/facts';
import type { ShipmentSettings } from '../lifecycle/shipment/settings';

/** What a run reports, in Temporal's UI and in `bridge sync`. */
export type SyncResult = RunFigures;

/** Results name at most this many per run. */
export const mostNamed = 50;

export interface ShipmentsScanInput {
  readonly goodsOwner: string;
  readonly store: string;
  readonly settings: ShipmentSettings;
}

export interface ShipmentsScanResult extends SyncResult {
  /** Shipments that had a workflow, were not in the list, and were told so, in this run. */
  readonly missing: readonly string[];
  readonly shrunk: boolean;
  readonly started: number;
  readonly adopted: number;
  readonly told: number;
  /** Digest of the rules and addresses that this run used. */
  readonly configuration: string;
}

export interface WarehouseScanInput {
  readonly goodsOwner: string;
  readonly settings: readonly { readonly store: string; readonly settings: ShipmentSettings }[];
  /** Epoch ms: nothing older is asked for on the first run. */
  readonly from?: number;
}

export interface WarehouseScanResult extends SyncResult {
  /** Epoch ms: statuses changed since then are asked for next time. */
  readonly cursor: number;
  /** What was told lately, by order id: the same is not told again while the cursor overlaps. */
  readonly told: Readonly<Record<string, string>>;
  readonly notOurs: number;
  readonly ended: number;
}

export interface SweepResult extends SyncResult {
  readonly open: number;
  readonly endedLately: number;
  readonly reopened: number;
}

/** How one of these runs is started, and what it may hear of the run before it (`workflowInfo().lastResult`). */
export type ShipmentsScan = (input: ShipmentsScanInput) => Promise<ShipmentsScanResult>;
export type WarehouseScan = (input: WarehouseScanInput) => Promise<WarehouseScanResult>;
export type Sweep = (input: WarehouseScanInput) => Promise<SweepResult>;

/** A good-to-go shipment, or an order, that has no workflow yet. */
export interface NewShipment {
  /** Of an order: its number. */
  readonly shipmentId: string;
  readonly orderNumber: string;
  readonly observedAt: number;
  readonly paid: boolean;
  readonly shouldCapture: boolean;
  readonly digests: ShipmentDigests;
}

/** What a pass over Centra's list found and told. */
export interface GoodToGoPass {
  readonly read: number;
  /** New ones that pass the gate, at most so many that one history can hold them; `more`: there are others. */
  readonly fresh: readonly NewShipment[];
  readonly more: boolean;
  readonly told: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly missing: readonly string[];
  readonly shrunk: boolean;
  readonly refused: readonly { readonly id: string; readonly reason: string }[];
  readonly refusedTotal: number;
  readonly configuration: string;
}

export type ReadingStore = ShipmentsScanInput & {
  readonly lastMissing: readonly string[];
  /** Absent: there was no run before, or nobody knows of it. */
  readonly lastShrunk?: boolean;
};

export interface Started {
  readonly started: number;
  readonly adopted: number;
  /** There already, or not to be started after a fresh read. */
  readonly skipped: number;
}

export interface ScanActivities {
  /** Reads the list of good-to-go shipments, tells those that changed, asks about those that have gone. */
  readGoodToGo(input: ReadingStore): Promise<GoodToGoPass>;
  /** The same for orders that are imported as a whole. */
  readOpenOrders(input: ReadingStore): Promise<GoodToGoPass>;
  /** Asks Ongoing for the numbers, and starts the lives. */
  startShipments(input: ShipmentsScanInput & { readonly shipments: readonly NewShipment[] }): Promise<Started>;
  startOrders(input: ShipmentsScanInput & { readonly shipments: readonly NewShipment[] }): Promise<Started>;
  /** Reads what changed in the warehouse, and tells the shipments concerned. */
  readProgress(
    input: WarehouseScanInput & { readonly cursor?: number; readonly told: Readonly<Record<string, string>> },
  ): Promise<WarehouseScanResult>;
  /** Reads all open orders and what ended lately. */
  sweepOrders(input: WarehouseScanInput): Promise<SweepResult>;
}
