import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { officialSource } from './download';
import { TemporalNotFound } from './errors';
import { isExecutable, onPath } from './executables';
import { installTemporal, keptCopy } from './install-temporal';
import { unusable, wantedVersion } from './temporal-version';

export interface FindTemporalOptions {
  /** Default: the environment of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** Where a downloaded or built copy is kept, for all projects of this user. Default: `defaultCacheDir(env)`. */
  readonly cacheDir?: string;
  /** Hears what takes long, at least every 15 seconds. */
  readonly progress?: (message: string) => void;
  readonly signal?: AbortSignal;
  /** Where to download from. Default: Temporal's own source. */
  readonly downloadFrom?: string;
  /** Give the download up when nothing has arrived for this long, milliseconds. Default 15 s. */
  readonly downloadStallMs?: number;
}

export interface FoundTemporal {
  readonly path: string;
  readonly how: 'TEMPORAL_CLI_PATH' | 'PATH' | 'kept copy' | 'download' | 'go install';
}

/** `$XDG_CACHE_HOME/centra-ongoing-bridge`, else `~/.cache/centra-ongoing-bridge`. */
export function defaultCacheDir(env: NodeJS.ProcessEnv = process.env): string {
  return join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache'), 'centra-ongoing-bridge');
}

/**
 * Finds an executable of Temporal's command, or gets one: `TEMPORAL_CLI_PATH`; `temporal` on PATH; the copy kept from
 * an earlier run; a download; a build with Go. What answers `--version` wrongly is passed over, except where the user
 * named it.
 *
 * @throws {TemporalNotFound} with everything that was tried, and what to install
 */
export async function findTemporal(options: FindTemporalOptions = {}): Promise<FoundTemporal> {
  const { env = process.env, signal, progress = () => undefined } = options;
  const cacheDir = options.cacheDir ?? defaultCacheDir(env);
  if (env.TEMPORAL_CLI_PATH)
    return { path: await named(resolve(env.TEMPORAL_CLI_PATH), signal), how: 'TEMPORAL_CLI_PATH' };

  const tried: string[] = [];
  const candidates = onPath('temporal', env);
  if (candidates.length === 0) tried.push('no temporal on PATH');
  for (const path of candidates) {
    const reason = await unusable(path, signal);
    if (reason === undefined) return { path, how: 'PATH' };
    tried.push(`${path} ${reason}`);
  }
  const kept = keptCopy(cacheDir);
  const reason = isExecutable(kept) ? await unusable(kept, signal) : 'does not exist';
  if (reason === undefined) return { path: kept, how: 'kept copy' };
  tried.push(`${kept} ${reason}`);

  const { downloadFrom = officialSource, downloadStallMs = 15_000 } = options;
  const installed = await installTemporal({ env, cacheDir, progress, signal, downloadFrom, downloadStallMs });
  if ('how' in installed) return { path: kept, how: installed.how };
  throw notFound([...tried, ...installed.failed]);
}

async function named(path: string, signal?: AbortSignal): Promise<string> {
  const reason = await unusable(path, signal);
  if (reason === undefined) return path;
  throw new TemporalNotFound(`TEMPORAL_CLI_PATH: ${path} ${reason}`, [`${path} ${reason}`]);
}

function notFound(tried: string[]): TemporalNotFound {
  const message = [
    'The Temporal command is not on this machine and could not be fetched:',
    ...tried.map((line) => `  - ${line}`),
    'Install it (https://docs.temporal.io/cli) so that `temporal` is on PATH, or name it in TEMPORAL_CLI_PATH,',
    `or install Go (https://go.dev/dl), with which version ${wantedVersion} is built here,`,
    'or set TEMPORAL_ADDRESS to use a Temporal server that runs elsewhere.',
  ];
  return new TemporalNotFound(message.join('\n'), tried);
}
