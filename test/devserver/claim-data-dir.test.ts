import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { claimDataDir } from '../../src/devserver/claim-data-dir';
import { HeldByAnother } from '../../src/devserver/errors';
import { ownProcess } from '../support/own-process';
import { aFolder } from '../support/temp-folder';

const program = resolve(__dirname, 'programs/claimer.ts');

describe('the claim of a data directory', () => {
  it('creates the directory', () => {
    const dataDir = join(aFolder(), 'not', 'there');
    claimDataDir(dataDir).release();
    expect(existsSync(dataDir)).toBe(true);
  });

  it('is refused while another process has it, and names that process', async () => {
    const dataDir = aFolder();
    const other = ownProcess(program, dataDir);
    await other.nextLine();
    expect(() => claimDataDir(dataDir)).toThrow(HeldByAnother);
    expect(() => claimDataDir(dataDir)).toThrow(
      `the data directory ${dataDir} is in use by process ${other.child.pid}`,
    );
  });

  it('is taken over when that process was killed', async () => {
    const dataDir = aFolder();
    const other = ownProcess(program, dataDir);
    await other.nextLine();
    await other.killHard();
    expect(() => claimDataDir(dataDir).release()).not.toThrow();
    expect(() => claimDataDir(dataDir).release()).not.toThrow();
  });

  it('is one for each directory', () => {
    const claims = [claimDataDir(aFolder()), claimDataDir(aFolder())];
    expect(claims).toHaveLength(2);
    claims.forEach((claim) => claim.release());
  });
});
