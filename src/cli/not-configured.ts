import { allStores, type Config } from '../config';
import { nearest } from '../nearest';
import { wrongUsage, type CliProblem } from './exit';

/** Somebody names a store or a goods owner that the configuration does not have. */
export function notConfigured(what: 'store' | 'goods owner', id: string, known: readonly string[]): CliProblem {
  const near = nearest(id, known);
  const hint = near ? `; did you mean ${near}?` : ` (it has ${known.join(', ')})`;
  return wrongUsage(`the configuration has no ${what} ${id}${hint}`);
}

/**
 * For an empty result: a store without shipments may be a mistyped one. (One that has been removed from the configuration
 * may still have some.)
 *
 * @throws {CliProblem} (wrong usage) it is not configured
 */
export function assertKnownStore(store: string | undefined, config: Config): void {
  const known = allStores(config).map((one) => one.store.id);
  if (store !== undefined && !known.includes(store)) throw notConfigured('store', store, known);
}
