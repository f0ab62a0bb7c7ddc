import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import axios from 'axios';
import { wantedVersion } from './temporal-version';

/** Where every Temporal SDK gets the command from. */
export const officialSource = 'https://temporal.download';

const totalLimitMs = 10 * 60_000;
const tellEveryMs = 5_000;

export interface DownloadOptions {
  /** Base address of the source. */
  readonly from: string;
  /** An existing folder that receives the executable. */
  readonly into: string;
  readonly progress: (message: string) => void;
  /** Give up when nothing has arrived for this long, milliseconds. Networks that swallow packets are common. */
  readonly stallMs: number;
  readonly signal?: AbortSignal;
}

/**
 * Downloads Temporal's command: the same two requests as the SDK's testing package makes (sdk-core,
 * `ephemeral_server`), first the archive's address, then the archive. Not through the SDK itself, because its native
 * call can neither be limited nor stopped, and would start a server as well. Proxies of the environment are used.
 *
 * @returns the path of the executable
 * @throws with a reason that may be shown
 */
export async function downloadTemporal({ from, into, progress, stallMs, signal }: DownloadOptions): Promise<string> {
  const stalled = new AbortController();
  const timer = setTimeout(() => stalled.abort(), stallMs);
  const limit = AbortSignal.timeout(totalLimitMs);
  const any = AbortSignal.any([stalled.signal, limit, ...(signal ? [signal] : [])]);
  const fetching = async () => {
    progress(`downloading Temporal ${wantedVersion} from ${new URL(from).host}`);
    const { archiveUrl, fileToExtract } = await whereItIs(from, any);
    timer.refresh();
    const { data } = await axios.get<Readable>(archiveUrl, { responseType: 'stream', signal: any });
    const counted = counting(() => void timer.refresh(), progress);
    await unpack([data, counted], into, fileToExtract, any);
    return join(into, fileToExtract);
  };
  const reason = (error: unknown): Error => {
    if (signal?.aborted) return signal.reason as Error;
    if (stalled.signal.aborted) return new Error(`nothing arrived for ${stallMs / 1000} s`);
    return new Error(limit.aborted ? `not done after ${totalLimitMs / 60_000} minutes` : inShort(error));
  };
  return fetching()
    .catch((error: unknown) => Promise.reject(reason(error)))
    .finally(() => clearTimeout(timer));
}

interface Whereabouts {
  readonly archiveUrl: string;
  readonly fileToExtract: string;
}

async function whereItIs(from: string, signal: AbortSignal): Promise<Whereabouts> {
  const arch = { x64: 'amd64', arm64: 'arm64' }[process.arch as string];
  if (arch === undefined) throw new Error(`there is no download for ${process.arch}`);
  const params = { arch, platform: process.platform, format: 'tar.gz' };
  const { data } = await axios.get<unknown>(`${from}/cli/v${wantedVersion}`, {
    params,
    signal,
    maxContentLength: 65_536,
  });
  const { archiveUrl, fileToExtract } = (data ?? {}) as Partial<Record<keyof Whereabouts, unknown>>;
  const isPlain = typeof fileToExtract === 'string' && /^[\w.-]+$/.test(fileToExtract);
  if (typeof archiveUrl !== 'string' || !isPlain) throw new Error('the answer does not name an archive');
  // An executable that came over plain http could be anybody's; only a mirror on this machine may do that.
  if (!archiveUrl.startsWith('https://') && !archiveUrl.startsWith(`${from}/`))
    throw new Error('the archive is not on https');
  return { archiveUrl, fileToExtract };
}

function counting(alive: () => void, progress: (message: string) => void): Transform {
  let bytes = 0;
  let toldAt = performance.now();
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      alive();
      bytes += chunk.length;
      if (performance.now() - toldAt >= tellEveryMs) {
        toldAt = performance.now();
        progress(`downloading Temporal: ${Math.round(bytes / 1e6)} MB`);
      }
      done(null, chunk);
    },
  });
}

/** `tar` is part of every system that the embedded server runs on. */
async function unpack(archive: [Readable, Transform], into: string, file: string, signal: AbortSignal): Promise<void> {
  const tar = spawn('tar', ['-xzf', '-', '-C', into, file], { stdio: ['pipe', 'ignore', 'ignore'], signal });
  const ended = new Promise<void>((resolve, reject) => {
    tar.on('error', reject);
    tar.on('close', (code) => (code === 0 ? resolve() : reject(new Error('the archive cannot be unpacked'))));
  });
  const [fed, unpacked] = await Promise.allSettled([pipeline(...archive, tar.stdin, { signal }), ended]);
  // tar's own verdict says more than the broken pipe that it leaves behind.
  if (unpacked.status === 'rejected') throw unpacked.reason;
  if (fed.status === 'rejected') throw fed.reason;
}

/** An AxiosError carries its whole request (and a proxy's password): only its code or status leaves this file. */
function inShort(error: unknown): string {
  if (!axios.isAxiosError(error)) return error instanceof Error ? error.message : 'it failed';
  return error.response ? `the source answered ${error.response.status}` : `no connection (${error.code ?? 'unknown'})`;
}
