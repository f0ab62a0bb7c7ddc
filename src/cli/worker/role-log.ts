import { pino } from 'pino';
import { TemporalProblem } from '../../connection/errors';
import { createLog, type Log, type LogLevel } from '../../log';
import { speaksThrough } from '../last-words';
import type { SafeError } from '../../log-error';
import { ScheduleProblem } from '../../schedules';

export type RoleLogLevel = LogLevel | 'silent';

/**
 * The log of a process that stays: JSON lines, written at once.
 *
 * @param fd where to. Default: standard error
 * @param safeErrors classes, beside those that every role knows, whose messages may be logged
 */
export function roleLog(level: RoleLogLevel, fd = 2, safeErrors: readonly SafeError[] = []): Log {
  const log = createLog({
    level,
    destination: pino.destination({ fd, sync: true }),
    safeErrors: [TemporalProblem, ScheduleProblem, ...safeErrors],
  });
  speaksThrough(log);
  return log;
}
