/**
 * What a shipment's decisions depend on. It is recorded in the workflow, so that a decision can be replayed; a newer
 * `revision` (raised by `bridge setup` only) replaces it, an older one is ignored. Durations are milliseconds.
 */
export interface ShipmentSettings {
  readonly revision: number;
  /** Orders that are imported as a whole: no money is taken for them, and nothing is reported back. */
  readonly wholeOrders?: true;
  readonly capture: 'never' | 'onImport' | 'onComplete';
  readonly completeWhen: 'tracking' | 'shipped' | 'picked' | 'manual';
  readonly shortPick: 'reduce' | 'ask';
  /** After how long a person is asked; `importMs` includes capturing. */
  readonly attentionAfter: {
    readonly importMs: number;
    readonly pickMs: number;
    readonly trackingMs: number;
    readonly reportMs: number;
    readonly cancelMs: number;
    readonly holdMs: number;
  };
  /** Order status numbers of this Ongoing tenant. */
  readonly statuses: {
    readonly cancellable: readonly number[];
    /** This and above: picking is finished. */
    readonly picked: number;
    readonly shipped: readonly number[];
    readonly cancelled: readonly number[];
  };
  /** Between the two reads that prove that a write was not done. */
  readonly settleMs: number;
  /** How often something that nobody reports is asked for again: the synchronisation interval. */
  readonly recheckMs: number;
  /** For how long a write that got no answer may still be at work on the other side: the time limit of a call. */
  readonly writeLimitMs: { readonly centra: number; readonly ongoing: number };
}

/** The settings of a store's orders, where those are imported as a whole: it is done when all of it is shipped. */
export const ofWholeOrders = (settings: ShipmentSettings): ShipmentSettings => ({
  ...settings,
  wholeOrders: true,
  capture: 'never',
  completeWhen: 'shipped',
});
