import type { Given } from '../context';

/** What `bridge sync` can run. */
export const syncJobs = [
  'articles',
  'stock',
  'shipments',
  'orders',
  'warehouse',
  'purchase-orders',
  'returns',
  'sweep',
  'alerts',
] as const;
export type SyncJob = (typeof syncJobs)[number];

export interface SyncOptions extends Given {
  readonly store?: string;
  readonly goodsOwner?: string;
}
