import type { Logger, LogLevel } from '@temporalio/common';
import { makeTelemetryFilterString, Runtime, type RuntimeOptions } from '@temporalio/worker';
import type { Log } from '../../log';
import { sdkLogger } from '../../log-sdk';
import type { Page } from '../../monitoring';
import { heavy } from '../heavy';

/**
 * Sets the SDK up for this process: its messages go our log's way, and signals are ours to answer. The first call counts
 * (several workers of a process share one runtime).
 *
 * @param page shows the SDK's metrics, too
 */
export async function installRuntime(log: Log, page?: Page): Promise<void> {
  try {
    // The native part repeats every failed poll, dozens a second, while Temporal is away: `watchTemporal` says it once.
    const filter = makeTelemetryFilterString({ core: 'ERROR', other: 'WARN' });
    const options: RuntimeOptions = {
      logger: quieter(sdkLogger(log)),
      shutdownSignals: [],
      telemetryOptions: { logging: { forward: {}, filter } },
    };
    if (page) await heavy.sdkMetrics().installWithMetrics(options, page);
    else Runtime.install(options);
  } catch (error) {
    if ((error as Error).name !== 'IllegalStateError') throw error;
  }
}

/** What the SDK finds worth telling of workers that are meant to be as they are. */
const expected = /^No (?:workflows|nexus services) registered/i;

/** Its changes of state are ours to tell, in our words: they are for who looks closely. */
export function quieter(logger: Logger): Logger {
  const log = (level: LogLevel, message: string, meta?: Record<string | symbol, unknown>): void => {
    logger.log(level === 'INFO' || expected.test(message) ? 'DEBUG' : level, message, meta);
  };
  return {
    log,
    trace: (message, meta) => void log('TRACE', message, meta),
    debug: (message, meta) => void log('DEBUG', message, meta),
    info: (message, meta) => void log('INFO', message, meta),
    warn: (message, meta) => void log('WARN', message, meta),
    error: (message, meta) => void log('ERROR', message, meta),
  };
}
