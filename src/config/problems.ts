/** Where in the file: keys and list positions, from the top. */
export type PathParts = readonly (string | number)[];

/** Something in `bridge.yaml` that has to be changed. Never holds a value of the file: values may be secrets. */
export interface ConfigProblem {
  /** `goodsOwners[0].stores[1].capture`; empty for the file as a whole. */
  path: string;
  /** Line in the file, from 1, where it is known. */
  line?: number;
  /** What is wrong, and what is allowed. */
  what: string;
  /** What to do about it, where that is not obvious. */
  fix?: string;
}

/** The configuration cannot be used. `problems` has everything that is wrong with it, in the order of the file. */
export class ConfigError extends Error {
  constructor(
    readonly file: string,
    readonly problems: readonly ConfigProblem[],
  ) {
    const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
    super([`${count} in ${file}`, ...problems.map((problem) => `  ${sentence(file, problem)}`)].join('\n'));
    this.name = 'ConfigError';
  }
}

function sentence(file: string, { path, line, what, fix }: ConfigProblem): string {
  const place = line === undefined ? '' : `${file.split(/[\\/]/).at(-1)}:${line} `;
  return `${place}${path === '' ? '' : `${path} `}${what}${fix === undefined ? '' : ` (${fix})`}`;
}

const plainKey = /^[A-Za-z_][\w-]*$/;

/** `['stores', 1, 'mapping', 'consignee.name']` → `stores[1].mapping["consignee.name"]` */
export function formatPath(parts: PathParts): string {
  return parts
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      if (!plainKey.test(part)) return `[${JSON.stringify(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join('');
}

/** The inverse of `formatPath`. */
export function parsePath(path: string): (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([A-Za-z_][\w-]*)/g)].map(([, index, quoted, key]) => {
    if (index !== undefined) return Number(index);
    return quoted === undefined ? (key as string) : (JSON.parse(quoted) as string);
  });
}
