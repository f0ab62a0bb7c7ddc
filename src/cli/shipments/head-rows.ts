import type { Paced } from '../../lifecycle/entity';
import { partsText } from '../../lifecycle/return/life';
import { instant, instantFrom } from '../times';
import type { LifeDocument, PurchaseOrderDocument, ReturnDocument, ShipmentDocument } from './document';

/** Title and text. */
export type HeadRow = readonly [title: string, text: string];
type AnyDocument = LifeDocument<Paced, object>;

/** What `bridge shipment ID` says of every life, around what its kind has. */
export function commonRows(life: AnyDocument, its: readonly HeadRow[], now: number): HeadRow[] {
  const { waitingFor, since, next, dueAt, closedAt, startedAt, goodsOwner } = life;
  const at = (time: string | null) => timeOf(time, now);
  const rows: HeadRow[] = [
    ['Waits until', waitingFor ?? ''],
    [closedAt === null ? 'Since' : 'Ended', at(closedAt ?? since)],
    ['Next', next?.at ? `${next.step}, ${at(next.at)}` : ''],
    ['A person is asked', closedAt === null && dueAt !== null ? `${at(dueAt)}, if nothing happens` : ''],
    ['Began', at(startedAt)],
    ...its,
    ['Goods owner', goodsOwner ?? ''],
  ];
  return rows.filter(([, text]) => text !== '');
}

const timeOf = (time: string | null, now: number) => (time === null ? '' : instantFrom(Date.parse(time), now));

export function shipmentRows(shipment: ShipmentDocument, now: number): HeadRow[] {
  const { facts, outcome, orderNumber } = shipment;
  const waybills = outcome?.waybills ?? facts?.parts.flatMap((part) => part.waybills) ?? [];
  return [
    ['Order in Centra', `${orderNumber ?? ''}${facts?.centra.paid ? ', paid' : ''}`],
    ['Order in Ongoing', warehouseOrder(shipment)],
    ['Held', held(facts, now)],
    ['Waybills', waybills.join(', ')],
    ['Attempts', attempts(shipment)],
  ];
}

export function purchaseOrderRows(document: PurchaseOrderDocument, now: number): HeadRow[] {
  const { facts, orderNumber, warehouseOrder: number } = document;
  const { seen, reported, order } = facts ?? {};
  const unwritten = facts && !order?.written ? ' (not written yet)' : '';
  const status = seen ? ` (${[seen.statusText, seen.status].filter(Boolean).join(', ')})` : '';
  const sum = (of: 'advised' | 'received') => seen?.lines.reduce((total, line) => total + line[of], 0) ?? 0;
  const rest = reported && reported.rest.length > 0 ? `; the rest comes as ${reported.rest.join(', ')}` : '';
  return [
    ['Supplier order in Centra', orderNumber ?? ''],
    ['Purchase order in Ongoing', number === null ? (facts ? 'none yet' : '') : `${number}${unwritten}${status}`],
    ['Received', seen ? `${sum('received')} of ${sum('advised')} pieces` : ''],
    ['Reported', reported ? `${reported.total} pieces, ${instant(reported.at)}${rest}` : ''],
    ['Held', held(facts, now)],
    ['Attempts', attempts(document)],
  ];
}

export function returnRows(document: ReturnDocument, now: number): HeadRow[] {
  const { facts, outcome, shipmentId, warehouseOrder: number } = document;
  const returnIds = outcome?.returnIds ?? facts?.made.flatMap(({ returnId }) => returnId ?? 'settled by hand') ?? [];
  return [
    ['Shipment in Centra', shipmentId],
    ['Order in Ongoing', number ?? ''],
    ['Came back', facts ? partsText({ parts: facts.plan ?? facts.sight.parts }) : ''],
    ['Returns in Centra', returnIds.join(', ')],
    ['Held', held(facts, now)],
    ['Attempts', attempts(document)],
  ];
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

function held(facts: { operator: { held?: { at: number; by: string } } } | null, now: number): string {
  const mark = facts?.operator.held;
  return mark ? `by ${mark.by}, ${instantFrom(mark.at, now)}` : '';
}

function attempts({ facts, closedAt }: ShipmentDocument | PurchaseOrderDocument | ReturnDocument): string {
  if (!facts?.attempts || closedAt !== null) return '';
  const { count, of, kind, system, at } = facts.attempts;
  return `${count} of ${of}: ${system} ${kind}${at ? ` (${at})` : ''}`;
}
