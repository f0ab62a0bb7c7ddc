import type { SyncResult } from './scans';
import type { StockProgress, StockReport } from './stock-sync';

/** How a scheduled synchronisation is started: between this goods owner and its one store. */
export interface SyncInput {
  readonly goodsOwner: string;
  readonly store: string;
}

/** What a synchronisation reports; its cursors stand in `next`, where the run after it looks for them. */
export interface SyncReport<Next> extends SyncResult {
  /** How many were skipped, by reason. */
  readonly skippedBy: Readonly<Record<string, number>>;
  /** Whether everything was compared, or only what has changed. */
  readonly full: boolean;
  /** Sentences for people. */
  readonly notes: readonly string[];
  readonly next: Next;
}

/** A stretch of a run: an activity that works for a while, and is called again until all is done. */
export interface Stretch<Report, Progress> extends SyncInput {
  /** When the run began, epoch ms; the same for all its stretches. */
  readonly startedAt: number;
  /** What the last successful run reported. Absent: there was none, or nobody knows of it. */
  readonly last?: Report;
  /** Where the stretch before it ended. An attempt that died has left a later one in its heartbeats. */
  readonly progress?: Progress;
}

export type StretchEnd<Report, Progress> =
  | { readonly report: Report }
  /** `details`: how far it is, for people who look at the run. */
  | { readonly progress: Progress; readonly details: string };

export type StretchActivity<Report, Progress> = (
  stretch: Stretch<Report, Progress>,
) => Promise<StretchEnd<Report, Progress>>;

/** What the next run of `articles/<goodsOwner>` wants to know. */
export interface ArticlesNext {
  readonly store: string;
  /** Epoch ms: changes since then are asked for next time. 0: nothing has been read yet. */
  readonly cursor: number;
  /** Epoch ms: when the last full comparison began. */
  readonly fullAt: number;
  /** Digest of the rules and addresses that were used; others are a reason for a full comparison. */
  readonly configuration: string;
  /** Rows that could not be written, some of them: they are tried again, whether they change or not. */
  readonly again: readonly UnwrittenRow[];
  /** What was written or found equal lately: digests of articles by stock item. Cursors overlap; nothing is done twice. */
  readonly handled: Readonly<Record<string, string>>;
}

export interface UnwrittenRow {
  readonly stockItemId: string;
  /** It had changed in Centra, and is to be written over what Ongoing has. */
  readonly overwrite: boolean;
}

export interface ArticlesReport extends SyncReport<ArticlesNext> {
  /** Articles that differ in Ongoing and were left as they are. */
  readonly different: number;
  /** Article numbers that several rows of the registry had when it was last read as a whole. */
  readonly collisions?: number;
}

/** How far a run is, small enough for a heartbeat. */
export interface ArticlesProgress {
  /** What has changed, what could not be written last time, everything. */
  readonly part: 'changed' | 'again' | 'full';
  /** From 1. */
  readonly page: number;
  /** Rows of this page that are done. */
  readonly row: number;
  readonly counts: ArticlesCounts;
  readonly refused: readonly { readonly id: string; readonly reason: string }[];
  readonly again: readonly UnwrittenRow[];
  readonly handled: Readonly<Record<string, string>>;
  readonly collisions?: number;
}

export interface ArticlesCounts {
  readonly read: number;
  readonly written: number;
  readonly unchanged: number;
  readonly different: number;
  readonly refused: number;
  readonly skippedBy: Readonly<Record<string, number>>;
}

export interface SyncActivities {
  /** The article registry of the goods owner's store, from Centra to Ongoing. */
  readonly syncArticles: StretchActivity<ArticlesReport, ArticlesProgress>;
  /** What is there, from Ongoing to its store in Centra, and what is available there, to Ongoing. */
  readonly syncStock: StretchActivity<StockReport, StockProgress>;
}
