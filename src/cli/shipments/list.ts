import type { Client } from '@temporalio/client';
import { allStores, type Config } from '../../config';
import { searchAttributes, workflowTypes } from '../../protocol/names';
import type { Given } from '../context';
import { withTemporal } from '../context';
import { exit, type ExitCode } from '../exit';
import type { Io } from '../io';
import { notConfigured } from '../not-configured';
import { createOutput, type Paint } from '../output';
import { table, type Cell } from '../table';
import { iso, span } from '../times';
import { byUrgency, shortId, toRow, type ListedShipment } from './row';
import { isEnd, listedShipments, type Selection } from './visibility';

export interface ListOptions extends Given, Selection {
  /** At most so many are shown. */
  readonly limit: number;
}

/** A connection that needs a person: it stands for all shipments that wait for it. */
export interface ListedConnection {
  readonly id: string;
  readonly stage: string;
  readonly attention: string;
  readonly attentionSince: string | null;
}

/** `bridge shipments` */
export async function listShipments(options: ListOptions, io: Io): Promise<ExitCode> {
  const output = createOutput(options, io);
  return withTemporal(options, io, async ({ client, config }) => {
    const { shipments, total } = await find(client, options);
    const connections = options.attention === undefined ? [] : await connectionsInNeed(client, options);
    if (total === 0) assertKnown(options.store, config);
    output.data({ shipments, total, ...(options.attention === undefined ? {} : { connections }) }, () =>
      forPeople(shipments, connections, Date.now(), output.paint),
    );
    output.say(summary(shipments.length, total, connections.length, options));
    return options.attention !== undefined && total + connections.length > 0 ? exit.found : exit.fine;
  });
}

async function find(client: Client, options: ListOptions): Promise<{ shipments: ListedShipment[]; total: number }> {
  const { limit } = options;
  const query = listedShipments(options, Date.now());
  const ended = isEnd(options.stage);
  const shipments: ListedShipment[] = [];
  for await (const info of client.workflow.list({ query, pageSize: ended ? Math.min(limit, 1_000) : 1_000 })) {
    const row = toRow(info);
    if (row) shipments.push(row);
    // Those that have ended come with the latest first, and there may be very many.
    if (ended && shipments.length >= limit) break;
  }
  if (ended) return { shipments, total: Math.max(shipments.length, (await client.workflow.count(query)).count) };
  // The embedded server's lists know no order.
  return { shipments: shipments.sort(byUrgency).slice(0, limit), total: shipments.length };
}

async function connectionsInNeed(client: Client, { attention, store }: ListOptions): Promise<ListedConnection[]> {
  const query = `WorkflowType = '${workflowTypes.connection}' AND ExecutionStatus = 'Running' AND Attention IS NOT NULL`;
  const found: ListedConnection[] = [];
  for await (const { workflowId, typedSearchAttributes: attributes } of client.workflow.list({ query })) {
    const kind = attributes.get(searchAttributes.attention) ?? '';
    const whose = attributes.get(searchAttributes.store);
    if (typeof attention === 'string' && attention !== kind) continue;
    // A goods owner's connection concerns all its stores.
    if (store !== undefined && whose !== undefined && whose !== store) continue;
    const stage = attributes.get(searchAttributes.stage) ?? '';
    const attentionSince = iso(attributes.get(searchAttributes.attentionSince));
    found.push({ id: workflowId, stage, attention: kind, attentionSince });
  }
  return found;
}

/** A store without shipments may be a mistyped one. (One that has been removed from the configuration may still have some.) */
function assertKnown(store: string | undefined, config: Config): void {
  const known = allStores(config).map((one) => one.store.id);
  if (store === undefined || known.includes(store)) return;
  throw notConfigured('store', store, known);
}

function forPeople(
  shipments: readonly ListedShipment[],
  connections: readonly ListedConnection[],
  now: number,
  paint: Paint,
): string {
  const blocks: string[] = [];
  if (connections.length > 0) {
    const rows = connections.map(({ id, stage, attention, attentionSince }): Cell[] => [
      ...[id, stage, { text: attention, style: 'yellow' } as const, ageOf(attentionSince, now)],
    ]);
    blocks.push(table(rows, paint, ['CONNECTION', 'STAGE', 'ATTENTION', 'FOR']));
  }
  if (shipments.length > 0) {
    const rows = shipments.map((row): Cell[] => [
      shortId(row),
      row.orderNumber ?? '',
      row.stage,
      ageOf(row.startedAt, now),
      { text: row.attention ?? '', style: 'yellow' },
      ageOf(row.attentionSince, now),
      due(row, now),
    ]);
    blocks.push(table(rows, paint, ['SHIPMENT', 'ORDER', 'STAGE', 'AGE', 'ATTENTION', 'FOR', 'A PERSON IS ASKED']));
  }
  return blocks.join('\n');
}

const ageOf = (at: string | null, now: number) => (at === null ? '' : span(now - Date.parse(at)));

function due({ dueAt, closedAt }: ListedShipment, now: number): string {
  if (dueAt === null || closedAt !== null) return '';
  const left = Date.parse(dueAt) - now;
  return left > 0 ? `in ${span(left)}` : 'now';
}

function summary(shown: number, total: number, connections: number, { attention, limit }: ListOptions): string {
  const things = total === 1 ? '1 shipment' : `${total} shipments`;
  const more = shown < total ? `, ${shown} shown (--limit ${limit})` : '';
  if (attention === undefined) return `${things}${more}`;
  const needs = total + connections === 1 ? 'needs' : 'need';
  const others = connections === 0 ? '' : ` and ${connections === 1 ? '1 connection' : `${connections} connections`}`;
  return `${things}${others} ${needs} a person${more}${total > 0 ? '; `bridge shipment ID` says why' : ''}`;
}
