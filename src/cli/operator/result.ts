import { noWorkerHelp, type UpdateEnd } from '../answers';
import { exit, together, type ExitCode } from '../exit';
import type { Output } from '../output';
import { table, type Cell } from '../table';

/** What came of an action, for one thing. */
export interface ActionResult {
  readonly id: string;
  readonly ok: boolean;
  /** One sentence: what happens now, or why not. */
  readonly message: string;
  /** What it means for the exit code. */
  readonly code: ExitCode;
}

export const done = (id: string, message: string): ActionResult => ({ id, ok: true, message, code: exit.fine });
export const failed = (id: string, message: string, code: ExitCode = exit.failed): ActionResult => ({
  ...{ id, ok: false, message, code },
});

/** Why nobody knows whether it was done. */
const noAnswer = `no worker answered in time, and one that comes later may still do it: look before you repeat it; ${noWorkerHelp}`;

/** @param gone what it means that nothing runs there */
export function resultOf(id: string, end: UpdateEnd<{ readonly message: string }>, gone: string): ActionResult {
  switch (end.is) {
    case 'done':
      return done(id, end.reply.message);
    case 'refused':
      return failed(id, end.why);
    case 'gone':
      return failed(id, gone);
    case 'no answer':
      return failed(id, noAnswer, exit.remote);
    default:
      return end satisfies never;
  }
}

export const connectionGone = 'it does not run: `bridge setup` starts it';

/** Prints the results and gives the exit code for all of them. */
export function report(results: readonly ActionResult[], output: Output): ExitCode {
  output.data({ results: results.map(({ id, ok, message }) => ({ id, ok, message })) }, () =>
    table(
      results.map(({ id, ok, message }): Cell[] => [
        id,
        ok ? { text: 'ok', style: 'green' } : { text: 'not done', style: 'red' },
        message,
      ]),
      output.paint,
    ),
  );
  return together(results.map(({ code }) => code));
}
