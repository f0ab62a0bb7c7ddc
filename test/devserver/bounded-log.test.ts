import { mkdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openBoundedLog } from '../../src/devserver/bounded-log';
import { eventually } from '../support/eventually';
import { aFolder } from '../support/temp-folder';

describe('the log of a child process', () => {
  it('is emptied when it has grown too big, with its last contents beside it', async () => {
    const file = join(aFolder(), 'temporal.log');
    const log = openBoundedLog(file, { maxBytes: 100, lookEveryMs: 5 });
    writeSync(log.fd, `${'x'.repeat(150)}\n`);
    await eventually(() => readFileSync(file, 'utf8') === '');
    writeSync(log.fd, 'next\n');
    expect(readFileSync(file, 'utf8')).toBe('next\n'); // without a hole in front
    expect(readFileSync(`${file}.1`, 'utf8')).toBe(`${'x'.repeat(150)}\n`);
    expect(log.lastLines(5)).toEqual(['next']);
    log.close();
  });

  it('is bounded from the start when an earlier run left too much', () => {
    const file = join(aFolder(), 'temporal.log');
    writeFileSync(file, 'old\n'.repeat(100));
    openBoundedLog(file, { maxBytes: 100, lookEveryMs: 1_000 }).close();
    expect(readFileSync(file, 'utf8')).toBe('');
  });

  it('is emptied all the same when the copy cannot be made, for instance on a full disk', async () => {
    const file = join(aFolder(), 'temporal.log');
    mkdirSync(`${file}.1`);
    const log = openBoundedLog(file, { maxBytes: 10, lookEveryMs: 5 });
    writeSync(log.fd, 'more than ten bytes\n');
    await expect(eventually(() => readFileSync(file, 'utf8') === '')).resolves.toBe(true);
    log.close();
  });

  it('can still be quoted when somebody has removed it', () => {
    const file = join(aFolder(), 'temporal.log');
    const log = openBoundedLog(file);
    writeSync(log.fd, 'last words\n');
    rmSync(file);
    expect(log.lastLines(3)).toEqual(['last words']);
    log.close();
  });

  it('quotes only what was written since it was opened', () => {
    const file = join(aFolder(), 'temporal.log');
    writeFileSync(file, 'of an earlier run\n');
    const log = openBoundedLog(file);
    expect(log.lastLines(3)).toEqual([]);
    writeSync(log.fd, 'a\n\nb\nc\nd\n');
    expect(log.lastLines(3)).toEqual(['b', 'c', 'd']);
    log.close();
    expect(readFileSync(file, 'utf8')).toContain('of an earlier run');
  });
});
