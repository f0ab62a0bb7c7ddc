import type { Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { ToldRun } from '../../lifecycle/run-tell';
import { mostNamed } from '../../protocol/scans';
import { RunFailed, runNow, ScheduleProblem, type RunProgress } from '../../schedules';
import { fewAtOnce } from '../../schedules/few-at-once';
import { withTemporal } from '../context';
import { exit, together, type ExitCode } from '../exit';
import type { Io } from '../io';
import { createOutput, type Output, type Paint } from '../output';
import { table, type Cell } from '../table';
import type { SyncJob, SyncOptions } from './job';
import { schedulesOf } from './schedules-of';
import { oldestTask, tellWhenUnheard } from './unheard';

/** What came of one schedule's run. */
export interface SyncRow extends ToldRun {
  readonly schedule: string;
  readonly ok: boolean;
  /** Why it is not ok. */
  readonly message: string | null;
}

interface Ran {
  readonly row: SyncRow;
  readonly code: ExitCode;
}

/** `bridge sync` */
export async function runSync(job: SyncJob, options: SyncOptions, io: Io): Promise<ExitCode> {
  const output = createOutput(options, io);
  return withTemporal(options, io, async (context) => {
    const { client, config } = context;
    const schedules = schedulesOf(job, options, config);
    const signal = io.stopSignal();
    const waiting = new AbortController();
    void tellWhenUnheard({ waitsMs: oldestTask(context), say: output.say, signal: waiting.signal });
    const runs = await fewAtOnce(schedules, (schedule) => run(client, schedule, signal, output)).finally(() =>
      waiting.abort(),
    );
    const rows = runs.map(({ row }) => row);
    output.data({ results: rows }, () => forPeople(rows, output.paint));
    return together(runs.map(({ code }) => code));
  });
}

/** A failure of one is told beside the results of the others; an end that somebody asks for ends all of them. */
async function run(client: Client, schedule: string, signal: AbortSignal, output: Output): Promise<Ran> {
  try {
    const progress = (now: RunProgress) => {
      if (now.is === 'waiting') output.say(`${schedule}: waits for the end of a run that is under way`);
    };
    return ran(schedule, await runNow(client, schedule, { signal, progress }));
  } catch (error) {
    if (!(error instanceof ScheduleProblem)) throw error;
    const unread = whyUnread(error);
    const isRemote = unread !== undefined || (error instanceof RunFailed && error.reason === 'time-out of an activity');
    const message = unread === undefined ? error.message : `${error.message}: ${unread}`;
    return { row: { ...nothing, schedule, ok: false, message }, code: isRemote ? exit.remote : exit.failed };
  }
}

/** The words of our own failure when a system could not be read; they name system and kind. */
function whyUnread(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ApplicationFailure && cause.type === 'CannotRead') return cause.message;
  }
  return undefined;
}

const nothing = { read: 0, written: 0, unchanged: 0, skipped: 0, refused: [], refusedTotal: 0 } as const;

function ran(schedule: string, result: ToldRun): Ran {
  const { read, written, unchanged, skipped, refused, refusedTotal, skippedBy, notes } = result;
  const told = { ...(skippedBy && { skippedBy }), ...(notes && { notes }) };
  const row = { schedule, ok: true, read, written, unchanged, skipped, refused, refusedTotal, ...told, message: null };
  return { row, code: refusedTotal > 0 ? exit.found : exit.fine };
}

function forPeople(rows: readonly SyncRow[], paint: Paint): string {
  const lines = rows.map((row): Cell[] =>
    row.ok
      ? [row.schedule, ...[row.read, row.written, row.unchanged, row.skipped, row.refusedTotal].map(String)]
      : [row.schedule, { text: row.message ?? '', style: 'red' }],
  );
  const more = rows.flatMap((row) => [
    ...Object.entries(row.skippedBy ?? {}).map(([reason, count]) => `${row.schedule} skipped ${count}: ${reason}\n`),
    ...(row.notes ?? []).map((note) => `${row.schedule}: ${note}\n`),
    ...row.refused.map(({ id, reason }) => `${row.schedule} refused ${id}: ${reason}\n`),
    ...(row.refusedTotal > mostNamed ? [`… and ${row.refusedTotal - row.refused.length} more\n`] : []),
  ]);
  return [table(lines, paint, ['SCHEDULE', 'READ', 'WRITTEN', 'UNCHANGED', 'SKIPPED', 'REFUSED']), ...more].join('');
}
