import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { asIdentity, lifeOf, processIdentity, type ProcessIdentity } from '../process-identity';
import { DevServerFailed, HeldByAnother } from './errors';
import { tryLock } from './lock-file';
import { until } from './until';

/** The right to run a server on a database file. Two servers on one file would each lose the other's writes. */
export interface OwnedDatabase {
  /** Remembers the server, so that a later start finds it if this process is killed. */
  serverRuns(pid: number): void;
  /** The database has been set up: from now on it holds data. */
  serverAnswered(): void;
  /** The server has ended, or never ran. */
  release(): void;
}

const endsWithinMs = 15_000;

/**
 * Takes the database for this process. A server that a killed process left running on it is stopped first, and a
 * database whose first start was cut off before the server answered is set aside: its tables are incomplete, the
 * server would refuse it for ever, and nobody has been told yet that anything is in it.
 *
 * @throws {HeldByAnother} another living process runs a server on it
 */
export async function ownDatabase(dbFile: string): Promise<OwnedDatabase> {
  mkdirSync(dirname(dbFile), { recursive: true });
  const taken = tryLock(`${dbFile}.lock`);
  if ('holder' in taken) throw new HeldByAnother(`the database ${dbFile}`, taken.holder);
  const pidFile = `${dbFile}.pid`;
  const unfinished = `${dbFile}.unfinished`;
  try {
    const orphan = readServer(pidFile);
    if (orphan) await stopOrphan(orphan);
    rmSync(pidFile, { force: true });
    if (existsSync(unfinished)) setAside(dbFile);
    if (!existsSync(dbFile)) writeFileSync(unfinished, '');
  } catch (error) {
    taken.lock.release();
    throw error;
  }
  let isReleased = false;
  return {
    serverRuns: (pid) => writeFileSync(pidFile, JSON.stringify(processIdentity(pid) ?? {})),
    serverAnswered: () => rmSync(unfinished, { force: true }),
    release() {
      if (isReleased) return; // the next owner's file must not be removed
      isReleased = true;
      rmSync(pidFile, { force: true });
      taken.lock.release();
    },
  };
}

function readServer(pidFile: string): ProcessIdentity | undefined {
  if (!existsSync(pidFile)) return undefined;
  try {
    return asIdentity(JSON.parse(readFileSync(pidFile, 'utf8')));
  } catch {
    return undefined; // cut short by a power failure, which no server survives
  }
}

/** Moved, not removed: should somebody have put a backup there meanwhile, it is not ours to destroy. */
function setAside(dbFile: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) {
    if (existsSync(`${dbFile}${suffix}`)) renameSync(`${dbFile}${suffix}`, `${dbFile}.cut-off${suffix}`);
  }
}

/** Asks it to end, then makes it. (Its owner's death usually stops it already: see leashed-process.ts.) */
async function stopOrphan(server: ProcessIdentity): Promise<void> {
  const isGone = () => lifeOf(server) !== 'alive';
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (isGone()) return;
    sendSignal(server.pid, signal);
    if (await until(isGone, endsWithinMs)) return;
  }
  throw new DevServerFailed(`an earlier server (process ${server.pid}) holds the database and cannot be stopped`);
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // ended between the two looks: what we want
  }
}
