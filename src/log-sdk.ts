import type { Logger, LogLevel as SdkLevel, LogMetadata } from '@temporalio/common';
import type { Log, LogFields, LogLevel } from './log';

const levelOf: Record<SdkLevel, LogLevel> = {
  TRACE: 'debug',
  DEBUG: 'debug',
  INFO: 'info',
  WARN: 'warn',
  ERROR: 'error',
};

/** The native part of the SDK writes its metadata in the spelling of Rust. */
const spelling = { runId: 'run_id', workflowId: 'workflow_id', taskQueue: 'task_queue' } as const;

/**
 * A logger for the Temporal SDK (`Runtime.install({ logger: sdkLogger(log), … })`) that goes the same way as our own
 * lines: as event `sdk`, with the metadata that the table of fields knows.
 */
export function sdkLogger(log: Log): Logger {
  const write = (level: SdkLevel, message: string, meta: LogMetadata = {}) => {
    const known = meta as LogFields & Record<string, unknown>;
    const respelled = Object.entries(spelling).map(([ours, theirs]) => [ours, known[ours] ?? known[theirs]] as const);
    log[levelOf[level]]('sdk', {
      ...known,
      ...(Object.fromEntries(respelled) as LogFields),
      component: String(known.sdkComponent),
      sdkMessage: constantWords(message),
      reason: grpcCode(known.error),
    });
  };
  return {
    log: write,
    trace: (message, meta) => write('TRACE', message, meta),
    debug: (message, meta) => write('DEBUG', message, meta),
    info: (message, meta) => write('INFO', message, meta),
    warn: (message, meta) => write('WARN', message, meta),
    error: (message, meta) => write('ERROR', message, meta),
  };
}

/**
 * A message begins with words that stand in the SDK's source; what it inserts comes after a colon, a quote or a digit.
 * `Worker state changed` becomes `worker-state-changed`.
 */
function constantWords(message: string): string {
  const words = /^[A-Za-z][A-Za-z ,'-]*/.exec(message)?.[0] ?? 'unknown';
  return words
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '-')
    .replace(/-$/, '')
    .slice(0, 100);
}

/** The native part gives errors as text: `Status { code: Unavailable, message: … }`. */
function grpcCode(error: unknown): string | undefined {
  return typeof error === 'string' ? /\bcode: '?([A-Z][A-Za-z]+)/.exec(error)?.[1]?.toLowerCase() : undefined;
}
