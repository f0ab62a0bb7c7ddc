import { randomUUID } from 'node:crypto';
import type { Client, ScheduleDescription } from '@temporalio/client';
import { isGrpcServiceError, ScheduleAlreadyRunning, ScheduleNotFoundError } from '@temporalio/client';
import {
  encodeScheduleAction,
  encodeSchedulePolicies,
  encodeScheduleSpec,
} from '@temporalio/client/lib/schedule-helpers';
import { configDigest } from '../config';
import type { DesiredSchedule } from './desired';
import { ScheduleContended, ScheduleForeign } from './errors';
import { isOurs, readRecord, type ScheduleRecord, type SettingsRecord, writtenMark } from './record';

export interface Wanted {
  readonly schedule: DesiredSchedule;
  /** Of the settings in its arguments. */
  readonly settings: SettingsRecord;
}

/** What is wanted, now that this is there; undefined: leave it as it is. Asked again when somebody else was faster. */
export type Want = (there: ScheduleRecord | undefined) => Wanted | undefined | Promise<Wanted | undefined>;

export interface MadeEqual {
  readonly change: 'created' | 'updated' | 'unchanged';
  /** As it is now. */
  readonly record: ScheduleRecord;
}

/** So often somebody else may be faster. */
const mostAttempts = 20;

/**
 * Makes one schedule as it is wanted: creates it, or changes it if it is different. Whether somebody has paused it, and
 * his note, stay. Several may do so at once: nothing is written over a state that `want` has not seen.
 *
 * Source: Temporal `CreateSchedule`, `DescribeSchedule`, `UpdateSchedule` with conflict token.
 *
 * @throws {ScheduleForeign} somebody else's schedule has this id
 * @throws {ScheduleContended} somebody else was faster every time
 */
export async function makeEqual(client: Client, scheduleId: string, want: Want): Promise<MadeEqual> {
  let change: MadeEqual['change'] = 'unchanged';
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const there = await describe(client, scheduleId);
    if (there && !isOurs(scheduleId, there.memo)) throw new ScheduleForeign(scheduleId);
    const before = there && readRecord(there.action.memo);
    const wanted = await want(before);
    if (!wanted) return { change: 'unchanged', record: before ?? readRecord(undefined) };
    const record = { definition: configDigest(wanted.schedule), settings: wanted.settings };
    // Also the way to see that an update was done: the server accepts one with an old token, and drops it in silence.
    const isThat = there && before?.definition === record.definition && isAsWritten(there, wanted.schedule);
    if (isThat && (await isSealedAsNow(client, there, wanted.schedule, record))) return { change, record };
    if (!there) change = (await create(client, wanted.schedule, record)) ? 'created' : change;
    else change = (await update(client, there, wanted.schedule, record)) ? 'updated' : change;
  }
  throw new ScheduleContended(scheduleId);
}

async function describe(client: Client, scheduleId: string): Promise<ScheduleDescription | undefined> {
  try {
    return await client.schedule.getHandle(scheduleId).describe();
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return undefined;
    throw error;
  }
}

/** The record says what was written; this sees what somebody has changed since then, in Temporal's UI, say. */
function isAsWritten({ spec, policies, action }: ScheduleDescription, wanted: DesiredSchedule): boolean {
  const { every, offset } = spec.intervals?.[0] ?? {};
  const there = {
    interval: { every, offset: offset ?? 0, more: (spec.intervals?.length ?? 0) + (spec.calendars?.length ?? 0) },
    policies,
    run: [action.workflowId, action.workflowType, action.taskQueue, action.args],
  };
  const { workflowId, workflowType, taskQueue, args } = wanted.action;
  return (
    configDigest(there) ===
    configDigest({
      interval: { ...wanted.spec.intervals[0], more: 1 },
      policies: wanted.policies,
      run: [workflowId, workflowType, taskQueue, args],
    })
  );
}

/**
 * Whether its payloads were written with the key that encrypts now (or with none, as now): otherwise an old key would be
 * needed for as long as the schedule is the same.
 */
async function isSealedAsNow(
  client: Client,
  there: ScheduleDescription,
  { action }: DesiredSchedule,
  record: ScheduleRecord,
): Promise<boolean> {
  const { loadedDataConverter, namespace } = client.options;
  const now = await encodeScheduleAction(loadedDataConverter, namespace, { ...action, memo: { ...record } }, {});
  return sealsOf(now) === sealsOf(there.raw.schedule?.action);
}

/** What stands beside the data of its payloads: the encoding and, where they are encrypted, the key's id. */
function sealsOf(action: Awaited<ReturnType<typeof encodeScheduleAction>> | null | undefined): string {
  const { input, memo } = action?.startWorkflow ?? {};
  const seals = [...(input?.payloads ?? []), ...Object.values(memo?.fields ?? {})].map(({ metadata }) =>
    Object.entries(metadata ?? {}).map(([name, bytes]) => `${name}=${Buffer.from(bytes).toString()}`),
  );
  return [...new Set(seals.map((seal) => seal.sort().join(' ')))].sort().join(', ');
}

/** @returns false when somebody else created it first */
async function create(client: Client, schedule: DesiredSchedule, record: ScheduleRecord): Promise<boolean> {
  const { scheduleId, spec, policies, action } = schedule;
  try {
    await client.schedule.create({
      ...{ scheduleId, spec, policies, memo: { ...writtenMark } },
      // The page of a schedule shows nothing else that says what it is for.
      state: { note: action.staticSummary },
      action: { ...action, memo: { ...record } },
    });
    return true;
  } catch (error) {
    if (error instanceof ScheduleAlreadyRunning) return false;
    throw error;
  }
}

/**
 * Like the SDK's `handle.update`, which looks and then writes over whatever came in between, but with the conflict token.
 *
 * @returns false when the server says that it was not done; true says that it may have been
 */
async function update(
  client: Client,
  there: ScheduleDescription,
  { spec, policies, action }: DesiredSchedule,
  record: ScheduleRecord,
): Promise<boolean> {
  const { conflictToken, schedule } = there.raw;
  const { namespace, identity, loadedDataConverter } = client.options;
  const headers = schedule?.action?.startWorkflow?.header?.fields ?? {};
  try {
    await client.workflowService.updateSchedule({
      ...{ namespace, identity, scheduleId: there.scheduleId, requestId: randomUUID(), conflictToken },
      schedule: {
        spec: encodeScheduleSpec(spec),
        action: await encodeScheduleAction(loadedDataConverter, namespace, { ...action, memo: { ...record } }, headers),
        policies: encodeSchedulePolicies(policies),
        state: { ...schedule?.state, notes: schedule?.state?.notes || action.staticSummary },
      },
    });
    return true;
  } catch (error) {
    if (isGrpcServiceError(error) && notDone.includes(error.code)) return false;
    throw error;
  }
}

/** gRPC's NOT_FOUND: it has been removed; FAILED_PRECONDITION: newer servers refuse an old token, others drop the update. */
const notDone: readonly number[] = [5, 9];
