import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { RecordedHistory } from '../support/record-histories';
import { choose } from './choose';

const root = resolve(__dirname, '../..');
const fixtures = join(__dirname, 'histories');
/** Characters of all fixtures together. */
const room = 1_800_000;

/** Where all kinds of workflows live; those that kill processes or wait for long leave nothing new. */
const stories = ['test/stories', 'test/gateway', 'test/cli/reconcile/everything', 'test/cli/sync'];

/**
 * `npm run record-histories [path…]`: plays the stories, keeps the histories of their workflows, and writes the few that
 * go through everything to `test/replay/histories`, in the place of those that were there.
 */
function main(paths: readonly string[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'bridge-histories-'));
  try {
    const played = spawnSync(
      process.execPath,
      [require.resolve('jest/bin/jest'), ...(paths.length ? paths : stories)],
      {
        cwd: root,
        stdio: 'inherit',
        env: { ...process.env, BRIDGE_RECORD_HISTORIES: folder, BRIDGE_TEST_ENCRYPTED: '' },
      },
    );
    if (played.status !== 0) process.stderr.write('Not all stories ended well: look at them before you keep this.\n');
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
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main(process.argv.slice(2));
