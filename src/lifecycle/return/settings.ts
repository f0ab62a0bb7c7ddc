import type { ShipmentSettings } from '../shipment/settings';

/** What a return's decisions depend on: some of what its store's shipments are decided by. Recorded in the workflow. */
export interface ReturnSettings extends Pick<ShipmentSettings, 'revision' | 'settleMs' | 'recheckMs' | 'writeLimitMs'> {
  readonly attentionAfter: Pick<ShipmentSettings['attentionAfter'], 'reportMs' | 'holdMs'>;
}
