import type { Paint } from '../output';
import { table, type Cell } from '../table';
import { instant, instantFrom } from '../times';
import type { Action, Asked, ShipmentDocument } from './document';
import { shortId } from './row';

/** What `bridge shipment ID` prints. */
export function forPeople(shipment: ShipmentDocument, now: number, paint: Paint): string {
  const name = shortId(shipment);
  return [
    `${paint('bold', name)}  ${shipment.stage}\n`,
    table(headRows(shipment, now), paint),
    ...shipment.asks.map((ask) => asked(ask, name, now, paint)),
    attentionFromLists(shipment, now, paint),
    possible(shipment, name, paint),
    timeline(shipment, paint),
  ]
    .filter((block) => block !== '')
    .join('\n');
}

function headRows(shipment: ShipmentDocument, now: number): Cell[][] {
  const { waitingFor, since, next, dueAt, closedAt, facts, outcome } = shipment;
  const at = (time: string | null) => (time === null ? '' : instantFrom(Date.parse(time), now));
  const rows: [string, string][] = [
    ['Waits until', waitingFor ?? ''],
    [closedAt === null ? 'Since' : 'Ended', at(closedAt ?? since)],
    ['Next', next?.at ? `${next.step}, ${at(next.at)}` : ''],
    ['A person is asked', closedAt === null && dueAt !== null ? `${at(dueAt)}, if nothing happens` : ''],
    ['Began', at(shipment.startedAt)],
    ['Order in Centra', `${shipment.orderNumber ?? ''}${facts?.centra.paid ? ', paid' : ''}`],
    ['Order in Ongoing', warehouseOrder(shipment)],
    ['Held', facts?.operator.held ? `by ${facts.operator.held.by}, ${instantFrom(facts.operator.held.at, now)}` : ''],
    ['Waybills', (outcome?.waybills ?? facts?.parts.flatMap(({ waybills }) => waybills) ?? []).join(', ')],
    ['Attempts', attempts(shipment)],
    ['Goods owner', shipment.goodsOwner ?? ''],
  ];
  return rows.filter(([, text]) => text !== '').map(([title, text]) => [`  ${title}`, text]);
}

function warehouseOrder({ warehouseOrder: number, facts }: ShipmentDocument): string {
  const seen = facts?.parts ?? [];
  if (seen.length > 0) {
    return seen
      .map(
        ({ orderNumber, status, statusText }) => `${orderNumber} (${[statusText, status].filter(Boolean).join(', ')})`,
      )
      .join(', ');
  }
  if (number === null) return facts ? 'none yet' : '';
  return facts && !facts.order?.written ? `${number} (not written yet)` : number;
}

function attempts({ facts, closedAt }: ShipmentDocument): string {
  if (!facts?.attempts || closedAt !== null) return '';
  const { count, of, kind, system, at } = facts.attempts;
  return `${count} of ${of}: ${system} ${kind}${at ? ` (${at})` : ''}`;
}

function asked({ attention, since, sentence, choices }: Asked, name: string, now: number, paint: Paint): string {
  const head = `${paint('yellow', `Attention: ${attention}`)}${since ? `, since ${instantFrom(Date.parse(since), now)}` : ''}`;
  const answers = choices.map((choice) => `  bridge resolve ${name} --choice ${choice} --reason "…"`);
  return [head, `  ${sentence}`, ...answers, ''].join('\n');
}

function attentionFromLists({ asks, attention, attentionSince }: ShipmentDocument, now: number, paint: Paint): string {
  if (attention === null || asks.length > 0) return '';
  const since = attentionSince === null ? '' : `, since ${instantFrom(Date.parse(attentionSince), now)}`;
  return `${paint('yellow', `Attention: ${attention}`)}${since}\n`;
}

function possible({ actions, closedAt }: ShipmentDocument, name: string, paint: Paint): string {
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

function commandLine({ name: action, choices }: Action, name: string): string {
  const choice =
    action === 'resolve' ? ` --choice ${choices.length === 1 ? choices[0] : `(${choices.join(' | ')})`}` : '';
  const reason = action === 'retry' || action === 'release' ? '' : ' --reason "…"';
  return `bridge ${action} ${name}${choice}${reason}`;
}

function timeline({ timeline: entries }: ShipmentDocument, paint: Paint): string {
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
