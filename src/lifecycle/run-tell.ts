import { plain, table } from './markdown';

/** The figures of every scheduled run. */
export interface RunFigures {
  readonly read: number;
  readonly written: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly refused: readonly { readonly id: string; readonly reason: string }[];
  /** More than are named in `refused`. */
  readonly refusedTotal: number;
}

/** What a scheduled run reports, as far as people read it. */
export interface ToldRun extends RunFigures {
  /** How many were skipped, by reason. */
  readonly skippedBy?: Readonly<Record<string, number>>;
  /** Sentences. */
  readonly notes?: readonly string[];
}

/** A figure with its words: `[2, 'started']`. */
export type Figure = readonly [count: number | undefined, words: string];

/** Rows of a table in Temporal's UI; the run's result has the others. */
const mostRows = 20;

/**
 * Current details of a run that has ended: what it did in one line, and what a person may want to see to. The run's result
 * has the same figures as JSON, together with what the next run has to know.
 *
 * @param more what this kind of run counts besides; what there is none of is left out
 */
export function runDetails(run: ToldRun, more: readonly Figure[] = []): string {
  const { read, written, unchanged, skipped, refused, refusedTotal, skippedBy = {}, notes = [] } = run;
  const some: readonly Figure[] = [
    [written, 'written'],
    ...more,
    [unchanged, 'unchanged'],
    [skipped, 'skipped'],
    [refusedTotal, 'refused'],
  ];
  const figures = some.filter(([count]) => count).map(([count, words]) => `${count} ${words}`);
  const reasons = Object.entries(skippedBy).filter(([, count]) => count > 0);
  return [
    `**${read} read**${figures.length > 0 ? `: ${figures.join(', ')}` : ''}.`,
    ...(refused.length > 0 ? [tableOf('Refused', 'Why', refused, refusedTotal)] : []),
    ...(reasons.length > 0
      ? [`Skipped: ${reasons.map(([reason, count]) => `${count} (${plain(reason)})`).join(', ')}.`]
      : []),
    ...notes.slice(0, mostRows).map(plain),
    ...(notes.length > mostRows ? [`… and ${notes.length - mostRows} more`] : []),
  ].join('\n\n');
}

/** Current details of a run that has failed. */
export const failedRunDetails = (why: string): string =>
  `**Failed**: ${plain(why)}.\n\nNothing is lost: the next run goes on where the last successful one ended.`;

function tableOf(what: string, why: string, rows: RunFigures['refused'], total: number): string {
  const shown = rows.slice(0, mostRows).map(({ id, reason }) => [id, reason]);
  const rest = total - shown.length;
  return [...table([what, why], shown), ...(rest > 0 ? [`| … and ${rest} more | |`] : [])].join('\n');
}
