import type { GoodsOwnerConfig, StoreConfig } from '../config';
import type { PurchaseOrderSettings } from '../lifecycle/purchase-order/settings';

/** What the decisions about a goods owner's purchase orders depend on, from the configuration. */
export function purchaseOrderSettingsOf(
  { ongoing, purchaseOrders }: Pick<GoodsOwnerConfig, 'ongoing' | 'purchaseOrders'>,
  { attentionAfter, settleMs, centra }: StoreConfig,
  revision: number,
): PurchaseOrderSettings {
  const { importMs, pickMs, reportMs, cancelMs, holdMs } = attentionAfter;
  return {
    revision,
    // To receive is the warehouse's work, as to pick is.
    attentionAfter: { importMs, receiveMs: pickMs, reportMs, cancelMs, holdMs },
    statuses: { received: ongoing.statuses.received, cancelled: ongoing.statuses.receiptCancelled },
    settleMs,
    recheckMs: purchaseOrders.everyMs,
    writeLimitMs: { centra: centra.timeoutMs, ongoing: ongoing.timeoutMs },
  };
}
