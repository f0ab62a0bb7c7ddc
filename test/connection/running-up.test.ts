import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readAddress, removeAddress, writeAddress } from '../../src/connection/running-up';
import { ownProcess } from '../support/own-process';
import { aFolder } from '../support/temp-folder';

const up = {
  address: '127.0.0.1:7233',
  namespace: 'default',
  uiUrl: 'http://127.0.0.1:8233',
  gatewayUrl: 'http://127.0.0.1:8080',
};

describe('the address of a running up', () => {
  it('is found by other commands', () => {
    const dataDir = aFolder();
    writeAddress(dataDir, up);
    expect(readAddress(dataDir)).toEqual({ ...up, pid: process.pid });
  });

  it('is replaced whole', () => {
    const dataDir = aFolder();
    writeAddress(dataDir, up);
    writeAddress(dataDir, { address: '127.0.0.1:1', namespace: 'other' });
    expect(readAddress(dataDir)).toEqual({ address: '127.0.0.1:1', namespace: 'other', pid: process.pid });
    expect(readdirSync(dataDir)).toEqual(['up.json']);
  });

  it('is gone with it', () => {
    const dataDir = aFolder();
    writeAddress(dataDir, up);
    removeAddress(dataDir);
    expect(readAddress(dataDir)).toBeUndefined();
  });

  it('is not believed when it was killed', async () => {
    const dataDir = aFolder();
    const other = ownProcess(resolve(__dirname, 'programs/up.ts'), dataDir);
    await other.nextLine();
    expect(readAddress(dataDir)).toMatchObject({ address: '127.0.0.1:4321', pid: other.child.pid });
    await other.killHard();
    expect(readAddress(dataDir)).toBeUndefined();
  });

  it('is not believed when it is that of another machine', () => {
    const dataDir = aFolder();
    writeAddress(dataDir, up);
    const file = join(dataDir, 'up.json');
    const written = JSON.parse(readFileSync(file, 'utf8')) as { process: object };
    writeFileSync(file, JSON.stringify({ ...written, process: { ...written.process, host: 'another-machine' } }));
    expect(readAddress(dataDir)).toBeUndefined();
  });

  it.each([
    ['nothing', ''],
    ['half a file', '{"address":'],
    ['something else', '{"address":1}'],
  ])('is not read from %s', (_what, content) => {
    const dataDir = aFolder();
    writeFileSync(join(dataDir, 'up.json'), content);
    expect(readAddress(dataDir)).toBeUndefined();
  });

  it('is not there where none has run', () => {
    expect(readAddress(join(aFolder(), 'never'))).toBeUndefined();
  });
});
