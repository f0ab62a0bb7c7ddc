import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import type { ShipmentFacts } from '../../lifecycle/shipment/facts';
import type { Possible } from '../../lifecycle/entity';
import { shipmentId } from '../../protocol/names';
import { state, type ShipmentOutcome, type ShipmentState } from '../../protocol/shipment';
import { query } from '../answers';
import { iso } from '../times';
import { toRow, type ListedShipment } from './row';

/** `bridge shipment ID --json`. Times are ISO 8601, but for those inside `facts`, which are as the workflow keeps them. */
export interface ShipmentDocument extends ListedShipment {
  /** `lists`: no worker answered; all that only it knows is `null` or empty. */
  readonly answeredBy: 'worker' | 'lists';
  readonly waitingFor: string | null;
  readonly since: string | null;
  readonly next: { readonly step: string; readonly at: string | null } | null;
  readonly actions: readonly Action[];
  /** What a person is asked, most urgent first. */
  readonly asks: readonly Asked[];
  readonly facts: ShipmentFacts | null;
  readonly timeline: readonly TimelineRow[];
  /** Of one that has ended. */
  readonly outcome: ShipmentOutcome | null;
}

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

export interface TimelineRow {
  readonly at: string | null;
  readonly what: string;
  readonly by: string | null;
  readonly outcome: string | null;
  readonly reason: string | null;
}

/**
 * All that is known of a shipment: from its workflow, which answers also when it has ended; where no worker answers, from
 * Temporal's lists.
 */
export async function shipmentDocument(
  client: Client,
  description: WorkflowExecutionDescription,
  timeoutMs?: number,
): Promise<ShipmentDocument> {
  const { workflowId, runId, status } = description;
  const row = toRow(description);
  if (!row) throw new TypeError('not the workflow of a shipment');
  const outcome =
    status.name === 'COMPLETED' ? await client.workflow.getHandle<Shipment>(workflowId, runId).result() : null;
  const known = await query(client, workflowId, state, timeoutMs);
  return known ? fromState(known, row, outcome) : fromLists(row, outcome);
}

type Shipment = () => Promise<ShipmentOutcome>;

function fromState(known: ShipmentState, row: ListedShipment, outcome: ShipmentOutcome | null): ShipmentDocument {
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
    id: shipmentId(key.store, key.shipmentId),
    goodsOwner: key.goodsOwner,
    orderNumber: key.orderNumber,
    warehouseOrder: facts.order?.number ?? row.warehouseOrder,
    startedAt: iso(facts.startedAt) ?? row.startedAt,
    ...(row.closedAt === null ? underWay : {}),
    answeredBy: 'worker',
    waitingFor: row.closedAt === null ? known.waitingFor : null,
    since: row.closedAt ?? iso(known.since),
    next: row.closedAt === null ? { step: next.step, at: iso(next.at) } : null,
    actions: actions.map((action) => (row.closedAt === null ? toAction(action) : ended(action))),
    asks: row.closedAt === null ? asks.map((ask) => ({ ...ask, since: iso(ask.since) })) : [],
    facts,
    timeline: facts.timeline.map(({ at, what, by, outcome: end, reason }) => ({
      ...{ at: iso(at), what, by: by ?? null, outcome: end ?? null, reason: reason ?? null },
    })),
    outcome,
  };
}

const toAction = ({ name, allowed, whyNot, choices }: Possible): Action => ({
  ...{ name, allowed, whyNot: whyNot ?? null, choices: choices ?? [] },
});

const ended = ({ name }: Possible): Action => ({ name, allowed: false, whyNot: 'it has ended', choices: [] });

const fromLists = (row: ListedShipment, outcome: ShipmentOutcome | null): ShipmentDocument => ({
  ...row,
  answeredBy: 'lists',
  waitingFor: null,
  since: row.closedAt,
  next: null,
  actions: [],
  asks: [],
  facts: null,
  timeline: [],
  outcome,
});
