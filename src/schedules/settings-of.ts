import type { GoodsOwnerConfig, StoreConfig } from '../config';
import { configDigest } from '../config';
import type { ShipmentSettings } from '../lifecycle/shipment/settings';

/** What the decisions about a store's shipments depend on, from the configuration. */
export function settingsOf(
  { ongoing }: Pick<GoodsOwnerConfig, 'ongoing'>,
  store: StoreConfig,
  revision: number,
): ShipmentSettings {
  const { capture, completeWhen, shortPick, attentionAfter } = store;
  const { cancellable, picked, shipped, cancelled } = ongoing.statuses;
  return {
    revision,
    capture,
    completeWhen,
    shortPick,
    attentionAfter,
    // Without those of purchase orders: a change of theirs is none for shipments.
    statuses: { cancellable, picked, shipped, cancelled },
    settleMs: store.settleMs,
    recheckMs: store.everyMs,
    writeLimitMs: { centra: store.centra.timeoutMs, ongoing: ongoing.timeoutMs },
  };
}

/** The same for the same settings, whatever their revision. */
export const settingsDigest = (goodsOwner: Pick<GoodsOwnerConfig, 'ongoing'>, store: StoreConfig): string =>
  configDigest(settingsOf(goodsOwner, store, 0));
