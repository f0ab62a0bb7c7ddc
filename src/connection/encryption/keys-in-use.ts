import type { Connection } from '@temporalio/client';
import type { Payload, PayloadCodec } from '@temporalio/common';
import type { temporal } from '@temporalio/proto';
import { PayloadUnreadable } from './errors';
import { keyIdOf } from './payload-codec';

/** What runs and was begun with one key (or with none). */
export interface KeyUse {
  /** `undefined`: not encrypted. */
  readonly keyId: string | undefined;
  /** Whether the codec could read it. A key of the same id with another value cannot. */
  readonly isReadable: boolean;
  readonly workflows: number;
  readonly schedules: number;
  /** Ids of the first few of both. */
  readonly examples: readonly string[];
}

/** More are not looked at. */
const mostWorkflows = 50_000;
const mostExamples = 3;

type Counted = {
  readonly keyId: string | undefined;
  readonly isReadable: boolean;
  workflows: number;
  schedules: number;
  examples: string[];
};

/**
 * With which keys that what runs now was begun, and whether the keys at hand open it. The ids of the keys stand beside the
 * payloads; what is read is thrown away. A workflow that was begun with one key goes on with later ones, so it needs that one and all that came after it.
 *
 * Source: Temporal's list of running workflows (their memo, or the first event of those that have none), and schedules.
 */
export async function keysInUse(
  connection: Connection,
  namespace: string,
  codecs: readonly PayloadCodec[],
): Promise<KeyUse[]> {
  const byKey = new Map<string, Counted>();
  const count = async (payload: Payload, what: 'workflows' | 'schedules', id: string) => {
    const keyId = keyIdOf(payload);
    const isReadable = await canBeRead(payload, codecs);
    const group = `${isReadable} ${keyId ?? ''}`;
    const counted = byKey.get(group) ?? { keyId, isReadable, workflows: 0, schedules: 0, examples: [] };
    counted[what] += 1;
    if (counted.examples.length < mostExamples) counted.examples.push(id);
    byKey.set(group, counted);
  };
  for await (const { execution, memo } of running(connection, namespace)) {
    const id = execution?.workflowId ?? '';
    const [noted] = Object.values(memo?.fields ?? {});
    const payload = noted ?? (await firstInput(connection, namespace, execution));
    if (payload) await count(payload, 'workflows', id);
  }
  for await (const { scheduleId } of listed(connection, namespace)) {
    const { schedule } = await connection.workflowService.describeSchedule({ namespace, scheduleId: scheduleId ?? '' });
    const [payload] = schedule?.action?.startWorkflow?.input?.payloads ?? [];
    if (payload) await count(payload, 'schedules', scheduleId ?? '');
  }
  return [...byKey.values()];
}

async function canBeRead(payload: Payload, codecs: readonly PayloadCodec[]): Promise<boolean> {
  try {
    for (const codec of codecs) await codec.decode([payload]);
    return true;
  } catch (error) {
    if (error instanceof PayloadUnreadable) return false;
    throw error;
  }
}

async function* running(connection: Connection, namespace: string) {
  const query = "ExecutionStatus = 'Running'";
  let nextPageToken: Uint8Array | undefined;
  let seen = 0;
  do {
    const page = await connection.workflowService.listWorkflowExecutions({
      ...{ namespace, query, pageSize: 1_000 },
      ...(nextPageToken ? { nextPageToken } : {}),
    });
    yield* page.executions;
    seen += page.executions.length;
    nextPageToken = page.nextPageToken;
  } while (nextPageToken.length > 0 && seen < mostWorkflows);
}

async function* listed(connection: Connection, namespace: string) {
  let nextPageToken: Uint8Array | undefined;
  do {
    const page = await connection.workflowService.listSchedules({
      ...{ namespace, maximumPageSize: 200 },
      ...(nextPageToken ? { nextPageToken } : {}),
    });
    yield* page.schedules;
    nextPageToken = page.nextPageToken;
  } while (nextPageToken.length > 0);
}

/** Connections, leases and the like have no memo, and are few. */
async function firstInput(
  connection: Connection,
  namespace: string,
  execution: temporal.api.common.v1.IWorkflowExecution | null | undefined,
): Promise<Payload | undefined> {
  const { history } = await connection.workflowService.getWorkflowExecutionHistory({
    ...{ namespace, maximumPageSize: 1 },
    ...(execution ? { execution } : {}),
  });
  return history?.events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0];
}
