import type { Ask } from '../entity';
import { cancelAgainMs, cancelBasis } from './basis';
import type { Draft, Rule, Situation } from './draft';
import { answered } from './draft';
import type { OurPurchaseOrder, PurchaseOrderFacts } from './facts';
import { endWhenDropped, isUnwantedElsewhere } from './gone';
import { acknowledgeAll } from './report';
import type { PurchaseOrderSettings } from './settings';
import type { Step } from './steps';
import { fateOf, hasReceipts, isReceived, living, mayLiveInWarehouse } from './view';

/** Nobody expects the goods any more. */
export const cancelWanted = (facts: PurchaseOrderFacts, settings: PurchaseOrderSettings) =>
  facts.operator.cancel !== undefined ||
  fateOf(facts, settings) === 'cancelled' ||
  isUnwantedElsewhere(facts, settings);

/** Nothing is announced, or what was announced is taken back, or a person is told why not. */
export const cancelling: Rule = (situation) => {
  const { facts, settings } = situation;
  if (!cancelWanted(facts, settings)) return undefined;
  return takeBack(situation) ?? endWhenDropped('cancelled', situation);
};

/** @returns nothing when nothing of it is announced in the warehouse any more */
function takeBack({ facts, settings, now }: Situation): Draft | undefined {
  const { order } = facts;
  if (!order?.sent || order.cancelled?.confirmedAt !== undefined) return undefined;
  const draft = (step: Step, asks: readonly Ask[] = []): Draft => ({
    stage: 'cancelling',
    phase: 'cancel',
    step,
    asks,
  });
  if (order.cancelled) return draft(confirmCancelled(order, now));
  if (!mayLiveInWarehouse(facts, settings)) return undefined;

  const seen = living(facts, settings);
  const basis = cancelBasis(facts);
  const refusal = facts.refusals.cancel;
  const received = seen !== undefined && isReceived(seen, settings);
  const choices = seen && (received || hasReceipts(seen)) ? ['accept'] : [];
  const ask: Ask = {
    attention: 'cancel-refused',
    basis,
    about: received ? 'the warehouse has received it' : (refusal?.reason ?? ''),
    choices,
  };
  if (choices.length > 0 && answered(facts, ask) === 'accept') return acknowledgeAll(facts);
  if (received) return draft({ do: 'wait', for: 'operator' }, [ask]);
  if (refusal && refusal.basis === basis && now < refusal.at + cancelAgainMs) {
    return draft({ do: 'wait', for: 'cancellable', until: refusal.at + cancelAgainMs }, [ask]);
  }
  return draft({ do: 'cancelPurchaseOrder', number: order.number }, refusal ? [ask] : []);
}

/** A write that was still under way could bring it back: looked at again after settling. */
export function confirmCancelled({ cancelled, number }: OurPurchaseOrder, now: number): Step {
  const lookAt = cancelled?.confirmFrom ?? now;
  return now < lookAt ? { do: 'wait', for: 'settling', until: lookAt } : { do: 'lookForPurchaseOrder', number };
}
