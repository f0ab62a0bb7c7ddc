/** How the command ends; a contract with scripts. */
export const exit = {
  fine: 0,
  failed: 1,
  /** Wrong usage or configuration. */
  usage: 2,
  /** A remote system refused or is down. */
  remote: 3,
  /** Differences, refusals or attention found. */
  found: 4,
} as const;
export type ExitCode = (typeof exit)[keyof typeof exit];

/** The code for several ends: the smallest that is not fine. */
export function together(codes: Iterable<ExitCode>): ExitCode {
  const bad = [...codes].filter((code) => code !== exit.fine);
  return bad.length === 0 ? exit.fine : bad.reduce((one, other) => (other < one ? other : one));
}

/** Something that a command cannot go on with; the message is what the user reads. */
export class CliProblem extends Error {
  override readonly name = 'CliProblem';

  constructor(
    readonly code: Exclude<ExitCode, 0>,
    message: string,
  ) {
    super(message);
  }
}

/** The command line does not make sense. */
export const wrongUsage = (message: string) => new CliProblem(exit.usage, message);
