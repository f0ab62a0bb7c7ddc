import type { Finding } from './finding';
import type { PathParts } from './problems';

interface Capability {
  /** Keys from the top; `[]` is every item of a list. */
  where: readonly string[];
  on: (value: unknown) => boolean;
  /** What somebody who switches it on expects, as the end of "this version does not …". */
  expects: string;
  off: string;
}

const hasItems = (value: unknown) => Array.isArray(value) && value.length > 0;

/**
 * What the file can say and this version cannot do. Switched on, it is refused: a setting that is silently ignored is
 * found out on the day that somebody needed it. Whoever builds one takes its line out.
 */
export const notBuilt: readonly Capability[] = [
  { where: ['alerts'], on: hasItems, expects: 'post alerts', off: 'leave it empty' },
];

/** One finding for everything that is switched on and not built. */
export function findNotBuilt(tree: unknown, capabilities = notBuilt): Finding[] {
  return capabilities.flatMap(({ where, on, expects, off }) =>
    places(tree, where)
      .filter(({ value }) => on(value))
      .map(({ at }) => ({ at, what: `is switched on, but this version does not ${expects} yet`, fix: off })),
  );
}

function places(value: unknown, where: readonly string[], at: PathParts = []): { at: PathParts; value: unknown }[] {
  const [key, ...rest] = where;
  if (key === undefined) return [{ at, value }];
  if (typeof value !== 'object' || value === null) return [];
  if (key !== '[]') return places((value as Record<string, unknown>)[key], rest, [...at, key]);
  return Array.isArray(value) ? value.flatMap((item, index) => places(item, rest, [...at, index])) : [];
}
