import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import type { QueryDefinition } from '@temporalio/common';
import type { Paced, Possible } from '../../lifecycle/entity';
import type { PurchaseOrderFacts } from '../../lifecycle/purchase-order/facts';
import type { ReturnFacts } from '../../lifecycle/return/facts';
import type { ShipmentFacts } from '../../lifecycle/shipment/facts';
import { defineState, type EntityState } from '../../protocol/entity';
import type { PurchaseOrderOutcome } from '../../protocol/purchase-order';
import type { ReturnOutcome } from '../../protocol/returns';
import type { ShipmentOutcome } from '../../protocol/shipment';
import { query } from '../answers';
import { iso } from '../times';
import { readHistory, type History } from './history';
import { toRow, type ListedShipment } from './row';
import { timelineOf, type Pending, type TimelineRow } from './timeline';
import { warehouseSights } from './warehouse-sights';

/** `bridge shipment ID --json`. Times are ISO 8601, but for those inside `facts`, which are as the workflow keeps them. */
export interface LifeDocument<Facts, Outcome> extends ListedShipment {
  /** `lists`: no worker answered; all that only it knows is `null` or empty. */
  readonly answeredBy: 'worker' | 'lists';
  readonly waitingFor: string | null;
  readonly since: string | null;
  readonly next: { readonly step: string; readonly at: string | null } | null;
  readonly actions: readonly Action[];
  /** What a person is asked, most urgent first. */
  readonly asks: readonly Asked[];
  readonly facts: Facts | null;
  readonly timeline: readonly TimelineRow[];
  /** Of one that has ended. */
  readonly outcome: Outcome | null;
}

export type ShipmentDocument = LifeDocument<ShipmentFacts, ShipmentOutcome>;
/** `shipmentId` is the delivery's number, `orderNumber` its supplier order's. */
export type PurchaseOrderDocument = LifeDocument<PurchaseOrderFacts, PurchaseOrderOutcome>;
/** `shipmentId` and `orderNumber` are those of the shipment that was sent. */
export type ReturnDocument = LifeDocument<ReturnFacts, ReturnOutcome>;

export interface Action {
  readonly name: string;
  readonly allowed: boolean;
  readonly whyNot: string | null;
  readonly choices: readonly string[];
}

export interface Asked {
  readonly attention: string;
  readonly since: string | null;
  readonly sentence: string;
  readonly choices: readonly string[];
}

/** What every kind of life can be asked for. */
type Known<Facts extends Paced> = EntityState<
  { readonly goodsOwner: string; readonly shipmentId?: string; readonly orderNumber?: string },
  unknown,
  Facts
>;

/**
 * All that is known of a shipment (or of whatever else has a life): from its workflow, which answers also when it has
 * ended; where no worker answers, from Temporal's lists.
 */
export async function lifeDocument<Facts extends Paced, Outcome extends object>(
  client: Client,
  description: WorkflowExecutionDescription,
  timeoutMs?: number,
): Promise<LifeDocument<Facts, Outcome>> {
  const { workflowId, runId, status } = description;
  const row = toRow(description);
  if (!row) throw new TypeError('not the workflow of a shipment');
  const handle = client.workflow.getHandle(workflowId, runId);
  const outcome = status.name === 'COMPLETED' ? ((await handle.result()) as Outcome) : null;
  const state: QueryDefinition<Known<Facts>> = defineState();
  const [known, history] = await Promise.all([
    query(client, workflowId, state, timeoutMs),
    readHistory(client, workflowId, runId, { messages: true }),
  ]);
  return known ? fromState(known, row, outcome, history, pendingOf(description)) : fromLists(row, outcome, history);
}

function fromState<Facts extends Paced, Outcome>(
  known: Known<Facts>,
  row: ListedShipment,
  outcome: Outcome | null,
  history: History,
  pending: readonly Pending[],
): LifeDocument<Facts, Outcome> {
  const { key, facts, decision, asks, actions, next } = known;
  // What lists show may be a moment old, and of a quiet life it leaves steps out.
  const underWay = {
    stage: decision.stage,
    attention: asks[0]?.attention ?? null,
    attentionSince: iso(asks[0]?.since),
    dueAt: iso(decision.dueAt),
  };
  return {
    ...row,
    goodsOwner: key.goodsOwner,
    shipmentId: key.shipmentId ?? row.shipmentId,
    orderNumber: key.orderNumber ?? row.orderNumber,
    warehouseOrder: numberOf(facts) ?? row.warehouseOrder,
    startedAt: iso(facts.startedAt) ?? row.startedAt,
    ...(row.closedAt === null ? underWay : {}),
    answeredBy: 'worker',
    waitingFor: row.closedAt === null ? known.waitingFor : null,
    since: row.closedAt ?? iso(known.since),
    next: row.closedAt === null ? { step: next.step, at: iso(next.at) } : null,
    actions: actions.map((action) => (row.closedAt === null ? toAction(action) : ended(action))),
    asks: row.closedAt === null ? asks.map((ask) => ({ ...ask, since: iso(ask.since) })) : [],
    facts,
    timeline: timelineOf(facts.timeline, history.activities, pending, warehouseSights(history)),
    outcome,
  };
}

/** Temporal's number for an activity that a worker has taken up. */
const started = 2;

const pendingOf = ({ raw }: WorkflowExecutionDescription): Pending[] =>
  (raw.pendingActivities ?? []).map(({ activityType, state, attempt }) => ({
    ...{ name: activityType?.name ?? '', isStarted: Number(state) === started, attempt: attempt ?? 1 },
  }));

/** Its number in Ongoing, where this kind has one. */
const numberOf = (facts: object): string | undefined =>
  'order' in facts ? (facts.order as { number?: string } | undefined)?.number : undefined;

const toAction = ({ name, allowed, whyNot, choices }: Possible): Action => ({
  ...{ name, allowed, whyNot: whyNot ?? null, choices: choices ?? [] },
});

const ended = ({ name }: Possible): Action => ({ name, allowed: false, whyNot: 'it has ended', choices: [] });

const fromLists = <Outcome>(
  row: ListedShipment,
  outcome: Outcome | null,
  history: History,
): LifeDocument<never, Outcome> => ({
  ...row,
  answeredBy: 'lists',
  waitingFor: null,
  since: row.closedAt,
  next: null,
  actions: [],
  asks: [],
  facts: null,
  // What was called stands in the history, also where nobody can say what it means.
  timeline: timelineOf([], history.activities, [], warehouseSights(history)),
  outcome,
});
