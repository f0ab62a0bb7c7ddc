import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { asIdentity, lifeOf, processIdentity, type ProcessIdentity } from '../process-identity';

/** Who holds a lock, as the lock file names it. */
export interface Holder extends ProcessIdentity {
  /** ISO time at which it was taken. */
  readonly since: string;
}

export interface Lock {
  /** Gives it back. Harmless when done twice, or when it has been taken over meanwhile. */
  release(): void;
}

/**
 * A holder on another machine (a shared volume, another container) can only be judged by the age of its file: it
 * touches it every 5 s, and is believed to be gone after 30 s.
 */
const touchEveryMs = 5_000;
const believedGoneAfterMs = 30_000;

/**
 * Takes the lock, or says who holds it. What a process that is gone has left behind is taken over.
 *
 * @throws file system errors (no such directory, not writable)
 */
export function tryLock(file: string): { lock: Lock } | { holder: Holder } {
  const self = processIdentity();
  if (self === undefined) throw new Error('this process cannot find itself among the processes of this machine');
  const content = JSON.stringify({ ...self, since: new Date().toISOString() } satisfies Holder);
  for (;;) {
    if (createWhole(file, content)) return { lock: hold(file, content) };
    const seen = readIfThere(file);
    if (seen === undefined) continue; // given back between the two looks
    const holder = parseHolder(seen);
    if (holder !== undefined && stillHolds(file, holder)) return { holder };
    takeAway(file, seen);
  }
}

function hold(file: string, content: string): Lock {
  const touching = setInterval(() => touch(file, content), touchEveryMs).unref();
  return {
    release() {
      clearInterval(touching);
      if (readIfThere(file) === content) rmSync(file, { force: true });
    },
  };
}

function touch(file: string, content: string): void {
  try {
    const now = new Date();
    if (readIfThere(file) === content) utimesSync(file, now, now);
  } catch {
    // A disk that fails now fails the work itself soon, and says so better than a timer could.
  }
}

/** The file appears with its content or not at all: a reader never meets an empty one. */
function createWhole(file: string, content: string): boolean {
  const draft = `${file}.${randomUUID()}.draft`;
  writeFileSync(draft, content);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moves a stale lock aside. Two may try at once: who finds that it moved a fresh lock puts it back. */
function takeAway(file: string, stale: string): void {
  const aside = `${file}.${randomUUID()}.stale`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return; // the other one was faster
    throw error;
  }
  const fresh = readIfThere(aside);
  if (fresh !== undefined && fresh !== stale) createWhole(file, fresh);
  rmSync(aside, { force: true });
}

function stillHolds(file: string, holder: Holder): boolean {
  const life = lifeOf(holder);
  if (life !== 'elsewhere') return life === 'alive';
  try {
    return Date.now() - statSync(file).mtimeMs < believedGoneAfterMs;
  } catch {
    return false; // given back while we looked
  }
}

function parseHolder(content: string): Holder | undefined {
  try {
    const value = JSON.parse(content) as { since?: unknown } | null;
    const identity = asIdentity(value);
    return identity && { ...identity, since: typeof value?.since === 'string' ? value.since : 'an unknown time' };
  } catch {
    return undefined; // cut short by a power failure: nobody holds it
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
