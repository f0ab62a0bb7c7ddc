import type { Paced } from '../../lifecycle/entity';
import type { Paint } from '../output';
import { table, type Cell } from '../table';
import { instant, instantFrom } from '../times';
import type { Action, Asked, LifeDocument } from './document';
import { commonRows, type HeadRow } from './head-rows';
import { shortId } from './row';

type AnyDocument = LifeDocument<Paced, object>;

/** What `bridge shipment ID` prints; `its`: what only this kind has. */
export function forPeople(shipment: AnyDocument, its: readonly HeadRow[], now: number, paint: Paint): string {
  const name = shortId(shipment);
  return [
    `${paint('bold', name)}  ${shipment.stage}\n`,
    table(
      commonRows(shipment, its, now).map(([title, text]) => [`  ${title}`, text]),
      paint,
    ),
    ...shipment.asks.map((ask) => asked(ask, name, now, paint)),
    attentionFromLists(shipment, now, paint),
    possible(shipment, name, paint),
    timeline(shipment, paint),
  ]
    .filter((block) => block !== '')
    .join('\n');
}

function asked({ attention, since, sentence, choices }: Asked, name: string, now: number, paint: Paint): string {
  const head = `${paint('yellow', `Attention: ${attention}`)}${since ? `, since ${instantFrom(Date.parse(since), now)}` : ''}`;
  const answers = choices.map((choice) => `  bridge resolve ${name} --choice ${choice} --reason "…"`);
  return [head, `  ${sentence}`, ...answers, ''].join('\n');
}

function attentionFromLists({ asks, attention, attentionSince }: AnyDocument, now: number, paint: Paint): string {
  if (attention === null || asks.length > 0) return '';
  const since = attentionSince === null ? '' : `, since ${instantFrom(Date.parse(attentionSince), now)}`;
  return `${paint('yellow', `Attention: ${attention}`)}${since}\n`;
}

function possible({ actions, closedAt }: AnyDocument, name: string, paint: Paint): string {
  if (actions.length === 0 || closedAt !== null) return '';
  const rows = actions.map((action): Cell[] =>
    action.allowed
      ? [`  ${action.name}`, commandLine(action, name)]
      : [
          { text: `  ${action.name}`, style: 'dim' },
          { text: `not now: ${action.whyNot ?? ''}`, style: 'dim' },
        ],
  );
  return `You may\n${table(rows, paint)}`;
}

function commandLine({ name, choices }: Action, id: string): string {
  const action = name === 'complete' && id.startsWith('purchase-order/') ? 'report-receipt' : name;
  const choice =
    action === 'resolve' ? ` --choice ${choices.length === 1 ? choices[0] : `(${choices.join(' | ')})`}` : '';
  const reason = action === 'retry' || action === 'release' ? '' : ' --reason "…"';
  return `bridge ${action} ${id}${choice}${reason}`;
}

function timeline({ timeline: entries }: AnyDocument, paint: Paint): string {
  if (entries.length === 0) return '';
  const rows = entries.map(({ at, what, by, outcome, reason }): Cell[] => [
    { text: `  ${at === null ? '' : instant(Date.parse(at))}`, style: 'dim' },
    what,
    outcome ?? '',
    by === null ? '' : `by ${by}`,
    reason ?? '',
  ]);
  return `Timeline (UTC)\n${table(rows, paint)}`;
}
