import { setMaxListeners } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { claimDataDir } from '../../devserver/claim-data-dir';
import { openBoundedLog } from '../../devserver/bounded-log';
import { DevServerFailed, HeldByAnother, TemporalNotFound } from '../../devserver/errors';
import type { Simulators } from '../../sandbox';
import { startSimulators } from '../../sandbox';
import { exit, type ExitCode } from '../exit';
import { heavy } from '../heavy';
import type { Io } from '../io';
import { createOutput } from '../output';
import { runUp, type RunningBridge } from '../up/run-up';
import { workflowBundle } from '../worker/bundle';
import { roleLog } from '../worker/role-log';
import { sandboxGoodsOwners, sandboxStores, sandboxYaml } from './configuration';
import { stockDepot } from './depot';
import { liveOn } from './life';
import { play, type Row } from './play';
import { stories } from './stories';
import { summaryLines, summaryOf } from './summary';
import { LiveTable } from './table';

export interface SandboxOptions {
  readonly json?: boolean;
  /** End when all stories have. */
  readonly untilDone?: boolean;
  /** Where everything is kept. */
  readonly dir: string;
  /** Go on with what an earlier run has left. */
  readonly keep?: boolean;
  /** Only the stories whose names contain this. */
  readonly story?: string;
}

/** Slow enough to be seen; `--until-done` is in a hurry. */
const momentMs = { shown: 2_500, hurried: 300 };
const patienceMs = 180_000;
const drawEveryMs = 300;

/** `bridge sandbox`: both simulators, the bridge between them, and a little life. */
export async function sandbox(options: SandboxOptions, io: Io): Promise<ExitCode> {
  const output = createOutput(options, io);
  const folder = resolve(options.dir);
  refuseSecond(folder);
  if (!options.keep) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const signal = io.stopSignal();
  // Every story waits with it.
  setMaxListeners(0, signal);
  const simulators = await startSimulators({
    centra: { stores: sandboxStores },
    ongoing: { goodsOwners: sandboxGoodsOwners },
    dataFile: join(folder, 'simulators.jsonl'),
  });
  simulators.control.faults.clear({});
  if (!options.keep) stockDepot(simulators);
  const file = join(folder, 'bridge.yaml');
  writeFileSync(file, sandboxYaml(simulators, folder));
  const lines = openBoundedLog(join(folder, 'bridge.log'));
  const done = new AbortController();
  let code: ExitCode = exit.fine;
  try {
    const config = heavy.config().loadConfig(file, io.env, [heavy.mapping().checkRules]);
    await runUp({
      config,
      env: ownTemporal(io.env, folder),
      log: roleLog('info', lines.fd, [DevServerFailed, HeldByAnother, TemporalNotFound]),
      say: output.say,
      signal: AbortSignal.any([signal, done.signal]),
      workflowBundle: workflowBundle(config.encryption),
      graceMs: 5_000,
      onReady: async (bridge) => {
        output.say(whereToLook(bridge, simulators, file));
        const rows = await tell(bridge.client, simulators, options, io, signal);
        const summary = summaryOf(rows, simulators.control.counters({}));
        output.data(summary, () => `${summaryLines(summary).join('\n')}\n`);
        code = summary.ok ? exit.fine : exit.failed;
        if (options.untilDone) return done.abort();
        output.say(whatToTry(options.dir));
        await liveOn(simulators, signal);
      },
    });
    return code;
  } finally {
    lines.close();
    await simulators.close();
  }
}

/** Its own Temporal, whatever this machine's is: a demonstration must not meet real shipments. */
function ownTemporal(env: NodeJS.ProcessEnv, folder: string): NodeJS.ProcessEnv {
  const others = Object.entries(env).filter(([name]) => !name.startsWith('TEMPORAL_') || name === 'TEMPORAL_CLI_PATH');
  const profiles = join(folder, 'temporal.toml');
  writeFileSync(profiles, '[profile.default]\n');
  return { ...Object.fromEntries(others), TEMPORAL_CONFIG_FILE: profiles };
}

/** Its folder is emptied at the start: not under the feet of one that runs. */
function refuseSecond(folder: string): void {
  mkdirSync(folder, { recursive: true });
  claimDataDir(folder).release();
}

/** Plays all stories at once, and shows how they go. */
async function tell(
  client: Client,
  simulators: Simulators,
  { untilDone, story: wanted = '', json }: SandboxOptions,
  io: Io,
  signal: AbortSignal,
): Promise<readonly Row[]> {
  const rows = stories
    .filter(({ name }) => name.includes(wanted))
    .map((story): Row => ({ story, shipmentId: '', tells: '' }));
  const table = new LiveTable({
    isTTY: !json && process.stdout.isTTY,
    width: () => process.stdout.columns || 120,
    colours: io.colours.out,
    write: json ? io.err : io.out,
  });
  const playing = { done: false };
  const drawing = (async () => {
    while (!playing.done && !signal.aborted) {
      table.show(rows);
      await pause(drawEveryMs);
    }
    table.show(rows);
  })();
  const moment = untilDone ? momentMs.hurried : momentMs.shown;
  await Promise.all(rows.map((row) => play(row, { client, simulators, signal, momentMs: moment, patienceMs })));
  playing.done = true;
  await drawing;
  return rows;
}

function whereToLook({ address, uiUrl }: RunningBridge, simulators: Simulators, file: string): string {
  return [
    '',
    `Temporal's UI:  ${uiUrl ?? 'none'}   (Temporal itself: ${address})`,
    `Simulators:     ${simulators.url}   (what can be done with them: ${simulators.url}/control)`,
    `Configuration:  ${file}`,
    '',
  ].join('\n');
}

function whatToTry(dir: string): string {
  return [
    '',
    'A little life goes on: an order now and then, and a warehouse that works. Try, in another terminal:',
    `  export BRIDGE_CONFIG=${join(dir, 'bridge.yaml')}`,
    '  npx bridge shipments',
    '  npx bridge shipment ID                  where it is, what happens next, what you may do',
    '  npx bridge hold ID --reason "a look"    and release ID',
    '  npx bridge pause --goods-owner acme --reason "stock-taking"',
    'Ctrl-C stops everything.',
  ].join('\n');
}
