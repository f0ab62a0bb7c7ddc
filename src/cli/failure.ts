import { CliProblem, exit, type ExitCode } from './exit';

/**
 * Errors of ours whose messages are sentences for people, and how a command ends with them. By name: to know their classes
 * would mean to load every room for `bridge --help`.
 */
const known: Readonly<Record<string, ExitCode>> = {
  ConfigError: exit.usage,
  TemporalNotConfigured: exit.usage,
  TemporalSettingsInvalid: exit.usage,
  NamespaceMissing: exit.usage,
  PayloadUnreadable: exit.usage,
  QueryInvalid: exit.usage,
  TemporalUnreachable: exit.remote,
  TemporalUnauthorized: exit.remote,
  TemporalRefused: exit.remote,
  ScheduleMissing: exit.failed,
  ScheduleForeign: exit.failed,
  ScheduleContended: exit.failed,
  RunFailed: exit.failed,
  HeldByAnother: exit.failed,
  DevServerFailed: exit.failed,
  TemporalNotFound: exit.failed,
  Stopped: exit.failed,
};

export interface Failure {
  readonly code: ExitCode;
  /** Sentences for people. */
  readonly message: string;
}

/** What a command that ended with this error says, and its exit code. */
export function failureOf(error: unknown): Failure {
  if (error instanceof CliProblem) return { code: error.code, message: error.message };
  if (!(error instanceof Error)) return { code: exit.failed, message: 'It failed, and did not say why.' };
  const code = known[error.name];
  if (code !== undefined) return { code, message: error.message };
  if (isSystemError(error)) return { code: exit.failed, message: error.message };
  return { code: exit.failed, message: defect(error) };
}

/** An error of the operating system, such as `EACCES: permission denied, mkdir '/data'`: it names paths and ports. */
function isSystemError(error: Error & { code?: unknown; syscall?: unknown }): boolean {
  return typeof error.code === 'string' && typeof error.syscall === 'string';
}

/** An error that nobody expected may quote a document: only its class and its places are told. */
function defect(error: Error): string {
  const head = error.stack?.indexOf(error.message) ?? -1;
  const frames = head < 0 ? [] : (error.stack ?? '').slice(head + error.message.length).split('\n');
  const places = frames.filter((frame) => /^ +at /.test(frame)).slice(0, 8);
  return [`A mistake in this program (${error.constructor.name}). Please report it with these lines:`, ...places].join(
    '\n',
  );
}
