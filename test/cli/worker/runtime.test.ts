import { DefaultLogger, type LogLevel } from '@temporalio/worker';
import { quieter } from '../../../src/cli/worker/runtime';

describe('the SDK’s messages', () => {
  it.each<[level: LogLevel, message: string, asLevel: LogLevel]>([
    ['INFO', 'Worker state changed', 'DEBUG'],
    ['WARN', 'No workflows registered, not polling for workflow tasks', 'DEBUG'],
    ['WARN', 'Activity failed', 'WARN'],
    ['ERROR', 'Worker failed', 'ERROR'],
    ['DEBUG', 'Activity started', 'DEBUG'],
  ])('%s %j is logged as %s', (level, message, asLevel) => {
    const lines: [LogLevel, string, unknown][] = [];
    const logger = quieter(
      new DefaultLogger('TRACE', ({ level: at, message: words, meta }) => lines.push([at, words, meta])),
    );
    logger.log(level, message, { taskQueue: 'lanes' });
    const method = level.toLowerCase() as Lowercase<LogLevel>;
    logger[method](message, { taskQueue: 'lanes' });
    const line = [asLevel, message, { taskQueue: 'lanes' }];
    expect(lines).toEqual([line, line]);
  });
});
