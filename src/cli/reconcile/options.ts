import { reconcileParts, type ReconcilePart } from '../../protocol/reconcile';
import type { Given } from '../context';

export { reconcileParts, type ReconcilePart };

export interface ReconcileOptions extends Given {
  readonly goodsOwner?: string;
  /** Only these. */
  readonly only?: readonly ReconcilePart[];
  /** What somebody wants so counts as a difference too. */
  readonly strict?: boolean;
}
