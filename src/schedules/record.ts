import { z } from 'zod';
import { alertsSchedule } from '../protocol/names';
import { readable } from '../protocol/readable';

/**
 * In a schedule's own memo from its creation (it cannot be changed later): `bridge setup` made it and may remove it.
 * Shown in Temporal's UI.
 */
export const ownMark = { managedBy: 'bridge setup' } as const;

/** As it is written: readable for ever, because no later key could be put in the place of the one of that day. */
export const writtenMark = { managedBy: readable(ownMark.managedBy) };

/** First parts of the ids that are ours; also of jobs that this version does not have, but another one may have set up. */
const kinds = ['articles', 'stock', 'purchase-orders', 'returns', 'warehouse', 'sweep', 'shipments', 'orders'];

/** Whether `bridge setup` made it. Both are needed: an id can be anybody's, and so can a memo. */
export const isOurs = (scheduleId: string, memo: Readonly<Record<string, unknown>> | undefined): boolean =>
  memo?.managedBy === ownMark.managedBy &&
  (scheduleId === alertsSchedule || kinds.some((kind) => scheduleId.startsWith(`${kind}/`)));

/** Which settings of a store were given which revision. */
export type SettingsRecord = Readonly<Record<string, { readonly revision: number; readonly digest: string }>>;

/** What a schedule was last made equal to; in the memo of the workflows that it starts, which an update can change. */
export interface ScheduleRecord {
  /** Digest of the whole definition. */
  readonly definition: string;
  /** By store: of all whose settings are in its arguments. */
  readonly settings: SettingsRecord;
}

const schema = z.object({
  definition: z.string(),
  settings: z.record(z.string(), z.object({ revision: z.int(), digest: z.string() })),
});

/** A record that cannot be read (somebody edited it) counts as none: the schedule is then made equal again. */
export const readRecord = (memo: unknown): ScheduleRecord => {
  const read = schema.safeParse(memo);
  return read.success ? read.data : { definition: '', settings: {} };
};
