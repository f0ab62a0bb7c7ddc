import type { ShipmentSettings } from '../lifecycle/shipment/settings';

/** What a run reports, in Temporal's UI and in `bridge sync`. */
export interface SyncResult {
  readonly read: number;
  readonly written: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly refused: readonly { readonly id: string; readonly reason: string }[];
  /** More than are named in `refused`. */
  readonly refusedTotal: number;
}

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
