import type {
  DeliveryDigests,
  DeliveryRow,
  PurchaseOrderSeen,
  ReceivedLine,
} from '../../../src/lifecycle/purchase-order/facts';
import type { PurchaseOrderSettings } from '../../../src/lifecycle/purchase-order/settings';
import { day, minute, second } from '../builders';

export const aSettings = (change: Partial<PurchaseOrderSettings> = {}): PurchaseOrderSettings => ({
  revision: 1,
  attentionAfter: {
    importMs: 15 * minute,
    receiveMs: 7 * day,
    reportMs: 15 * minute,
    cancelMs: 15 * minute,
    holdMs: day,
  },
  statuses: { received: 500, cancelled: [900] },
  settleMs: 30 * second,
  recheckMs: 15 * minute,
  writeLimitMs: { centra: 30 * second, ongoing: minute },
  ...change,
});

export const digestsOf = (pieces: Record<string, number>, version = 1): DeliveryDigests => ({
  keyId: 'k1',
  lines: JSON.stringify(pieces),
  arrival: `v${version}`,
  other: 'o1',
});

export const rowOf = (pieces: Record<string, number>, version = 1): DeliveryRow => ({
  head: `${Object.values(pieces).reduce((sum, n) => sum + n, 0)}:${version}`,
  digests: digestsOf(pieces, version),
  pieces,
});

export const aLine = (
  change: Partial<ReceivedLine> & Pick<ReceivedLine, 'lineId' | 'articleNumber'>,
): ReceivedLine => ({
  advised: 0,
  received: 0,
  reported: 0,
  ...change,
});

export const aSeen = (change: Partial<PurchaseOrderSeen> = {}): PurchaseOrderSeen => ({
  purchaseOrderId: 246,
  number: '364',
  status: 100,
  lines: [aLine({ lineId: 1, articleNumber: 'A', advised: 5 }), aLine({ lineId: 2, articleNumber: 'B', advised: 3 })],
  ...change,
});
