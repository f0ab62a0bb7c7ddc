import type { Client } from '@temporalio/client';
import { ScheduleNotFoundError } from '@temporalio/client';
import type { GoodsOwnerConfig } from '../config';
import { isLife, ordersSchedule, shipmentsSchedule, sweepSchedule } from '../protocol/names';
import type { ShipmentMemo } from '../protocol/shipment';
import { fewAtOnce } from './few-at-once';
import { isOurs, readRecord, type SettingsRecord } from './record';
import { settingsDigest } from './settings-of';

/**
 * The revisions of a goods owner's settings: kept where the settings are the recorded ones, raised by one where they
 * differ, 1 for what nobody has recorded. Stores that are no longer configured drop out.
 */
export function nextSettings(goodsOwner: GoodsOwnerConfig, recorded: SettingsRecord): SettingsRecord {
  return Object.fromEntries(
    goodsOwner.stores.map((store) => {
      const digest = settingsDigest(goodsOwner, store);
      const { revision, digest: before } = recorded[store.id] ?? { revision: 0, digest: '' };
      return [store.id, { revision: before === digest ? revision : revision + 1, digest }];
    }),
  );
}

/** Whether one of these stores has a higher revision in the second record. */
export const isOvertaken = (ours: SettingsRecord, theirs: SettingsRecord): boolean =>
  Object.entries(ours).some(([store, { revision }]) => (theirs[store]?.revision ?? 0) > revision);

/** For each store what has the highest revision; of several with the same, one that says what the settings were. */
export function highest(...records: readonly SettingsRecord[]): SettingsRecord {
  const found: Record<string, SettingsRecord[string]> = {};
  for (const [store, settings] of records.flatMap((record) => Object.entries(record))) {
    const known = found[store];
    const isHigher = known === undefined || settings.revision > known.revision;
    if (isHigher || (settings.revision === known.revision && known.digest === '')) found[store] = settings;
  }
  return found;
}

/**
 * What is recorded of a goods owner's stores besides its warehouse schedule, which usually knows best. But a store may
 * have been with another goods owner, or not configured for a while, or that schedule was removed by hand; and shipments
 * under way would not hear of a revision that they have passed. Of stores that nothing is recorded of, the highest
 * revision that a running shipment has.
 *
 * @param known what the warehouse schedule has recorded
 */
export async function recordedElsewhere(
  client: Client,
  { id, stores }: GoodsOwnerConfig,
  known: SettingsRecord,
): Promise<SettingsRecord> {
  const ofStores = stores.flatMap((store) => [shipmentsSchedule(store.id), ordersSchedule(store.id)]);
  const ids = [sweepSchedule(id), ...ofStores];
  const recorded = highest(...(await fewAtOnce(ids, (scheduleId) => settingsRecordedIn(client, scheduleId))));
  const unknown = stores.filter((store) => !known[store.id] && !recorded[store.id]);
  const inUse = await fewAtOnce(unknown, async (store) => {
    return { [store.id]: { revision: await highestRevisionInUse(client, store.id), digest: '' } };
  });
  return highest(recorded, ...inUse);
}

async function settingsRecordedIn(client: Client, scheduleId: string): Promise<SettingsRecord> {
  try {
    const { memo, action } = await client.schedule.getHandle(scheduleId).describe();
    return isOurs(scheduleId, memo) ? readRecord(action.memo).settings : {};
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return {};
    throw error;
  }
}

async function highestRevisionInUse(client: Client, store: string): Promise<number> {
  const query = `${isLife} AND ExecutionStatus = 'Running' AND Store = '${store}'`;
  let most = 0;
  for await (const { memo } of client.workflow.list({ query, pageSize: 1_000 })) {
    const { revision = 0 } = (memo ?? {}) as Partial<ShipmentMemo>;
    most = Math.max(most, revision);
  }
  return most;
}
