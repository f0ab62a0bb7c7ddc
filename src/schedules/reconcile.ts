import type { Client } from '@temporalio/client';
import { ScheduleNotFoundError } from '@temporalio/client';
import type { Config, GoodsOwnerConfig } from '../config';
import { warehouseSchedule } from '../protocol/names';
import {
  desiredAlerts,
  desiredBesidesWarehouse,
  desiredSchedules,
  desiredWarehouse,
  type DesiredSchedule,
} from './desired';
import { fewAtOnce } from './few-at-once';
import { makeEqual, type MadeEqual } from './make-equal';
import { isOurs, type SettingsRecord } from './record';
import { highest, isOvertaken, nextSettings, recordedElsewhere } from './revisions';

/** Ids of schedules, by what was done with them. */
export interface Reconciled {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
}

/** The part of our log that is written to. */
export interface ScheduleLog {
  info(
    event: 'schedule.created' | 'schedule.updated' | 'schedule.deleted',
    fields: { readonly schedule: string },
  ): void;
}

export interface ReconcileOptions {
  /** Hears of every change. Default: nobody does. */
  readonly log?: ScheduleLog;
}

/**
 * Makes the schedules in Temporal equal to the configuration: creates what is missing, changes what is different, removes
 * those of ours that are no longer configured. Where the settings of a store's shipments differ from those that are
 * recorded, their revision is raised by one. Safe to repeat, also at the same time with another configuration: revisions
 * never go backwards, and two different settings never have the same one.
 *
 * Source: Temporal's schedules; for a store that it has no record of, also the list of running shipments.
 *
 * @throws {ScheduleForeign} somebody else's schedule has an id that we need
 * @throws {ScheduleContended} somebody else was faster every time
 * @throws Temporal's own errors
 */
export async function reconcileSchedules(
  client: Client,
  config: Config,
  { log }: ReconcileOptions = {},
): Promise<Reconciled> {
  const done: Record<keyof Reconciled, string[]> = { created: [], updated: [], removed: [], unchanged: [] };
  const note = (id: string, change: keyof Reconciled) => {
    done[change].push(id);
    if (change !== 'unchanged') log?.info(events[change], { schedule: id });
  };
  await fewAtOnce(config.goodsOwners, async (goodsOwner) => {
    const warehouse = await reconcileWarehouse(client, goodsOwner);
    note(warehouseSchedule(goodsOwner.id), warehouse.change);
    const { settings } = warehouse.record;
    await fewAtOnce(desiredBesidesWarehouse(goodsOwner, revisionIn(settings)), async (schedule) => {
      note(schedule.scheduleId, (await follow(client, schedule, settings)).change);
    });
  });
  for (const schedule of desiredAlerts(config)) {
    note(
      schedule.scheduleId,
      (await makeEqual(client, schedule.scheduleId, () => ({ schedule, settings: {} }))).change,
    );
  }
  for (const id of await removeOthers(client, config)) note(id, 'removed');
  return done;
}

const events = { created: 'schedule.created', updated: 'schedule.updated', removed: 'schedule.deleted' } as const;

/** Revisions are given out here and nowhere else: it is the one schedule that knows all stores of a goods owner. */
function reconcileWarehouse(client: Client, goodsOwner: GoodsOwnerConfig): Promise<MadeEqual> {
  return makeEqual(client, warehouseSchedule(goodsOwner.id), async (there) => {
    const known = there?.settings ?? {};
    const settings = nextSettings(goodsOwner, highest(known, await recordedElsewhere(client, goodsOwner, known)));
    return { schedule: desiredWarehouse(goodsOwner, revisionIn(settings)), settings };
  });
}

/** The goods owner's other schedules carry the revisions that were given out; a newer setup may have been here already. */
function follow(client: Client, schedule: DesiredSchedule, ofGoodsOwner: SettingsRecord): Promise<MadeEqual> {
  const stores = storesIn(schedule.action.args[0]);
  const settings = Object.fromEntries(Object.entries(ofGoodsOwner).filter(([store]) => stores.includes(store)));
  return makeEqual(client, schedule.scheduleId, (there) =>
    there && isOvertaken(settings, there.settings) ? undefined : { schedule, settings },
  );
}

function storesIn(input: DesiredSchedule['action']['args'][0]): string[] {
  if ('store' in input) return [input.store];
  return 'settings' in input ? input.settings.map(({ store }) => store) : [];
}

const revisionIn = (settings: SettingsRecord) => (store: string) => {
  const recorded = settings[store];
  if (!recorded) throw new Error(`store ${store} was given no revision`);
  return recorded.revision;
};

async function removeOthers(client: Client, config: Config): Promise<string[]> {
  const wanted = new Set(desiredSchedules(config).map(({ scheduleId }) => scheduleId));
  const removed: string[] = [];
  for await (const { scheduleId, memo } of client.schedule.list()) {
    if (wanted.has(scheduleId) || !isOurs(scheduleId, memo)) continue;
    try {
      await client.schedule.getHandle(scheduleId).delete();
      removed.push(scheduleId);
    } catch (error) {
      // The list is a little late: it has been removed already.
      if (!(error instanceof ScheduleNotFoundError)) throw error;
    }
  }
  return removed;
}
