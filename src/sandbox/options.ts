import type { StoreSettingsInput } from './centra/settings';
import type { CallEvent } from './http/serve';
import type { GoodsOwnerSettingsInput } from './ongoing/settings';

/** One Centra store with its Order API plugin. */
export interface StoreOptions {
  id: string;
  /** Default `b2c`. */
  type?: 'b2b' | 'b2c';
  /** The last part of the base URL. Default `<id>-wms`. */
  uri?: string;
  /** Default `<id>-secret`: this is a simulator, which listens on this machine only. */
  secret?: string;
  /** The timezone that is set in Centra. Default `Europe/Stockholm`. */
  timezone?: string;
  /** Default `SEK`. */
  currency?: string;
  /** Stores of one Centra share order numbers, products and stock. Default `demo`. */
  centra?: string;
  settings?: StoreSettingsInput;
}

/** One goods owner in Ongoing, with an API user of its own. */
export interface GoodsOwnerOptions {
  id: string;
  goodsOwnerId: number;
  /** Default: the id. */
  name?: string;
  /** The WMS instance, first part of the path. Default `demo`. */
  instance?: string;
  /** Default: the id. */
  username?: string;
  /** Default `<id>-password`. */
  password?: string;
  settings?: GoodsOwnerSettingsInput;
}

export interface SimulatorsOptions {
  /** Default 127.0.0.1. The control API answers this machine only, whatever this is. */
  host?: string;
  /** Default 0: a free one. */
  port?: number;
  /** Where everything is kept. Default: nowhere, it ends with the process. */
  dataFile?: string;
  /** Default: a b2c store `retail` and a b2b store `wholesale`. */
  centra?: { stores: readonly StoreOptions[] };
  /** Default: `acme`, number 121. */
  ongoing?: { goodsOwners: readonly GoodsOwnerOptions[] };
  /** Whether an empty product registry is filled with a small assortment. Default true. */
  assortment?: boolean;
  /** Epoch milliseconds. Default: the clock. */
  now?: () => number;
  /** Hears of every call that was answered, or was not. */
  log?: (event: CallEvent) => void;
}

export const defaultStores: readonly StoreOptions[] = [
  { id: 'retail', type: 'b2c' },
  { id: 'wholesale', type: 'b2b' },
];

export const defaultGoodsOwners: readonly GoodsOwnerOptions[] = [{ id: 'acme', goodsOwnerId: 121 }];
