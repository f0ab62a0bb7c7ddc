/**
 * What the decisions about a goods owner's purchase orders depend on. It is recorded in the workflow, so that a decision
 * can be replayed; a newer `revision` (raised by `bridge setup` only) replaces it. Durations are milliseconds.
 */
export interface PurchaseOrderSettings {
  readonly revision: number;
  /** After how long a person is asked. `receiveMs` counts from the moment at which the warehouse begins to receive. */
  readonly attentionAfter: {
    readonly importMs: number;
    readonly receiveMs: number;
    readonly reportMs: number;
    readonly cancelMs: number;
    readonly holdMs: number;
  };
  /** Purchase order status numbers of this Ongoing tenant. */
  readonly statuses: {
    /** This and above: receiving is finished. */
    readonly received: number;
    readonly cancelled: readonly number[];
  };
  /** Between the two reads that prove that something was not done, or is not there. */
  readonly settleMs: number;
  /** How often something that nobody reports is asked for again: the synchronisation interval. */
  readonly recheckMs: number;
  /** For how long a write that got no answer may still be at work on the other side: the time limit of a call. */
  readonly writeLimitMs: { readonly centra: number; readonly ongoing: number };
}
