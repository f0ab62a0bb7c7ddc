import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { DataConverter, PayloadCodec } from '@temporalio/common';
import type { WorkerOptions } from '@temporalio/worker';
import { dataConverterFor } from '../../connection/encryption/data-converter';
import { PayloadUnreadable } from '../../connection/encryption/errors';
import { createLog } from '../../log';
import { workflowTypes } from '../../protocol/names';
import { replayHistories, type HistoryToReplay, type Replayed } from '../../worker/replay';
import { withTemporal, type Given } from '../context';
import { exit, type ExitCode } from '../exit';
import type { Io } from '../io';
import { createOutput, type Paint } from '../output';
import { workflowBundle } from '../worker/bundle';
import { installRuntime } from '../worker/runtime';
import { ahead } from './ahead';

export interface ReplayCommandOptions extends Given {
  /** In Temporal's query language. Default: everything of ours that runs. */
  readonly query?: string;
  /** At most so many. Default: all. */
  readonly limit?: number;
  /** Default: what the build has made. */
  readonly workflowBundle?: NonNullable<WorkerOptions['workflowBundle']>;
}

/** `bridge replay --json` */
export interface ReplayDocument {
  readonly ok: boolean;
  readonly replayed: number;
  /** They have done nothing yet, or are not ours, or ended while they were looked at. */
  readonly skipped: number;
  readonly failed: readonly ReplayFailure[];
}

export interface ReplayFailure {
  readonly id: string;
  readonly runId: string;
  /** Where in its history: `5 (ActivityTaskScheduled)`. */
  readonly event?: string;
  readonly reason: string;
}

const types = Object.values(workflowTypes);
export const runningOfOurs = `ExecutionStatus = 'Running' AND WorkflowType IN (${types.map((type) => `'${type}'`).join(', ')})`;

/** So many histories are fetched while another is replayed: few, as each may have megabytes. */
const fetchedAhead = 3;
const tellEveryMs = 2_000;
/** Of those with the same reason; `--json` has all of them. */
const mostNamed = 10;

/** `bridge replay`: fails when there is a workflow that this build could not go on with. */
export async function replay(options: ReplayCommandOptions, io: Io): Promise<ExitCode> {
  const output = createOutput(options, io);
  const document = await withTemporal(options, io, async ({ client, config }) => {
    const bundle = options.workflowBundle ?? workflowBundle(config.encryption);
    // What it finds is told below, in one place.
    await installRuntime(createLog({ level: 'silent' }));
    const seen = { skipped: 0 };
    const histories = historiesOf(client, options, () => (seen.skipped += 1));
    const failed: ReplayFailure[] = [];
    let replayed = 0;
    let toldAt = performance.now();
    const readable = noticing(dataConverterFor(config.encryption));
    const using = { workflowBundle: bundle, dataConverter: readable.dataConverter };
    for await (const result of replayHistories(using, histories)) {
      readable.check();
      replayed += 1;
      const failure = failureOf(result);
      if (failure) failed.push(failure);
      if (performance.now() - toldAt < tellEveryMs) continue;
      toldAt = performance.now();
      output.say(`${replayed} replayed, ${failed.length} would fail …`);
    }
    return { ok: failed.length === 0, replayed, skipped: seen.skipped, failed } satisfies ReplayDocument;
  });
  output.data(document, () => forPeople(document, output.paint));
  output.say(ending(document));
  return document.ok ? exit.fine : exit.failed;
}

const failureOf = ({ workflowId, runId, problem }: Replayed): ReplayFailure | undefined =>
  problem && { id: workflowId, runId, ...problem };

/** A key that is missing says nothing about the build: it ends the command, in the words that every other one has. */
function noticing(dataConverter: DataConverter) {
  let unreadable: PayloadUnreadable | undefined;
  const noticed = (codec: PayloadCodec): PayloadCodec => ({
    encode: (payloads) => codec.encode(payloads),
    decode: async (payloads) => {
      try {
        return await codec.decode(payloads);
      } catch (error) {
        if (error instanceof PayloadUnreadable) unreadable ??= error;
        throw error;
      }
    },
  });
  const payloadCodecs = dataConverter.payloadCodecs?.map(noticed) ?? [];
  return {
    dataConverter: { ...dataConverter, payloadCodecs },
    /** @throws {PayloadUnreadable} */
    check() {
      if (unreadable) throw unreadable;
    },
  };
}

async function* historiesOf(
  client: Client,
  { query = runningOfOurs, limit = Infinity }: ReplayCommandOptions,
  onSkipped: () => void,
): AsyncGenerator<HistoryToReplay> {
  const fetch = async ({ workflowId, runId, type }: WorkflowExecutionInfo): Promise<HistoryToReplay | undefined> => {
    if (!(types as string[]).includes(type)) return undefined;
    try {
      const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
      const hasDoneSomething = history.events?.some(({ workflowTaskCompletedEventAttributes: done }) => done);
      return hasDoneSomething ? { workflowId, history } : undefined;
    } catch (error) {
      // The list is a little late: it has been deleted meanwhile.
      if (error instanceof WorkflowNotFoundError) return undefined;
      throw error;
    }
  };
  for await (const history of ahead(
    first(limit, client.workflow.list({ query, pageSize: 200 })),
    fetchedAhead,
    fetch,
  )) {
    if (history) yield history;
    else onSkipped();
  }
}

async function* first<T>(count: number, all: AsyncIterable<T>): AsyncGenerator<T> {
  if (count <= 0) return;
  let seen = 0;
  for await (const one of all) {
    yield one;
    if ((seen += 1) >= count) return;
  }
}

function forPeople({ failed }: ReplayDocument, paint: Paint): string {
  const byCause = new Map<string, ReplayFailure[]>();
  for (const failure of failed) {
    const { event, reason } = failure;
    const cause = `${event ? `At event ${event}` : 'Somewhere in its history'}: ${reason}`;
    byCause.set(cause, [...(byCause.get(cause) ?? []), failure]);
  }
  return [...byCause].map(([cause, alike]) => `${cause}\n${named(alike, paint)}`).join('');
}

function named(failed: readonly ReplayFailure[], paint: Paint): string {
  const lines = failed.slice(0, mostNamed).map(({ id, runId }) => `    ${paint('bold', id)}  ${paint('dim', runId)}\n`);
  const more = failed.length - lines.length;
  return [...lines, ...(more > 0 ? [`    and ${more} more: --json names all of them\n`] : [])].join('');
}

function ending({ replayed, skipped, failed }: ReplayDocument): string {
  const besides = skipped === 0 ? '' : ` (${skipped} more ${skipped === 1 ? 'has' : 'have'} nothing to replay)`;
  if (replayed === 0) return `Nothing to replay${besides}.`;
  if (failed.length === 0) return `${replayed} replayed${besides}: this build can go on with all of them.`;
  return [
    `${replayed} replayed${besides}, ${failed.length} would fail: do not deploy this build while they run.`,
    'They would stand still where they are; nothing would be lost, and the build that runs now goes on with them.',
    'Leave that one running, and report this: the workflows were changed in a way that needs `patched()`.',
  ].join('\n');
}
