import { stringify } from 'yaml';
import type { Paint } from '../output';
import { table, type Cell } from '../table';
import type { PreviewKind } from './options';
import type { Preview } from './run-preview';
import type { Some, Summary } from './tally';

/** One record: what becomes of it, the document, and what differs. */
export function oneForPeople(preview: Preview, paint: Paint): string {
  const { store, id, kind, outcome, reasons, document, differences, before } = preview;
  const head = `${paint('bold', `${kind} ${store}/${id}`)}: ${sentences[outcome]}`;
  const turned = before && before.outcome !== outcome ? [`  before: ${sentences[before.outcome]}`] : [];
  const why = [
    ...reasons.map((reason) => `  ${reason}`),
    ...turned,
    ...(turned.length > 0 ? (before?.reasons ?? []).map((reason) => `    ${reason}`) : []),
  ];
  const parts = [
    [head, ...why].join('\n'),
    ...(document ? [stringify(document).trimEnd()] : []),
    ...(before ? [changes(differences, paint)] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

const sentences = {
  taken: 'is carried',
  'left-out': 'is left out',
  unmappable: 'cannot be mapped',
} as const;

function changes(differences: Preview['differences'], paint: Paint): string {
  if (differences.length === 0) return 'The document is the same with both configurations.';
  const rows = differences.map(({ field, before, after }): Cell[] => [
    field,
    { text: shown(before), style: 'red' },
    { text: shown(after), style: 'green' },
  ]);
  return table(rows, paint, ['FIELD', 'BEFORE', 'AFTER']).trimEnd();
}

const shown = (value: string | number | boolean | null): string => (value === null ? '(none)' : JSON.stringify(value));

/** All that is open: counts, and a few ids for each. */
export function summaryForPeople(summary: Summary, kind: PreviewKind, paint: Paint): string {
  const { read, broken, taken, leftOut, unmappable, reasons, changed, fields, outcomes } = summary;
  const sum = `${read} read = ${taken} carried + ${leftOut.count} left out + ${unmappable.count} cannot be mapped`;
  const blocks = [
    `${paint('bold', `${kind}s`)}: ${sum}${broken.count > 0 ? `; ${broken.count} cannot be read (${broken.examples.join(', ')})` : ''}`,
    ...listed(reasons, ({ reason }) => reason, 'REASON', paint),
    ...(changed === undefined
      ? []
      : [`${changed} of ${read} documents differ from those of the current configuration`]),
    ...listed(fields ?? [], ({ field }) => field, 'FIELD', paint),
    ...listed(
      outcomes ?? [],
      ({ before, after }) => `${sentences[before]} → ${sentences[after]}`,
      'CHANGES FROM → TO',
      paint,
    ),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function listed<T extends Some>(all: readonly T[], name: (one: T) => string, title: string, paint: Paint): string[] {
  if (all.length === 0) return [];
  const rows = all.map((one): Cell[] => [name(one), String(one.count), one.examples.join(', ')]);
  return [table(rows, paint, [title, 'COUNT', 'FOR INSTANCE']).trimEnd()];
}
