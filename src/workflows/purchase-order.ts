import { apply } from '../lifecycle/purchase-order/apply';
import type { PurchaseOrderFacts, PurchaseOrderKey } from '../lifecycle/purchase-order/facts';
import type { Beginning } from '../lifecycle/purchase-order/life';
import { begin, turn, wake } from '../lifecycle/purchase-order/life';
import { observeCentra, observeWarehouse } from '../lifecycle/purchase-order/observe';
import { perform, possibleActions, refusalOf } from '../lifecycle/purchase-order/operator';
import type { Done, EffectResult } from '../lifecycle/purchase-order/results';
import type { PurchaseOrderSettings } from '../lifecycle/purchase-order/settings';
import type { Decision, Effect } from '../lifecycle/purchase-order/steps';
import { askSentence, details, waitingFor } from '../lifecycle/purchase-order/tell';
import type { PurchaseOrderEnd, PurchaseOrderStage } from '../lifecycle/words';
import type { PurchaseOrderInput, PurchaseOrderObservation, PurchaseOrderOutcome } from '../protocol/purchase-order';
import {
  deliverySeen,
  goneSeen,
  isPurchaseOrderObservation,
  isPurchaseOrderSettings,
  purchaseOrderCalls,
} from '../protocol/purchase-order';
import type { Kind } from './entity';
import { liveAs } from './entity';

interface Types {
  key: PurchaseOrderKey;
  settings: PurchaseOrderSettings;
  facts: PurchaseOrderFacts;
  beginning: Beginning;
  observation: PurchaseOrderObservation;
  effect: Effect;
  result: EffectResult;
  stage: PurchaseOrderStage;
  phase: Decision['phase'];
  end: PurchaseOrderEnd;
  outcome: PurchaseOrderOutcome;
}

const kind: Kind<Types> = {
  begin: (beginning, settings, now) => begin(beginning ?? { observedAt: now }, settings, now),
  turn,
  observe: (facts, seen, settings, now) =>
    'centra' in seen ? observeCentra(facts, seen.centra, now) : observeWarehouse(facts, seen.warehouse, settings, now),
  wake,
  apply: (facts, done, settings, when) => apply(facts, done as Done, settings, when),
  ...{ possibleActions, refusalOf, perform },
  ...{ waitingFor, askSentence },
  details: (key, facts, decision, actions) => details(key, facts, decision as Decision, actions),
  outcomeOf,
  ...{ isObservation: isPurchaseOrderObservation, isSettings: isPurchaseOrderSettings },
  firstStage: 'importing',
  display: {
    warehouseOrder: ({ order }) => order?.number,
    seen: ({ centra }) => {
      if (!centra.listed) return goneSeen;
      const { head, digests } = centra;
      return head !== undefined && digests ? deliverySeen({ head, digests }) : undefined;
    },
    isWorthShowing: (facts, { stage, step }) =>
      facts.attempts !== undefined || facts.doubt !== undefined || step.do === 'wait' || !quietStages.has(stage),
  },
  calls: purchaseOrderCalls,
};

/** Reporting and ending at the first try is the quiet way. */
const quietStages: ReadonlySet<PurchaseOrderStage> = new Set(['importing', 'reporting', 'completed']);

/** One supplier delivery, from its announcement until Centra knows what came of it. */
export const purchaseOrder = (input: PurchaseOrderInput): Promise<PurchaseOrderOutcome> => liveAs(kind, input);

function outcomeOf(end: PurchaseOrderEnd, { order, spent, reported }: PurchaseOrderFacts): PurchaseOrderOutcome {
  return {
    end,
    purchaseOrderNumbers: [...spent, ...(order ? [order.number] : [])],
    ...(order?.purchaseOrderId ? { purchaseOrderId: order.purchaseOrderId } : {}),
    reported: reported !== undefined,
    pieces: reported?.total ?? 0,
    rest: reported?.rest ?? [],
    unreported: (reported?.unreported ?? []).map(({ articleNumber }) => articleNumber),
  };
}
