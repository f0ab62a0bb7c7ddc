import { openBoundedLog } from './bounded-log';
import { spawnLeashed } from './leashed-process';

export interface ServerProcessOptions {
  readonly binary: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly logFile: string;
  /** A folder of this server alone, to be removed when this process is killed. */
  readonly temporaryFolder?: string;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The end of the server's log. */
  readonly lastLines: readonly string[];
}

export interface ServerProcess {
  /** 0 when it could not be started at all; `exited` says so too. */
  readonly pid: number;
  /** Settles when the process has ended, for whatever reason; never rejects. */
  readonly exited: Promise<Exit>;
  /** Asks it to end, or makes it at once, and waits for that. Harmless when it has ended already. */
  end(how: 'gracefully' | 'at once'): Promise<void>;
}

const endsWithinMs = 15_000;

/** Runs the server on the leash of this process, with its words in a file. */
export function runServerProcess(options: ServerProcessOptions): ServerProcess {
  const { binary, args, folder, logFile, temporaryFolder } = options;
  const log = openBoundedLog(logFile);
  const leash = { cwd: folder, env: environment(), output: log.fd, remains: temporaryFolder };
  const child = spawnLeashed(binary, args, leash);
  const exited = new Promise<Exit>((settle) => {
    const ended = (code: number | null, signal: NodeJS.Signals | null) => {
      settle({ code, signal, lastLines: log.lastLines(10) });
      log.close();
    };
    child.once('exit', ended);
    if (child.pid === undefined) child.once('error', () => ended(null, null));
  });
  return {
    pid: child.pid ?? 0,
    exited,
    async end(how) {
      child.kill(how === 'gracefully' ? 'SIGTERM' : 'SIGKILL');
      const impatience = setTimeout(() => child.kill('SIGKILL'), endsWithinMs);
      await exited;
      clearTimeout(impatience);
    },
  };
}

/** What a program needs to run, and nothing else: the passwords in our environment are not the server's business. */
function environment(): NodeJS.ProcessEnv {
  const names = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ', 'XDG_CONFIG_HOME', 'GOMAXPROCS', 'GOMEMLIMIT', 'GOGC'];
  return Object.fromEntries(names.map((name) => [name, process.env[name]]));
}
