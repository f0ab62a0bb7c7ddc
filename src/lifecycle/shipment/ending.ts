import type { Acknowledgement, Part, ShipmentFacts } from './facts';
import type { Draft, Rule, Situation } from './draft';
import { answered } from './draft';
import { refundAsk } from './doubt';
import { moneyQuestions } from './money';
import { cancelBasis } from './basis';
import { endWhenDropped, numbersToCancel } from './cancelling';
import type { Ask } from '../entity';
import type { Step } from './steps';
import type { ShipmentSettings } from './settings';
import {
  anyShipped,
  cancelWanted,
  figuresOf,
  isAsTold,
  isCompleted,
  isShipped,
  livingParts,
  mayLiveInWarehouse,
} from './view';

/** An operator let it go: nothing is written to either system any more. */
export const abandoned: Rule = (situation) => {
  const { facts, settings } = situation;
  if (!facts.operator.abandoned) return undefined;
  return endWhenDropped('abandoned', facts, moneyQuestions(situation, anyShipped(facts, settings)));
};

/** A life that began after the end of another: the sweep found that the warehouse went on. */
export const afterTheEnd: Rule = ({ facts, settings }) => {
  const { afterwards } = facts;
  if (!afterwards) return undefined;
  const stage = 'reporting';
  if (afterwards.addedWaybills.length > 0 && afterwards.appendedAt === undefined) {
    return { stage, phase: 'report', step: { do: 'appendWaybills', waybills: afterwards.addedWaybills } };
  }
  return (afterwards.annulled ? annulled(facts, settings) : undefined) ?? finish;
};

const finish: Draft = { stage: 'completed', phase: 'end', step: { do: 'finish', as: 'completed' } };

/** Centra says that it is shipped, and the warehouse has cancelled it. */
function annulled(facts: ShipmentFacts, { wholeOrders }: ShipmentSettings): Draft | undefined {
  const before = wholeOrders ? 'all of it had been shipped' : 'it has been completed in Centra';
  const ask: Ask = {
    attention: 'cancelled-in-warehouse',
    basis: 'afterwards',
    about: `${before}: settle it with the warehouse and the customer, then answer \`accept\``,
    choices: ['accept'],
  };
  if (answered(facts, ask)) return undefined;
  return { stage: 'reporting', phase: 'end', step: { do: 'wait', for: 'operator' }, asks: [ask] };
}

/** Centra has been told. What is left: that it took it, what was not picked is refunded, and Ongoing hears that we know. */
export const afterCompletion: Rule = (situation) => {
  const { facts, settings } = situation;
  if (!facts.completed) return undefined;
  if (!isCompleted(facts))
    return cancelWanted(facts, settings) || facts.order?.cancelled
      ? undefined
      : notTakenYet(situation, facts.completed.at);
  const allCancelled = facts.parts.length > 0 && livingParts(facts, settings).length === 0;
  return (
    refundOfTheRest(situation) ??
    acknowledging(situation) ??
    (allCancelled && !facts.order?.cancelled ? annulled(facts, settings) : undefined) ??
    finish
  );
};

/** It was not paid when Centra was told, and Centra completes only what is paid. */
function notTakenYet({ facts: { centra }, settings, now }: Situation, toldAt: number): Draft | undefined {
  const draft = (step: Step, asks: readonly Ask[] = []): Draft => ({ stage: 'reporting', phase: 'report', step, asks });
  const lookedAt = centra.lookedAt ?? 0;
  // Our own look is sent after the completion has ended, though the workflow's time may not have moved.
  if (lookedAt < toldAt || (centra.missedAt ?? 0) > lookedAt) return draft({ do: 'lookCentra' });
  if (!centra.paid) {
    const ask: Ask = { attention: 'not-paid', basis: String(toldAt), choices: [] };
    return draft({ do: 'wait', for: 'payment' }, [ask]);
  }
  // Paid by now. Did that complete it? If not, after settling too, `reporting` sends it again; another time would be
  // another e-mail.
  const again = toldAt + settings.settleMs;
  if (lookedAt >= again && lookedAt >= centra.observedAt) return undefined;
  return draft(now < again ? { do: 'wait', for: 'settling', until: again } : { do: 'lookCentra' });
}

/** The short-pick choice `refund`: what was paid and not picked is given back, as a return that puts nothing in stock. */
function refundOfTheRest(situation: Situation): Draft | undefined {
  const { facts, settings } = situation;
  if (facts.refunded || facts.operator.resolved['short-picked']?.choice !== 'refund') return undefined;
  const missing = (figuresOf(facts, settings)?.lines ?? []).filter((line) => line.picked < line.told);
  if (missing.length === 0) return undefined;
  const draft = (step: Draft['step'], asks: readonly Ask[] = []): Draft => ({
    stage: 'reporting',
    phase: 'report',
    step,
    asks,
  });
  if (facts.refusals.refund) {
    const ask = refundAsk(facts, String(facts.refusals.refund.at));
    return answered(facts, ask) ? undefined : draft({ do: 'wait', for: 'operator' }, [ask]);
  }
  if (!facts.returnsBefore) return draft({ do: 'listReturns' });
  const products = Object.fromEntries(missing.map((line) => [line.lineId, line.told - line.picked]));
  return draft({ do: 'refund', products });
}

/** One call where all that is picked was reported, else numbers row by row: a pick made in between is not lost. */
export function acknowledgements(facts: ShipmentFacts, settings: ShipmentSettings): Acknowledgement[] {
  const figures = figuresOf(facts, settings);
  const exact = figures !== undefined && isAsTold(figures);
  return livingParts(facts, settings)
    .filter((part) => part.toReport)
    .map((part) =>
      exact && isShipped(part, settings)
        ? { orderId: part.orderId }
        : { orderId: part.orderId, lines: rowsToReport(part) },
    );
}

const rowsToReport = (part: Part) =>
  part.lines
    .filter((line) => line.picked !== line.reported)
    .map((line) => ({ orderLineId: line.orderLineId, numberOfItems: line.picked }));

function acknowledging({ facts, settings }: Situation): Draft | undefined {
  if (facts.acknowledged) return undefined;
  const orders = acknowledgements(facts, settings);
  if (orders.length === 0) return undefined;
  return { stage: 'reporting', phase: 'report', step: { do: 'acknowledge', orders } };
}

/** All of an order has left the warehouse: Ongoing hears that we know, and nobody else is told. */
export const allShipped = (situation: Situation): Draft => acknowledging(situation) ?? finish;

/**
 * Nothing of a whole order is reported back, so it is always somebody else who completes it in Centra. What lives in the
 * warehouse goes its way all the same.
 */
function completedOrder({ facts, settings }: Situation): Draft | undefined {
  const lives = facts.order?.written && mayLiveInWarehouse(facts, settings);
  if (lives || cancelWanted(facts, settings)) return undefined;
  return { stage: 'withdrawn', phase: 'end', step: { do: 'finish', as: 'withdrawn' } };
}

/** Somebody completed it in Centra by hand. */
export const completedElsewhere: Rule = (situation) => {
  const { facts, settings } = situation;
  const { centra, order } = facts;
  if (!centra.completed || facts.completed) return undefined;
  if (settings.wholeOrders) return completedOrder(situation);
  if (!mayLiveInWarehouse(facts, settings)) return finish;
  const parts = livingParts(facts, settings);
  if (parts.length > 0 && parts.every((part) => isShipped(part, settings))) return acknowledging(situation) ?? finish;
  const ask: Ask = {
    attention: 'completed-elsewhere',
    basis: order?.number ?? '',
    choices: ['accept', 'cancel-order'],
  };
  const choice = answered(facts, ask);
  if (choice === 'accept') return finish;
  const waiting: Draft = { stage: 'reporting', phase: 'end', step: { do: 'wait', for: 'operator' }, asks: [ask] };
  if (choice !== 'cancel-order' || !order) return waiting;
  const refusal = facts.refusals.cancel;
  if (refusal?.basis !== cancelBasis(facts.parts, settings)) {
    const open = parts.filter((part) => !isShipped(part, settings));
    return { stage: 'cancelling', phase: 'cancel', step: { do: 'cancelOrder', numbers: numbersToCancel(order, open) } };
  }
  return {
    ...waiting,
    asks: [{ attention: 'cancel-refused', basis: refusal.basis, about: refusal.reason, choices: [] }, ask],
  };
};
