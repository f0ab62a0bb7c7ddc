import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { ownDatabase, type OwnedDatabase } from './database-owner';
import { devServerArguments } from './dev-server-arguments';
import { DevServerFailed } from './errors';
import { isExecutable } from './executables';
import { freePort, isFree } from './free-port';
import { untilReady } from './readiness';
import { runServerProcess, type Exit, type ServerProcess } from './server-process';

export interface DevServerOptions {
  /** Path of Temporal's command, as `findTemporal` gives it. */
  readonly binary: string;
  /** The database; its folder is created. Absent: everything is kept in memory and gone with the server. */
  readonly dbFile?: string;
  /** Default 127.0.0.1: this machine only. There is no authentication. */
  readonly ip?: string;
  /** Default 0: a free one. */
  readonly port?: number;
  /** Port of the web interface, on the same address. Default 0: a free one. */
  readonly uiPort?: number;
  /** No web interface. Default false. */
  readonly headless?: boolean;
  /** Created where it is missing. Default `default`. */
  readonly namespace?: string;
  /** How long closed histories are kept, milliseconds (at least an hour). Default: what the database says; a new one: a day. */
  readonly retentionMs?: number;
  /** Where the server's own words go. Default: `temporal.log` beside the database; a temporary file without one. */
  readonly logFile?: string;
  /** How long it may take to answer, milliseconds. Default 60 s: a first start creates the database. */
  readonly startWithinMs?: number;
  /** Gives the start up. (A server that runs is stopped by `stop`.) */
  readonly signal?: AbortSignal;
}

export interface DevServer {
  /** For instance `127.0.0.1:7233`. */
  readonly address: string;
  readonly namespace: string;
  readonly port: number;
  readonly uiPort?: number;
  /** Address of the web interface, where there is one. */
  readonly uiUrl?: string;
  readonly pid: number;
  /** Settles when the server has ended, for whatever reason; never rejects. */
  readonly exited: Promise<Exit>;
  /** Ends it and waits for that. Harmless when it has ended already. */
  stop(): Promise<void>;
}

/** Of a port that we chose ourselves somebody else may have been faster: then others are tried. */
const attempts = 3;

/**
 * Starts Temporal's development server and waits until it answers. It ends with this process, whatever happens to it;
 * what it keeps in `dbFile` is there again at the next start.
 *
 * @throws {HeldByAnother} a living process runs a server on the same database
 * @throws {DevServerFailed} it did not come up; the message ends with its last words
 */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  if (process.platform === 'win32') {
    throw new DevServerFailed('the embedded server runs on Linux and macOS; set TEMPORAL_ADDRESS to use another one');
  }
  if (!isExecutable(options.binary)) throw new DevServerFailed(`${options.binary} is not an executable file`);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnce(options);
    } catch (error) {
      const isChosen = !options.port && (options.headless || !options.uiPort);
      if (!isChosen || attempt === attempts || !isPortTaken(error)) throw error;
    }
  }
}

async function startOnce(options: DevServerOptions): Promise<DevServer> {
  const place = await placeFor(options.dbFile);
  try {
    return await startIn(place, options);
  } catch (error) {
    place.leave();
    throw error;
  }
}

async function startIn(place: Place, options: DevServerOptions): Promise<DevServer> {
  const { ip = '127.0.0.1', headless = false, namespace = 'default', retentionMs } = options;
  const port = await portFor(ip, options.port);
  const uiPort = headless ? undefined : await portFor(ip, options.uiPort);
  const server = runServerProcess({
    binary: resolve(options.binary),
    args: devServerArguments({ ip, port, uiPort, namespace, dbName: place.dbName }),
    folder: place.folder,
    temporaryFolder: place.database ? undefined : place.folder,
    logFile: options.logFile === undefined ? join(place.folder, 'temporal.log') : resolve(options.logFile),
  });
  place.database?.serverRuns(server.pid);
  const exited = server.exited.finally(() => place.leave());
  const address = `${ip}:${port}`;
  try {
    const { startWithinMs = 60_000, signal } = options;
    await untilAnswers({ address, namespace, retentionMs }, server, startWithinMs, signal);
  } catch (error) {
    await server.end('at once');
    throw error;
  }
  place.database?.serverAnswered();
  return {
    ...{ address, namespace, port, uiPort, pid: server.pid, exited },
    uiUrl: uiPort === undefined ? undefined : `http://${ip}:${uiPort}`,
    async stop() {
      // In memory there is nothing to bring to an end, and a graceful stop takes three seconds.
      await server.end(place.database ? 'gracefully' : 'at once');
      await exited;
    },
  };
}

/** A wanted port is looked at first: another Temporal that listens there would answer in place of ours. */
async function portFor(ip: string, wanted = 0): Promise<number> {
  if (wanted === 0) return freePort(ip);
  if (await isFree(ip, wanted)) return wanted;
  throw new DevServerFailed(`port ${wanted} of ${ip} is in use by another program`);
}

interface Place {
  readonly folder: string;
  readonly database?: OwnedDatabase;
  /** Named without its folder: the server puts it into a URI, where `%`, `?` and `#` mean something else. */
  readonly dbName?: string;
  /** The server has ended, or was never started. */
  leave(): void;
}

async function placeFor(dbFile: string | undefined): Promise<Place> {
  if (dbFile === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'bridge-temporal-'));
    return { folder, leave: () => rmSync(folder, { recursive: true, force: true }) };
  }
  const file = resolve(dbFile);
  const database = await ownDatabase(file);
  return { folder: dirname(file), dbName: basename(file), database, leave: () => database.release() };
}

interface Expected {
  readonly address: string;
  readonly namespace: string;
  readonly retentionMs?: number;
}

async function untilAnswers(
  expected: Expected,
  server: Pick<ServerProcess, 'exited'>,
  withinMs: number,
  unwanted: AbortSignal | undefined,
): Promise<void> {
  const died = new AbortController();
  void server.exited.then(({ code, signal, lastLines }) => {
    died.abort(
      new DevServerFailed(`the embedded server ended while it started (${signal ?? `exit code ${code}`})`, lastLines),
    );
  });
  const slow = AbortSignal.timeout(withinMs);
  const signal = AbortSignal.any([died.signal, slow, ...(unwanted ? [unwanted] : [])]);
  await untilReady({ ...expected, signal }).catch((error: unknown) => {
    unwanted?.throwIfAborted();
    died.signal.throwIfAborted();
    throw slow.aborted ? new DevServerFailed(`the embedded server did not answer within ${withinMs / 1000} s`) : error;
  });
}

function isPortTaken(error: unknown): boolean {
  return error instanceof DevServerFailed && error.lastLines.some((line) => line.includes('address already in use'));
}
