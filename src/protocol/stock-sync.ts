import type { SyncReport } from './syncs';

/** What the next run of `stock/<goodsOwner>` wants to know. */
export interface StockNext {
  /** Epoch ms: stock that has changed in Ongoing since then is asked for next time. Absent: everything is. */
  readonly cursor?: number;
  /** The same of what has changed in Centra, for `importAvailable`. */
  readonly availableCursor?: number;
  /** Epoch ms: when the last full comparison began. Absent: the next one is due. */
  readonly fullAt?: number;
  /** Digest of the settings and addresses that were used; others are a reason for a full comparison. */
  readonly configuration: string;
  /** Article numbers to look at again, whether they change or not: they wait, were raised by Centra, or had no answer. */
  readonly again: readonly string[];
  /** Article numbers that were not found in Centra's list, which may have shifted: they are looked for once more. */
  readonly missed: readonly string[];
  /** Article numbers that several rows of Centra's list have: nobody can say whose stock it is. */
  readonly shared: readonly string[];
  /** How many pages Centra's list had when it was last read as a whole. */
  readonly pages: number;
  /** It was seen that Centra takes a figure for what is there, and not for what is free to allocate. */
  readonly isPhysical: boolean;
}

/** What one of the two directions did. */
export interface StockCounts {
  readonly read: number;
  readonly written: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly skippedBy: Readonly<Record<string, number>>;
}

export interface StockReport extends SyncReport<StockNext> {
  /** From Ongoing to Centra. */
  readonly exported?: StockCounts;
  /** Centra's available stock, to Ongoing. */
  readonly imported?: StockCounts;
  /** Articles of which Centra keeps more than is there, because orders have reserved it; at most 50 are named. */
  readonly clamped: readonly Clamped[];
  readonly clampedTotal: number;
  /** Articles that wait until a completion, a return or a receipt of theirs has been reported; at most 50 are named. */
  readonly waiting: readonly { readonly id: string; readonly reason: string }[];
  readonly waitingTotal: number;
}

export interface Clamped {
  readonly id: string;
  /** What is there. */
  readonly quantity: number;
  /** What Centra keeps. */
  readonly to: number;
}

/** A figure that differs, until it is written. */
export interface PendingStock {
  readonly articleNumber: string;
  readonly stockItemId: string;
  /** What Centra calls it by. */
  readonly product: string;
  readonly physicalStock: number;
  readonly allocatedStock: number;
  /** The page of Centra's list that it stood on. */
  readonly page?: number;
}

/**
 * How far a run is, small enough for a heartbeat. `begin`: nothing is decided; `compare`: all pages of Centra's list, one
 * after the other; `write`: all are compared, and the last figures are to be written; `available`: from Centra to Ongoing.
 */
export interface StockProgress {
  readonly part: 'begin' | 'compare' | 'write' | 'available';
  readonly full: boolean;
  /** From 1. */
  readonly page: number;
  /** Rows of this page that are done. */
  readonly row: number;
  /** Rows of Centra's list: when its article numbers were read, and as compared so far. */
  readonly rows: { readonly before: number; readonly now: number };
  readonly pending: readonly PendingStock[];
  readonly exported: StockCounts;
  readonly imported: StockCounts;
  readonly refused: readonly { readonly id: string; readonly reason: string }[];
  readonly refusedTotal: number;
  readonly clamped: readonly Clamped[];
  readonly clampedTotal: number;
  readonly waiting: readonly { readonly id: string; readonly reason: string }[];
  readonly waitingTotal: number;
  readonly notes: readonly string[];
  readonly again: readonly string[];
  readonly missed: readonly string[];
  readonly shared: readonly string[];
  readonly pages: number;
  readonly isPhysical: boolean;
  /** Something was left undone that only a look at everything finds again. */
  readonly keepsCursor: boolean;
  readonly keepsAvailableCursor: boolean;
}
