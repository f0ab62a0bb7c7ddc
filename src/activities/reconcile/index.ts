import type { GoodsOwnerConfig } from '../../config';
import type { ReconcileActivities, ReconcilePart } from '../../protocol/reconcile';
import type { Ends } from '../ends';
import { compareArticles } from './articles';
import { compareTwice, notCompared, type Comparison } from './compare';
import { compareDeliveries } from './deliveries';
import { createReading, type Reading } from './reading';
import { compareReturns } from './returns';
import { compareShipments, type ReconcileDeps } from './shipments';
import { compareStocks } from './stock';

/** Compares the two systems, part by part, for one goods owner. Reads only. */
export function createReconcile(deps: ReconcileDeps, ends: Ends): ReconcileActivities {
  return {
    async comparePart({ goodsOwner, part }) {
      const { config } = deps.rooms.goodsOwner(goodsOwner);
      const why = whyNot(part, config);
      if (why !== undefined) return notCompared(part, why);
      const settleMs = Math.max(...config.stores.map((store) => store.settleMs));
      const reading = createReading(deps.rooms, ends, goodsOwner);
      return compareTwice(part, settleMs, comparisonOf(deps, ends, part, goodsOwner, reading));
    },
  };
}

/** What nobody has asked the bridge to carry is not compared: there would be nothing that keeps it equal. */
function whyNot(
  part: ReconcilePart,
  { articles, stock, purchaseOrders, returns }: GoodsOwnerConfig,
): string | undefined {
  switch (part) {
    case 'articles':
      return articles.enabled ? undefined : '`articles.enabled` is false';
    case 'stock':
      return stock.export || stock.importAvailable ? undefined : '`stock.export` and `stock.importAvailable` are false';
    case 'deliveries':
      return purchaseOrders.enabled ? undefined : '`purchaseOrders.enabled` is false';
    case 'returns':
      return returns.enabled ? undefined : '`returns.enabled` is false';
    default:
      return undefined;
  }
}

function comparisonOf(
  deps: ReconcileDeps,
  ends: Ends,
  part: ReconcilePart,
  goodsOwner: string,
  reading: Reading,
): Comparison {
  switch (part) {
    case 'shipments':
      return compareShipments(deps, goodsOwner, reading);
    case 'articles':
      return compareArticles(deps.rooms, goodsOwner, reading);
    case 'stock':
      return compareStocks(deps, ends, goodsOwner, reading);
    case 'deliveries':
      return compareDeliveries(deps, goodsOwner, reading);
    case 'returns':
      return compareReturns(deps, goodsOwner, reading);
  }
}
