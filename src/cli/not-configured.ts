import { nearest } from '../nearest';
import { wrongUsage, type CliProblem } from './exit';

/** Somebody names a store or a goods owner that the configuration does not have. */
export function notConfigured(what: 'store' | 'goods owner', id: string, known: readonly string[]): CliProblem {
  const near = nearest(id, known);
  const hint = near ? `; did you mean ${near}?` : ` (it has ${known.join(', ')})`;
  return wrongUsage(`the configuration has no ${what} ${id}${hint}`);
}
