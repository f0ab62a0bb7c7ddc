import { stringify } from 'yaml';
import type { Config } from '../../src/config';
import { parseConfig } from '../../src/config';
import { checkRules } from '../../src/mapping';
import { encryptionOfRun } from './encryption-of-run';
import type { Simulators, SimulatorsOptions, StoreOptions } from '../../src/sandbox';

/** What differs from a quick, small world. */
export interface WorldOptions {
  /** Default: two stores and a goods owner, as the simulators come; and `stores`. */
  readonly simulators?: SimulatorsOptions;
  /** Merged over every store of the configuration. */
  readonly store?: Record<string, unknown>;
  /** Further stores by their ids, each with what its configuration has instead. */
  readonly stores?: Readonly<Record<string, Record<string, unknown>>>;
  /** Several goods owners by their ids, each with its stores. Default: `acme` has them all. */
  readonly goodsOwners?: Readonly<Record<string, readonly string[]>>;
  readonly ongoing?: Record<string, unknown>;
  readonly articles?: Record<string, unknown>;
  readonly returns?: Record<string, unknown>;
  readonly purchaseOrders?: Record<string, unknown>;
  readonly stock?: Record<string, unknown>;
  /** As in `bridge.yaml`. Default: no keys, or one where the whole run is to be encrypted (`BRIDGE_TEST_ENCRYPTED`). */
  readonly encryption?: Record<string, unknown>;
  readonly alerts?: readonly Record<string, unknown>[];
}

/** The simulators of such a world. */
export function simulatorsFor({ simulators = {}, stores = {}, goodsOwners }: WorldOptions): SimulatorsOptions {
  const always: StoreOptions[] = [
    { id: 'retail', type: 'b2c' },
    { id: 'wholesale', type: 'b2b' },
  ];
  const others = Object.keys(stores).filter((id) => always.every((one) => one.id !== id));
  const owners = Object.keys(goodsOwners ?? {}).map((id, index) => ({ id, goodsOwnerId: 121 + index }));
  return {
    centra: { stores: [...always, ...others.map((id) => ({ id }))] },
    ...(goodsOwners ? { ongoing: { goodsOwners: owners } } : {}),
    ...simulators,
  };
}

/** The configuration for simulators: short times, so that tests wait for conditions and not for clocks. */
export function configFor(simulators: Pick<Simulators, 'centra' | 'ongoing'>, options: WorldOptions = {}): Config {
  return parseConfig(configText(simulators, options), { file: 'bridge.yaml', env: {}, extraChecks: [checkRules] });
}

/** The same, as the text of a `bridge.yaml`. */
export function configText(simulators: Pick<Simulators, 'centra' | 'ongoing'>, options: WorldOptions = {}): string {
  const {
    store = {},
    stores = {},
    goodsOwners: storesOf,
    ongoing = {},
    articles = {},
    returns = {},
    purchaseOrders = {},
    stock = {},
    encryption = encryptionOfRun,
    alerts = [],
  } = options;
  const allStores = Object.entries(simulators.centra).map(([id, { baseUrl, secret, timezone, type }]) => ({
    id,
    type,
    centra: { baseUrl, secret, timezone, timeout: '2s' },
    settle: '200ms',
    every: '1s',
    ...store,
    ...stores[id],
  }));
  const goodsOwners = Object.entries(simulators.ongoing).map(([id, { baseUrl, goodsOwnerId, username, password }]) => ({
    id,
    ongoing: { baseUrl, goodsOwnerId, username, password, timeout: '2s', every: '1s', ...ongoing },
    articles,
    returns,
    purchaseOrders,
    stock,
    stores: storesOf ? allStores.filter((one) => storesOf[id]?.includes(one.id)) : allStores,
  }));
  return stringify({ every: '1s', encryption, alerts, goodsOwners });
}
