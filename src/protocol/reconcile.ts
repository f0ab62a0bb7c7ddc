import type { Account } from '../lifecycle/reconcile/account';
import type { DifferenceKind } from '../lifecycle/reconcile/difference';

/** What is compared, in this order. */
export const reconcileParts = ['shipments', 'articles', 'stock', 'deliveries', 'returns'] as const;
export type ReconcilePart = (typeof reconcileParts)[number];

/** At most so many of a kind are named per part: the counts have all of them. */
export const mostNamedOfAKind = 200;

export interface ReconcileInput {
  readonly goodsOwner: string;
  readonly parts: readonly ReconcilePart[];
}

/** How many differences there are of a kind, named or not. */
export interface KindCount {
  readonly differences: number;
  /** Somebody wants these so. */
  readonly expected: number;
}

/** What one part came to. */
export interface PartAccount extends Account {
  readonly part: ReconcilePart;
  readonly counts: Readonly<Partial<Record<DifferenceKind, KindCount>>>;
  readonly underWayTotal: number;
  /** How often both systems were read: a second time when something looked different. */
  readonly readings: number;
  /** Why nothing was compared. */
  readonly notCompared?: string;
}

export interface ReconcileResult {
  readonly goodsOwner: string;
  readonly parts: readonly PartAccount[];
}

export type Reconcile = (input: ReconcileInput) => Promise<ReconcileResult>;

export interface ReconcileActivities {
  /** Reads both systems, and compares. Writes nothing. */
  readonly comparePart: (input: { readonly goodsOwner: string; readonly part: ReconcilePart }) => Promise<PartAccount>;
}
