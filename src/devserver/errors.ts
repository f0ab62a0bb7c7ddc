/** No usable Temporal executable could be had. The message lists what was tried and what to install. */
export class TemporalNotFound extends Error {
  constructor(
    message: string,
    /** Each place that was looked at, and why it did not help. */
    readonly tried: readonly string[] = [],
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** The embedded server did not come up, or could not be started at all. The message ends with its last words. */
export class DevServerFailed extends Error {
  constructor(
    message: string,
    /** The last lines of the server's own log. */
    readonly lastLines: readonly string[] = [],
  ) {
    super([message, ...lastLines.map((line) => `  | ${line}`)].join('\n'));
    this.name = new.target.name;
  }
}

/** Another living process holds what only one may hold: a data directory, a database, the right to install. */
export class HeldByAnother extends Error {
  constructor(
    what: string,
    readonly holder: { readonly pid: number; readonly host: string; readonly since: string },
  ) {
    super(`${what} is in use by process ${holder.pid} on ${holder.host} since ${holder.since}`);
    this.name = new.target.name;
  }
}
