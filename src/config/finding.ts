import type { PathParts } from './problems';

/** A problem before its line is known. */
export interface Finding {
  at: PathParts;
  what: string;
  fix?: string;
}
