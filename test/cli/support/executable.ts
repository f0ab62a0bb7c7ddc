import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readdirSync, renameSync, statSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { tryLock } from '../../../src/devserver/lock-file';
import { eventually } from '../../support/eventually';
import { testRun } from '../../support/temporal';

const root = resolve(__dirname, '../../..');

/**
 * The executable as it is delivered: built when the sources are newer than the build, and copied into the run's folder,
 * so that nobody who builds meanwhile takes it away under the tests.
 *
 * @returns the path of `dist/cli/main.js` there
 */
export async function executable(): Promise<string> {
  const { folder } = testRun();
  const copy = join(folder, 'built');
  const main = join(copy, 'dist/cli/main.js');
  // One test file builds, others wait for it.
  for (;;) {
    if (existsSync(main)) return main;
    const taken = tryLock(join(folder, 'build.lock'));
    if ('holder' in taken) {
      await pause(200);
      continue;
    }
    try {
      if (!existsSync(main)) build(copy);
      return main;
    } finally {
      taken.lock.release();
    }
  }
}

function build(copy: string): void {
  const bundle = join(root, 'dist/workflow-bundle.js');
  const isStale = !existsSync(bundle) || newest(join(root, 'src')) > statSync(bundle).mtimeMs;
  if (isStale) execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root, stdio: 'pipe' });
  const unfinished = `${copy}.${process.pid}`;
  cpSync(join(root, 'dist'), join(unfinished, 'dist'), { recursive: true });
  cpSync(join(root, 'package.json'), join(unfinished, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(unfinished, 'node_modules'));
  renameSync(unfinished, copy);
}

function newest(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(...entries.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
}

/** A running `bridge`. */
export interface RunningCommand {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  /** Waits until it has said this on standard error. */
  says(words: string | RegExp, withinMs?: number): Promise<void>;
  /** Its exit code, when it has ended. */
  readonly ended: Promise<number | null>;
  /** Asks it to end, and waits for that. @returns the exit code */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface SpawnOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Arguments of node itself. */
  readonly node?: readonly string[];
}

const running = new Set<ChildProcess>();

afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts `bridge` in a process of its own, with nothing of this machine's Temporal settings. */
export async function start(
  args: readonly string[],
  { env = {}, cwd, node = [] }: SpawnOptions = {},
): Promise<RunningCommand> {
  const child = spawn(process.execPath, [...node, await executable(), ...args], {
    cwd,
    env: {
      ...{ PATH: process.env.PATH, HOME: process.env.HOME },
      ...{ TEMPORAL_CLI_PATH: testRun().binary, TEMPORAL_CONFIG_FILE: join(testRun().folder, 'no-profiles.toml') },
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  return {
    child,
    out: () => said.out,
    err: () => said.err,
    ended,
    async says(words, withinMs = 60_000) {
      const isSaid = () => (typeof words === 'string' ? said.err.includes(words) : words.test(said.err));
      const look = () => isSaid() || (child.exitCode !== null && 'ended');
      const seen = await eventually(look, { withinMs }).catch(() => undefined);
      if (seen !== true) throw new Error(`${String(words)} was not said, but:\n${said.err}`);
    },
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}

/** The log lines among what it said on standard error. */
export const logLines = ({ err }: Pick<RunningCommand, 'err'>) =>
  err()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { event: string; pid?: number });

/** Runs `bridge` to its end. */
export async function call(args: readonly string[], options: SpawnOptions = {}) {
  const command = await start(args, options);
  const code = await command.ended;
  return { code, out: command.out(), err: command.err() };
}
