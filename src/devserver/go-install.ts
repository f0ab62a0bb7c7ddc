import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { onPath } from './executables';
import { wantedVersion } from './temporal-version';

/** The first build takes about four minutes on two cores; this is for much slower machines. */
const giveUpAfterMs = 45 * 60_000;

export interface GoInstallOptions {
  readonly env: NodeJS.ProcessEnv;
  /** An existing folder that receives `temporal`. */
  readonly into: string;
  readonly progress: (message: string) => void;
  readonly signal?: AbortSignal;
  /** How often `progress` hears that it goes on, milliseconds. Default 10 s. */
  readonly tellEveryMs?: number;
}

/**
 * Builds Temporal's command with the Go toolchain that is on PATH.
 *
 * @returns the path of the executable
 * @throws with a reason that may be shown: no Go here, or the build failed
 */
export async function goInstall(options: GoInstallOptions): Promise<string> {
  const { env, into, progress, signal, tellEveryMs = 10_000 } = options;
  const [go] = onPath('go', env);
  if (go === undefined) throw new Error('no go on PATH');
  const target = `github.com/temporalio/cli/cmd/temporal@v${wantedVersion}`;
  progress(`building Temporal ${wantedVersion} with Go (about four minutes the first time)`);
  const started = performance.now();
  const telling = setInterval(
    () => progress(`still building Temporal: ${minutes(performance.now() - started)}`),
    tellEveryMs,
  );
  try {
    await run(go, ['install', target], buildEnvironment(env, into), signal);
  } finally {
    clearInterval(telling);
  }
  progress(`built in ${minutes(performance.now() - started)}`);
  return join(into, 'temporal');
}

/** Go refuses GOBIN when it builds for another platform, and a C compiler is not needed. */
function buildEnvironment(env: NodeJS.ProcessEnv, into: string): NodeJS.ProcessEnv {
  return { ...env, GOBIN: into, CGO_ENABLED: '0', GOOS: undefined, GOARCH: undefined };
}

function run(go: string, args: string[], env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const limit = AbortSignal.timeout(giveUpAfterMs);
    const either = signal ? AbortSignal.any([signal, limit]) : limit;
    const child = spawn(go, args, { env, stdio: ['ignore', 'ignore', 'pipe'], signal: either });
    const said: string[] = [];
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said.push(text);
      if (said.length > 50) said.shift();
    });
    child.on('error', () => {
      if (signal?.aborted) reject(signal.reason as Error);
      else reject(new Error(limit.aborted ? `not done after ${minutes(giveUpAfterMs)}` : 'go cannot be run'));
    });
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`go install ended with ${code ?? 'a signal'}: ${lastWords(said.join(''))}`));
    });
  });
}

/** The end of what Go said, without the list of what it downloaded. */
function lastWords(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('go: downloading'));
  return lines.slice(-3).join(' / ').slice(0, 400);
}

function minutes(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
