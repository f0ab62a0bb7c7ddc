import { chmodSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { downloadTemporal } from './download';
import { isExecutable } from './executables';
import { goInstall } from './go-install';
import { tryLock, type Lock } from './lock-file';
import { unusable, wantedVersion } from './temporal-version';

export interface InstallOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly cacheDir: string;
  readonly progress: (message: string) => void;
  readonly signal?: AbortSignal;
  readonly downloadFrom: string;
  readonly downloadStallMs: number;
}

export type Installed = { readonly how: 'kept copy' | 'download' | 'go install' } | { readonly failed: string[] };

/** Named after the version and the platform: a home directory may be shared by machines of several kinds. */
export function keptCopy(cacheDir: string): string {
  return join(cacheDir, `temporal-${wantedVersion}-${process.platform}-${process.arch}`);
}

/**
 * Puts a copy of Temporal's command at `keptCopy(cacheDir)`. One process does it, others wait for it. The copy is made
 * and tried under another name first, so that the name is never an unfinished file.
 *
 * @returns how it was had, or the reasons why not
 */
export async function installTemporal(options: InstallOptions): Promise<Installed> {
  const { cacheDir, env, progress, signal } = options;
  let lock: Lock;
  try {
    mkdirSync(cacheDir, { recursive: true, mode: 0o700 });
    lock = await waitForTurn(cacheDir, progress, signal);
  } catch (error) {
    if (signal?.aborted) throw error;
    const { code } = error as NodeJS.ErrnoException;
    return {
      failed: [`nothing can be kept in ${cacheDir} (${code ?? 'unknown error'}); XDG_CACHE_HOME names another place`],
    };
  }
  try {
    const kept = keptCopy(cacheDir);
    // Perhaps somebody else installed it while we waited.
    if (isExecutable(kept) && (await unusable(kept, signal)) === undefined) return { how: 'kept copy' };
    clearLeftovers(cacheDir);
    const failed: string[] = [];
    const ways = [
      {
        how: 'download',
        get: (into: string) =>
          downloadTemporal({ ...options, into, from: options.downloadFrom, stallMs: options.downloadStallMs }),
      },
      { how: 'go install', get: (into: string) => goInstall({ env, into, progress, signal }) },
    ] as const;
    for (const { how, get } of ways) {
      const reason = await attempt(cacheDir, get, signal);
      if (reason === undefined) return { how };
      progress(`${how}: ${reason}`);
      failed.push(`${how}: ${reason}`);
    }
    return { failed };
  } finally {
    lock.release();
  }
}

const workPrefix = 'installing-';

/** @returns why it did not work; nothing when the copy is in its place */
async function attempt(
  cacheDir: string,
  get: (into: string) => Promise<string>,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const into = mkdtempSync(join(cacheDir, workPrefix));
  try {
    const made = await get(into);
    chmodSync(made, 0o755);
    const reason = await unusable(made, signal);
    if (reason !== undefined) return `what came ${reason}`;
    renameSync(made, keptCopy(cacheDir));
    return undefined;
  } catch (error) {
    if (signal?.aborted) throw error;
    return error instanceof Error ? error.message : 'it failed';
  } finally {
    rmSync(into, { recursive: true, force: true });
  }
}

/** Whoever holds the lock may remove what a killed process left unfinished. */
function clearLeftovers(cacheDir: string): void {
  for (const name of readdirSync(cacheDir)) {
    if (name.startsWith(workPrefix)) rmSync(join(cacheDir, name), { recursive: true, force: true });
  }
}

const tellEveryMs = 10_000;

async function waitForTurn(cacheDir: string, progress: (message: string) => void, signal?: AbortSignal): Promise<Lock> {
  let toldAt = -Infinity;
  for (;;) {
    const taken = tryLock(join(cacheDir, 'install.lock'));
    if ('lock' in taken) return taken.lock;
    if (performance.now() - toldAt >= tellEveryMs) {
      toldAt = performance.now();
      progress(`waiting for process ${taken.holder.pid}, which is installing Temporal since ${taken.holder.since}`);
    }
    await pause(250, undefined, { signal });
  }
}
