import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { HeldByAnother } from './errors';
import { tryLock } from './lock-file';

export interface Claim {
  /** Lets the next `up` have the directory. */
  release(): void;
}

/**
 * Makes this process the only `up` of a data directory, which is created where it is missing. A claim that a killed
 * process left behind is taken over.
 *
 * @throws {HeldByAnother} another `up` runs there
 */
export function claimDataDir(dataDir: string): Claim {
  mkdirSync(dataDir, { recursive: true });
  const taken = tryLock(join(dataDir, 'up.lock'));
  if ('holder' in taken) throw new HeldByAnother(`the data directory ${dataDir}`, taken.holder);
  return taken.lock;
}
