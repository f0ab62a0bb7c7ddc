import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { RecordedHistory } from '../support/record-histories';
import { choose } from './choose';

const root = resolve(__dirname, '../..');
const fixtures = join(__dirname, 'histories');
/** Characters of all fixtures together. */
const room = 3_000_000;

/** Where all kinds of workflows live; those that kill processes or wait for long leave nothing new. */
const stories = ['test/stories', 'test/gateway', 'test/cli/reconcile/everything', 'test/cli/sync'];

/**
 * `npm run record-histories [path…]`: plays the stories, keeps the histories of their workflows, and writes the few that
 * go through everything to `test/replay/histories`, in the place of those that were there.
 *
 * On a machine that has other things to do, in portions: `BRIDGE_RECORD_HISTORIES=FOLDER npx jest test/stories/…` for as
 * many as are wanted, then `npm run record-histories -- --from FOLDER`.
 *
 * `--add` leaves those that were there, and writes only what goes through something new: for changes behind `patched()`.
 */
function main(given: readonly string[]): void {
  const args = given.filter((word) => word !== '--add');
  const adds = args.length < given.length;
  const [first, from] = args;
  if (first === '--from' && from) return keep(from, adds);
  const folder = mkdtempSync(join(tmpdir(), 'bridge-histories-'));
  try {
    play(args.length ? args : stories, folder);
    keep(folder, adds);
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

function keep(folder: string, adds: boolean): void {
  const recorded = read(folder);
  const have = adds ? read(fixtures) : [];
  const taken = have.reduce((sum, one) => sum + JSON.stringify(one).length, 0);
  const chosen = choose(recorded, room - taken, have);
  if (!adds) rmSync(fixtures, { recursive: true, force: true });
  mkdirSync(fixtures, { recursive: true });
  for (const { name, text } of chosen) writeFileSync(join(fixtures, name), `${text}\n`);
  const size = chosen.reduce((sum, { text }) => sum + text.length, taken);
  process.stderr.write(
    `${recorded.length} histories recorded, ${chosen.length} ${adds ? 'added' : 'kept'} (${Math.round(size / 1024)} kB in all).\n`,
  );
}

const read = (folder: string) =>
  readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as RecordedHistory);

main(process.argv.slice(2));
