import type { Client } from '@temporalio/client';
import type { ShipmentSettings } from '../../src/lifecycle/shipment/settings';
import type { ShipmentsScanInput, WarehouseScanInput } from '../../src/protocol/scans';
import type { Reconciled } from '../../src/schedules/reconcile';
import { aConfig, having, unique } from './support';

/** A goods owner with one store, under names of its own: reconciling removes what another test has set up. */
export function names() {
  const [owner, store] = [unique('acme'), unique('retail')];
  const schedules = {
    ...{ warehouse: `warehouse/${owner}`, sweep: `sweep/${owner}` },
    ...{ articles: `articles/${owner}`, shipments: `shipments/${store}` },
  };
  return {
    ...{ owner, store, ...schedules },
    all: Object.values(schedules).sort(),
    config: (settings: Record<string, unknown> = {}, ongoing: Record<string, unknown> = {}) =>
      aConfig([{ id: owner, ongoing, stores: [{ id: store, ...settings }] }]),
  };
}
export type Names = ReturnType<typeof names>;

/** What is asked of schedules as they are in Temporal. */
export function inspect(client: Client) {
  const describe = (id: string) => client.schedule.getHandle(id).describe();

  async function inputOf(id: string): Promise<ShipmentsScanInput | WarehouseScanInput> {
    const { action } = await describe(id);
    return action.args?.[0] as ShipmentsScanInput | WarehouseScanInput;
  }

  /** A store's settings in a schedule that carries them. */
  async function settingsIn(id: string, store: string): Promise<ShipmentSettings | undefined> {
    const input = await inputOf(id);
    return 'store' in input ? input.settings : input.settings.find((one) => one.store === store)?.settings;
  }

  return {
    ...{ describe, inputOf, settingsIn },
    /** The settings of a store in every schedule that carries them. */
    settingsOfAll: ({ warehouse, sweep, shipments, store }: Names) =>
      Promise.all([warehouse, sweep, shipments].map((id) => settingsIn(id, store))),
    /** The revision of a store's settings in each schedule that carries them. */
    async revisions({ warehouse, sweep, shipments, store }: Names) {
      const of = async (id: string) => (await settingsIn(id, store))?.revision;
      return { warehouse: await of(warehouse), sweep: await of(sweep), shipments: await of(shipments) };
    },
  };
}

export const everywhere = (revision: number) => ({ warehouse: revision, sweep: revision, shipments: revision });

/** What was done with the schedules of one test. */
export function mine({ owner, store }: Names, done: Reconciled) {
  const { created, updated, removed, unchanged } = done;
  const of = (ids: readonly string[]) => having([owner, store], ids);
  return { created: of(created), updated: of(updated), removed: of(removed), unchanged: of(unchanged) };
}
export const nothing = { created: [], updated: [], removed: [], unchanged: [] };
