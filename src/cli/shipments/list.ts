import type { Client } from '@temporalio/client';
import { searchAttributes, workflowTypes } from '../../protocol/names';
import type { Given } from '../context';
import { withTemporal } from '../context';
import { exit, type ExitCode } from '../exit';
import type { Io } from '../io';
import { assertKnownStore } from '../not-configured';
import { createOutput, type Output } from '../output';
import { fitting, table, type Cell } from '../table';
import { iso, span } from '../times';
import { byUrgency, lifeOf, shortId, toRow, type ListedShipment } from './row';
import { pausedSentence, stoppedConnections } from './stopped';
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

/** A purchase order or a return that needs a person. */
export interface ListedOther extends ListedConnection {
  readonly goodsOwner: string | null;
}

/** `bridge shipments` */
export async function listShipments(options: ListOptions, io: Io): Promise<ExitCode> {
  const output = createOutput(options, io);
  return withTemporal(options, io, async ({ client, config }) => {
    const { shipments, total } = await find(client, options);
    const asked = options.attention !== undefined;
    const connections = asked ? await connectionsInNeed(client, options) : [];
    const others = asked ? await othersInNeed(client, options) : [];
    if (total === 0) assertKnownStore(options.store, config);
    const stopped = await stoppedConnections(client, options.store);
    output.data({ shipments, total, stopped, ...(asked ? { connections, others } : {}) }, () =>
      forPeople(shipments, [...connections, ...others], Date.now(), output),
    );
    const besides = [named(connections.length, 'connection'), ...byKind(others)].filter((text) => text !== '');
    const needs = connections.length + others.length;
    output.say(summary(shipments.length, total, needs, besides, options));
    for (const { id, stage } of stopped) if (stage === 'paused') output.say(pausedSentence(id, config));
    return asked && total + needs > 0 ? exit.found : exit.fine;
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

/** They have a list of their own in Temporal's UI; what needs a person stands beside the shipments. */
async function othersInNeed(client: Client, { attention, store, stage, olderThan, query }: ListOptions) {
  // Who chooses by what only shipments have means shipments.
  if (stage !== undefined || olderThan !== undefined || query !== undefined) return [];
  const types = [workflowTypes.purchaseOrder, workflowTypes.return].map((type) => `'${type}'`).join(', ');
  const inNeed = `WorkflowType IN (${types}) AND ExecutionStatus = 'Running' AND Attention IS NOT NULL`;
  const found: ListedOther[] = [];
  for await (const info of client.workflow.list({ query: inNeed })) {
    const row = toRow(info);
    if (!row || row.attention === null) continue;
    if (typeof attention === 'string' && attention !== row.attention) continue;
    if (store !== undefined && row.store !== store) continue;
    const { id, goodsOwner, stage: its, attentionSince } = row;
    found.push({ id, goodsOwner, stage: its, attention: row.attention, attentionSince });
  }
  return found;
}

const named = (count: number, what: string) => (count === 0 ? '' : `${count} ${what}${count === 1 ? '' : 's'}`);

const byKind = (others: readonly ListedOther[]) => {
  const purchaseOrders = others.filter(({ id }) => lifeOf(id)?.kind === 'purchase-order').length;
  return [named(purchaseOrders, 'purchase order'), named(others.length - purchaseOrders, 'return')];
};

function forPeople(
  shipments: readonly ListedShipment[],
  connections: readonly ListedConnection[],
  now: number,
  { paint, width }: Pick<Output, 'paint' | 'width'>,
): string {
  const blocks: string[] = [];
  if (connections.length > 0) {
    const rows = connections.map(({ id, stage, attention, attentionSince }): Cell[] => [
      ...[id, stage, { text: attention, style: 'yellow' } as const, ageOf(attentionSince, now)],
    ]);
    const isConnection = connections.every(({ id }) => id.startsWith('connection/'));
    const header = [isConnection ? 'CONNECTION' : 'BESIDES', 'STAGE', 'ATTENTION', 'FOR'];
    const fits = fitting({ header, rows }, width, ['STAGE']);
    blocks.push(table(fits.rows, paint, fits.header));
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
    const header = ['SHIPMENT', 'ORDER', 'STAGE', 'AGE', 'ATTENTION', 'FOR', 'A PERSON IS ASKED'];
    // The order's number stands in the shipment's, and what is asked already says for how long.
    const fits = fitting({ header, rows }, width, ['ORDER', 'A PERSON IS ASKED', 'AGE']);
    blocks.push(table(fits.rows, paint, fits.header));
  }
  return blocks.join('\n');
}

const ageOf = (at: string | null, now: number) => (at === null ? '' : span(now - Date.parse(at)));

function due({ dueAt, closedAt }: ListedShipment, now: number): string {
  if (dueAt === null || closedAt !== null) return '';
  const left = Date.parse(dueAt) - now;
  return left > 0 ? `in ${span(left)}` : 'now';
}

function summary(
  shown: number,
  total: number,
  inNeed: number,
  besides: readonly string[],
  { attention, limit }: ListOptions,
): string {
  const things = total === 1 ? '1 shipment' : `${total} shipments`;
  const more = shown < total ? `, ${shown} shown (--limit ${limit})` : '';
  if (attention === undefined) return `${things}${more}`;
  const needs = total + inNeed === 1 ? 'needs' : 'need';
  const all = [things, ...besides];
  const text = all.length === 1 ? things : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
  return `${text} ${needs} a person${more}${total > 0 ? '; `bridge shipment ID` says why' : ''}`;
}
