import { cancelAgainMs, cancelBasis } from './basis';
import type { OurOrder, Part, ShipmentFacts } from './facts';
import type { Draft, Rule, Situation } from './draft';
import { answered } from './draft';
import { moneyQuestions } from './money';
import type { Ask } from '../entity';
import type { Step } from './steps';
import { anyShipped, cancelWanted, isShipped, livingParts } from './view';

/** A cancelled, withdrawn or unwanted shipment: nothing is sent, or what was sent is taken back, or a person is told why not. */
export const cancelling: Rule = (situation) => {
  const { facts, settings } = situation;
  if (!cancelWanted(facts, settings)) return undefined;
  return takeBack(situation) ?? closing(situation);
};

/** @returns nothing when nothing of it lives in the warehouse any more */
export function takeBack(situation: Situation): Draft | undefined {
  const { facts, settings, now } = situation;
  const { order } = facts;
  if (!order?.sent || order.cancelled?.confirmedAt !== undefined) return undefined;
  const draft = (step: Step, asks: readonly Ask[] = []): Draft => ({
    stage: 'cancelling',
    phase: 'cancel',
    step,
    asks,
  });

  const shipped = anyShipped(facts, settings);
  const open = livingParts(facts, settings).filter((part) => !isShipped(part, settings));
  if (shipped && open.length === 0) {
    const ask: Ask = { attention: 'shipped-though-cancelled', basis: order.number, choices: ['accept'] };
    return answered(facts, ask) ? undefined : draft({ do: 'wait', for: 'operator' }, [ask]);
  }
  if (order.cancelled) return draft(confirmCancelled(order, now));

  const refusal = facts.refusals.cancel;
  if (refusal && refusal.basis === cancelBasis(facts.parts, settings) && now < refusal.at + cancelAgainMs) {
    const ask: Ask = { attention: 'cancel-refused', basis: refusal.basis, about: refusal.reason, choices: [] };
    return draft({ do: 'wait', for: 'cancellable', until: refusal.at + cancelAgainMs }, [ask]);
  }
  const stillRefused: Ask[] = refusal
    ? [{ attention: 'cancel-refused', basis: refusal.basis, about: refusal.reason, choices: [] }]
    : [];
  return draft({ do: 'cancelOrder', numbers: numbersToCancel(order, open) }, stillRefused);
}

/** The order's own number always, whatever was seen of it, and its back orders' numbers. */
export const numbersToCancel = (order: OurOrder, open: readonly Part[]) => [
  ...new Set([...(open.length ? [] : [order.number]), ...open.map((part) => part.orderNumber)]),
];

/** A write that was still under way when the order was cancelled could bring it back: looked at again after settling. */
export function confirmCancelled(order: OurOrder, now: number): Step {
  const lookAt = order.cancelled?.confirmFrom ?? now;
  return now < lookAt
    ? { do: 'wait', for: 'settling', until: lookAt }
    : { do: 'lookWarehouse', number: order.number, backOrdersOf: [] };
}

/** Nothing is in the warehouse. It ends when Centra does not offer it any more: else the next scan would ship the goods. */
function closing(situation: Situation): Draft {
  const { facts, settings } = situation;
  const stage = facts.operator.cancel || facts.centra.orderCancelled ? 'cancelled' : 'withdrawn';
  return endWhenDropped(stage, facts, moneyQuestions(situation, anyShipped(facts, settings)));
}

/** All ends but `completed` wait until Centra no longer lists the shipment as good-to-go. */
export function endWhenDropped(
  stage: 'cancelled' | 'withdrawn' | 'abandoned',
  { centra }: ShipmentFacts,
  asks: readonly Ask[],
): Draft {
  const missed = centra.missedAt !== undefined && centra.missedAt > (centra.lookedAt ?? 0);
  const offered = centra.goodToGo && !centra.completed;
  const step: Step =
    offered && missed
      ? { do: 'lookCentra' }
      : asks.length > 0
        ? { do: 'wait', for: 'operator' }
        : offered
          ? { do: 'wait', for: 'centra-to-drop-it' }
          : { do: 'finish', as: stage };
  return { stage, phase: 'end', step, asks };
}
