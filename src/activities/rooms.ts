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
  /** @throws {NotConfigured} */
  store(id: string): StoreRoom;
  /** @throws {NotConfigured} */
  goodsOwner(id: string): GoodsOwnerRoom;
}

/** It was taken out of the configuration, or this process has another one than the others. */
export class NotConfigured extends Error {
  constructor(
    readonly what: 'store' | 'goods owner',
    readonly id: string,
  ) {
    super(`${what} ${id} is not in this process's configuration: every worker needs the same bridge.yaml`);
    this.name = 'NotConfigured';
  }
}
