import type { Config } from '../../config';
import {
  alertsSchedule,
  articlesSchedule,
  ordersSchedule,
  purchaseOrdersSchedule,
  returnsSchedule,
  shipmentsSchedule,
  stockSchedule,
  sweepSchedule,
  warehouseSchedule,
} from '../../protocol/names';
import { wrongUsage } from '../exit';
import { notConfigured } from '../not-configured';
import type { SyncJob, SyncOptions } from './job';

/**
 * The schedules that are meant.
 *
 * @throws {CliProblem} (wrong usage) nothing is meant
 */
export function schedulesOf(
  job: SyncJob,
  { store, goodsOwner }: SyncOptions,
  { goodsOwners, alerts: targets }: Config,
): string[] {
  if (job === 'alerts') return alerts(targets);
  const allStores = goodsOwners.flatMap(({ stores }) => stores.map(({ id }) => id));
  if (store !== undefined && !allStores.includes(store)) throw notConfigured('store', store, allStores);
  const owners = goodsOwners.map(({ id }) => id);
  if (goodsOwner !== undefined && !owners.includes(goodsOwner)) {
    throw notConfigured('goods owner', goodsOwner, owners);
  }
  const meant = goodsOwners.filter(
    ({ id, stores }) =>
      (goodsOwner === undefined || id === goodsOwner) &&
      (store === undefined || stores.some((one) => one.id === store)),
  );
  if (meant.length === 0) throw wrongUsage(`store ${store} is not one of goods owner ${goodsOwner}`);
  if (job === 'articles') return articles(meant, store);
  if (job === 'stock') return stock(meant, store);
  if (job === 'warehouse') return meant.map(({ id }) => warehouseSchedule(id));
  if (job === 'purchase-orders') return purchaseOrders(meant, store);
  if (job === 'returns') return returns(meant);
  if (job === 'sweep') return meant.map(({ id }) => sweepSchedule(id));
  const its = meant.flatMap(({ stores }) => stores).filter(({ id }) => store === undefined || id === store);
  const importing = its.filter((one) => one.import === job || one.import === 'both');
  if (importing.length === 0) {
    throw wrongUsage(`no ${job} are imported from ${its.map(({ id }) => id).join(', ')} (setting \`import\`)`);
  }
  return importing.map(({ id }) => (job === 'orders' ? ordersSchedule(id) : shipmentsSchedule(id)));
}

function alerts(targets: Config['alerts']): string[] {
  if (targets.length > 0) return [alertsSchedule];
  throw wrongUsage('nobody is told of attention (setting `alerts`)');
}

function returns(meant: Config['goodsOwners']): string[] {
  const its = meant.filter((one) => one.returns.enabled);
  if (its.length > 0) return its.map(({ id }) => returnsSchedule(id));
  throw wrongUsage(`no returns are reported of ${meant.map(({ id }) => id).join(', ')} (setting \`returns.enabled\`)`);
}

function purchaseOrders(meant: Config['goodsOwners'], store: string | undefined): string[] {
  const its = meant.filter(({ purchaseOrders: one }) => one.enabled && (store === undefined || one.store === store));
  if (its.length > 0) return its.map(({ id }) => purchaseOrdersSchedule(id));
  throw wrongUsage(
    `no purchase orders are carried ${store === undefined ? `to ${meant.map(({ id }) => id).join(', ')}` : `from ${store}`} (settings \`purchaseOrders.enabled\`, \`purchaseOrders.store\`)`,
  );
}

function stock(meant: Config['goodsOwners'], store: string | undefined): string[] {
  const its = meant.filter(({ stock: one }) => one.export || one.importAvailable);
  const wanted = its.filter((one) => store === undefined || one.stock.store === store);
  if (wanted.length > 0) return wanted.map(({ id }) => stockSchedule(id));
  throw wrongUsage(
    `no stock is synchronised ${store === undefined ? `of ${meant.map(({ id }) => id).join(', ')}` : `with ${store}`} (settings \`stock.export\`, \`stock.importAvailable\`, \`stock.store\`)`,
  );
}

function articles(meant: Config['goodsOwners'], store: string | undefined): string[] {
  const its = meant.filter((one) => one.articles.enabled && (store === undefined || one.articles.store === store));
  if (its.length > 0) return its.map(({ id }) => articlesSchedule(id));
  throw wrongUsage(
    `no articles are synchronised ${store === undefined ? `to ${meant.map(({ id }) => id).join(', ')}` : `from ${store}`} (settings \`articles.enabled\`, \`articles.store\`)`,
  );
}
