import { execFile } from 'node:child_process';

/** The version that is installed where none is found, and what `go install` is asked for. */
export const wantedVersion = '1.5.1';

/** Server 1.29 is the first with the priorities and the search attribute limits that the bridge was measured with. */
const oldestServer: readonly [number, number] = [1, 29];

/** A first start may be slow: macOS looks at a new executable before it lets it run. */
const answerWithinMs = 30_000;

/**
 * Whether the executable can be used, by what it answers to `--version`, for instance
 * `temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)`.
 *
 * @returns the reason why not, in words that follow the path; nothing when it can
 */
export function unusable(executable: string, signal?: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const options = { timeout: answerWithinMs, encoding: 'utf8', signal } as const;
    execFile(executable, ['--version'], options, (error, stdout) => {
      if (signal?.aborted) reject(signal.reason as Error);
      else if (error) resolve(whyItFailed(error));
      else resolve(whyNot(stdout));
    });
  });
}

function whyNot(answer: string): string | undefined {
  if (!/^temporal version \S/m.test(answer)) return 'does not answer --version like the Temporal CLI';
  const server = /\(Server (\d+)\.(\d+)/.exec(answer);
  // A build that does not name its server gets the benefit of the doubt: it may be newer than this program.
  if (!server) return undefined;
  const [major, minor] = [Number(server[1]), Number(server[2])];
  const isOld = major < oldestServer[0] || (major === oldestServer[0] && minor < oldestServer[1]);
  return isOld ? `is too old: its server is ${major}.${minor}, ${oldestServer.join('.')} is needed` : undefined;
}

function whyItFailed(error: Error & { code?: unknown; killed?: boolean }): string {
  if (error.killed) return `does not answer --version within ${answerWithinMs / 1000} s`;
  if (error.code === 'ENOENT') return 'does not exist';
  if (error.code === 'EACCES') return 'is not executable';
  return `cannot be run (${typeof error.code === 'number' ? `exit code ${error.code}` : String(error.code)})`;
}
