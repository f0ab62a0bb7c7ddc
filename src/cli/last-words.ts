import type { Log } from '../log';
import { exit } from './exit';
import { failureOf } from './failure';

let log: Log | undefined;

/** What nobody catches goes to this process's log, too. */
export const speaksThrough = (its: Log): void => {
  log = its;
};

/**
 * Node prints an error that nobody caught with its message, and what libraries warn of: both may quote a document. From
 * now on only classes and places are told, and the process ends.
 */
export function guardProcess(err: (text: string) => void): void {
  process.on('uncaughtException', (error: unknown) => {
    log?.error('process.failed', { error });
    err(`${failureOf(error).message}\n`);
    process.exit(exit.failed);
  });
  process.removeAllListeners('warning');
  process.on('warning', (warning) => log?.warn('process.warning', { error: warning }));
}
