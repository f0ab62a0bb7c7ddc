import type { Centra } from '../clients/centra';
import type { Ongoing } from '../clients/ongoing';
import type { GoodsOwnerConfig, StoreConfig } from '../config';
import type { GoodsOwnerRules, StoreRules } from '../mapping';
import type { Priority } from '../protocol/names';

/** What an activity needs to know of a store: its settings, its rules, and the way to it. */
export interface StoreRoom {
  readonly config: StoreConfig;
  readonly goodsOwner: GoodsOwnerConfig;
  readonly rules: StoreRules;
  readonly centra: Centra;
  /** Of the digests by which changes are noticed. */
  readonly digestKey: string;
  /** Digest of addresses, limits, mapping and filters: stands in the result of what used them. */
  readonly configuration: string;
}

/** What an activity needs to know of a goods owner. */
export interface GoodsOwnerRoom {
  readonly config: GoodsOwnerConfig;
  /** Its filters. */
  readonly rules: GoodsOwnerRules;
  /** The way to Ongoing, through the lane: one call at a time, by urgency. */
  readonly ongoing: (priority: Priority) => Ongoing;
  /** How many activities the lane runs at once; at most half of them wait for one of several stores. */
  readonly slots: number;
}

/** All that is configured, by id. */
export interface Rooms {
  store(id: string): StoreRoom;
  goodsOwner(id: string): GoodsOwnerRoom;
}
