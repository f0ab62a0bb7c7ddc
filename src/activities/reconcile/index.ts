import { ApplicationFailure } from '@temporalio/common';
import type { ReconcileActivities, ReconcilePart } from '../../protocol/reconcile';
import type { Ends } from '../ends';
import { compareTwice, type Comparison } from './compare';
import { createReading, type Reading } from './reading';
import { compareShipments, type ReconcileDeps } from './shipments';

/** Compares the two systems, part by part, for one goods owner. Reads only. */
export function createReconcile(deps: ReconcileDeps, ends: Ends): ReconcileActivities {
  return {
    async comparePart({ goodsOwner, part }) {
      const { stores } = deps.rooms.goodsOwner(goodsOwner).config;
      const settleMs = Math.max(...stores.map((store) => store.settleMs));
      const reading = createReading(deps.rooms, ends, goodsOwner);
      return compareTwice(part, settleMs, comparisonOf(deps, part, goodsOwner, reading));
    },
  };
}

function comparisonOf(deps: ReconcileDeps, part: ReconcilePart, goodsOwner: string, reading: Reading): Comparison {
  switch (part) {
    case 'shipments':
      return compareShipments(deps, goodsOwner, reading);
    default:
      throw ApplicationFailure.nonRetryable(`${part} cannot be compared`, 'NotBuilt');
  }
}
