import { findStore, type Config } from '../../config';
import { createRooms } from '../../worker/rooms';
import { wrongUsage } from '../exit';
import { notConfigured } from '../not-configured';
import type { PreviewKind } from './options';
import type { Side } from './mapped';

/** A configuration's settings of a store; undefined where it has no such store. Calls go straight to the systems. */
export function sideOf(config: Config, store: string): Side | undefined {
  const found = findStore(config, store);
  if (!found) return undefined;
  const rooms = createRooms(config, { lane: (_goodsOwner, send) => send });
  return { store: rooms.store(store), goodsOwner: rooms.goodsOwner(found.goodsOwner.id) };
}

/**
 * The store that is meant; it need not be said where the configuration leaves no choice.
 *
 * @throws {CliProblem} (wrong usage) there are several, or none of this name
 */
export function storeOf({ goodsOwners }: Config, kind: PreviewKind, named: string | undefined): string {
  const all = goodsOwners.flatMap(({ stores }) => stores.map(({ id }) => id));
  if (named !== undefined) {
    if (!all.includes(named)) throw notConfigured('store', named, all);
    return named;
  }
  const possible = {
    shipment: all,
    article: goodsOwners.map(({ articles }) => articles.store),
    'purchase-order': goodsOwners.map(({ purchaseOrders }) => purchaseOrders.store),
  }[kind];
  const [first, ...others] = possible;
  if (first === undefined || others.length > 0) throw wrongUsage(`say which store: --store ${possible.join(' | ')}`);
  return first;
}
