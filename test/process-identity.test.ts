import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { asIdentity, lifeOf, processIdentity } from '../src/process-identity';
import { eventually } from './support/eventually';

const platform = Object.getOwnPropertyDescriptor(process, 'platform')!;

afterEach(() => {
  Object.defineProperty(process, 'platform', platform);
});

describe.each([
  ['as this system tells it', process.platform],
  ['as ps tells it on macOS', 'darwin'],
])('the identity of a process, %s,', (_how, system) => {
  beforeEach(() => {
    Object.defineProperty(process, 'platform', { ...platform, value: system });
  });

  it('is the same at every look', () => {
    expect(processIdentity()).toEqual(processIdentity(process.pid));
    expect(lifeOf(processIdentity()!)).toBe('alive');
  });

  it('survives JSON', () => {
    expect(asIdentity(JSON.parse(JSON.stringify(processIdentity())))).toEqual(processIdentity());
  });

  it('is gone with the process', async () => {
    const child = spawn('sleep', ['60']);
    const identity = processIdentity(child.pid)!;
    expect(lifeOf(identity)).toBe('alive');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(lifeOf(identity)).toBe('gone');
  });

  it('is gone though nobody has fetched the ended process yet', async () => {
    // The shell becomes a program that never asks for its children.
    const parent = spawn('sh', ['-c', 'sleep 0.3 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const identity = processIdentity(Number(line.toString()))!;
    await eventually(() => lifeOf(identity) === 'gone');
    parent.kill('SIGKILL');
    expect(processIdentity(identity.pid)).toBeUndefined();
  });

  it('is not that of a later process with the same number', () => {
    expect(lifeOf({ ...processIdentity()!, started: 'at another time' })).toBe('gone');
  });

  it('cannot be judged from another machine', () => {
    expect(lifeOf({ ...processIdentity()!, host: 'another-machine' })).toBe('elsewhere');
  });

  it('is not there for a number that no process has', () => {
    expect(processIdentity(2 ** 22 + 1)).toBeUndefined();
  });

  it.each([[undefined], [null], ['x'], [{}], [{ host: 'h', pid: -1, started: 's' }], [{ host: 'h', pid: 1 }]])(
    'is not read from %j',
    (value) => {
      expect(asIdentity(value)).toBeUndefined();
    },
  );
});
