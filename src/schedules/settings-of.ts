import type { GoodsOwnerConfig, StoreConfig } from '../config';
import { configDigest } from '../config';
import type { ShipmentSettings } from '../lifecycle/shipment/settings';
import { purchaseOrderSettingsOf } from './purchase-order-settings';

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

/** The same for the same settings, whatever their revision; also those of purchase orders, where the store has them. */
export function settingsDigest(
  goodsOwner: Pick<GoodsOwnerConfig, 'ongoing' | 'purchaseOrders'>,
  store: StoreConfig,
): string {
  const { enabled, store: whose } = goodsOwner.purchaseOrders;
  const ofShipments = settingsOf(goodsOwner, store, 0);
  if (!enabled || whose !== store.id) return configDigest(ofShipments);
  return configDigest([ofShipments, purchaseOrderSettingsOf(goodsOwner, store, 0)]);
}
