import type { Client } from '@temporalio/client';
import type { QueryDefinition } from '@temporalio/common';
import type { Command } from '../../lifecycle/entity';
import { turn as purchaseOrderTurn } from '../../lifecycle/purchase-order/life';
import * as purchaseOrder from '../../lifecycle/purchase-order/operator';
import { waitingFor as purchaseOrderWaitsFor } from '../../lifecycle/purchase-order/tell';
import { turn as returnTurn } from '../../lifecycle/return/life';
import * as returned from '../../lifecycle/return/operator';
import { waitingFor as returnWaitsFor } from '../../lifecycle/return/tell';
import { turn as shipmentTurn } from '../../lifecycle/shipment/life';
import * as shipment from '../../lifecycle/shipment/operator';
import { waitingFor as shipmentWaitsFor } from '../../lifecycle/shipment/tell';
import { purchaseOrderState } from '../../protocol/purchase-order';
import { returnState } from '../../protocol/returns';
import { state as shipmentState } from '../../protocol/shipment';
import { query } from '../answers';
import { lifeOf } from '../shipments/row';

/** What would come of a command now: the reason why not, or what happens next. */
export type Foreseen = { readonly whyNot: string } | { readonly sentence: string; readonly stage: string };

/** The rules that a kind of workflow decides by. */
interface Rules<Facts, Settings, Step extends { readonly do: string }> {
  readonly state: QueryDefinition<{ readonly facts: Facts; readonly settings: Settings }>;
  readonly refusalOf: (command: Command, facts: Facts, settings: Settings, now: number) => string | undefined;
  readonly perform: (facts: Facts, command: Command, settings: Settings, now: number) => Facts;
  readonly turn: (
    facts: Facts,
    settings: Settings,
    now: number,
  ) => { readonly decision: { readonly step: Step; readonly stage: string } };
  readonly waitingFor: (step: Step) => string;
}

/** The same rules, applied to what the workflow knows now. @returns nothing when no worker answers */
export function foreseen(
  client: Client,
  id: string,
  command: Command,
  timeoutMs: number | undefined,
): Promise<Foreseen | undefined> {
  switch (lifeOf(id)?.kind) {
    case 'purchase-order':
      return byRules(client, id, command, timeoutMs, {
        ...purchaseOrder,
        ...{ state: purchaseOrderState, turn: purchaseOrderTurn, waitingFor: purchaseOrderWaitsFor },
      });
    case 'return':
      return byRules(client, id, command, timeoutMs, {
        ...returned,
        ...{ state: returnState, turn: returnTurn, waitingFor: returnWaitsFor },
      });
    default:
      return byRules(client, id, command, timeoutMs, {
        ...shipment,
        ...{ state: shipmentState, turn: shipmentTurn, waitingFor: shipmentWaitsFor },
      });
  }
}

async function byRules<Facts, Settings, Step extends { readonly do: string }>(
  client: Client,
  id: string,
  command: Command,
  timeoutMs: number | undefined,
  { state, refusalOf, perform, turn, waitingFor }: Rules<Facts, Settings, Step>,
): Promise<Foreseen | undefined> {
  const known = await query(client, id, state, timeoutMs);
  if (!known) return undefined;
  const { facts, settings } = known;
  const now = Date.now();
  const whyNot = refusalOf(command, facts, settings, now);
  if (whyNot) return { whyNot };
  const { step, stage } = turn(perform(facts, command, settings, now), settings, now).decision;
  return { sentence: `${step.do === 'wait' ? 'it waits until ' : ''}${waitingFor(step)}`, stage };
}
