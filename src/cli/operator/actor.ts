import { userInfo } from 'node:os';
import { wrongUsage } from '../exit';

/**
 * Who does it, for the record: `--as`, else the name of the system's user.
 *
 * @throws {CliProblem} (wrong usage) the system knows no name, in a container say
 */
export function actorOf(as: string | undefined, systemUser: () => string = () => userInfo().username): string {
  const name = (as ?? orNothing(systemUser)).trim();
  if (name === '') throw wrongUsage('say who you are with --as: it is recorded with what you do');
  if (name.length > 100) throw wrongUsage('--as is longer than 100 characters');
  return name;
}

/** A user id that is in no list of users has no name. */
function orNothing(systemUser: () => string): string {
  try {
    return systemUser();
  } catch {
    return '';
  }
}
