/** A class of error whose message may be logged. */
export type SafeError = abstract new (...args: never[]) => Error;

export interface ErrorFields {
  /** Its class. */
  readonly error?: string;
  /** Such as `ECONNREFUSED`. */
  readonly errorCode?: string | number;
  /** File names and lines, innermost first. */
  readonly at?: string;
  readonly message?: string;
}

/**
 * What may be known of an error. Not its message: an AxiosError quotes the request, a database quotes the row. Where it
 * arose is told by file names and lines, which name nobody.
 */
export function describeError(error: unknown, safeErrors: readonly SafeError[] = []): ErrorFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const isSafe = safeErrors.some((known) => error instanceof known);
  return {
    error: matching(/^[\w$]{1,80}$/, error.constructor.name) ?? 'Error',
    ...only('errorCode', codeOf(error)),
    ...only('at', isSafe ? undefined : placesOf(error)),
    ...only('message', isSafe ? error.message.replaceAll(/\s+/g, ' ').slice(0, 500) : undefined),
  };
}

function codeOf(error: Error): string | number | undefined {
  const { code } = error as { code?: unknown };
  if (typeof code === 'number') return code;
  return matching(/^[A-Z][A-Z0-9_]{1,59}$/, code);
}

/** `complete.js:41 run.js:12`. The message stands in front of the frames and may look like one: it is cut off first. */
function placesOf(error: Error): string | undefined {
  const head = error.stack?.indexOf(error.message) ?? -1;
  if (error.stack === undefined || head < 0) return undefined;
  const frames = error.stack.slice(head + error.message.length).split('\n');
  const places = frames.flatMap((frame) => /^ +at .*?([\w.-]+\.[cm]?[jt]s:\d+):\d+\)?$/.exec(frame)?.[1] ?? []);
  return places.length > 0 ? places.slice(0, 5).join(' ') : undefined;
}

function matching(shape: RegExp, value: unknown): string | undefined {
  return typeof value === 'string' && shape.test(value) ? value : undefined;
}

function only<Name extends string, Value>(name: Name, value: Value | undefined): Partial<Record<Name, Value>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, Value>);
}
