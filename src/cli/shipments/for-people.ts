import type { Paced } from '../../lifecycle/entity';
import { fold } from '../fold';
import type { Output, Paint } from '../output';
import { foldLast, table, type Cell } from '../table';
import { instant, instantFrom } from '../times';
import type { Action, Asked, LifeDocument } from './document';
import { commonRows, type HeadRow } from './head-rows';
import { shortId } from './row';
import type { TimelineRow } from './timeline';

type AnyDocument = LifeDocument<Paced, object>;

/** How it is shown. */
export interface Look extends Pick<Output, 'paint' | 'width'> {
  /** The whole timeline, however long. */
  readonly all?: boolean | undefined;
}

/** What `bridge shipment ID` prints; `its`: what only this kind has. */
export function forPeople(shipment: AnyDocument, its: readonly HeadRow[], now: number, look: Look): string {
  const { paint, width } = look;
  const name = shortId(shipment);
  return [
    `${paint('bold', name)}  ${shipment.stage}\n`,
    table(
      foldLast(
        commonRows(shipment, its, now).map(([title, text]) => [`  ${title}`, text]),
        width,
      ),
      paint,
    ),
    ...shipment.asks.map((ask) => asked(ask, name, now, look)),
    attentionFromLists(shipment, now, paint),
    possible(shipment, name, look),
    timelineForPeople(shipment.timeline, look),
  ]
    .filter((block) => block !== '')
    .join('\n');
}

function asked({ attention, since, sentence, choices }: Asked, name: string, now: number, look: Look): string {
  const { paint, width } = look;
  const head = `${paint('yellow', `Attention: ${attention}`)}${since ? `, since ${instantFrom(Date.parse(since), now)}` : ''}`;
  const answers = choices.map((choice) => `  bridge resolve ${name} --choice ${choice} --reason "…"`);
  return [head, `  ${fold(sentence, width - 2, 2)}`, ...answers, ''].join('\n');
}

function attentionFromLists({ asks, attention, attentionSince }: AnyDocument, now: number, paint: Paint): string {
  if (attention === null || asks.length > 0) return '';
  const since = attentionSince === null ? '' : `, since ${instantFrom(Date.parse(attentionSince), now)}`;
  return `${paint('yellow', `Attention: ${attention}`)}${since}\n`;
}

function possible({ actions, closedAt }: AnyDocument, name: string, { paint, width }: Look): string {
  if (actions.length === 0 || closedAt !== null) return '';
  const rows = actions.map((action): Cell[] =>
    action.allowed
      ? [`  ${action.name}`, commandLine(action, name)]
      : [
          { text: `  ${action.name}`, style: 'dim' },
          { text: `not now: ${action.whyNot ?? ''}`, style: 'dim' },
        ],
  );
  return `You may\n${table(foldLast(rows, width), paint)}`;
}

function commandLine({ name, choices }: Action, id: string): string {
  const action = name === 'complete' && id.startsWith('purchase-order/') ? 'report-receipt' : name;
  const choice =
    action === 'resolve' ? ` --choice ${choices.length === 1 ? choices[0] : `(${choices.join(' | ')})`}` : '';
  const reason = action === 'retry' || action === 'release' ? '' : ' --reason "…"';
  return `bridge ${action} ${id}${choice}${reason}`;
}

/** Of a long life its beginning and what happened lately; `--all` shows all of it. */
const shown = { first: 5, last: 35 } as const;

export function timelineForPeople(entries: readonly TimelineRow[], { paint, width, all }: Look): string {
  if (entries.length === 0) return '';
  const left = all ? 0 : entries.length - shown.first - shown.last;
  const rows = left > 0 ? [...entries.slice(0, shown.first), ...entries.slice(-shown.last)] : entries;
  const longest = Math.min(longestName, Math.max(shortestName, Math.floor((width - 23) * 0.55)));
  const what = rows.map((entry) => shortened(whatOf(entry), longest));
  const column = Math.max(...what.map((text) => text.length));
  let day = '';
  const lines = rows.map((entry, index) => {
    const at = entry.at === null ? '' : instant(Date.parse(entry.at));
    const time = at.startsWith(day) && day !== '' ? ' '.repeat(11) + at.slice(11) : at;
    day = at.slice(0, 10);
    const indent = 2 + 19 + 2 + column + 2;
    const end = fold(endOf(entry), width - indent, indent);
    const text = what[index] ?? '';
    const line = `  ${paint('dim', time.padEnd(19))}  ${paintRow(entry, text.padEnd(end === '' ? 0 : column + 2), end, paint)}`;
    return left > 0 && index === shown.first ? `  … ${left} more: --all shows them\n${line}` : line;
  });
  return `Timeline (UTC)\n${lines.join('\n')}\n`;
}

/** Some operations have very long names; `--json` has them whole. On a narrow terminal what came of it wants room, too. */
const longestName = 44;
const shortestName = 24;
const shortened = (text: string, longest: number) => {
  const short = text.length > longest ? text.replaceAll(/\{\w+\}/g, '{id}') : text;
  return short.length > longest ? `${short.slice(0, longest - 1)}…` : short;
};

const systems = { centra: 'Centra', ongoing: 'Ongoing' } as const;

/** Calls stand a little further in than what came of them. */
function whatOf({ kind, what, system }: TimelineRow): string {
  if (kind === 'call') return `  ${system === null ? '' : `${systems[system]} `}${what}`;
  return kind === 'attempt' ? `  ${what}` : what;
}

function endOf({ kind, outcome, status, durationMs, attempt, by, reason }: TimelineRow): string {
  const parts = [
    `${outcome ?? ''}${status === null ? '' : ` (HTTP ${status})`}`,
    durationMs === null ? '' : `${durationMs} ms`,
    attempt !== null && attempt > 1 ? `attempt ${attempt}` : '',
  ];
  const end = parts.filter((part) => part !== '').join(', ');
  if (kind === 'action') return [`by ${by ?? ''}`, ...(end ? [end] : [])].join(', ') + (reason ? `: ${reason}` : '');
  return [end, reason ?? ''].filter((part) => part !== '').join(': ');
}

/** What worked is quiet. */
function paintRow({ kind, outcome }: TimelineRow, what: string, end: string, paint: Paint): string {
  if (kind === 'action') return paint('bold', what) + end;
  if (kind === 'event') return what === '' || !/^attention/.test(what) ? what + end : paint('yellow', what + end);
  return outcome === 'ok' || outcome === 'done' ? paint('dim', what + end) : what + paint('yellow', end);
}
