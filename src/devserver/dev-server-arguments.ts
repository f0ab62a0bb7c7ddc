/** What the command line of the embedded server depends on. */
export interface DevServerSettings {
  readonly ip: string;
  readonly port: number;
  /** Port of the web interface; none: no web interface. */
  readonly uiPort?: number;
  readonly namespace: string;
  /** Name of the database file in the server's working directory; none: everything is kept in memory. */
  readonly dbName?: string;
}

/** Where the server's own defaults do not fit one machine with one program. All were measured with server 1.29. */
const dynamicConfig: Readonly<Record<string, string | number | boolean>> = {
  // Priorities of activities have no effect without it, and are exact with one partition only.
  'matching.useNewMatcher': true,
  // A flood of one store must not delay another.
  'matching.enableFairness': true,
  'matching.numTaskqueueReadPartitions': 1,
  'matching.numTaskqueueWritePartitions': 1,
  // Long polls at the same time: 1,200 would be reached with a few hundred lanes.
  'frontend.namespaceCount': 20_000,
  // List and count calls per second: the scans read whole lists, and the only users are this program's processes.
  'frontend.namespaceRPS.visibility': 1_000,
  // It would tell Temporal's makers about itself every day.
  'frontend.enableServerVersionCheck': false,
};

/**
 * Nothing that has been acknowledged is lost, even on a power cut, at twice the speed of SQLite's own defaults: 12
 * shipments a second instead of 6 on two cores.
 */
const pragmas = ['journal_mode=WAL', 'synchronous=FULL'];

export function devServerArguments({ ip, port, uiPort, namespace, dbName }: DevServerSettings): string[] {
  const pairs = (flag: string, values: readonly string[]) => values.flatMap((value) => [flag, value]);
  return [
    ...['server', 'start-dev', '--ip', ip, '--port', String(port), '--namespace', namespace],
    ...['--log-level', 'warn', '--log-format', 'json'],
    ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)]),
    ...(dbName === undefined ? [] : ['--db-filename', dbName, ...pairs('--sqlite-pragma', pragmas)]),
    ...pairs(
      '--dynamic-config-value',
      Object.entries(dynamicConfig).map(([key, value]) => `${key}=${JSON.stringify(value)}`),
    ),
  ];
}
