import { stockShelves } from './centra/create-product';
import { CentraHost } from './centra/host';
import { storeSettings, type StoreSettings, type StoreSettingsInput } from './centra/settings';
import type { CentraStore } from './centra/store';
import { Faults } from './faults/faults';
import { Meter } from './http/meter';
import { GoodsOwner } from './ongoing/goods-owner';
import { goodsOwnerSettings, type GoodsOwnerSettings, type GoodsOwnerSettingsInput } from './ongoing/settings';
import {
  defaultGoodsOwners,
  defaultStores,
  type GoodsOwnerOptions,
  type SimulatorsOptions,
  type StoreOptions,
} from './options';
import { Store } from './store/store';
import type { Table } from './store/table';

/** Settings that were changed while the simulator ran: they outlive a restart. */
interface ChangedSettings {
  place: string;
  changes: Record<string, unknown>;
}

/** Everything that is simulated, without the HTTP around it. */
export class World {
  readonly store: Store;
  readonly faults: Faults;
  readonly meter = new Meter();
  readonly hosts = new Map<string, CentraHost>();
  readonly stores = new Map<string, CentraStore>();
  readonly goodsOwners = new Map<string, GoodsOwner>();
  readonly now: () => number;
  private readonly changedSettings: Table<ChangedSettings>;
  private readonly initialSettings = new Map<string, object>();

  constructor(private readonly options: SimulatorsOptions) {
    const { stores } = options.centra ?? { stores: defaultStores };
    const { goodsOwners } = options.ongoing ?? { goodsOwners: defaultGoodsOwners };
    mustDiffer('stores', stores);
    mustDiffer('goods owners', goodsOwners);
    this.now = options.now ?? Date.now;
    this.store = new Store(options.dataFile);
    this.changedSettings = this.store.table<ChangedSettings>('settings', (row) => row.place);
    this.faults = new Faults(this.store, this.now);
    for (const store of stores) this.addStore(store);
    for (const goodsOwner of goodsOwners) this.addGoodsOwner(goodsOwner);
    this.refresh();
  }

  /** Changes some settings of a store; all the others stay. */
  changeStore(store: CentraStore, changes: StoreSettingsInput): StoreSettings {
    const place = `centra/${store.id}`;
    this.remember(place, changes);
    store.settings = this.storeSettings(place);
    store.host.orders.reindex();
    store.host.shipments.reindex();
    return store.settings;
  }

  changeGoodsOwner(goodsOwner: GoodsOwner, changes: GoodsOwnerSettingsInput): GoodsOwnerSettings {
    const place = `ongoing/${goodsOwner.id}`;
    this.remember(place, changes);
    goodsOwner.settings = this.goodsOwnerSettings(place);
    return goodsOwner.settings;
  }

  /** As after the first start with an empty data file. */
  reset(): void {
    this.store.clear();
    this.meter.clear();
    for (const store of this.stores.values()) store.settings = this.storeSettings(`centra/${store.id}`);
    for (const goodsOwner of this.goodsOwners.values()) {
      goodsOwner.settings = this.goodsOwnerSettings(`ongoing/${goodsOwner.id}`);
    }
    this.refresh();
  }

  private refresh(): void {
    for (const host of this.hosts.values()) {
      if (this.options.assortment !== false) stockShelves(host);
      // What a store shows depends on its settings, which were not there when the rows were read.
      host.orders.reindex();
      host.shipments.reindex();
    }
  }

  private addStore(options: StoreOptions): void {
    const { id, type = 'b2c', uri = `${id}-wms`, secret = `${id}-secret`, currency = 'SEK' } = options;
    const hostId = options.centra ?? 'demo';
    const host = this.hosts.get(hostId) ?? new CentraHost(hostId, this.store, this.now);
    this.hosts.set(hostId, host);
    const place = `centra/${id}`;
    this.initialSettings.set(place, options.settings ?? {});
    const timezone = options.timezone ?? 'Europe/Stockholm';
    const store = { id, type, uri, secret, timezone, currency, host, settings: this.storeSettings(place) };
    host.stores.set(id, store);
    this.stores.set(id, store);
  }

  private addGoodsOwner(options: GoodsOwnerOptions): void {
    const { id, goodsOwnerId, name = id, instance = 'demo', username = id, password = `${id}-password` } = options;
    const place = `ongoing/${id}`;
    this.initialSettings.set(place, options.settings ?? {});
    const account = { id, goodsOwnerId, name, instance, username, password };
    this.goodsOwners.set(id, new GoodsOwner(account, this.goodsOwnerSettings(place), this.store, this.now));
  }

  private remember(place: string, changes: object): void {
    const before = this.changedSettings.get(place)?.changes ?? {};
    this.store.change(() => this.changedSettings.put({ place, changes: { ...before, ...changes } }));
  }

  private settingsOf(place: string): object {
    return { ...this.initialSettings.get(place), ...this.changedSettings.get(place)?.changes };
  }

  private storeSettings(place: string): StoreSettings {
    return storeSettings.parse(this.settingsOf(place));
  }

  private goodsOwnerSettings(place: string): GoodsOwnerSettings {
    return goodsOwnerSettings.parse(this.settingsOf(place));
  }
}

function mustDiffer(what: string, options: readonly { id: string }[]): void {
  const ids = options.map(({ id }) => id);
  const twice = ids.find((id, position) => ids.indexOf(id) !== position);
  if (twice !== undefined) throw new RangeError(`two ${what} have the id ${twice}`);
}
