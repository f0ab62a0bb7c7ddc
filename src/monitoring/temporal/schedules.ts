import { tsToMs } from '@temporalio/common/lib/time';
import { code, grpcFailure } from '../../connection/errors';
import { gauge } from '../instruments';
import type { Page } from '../page';
import { ageSeconds, type AskedTemporal, type Part } from './asked';

/** A schedule that the configuration asks for. */
export interface WantedSchedule {
  /** `shipments/retail`, `warehouse/acme` */
  readonly scheduleId: string;
  readonly everyMs: number;
  readonly goodsOwner: string;
  /** Where it is of one store. */
  readonly store?: string;
}

/** A younger success than this share of the interval needs no new look: a hundred schedules are not asked for every minute. */
const freshShare = 0.25;

/** When each schedule last did its work. */
export function schedules({ registry }: Page, wanted: readonly WantedSchedule[]): Part {
  const ages = gauge(registry, 'bridge_schedule_last_success_age_seconds');
  const intervals = gauge(registry, 'bridge_schedule_interval_seconds');
  const known = new Map<string, number>();

  async function ask(temporal: AskedTemporal) {
    for (const { scheduleId, everyMs } of wanted) {
      const before = known.get(scheduleId);
      if (before !== undefined && Date.now() - before < everyMs * freshShare) continue;
      const at = (await lastSuccess(temporal, scheduleId)) ?? before ?? (await createdAt(temporal, scheduleId));
      known.set(scheduleId, at);
    }
    return (now: number) => {
      for (const { scheduleId, everyMs, goodsOwner, store = '' } of wanted) {
        const labels = { schedule: scheduleId, kind: scheduleId.split('/')[0] ?? '', goods_owner: goodsOwner, store };
        intervals.set(labels, everyMs / 1_000);
        const at = known.get(scheduleId);
        if (at !== undefined) ages.set(labels, ageSeconds(at, now));
      }
    };
  }

  const clear = () => [ages, intervals].forEach((one) => one.reset());
  return { name: 'schedules', ask, clear };
}

/** The server lists what has ended with the latest first. */
async function lastSuccess({ connection, namespace }: AskedTemporal, id: string): Promise<number | undefined> {
  const query = `TemporalScheduledById = '${id}' AND ExecutionStatus = 'Completed'`;
  const { executions } = await connection.workflowService.listWorkflowExecutions({ namespace, query, pageSize: 1 });
  const closeTime = executions[0]?.closeTime;
  return closeTime ? tsToMs(closeTime) : undefined;
}

/** Of one that has never ended well. One that is not there has been missing at least since we began. */
async function createdAt({ connection, namespace }: AskedTemporal, scheduleId: string): Promise<number> {
  const description = await connection.workflowService
    .describeSchedule({ namespace, scheduleId })
    .catch((error: unknown) => {
      if (grpcFailure(error)?.code === code.notFound) return undefined;
      throw error;
    });
  const createTime = description?.info?.createTime;
  return createTime ? tsToMs(createTime) : performance.timeOrigin;
}
