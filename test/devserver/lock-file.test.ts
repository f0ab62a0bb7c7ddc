import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { tryLock, type Lock } from '../../src/devserver/lock-file';
import { processIdentity } from '../../src/process-identity';
import { ownProcess } from '../support/own-process';
import { aFolder } from '../support/temp-folder';

const taken = (file: string): Lock => {
  const outcome = tryLock(file);
  if ('holder' in outcome) throw new Error(`held by process ${outcome.holder.pid}`);
  return outcome.lock;
};
const aLockFile = () => join(aFolder(), 'some.lock');
const self = processIdentity()!;
const left = (file: string, holder: object) =>
  writeFileSync(file, JSON.stringify({ ...self, since: '2026-01-01T00:00:00.000Z', ...holder }));

describe('a lock file', () => {
  it('says who holds it, and since when', () => {
    const file = aLockFile();
    const lock = taken(file);
    expect(tryLock(file)).toEqual({ holder: { ...self, since: expect.stringMatching(/^20\d\d-/) } });
    lock.release();
  });

  it('can be taken again after it was given back', () => {
    const file = aLockFile();
    taken(file).release();
    expect(existsSync(file)).toBe(false);
    expect(() => taken(file).release()).not.toThrow();
  });

  it.each<[whose: string, holder: object]>([
    ['a process that is gone', { pid: 2 ** 22 + 1 }],
    ['a process whose number another one has by now', { started: 'before the last boot' }],
  ])('is taken over from %s', (_whose, holder) => {
    const file = aLockFile();
    left(file, holder);
    expect(() => taken(file).release()).not.toThrow();
  });

  it('is taken over when its content was lost with the power', () => {
    const file = aLockFile();
    writeFileSync(file, '');
    expect(() => taken(file).release()).not.toThrow();
  });

  it.each<[age: string, ageMs: number, isHeld: boolean]>([
    ['a moment ago', 1_000, true],
    ['half a minute ago', 31_000, false],
  ])('of another machine is held if that touched it %s: %s', (_age, ageMs, isHeld) => {
    const file = aLockFile();
    left(file, { host: 'another-machine' });
    const touched = new Date(Date.now() - ageMs);
    utimesSync(file, touched, touched);
    const outcome = tryLock(file);
    expect('holder' in outcome).toBe(isHeld);
    if ('lock' in outcome) outcome.lock.release();
  });

  it('that was taken over is not given back by its former holder', () => {
    const file = aLockFile();
    const lock = taken(file);
    left(file, { started: 'the one that took it over' });
    lock.release();
    expect(existsSync(file)).toBe(true);
  });

  it('has one holder when many processes find the same stale one', async () => {
    const file = aLockFile();
    left(file, { pid: 2 ** 22 + 1 });
    const program = resolve(__dirname, 'programs/locker.ts');
    const startAt = String(Date.now() + 1_500);
    const lockers = Array.from({ length: 8 }, () => ownProcess(program, file, startAt));
    const outcomes = await Promise.all(lockers.map((locker) => locker.nextLine()));
    expect(outcomes.filter((outcome) => outcome === 'mine')).toHaveLength(1);
    expect(readdirSync(join(file, '..'))).toEqual(['some.lock']);
    expect(readFileSync(file, 'utf8')).not.toBe('');
  });
});
