import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import type { ConnectionFacts } from '../../lifecycle/connection';
import { connectionView } from '../../protocol/connection';
import { searchAttributes } from '../../protocol/names';
import { query } from '../answers';
import { fold } from '../fold';
import { table, type Cell } from '../table';
import { instantFrom, iso } from '../times';
import { connectionTimeline } from './connection-timeline';
import type { Asked } from './document';
import { timelineForPeople, type Look } from './for-people';
import { readHistory } from './history';
import type { TimelineRow } from './timeline';

/** `bridge shipment connection/retail --json` */
export interface ConnectionDocument {
  readonly id: string;
  readonly goodsOwner: string | null;
  /** `null` for a goods owner's. */
  readonly store: string | null;
  readonly stage: string;
  readonly attention: string | null;
  readonly attentionSince: string | null;
  readonly answeredBy: 'worker' | 'lists';
  readonly asks: readonly Asked[];
  readonly facts: ConnectionFacts | null;
  /** What it was told, what operators did, and its probes. */
  readonly timeline: readonly TimelineRow[];
}

export async function connectionDocument(
  client: Client,
  { workflowId, runId, typedSearchAttributes: attributes }: WorkflowExecutionDescription,
  timeoutMs?: number,
): Promise<ConnectionDocument> {
  const [view, history] = await Promise.all([
    query(client, workflowId, connectionView, timeoutMs),
    readHistory(client, workflowId, runId, { messages: true }),
  ]);
  const base = {
    timeline: connectionTimeline(history),
    id: workflowId,
    goodsOwner: attributes.get(searchAttributes.goodsOwner) ?? null,
    store: attributes.get(searchAttributes.store) ?? null,
  };
  if (!view) {
    return {
      ...base,
      stage: attributes.get(searchAttributes.stage) ?? 'working',
      attention: attributes.get(searchAttributes.attention) ?? null,
      attentionSince: iso(attributes.get(searchAttributes.attentionSince)),
      ...{ answeredBy: 'lists', asks: [], facts: null },
    };
  }
  const { stage, asks, facts } = view;
  return {
    ...base,
    stage,
    attention: asks[0]?.attention ?? null,
    attentionSince: iso(asks[0]?.since),
    answeredBy: 'worker',
    asks: asks.map((ask) => ({ ...ask, since: iso(ask.since) })),
    facts,
  };
}

export function connectionForPeople(document: ConnectionDocument, now: number, look: Look): string {
  const { paint, width } = look;
  const { id, stage, facts, asks, attention } = document;
  const paused = facts?.paused;
  const rows: Cell[][] = [
    ...(paused ? [['  Paused', `by ${paused.by}, ${instantFrom(paused.at, now)}`]] : []),
    ...(paused?.reason ? [['  Because', paused.reason]] : []),
    ...(facts?.waiting ? [['  Tried again by itself', `${facts.waiting.probes} times so far`]] : []),
  ];
  const told = asks.map(
    ({ attention: kind, since, sentence, choices }) =>
      `\n${paint('yellow', `Attention: ${kind}`)}${since ? ` since ${instantFrom(Date.parse(since), now)}` : ''}\n  ${fold(sentence, width - 2, 2)}\n` +
      choices.map((choice) => `  bridge resolve ${id} --choice ${choice} --reason "…"\n`).join(''),
  );
  const untold = asks.length === 0 && attention !== null ? `\n${paint('yellow', `Attention: ${attention}`)}\n` : '';
  const events = timelineForPeople(document.timeline, look);
  return [
    `${paint('bold', id)}  ${stage}\n`,
    table(rows, paint),
    ...told,
    untold,
    ...(events ? ['\n', events] : []),
  ].join('');
}
