import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { RecordedHistory } from '../support/record-histories';
import { choose } from './choose';

const root = resolve(__dirname, '../..');
const fixtures = join(__dirname, 'histories');
/** Characters of all fixtures together. */
const room = 2_500_000;

/** Where all kinds of workflows live; those that kill processes or wait for long leave nothing new. */
const stories = ['test/stories', 'test/gateway', 'test/cli/reconcile/everything', 'test/cli/sync'];

/**
 * `npm run record-histories [path…]`: plays the stories, keeps the histories of their workflows, and writes the few that
 * go through everything to `test/replay/histories`, in the place of those that were there.
 *
 * On a machine that has other things to do, in portions: `BRIDGE_RECORD_HISTORIES=FOLDER npx jest test/stories/…` for as
 * many as are wanted, then `npm run record-histories -- --from FOLDER`.
 */
function main(args: readonly string[]): void {
  const [first, from] = args;
  if (first === '--from' && from) return keep(from);
  const folder = mkdtempSync(join(tmpdir(), 'bridge-histories-'));
  try {
    play(args.length ? args : stories, folder);
    keep(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function play(paths: readonly string[], folder: string): void {
  const jest = [require.resolve('jest/bin/jest'), ...paths];
  const env = { ...process.env, BRIDGE_RECORD_HISTORIES: folder, BRIDGE_TEST_ENCRYPTED: '' };
  const { status } = spawnSync(process.execPath, jest, { cwd: root, stdio: 'inherit', env });
  if (status !== 0) process.stderr.write('Not all stories ended well: look at them before you keep this.\n');
}

function keep(folder: string): void {
  const recorded = readdirSync(folder).map(
    (name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as RecordedHistory,
  );
  const chosen = choose(recorded, room);
  rmSync(fixtures, { recursive: true, force: true });
  mkdirSync(fixtures, { recursive: true });
  for (const { name, text } of chosen) writeFileSync(join(fixtures, name), `${text}\n`);
  const size = chosen.reduce((sum, { text }) => sum + text.length, 0);
  process.stderr.write(
    `${recorded.length} histories recorded, ${chosen.length} kept (${Math.round(size / 1024)} kB).\n`,
  );
}

main(process.argv.slice(2));
