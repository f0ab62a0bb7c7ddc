import type { ExitCode } from '../exit';

/** Something that has to be changed before the bridge can do its work. */
export interface Problem {
  /** For instance `retail (Centra)` or `bridge.yaml:12`. */
  readonly where: string;
  readonly what: string;
  /** What to do about it. */
  readonly fix: string;
}

/** Something to know, that hinders nothing. */
export interface Note {
  readonly where: string;
  readonly what: string;
}

/** What a check has found. Each problem says what it means for the exit code. */
export interface Findings {
  readonly problems: readonly (Problem & { readonly code: ExitCode })[];
  readonly notes: readonly Note[];
}

export const noFindings: Findings = { problems: [], notes: [] };

export const joined = (all: readonly Findings[]): Findings => ({
  problems: all.flatMap(({ problems }) => problems),
  notes: all.flatMap(({ notes }) => notes),
});

/** The same about several things is said once. */
export function grouped(notes: readonly Note[]): Note[] {
  const groups = new Map<string, string[]>();
  for (const { where, what } of notes) groups.set(what, [...(groups.get(what) ?? []), where]);
  return [...groups].map(([what, places]) => ({ where: places.join(', '), what }));
}
