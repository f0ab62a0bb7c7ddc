import { areSettled } from '../doubt';
import type { Ask } from '../entity';
import type { Draft, Rule, Situation } from './draft';
import { pendingChange } from './importing';
import { reporting } from './report';
import { isCancelledStatus, isReceived, isStarted, living } from './view';

/** The warehouse cancelled what was announced, or does not know it any more, and Centra still expects the goods. */
export const cancelledInWarehouse: Rule = ({ facts, settings, now }) => {
  const { order, seen } = facts;
  if (!order) return undefined;
  const { unknown, number } = order;
  const draft = (step: Draft['step'], asks: readonly Ask[] = []): Draft => ({
    stage: 'in-warehouse',
    phase: 'end',
    step,
    asks,
  });
  if (unknown && !areSettled(unknown, settings)) {
    const until = unknown.last + Math.max(settings.settleMs, 1_000);
    return draft(now < until ? { do: 'wait', for: 'settling', until } : { do: 'lookForPurchaseOrder', number });
  }
  const isDead = seen?.number === number && isCancelledStatus(seen.status, settings);
  if (!unknown && !isDead) return undefined;
  const ask: Ask = {
    attention: 'cancelled-in-warehouse',
    basis: number,
    choices: ['order-again', 'give-up'],
  };
  return draft({ do: 'wait', for: 'operator' }, [ask]);
};

/** Announced, being received, or received: then Centra is told. */
export const inWarehouse = (situation: Situation): Draft => {
  const { facts, settings } = situation;
  const { centra, order } = facts;
  const seen = living(facts, settings);
  const early = facts.operator.report !== undefined;
  const change = pendingChange(situation);
  if (seen && (early || isReceived(seen, settings))) {
    const report = reporting(situation, seen, !isReceived(seen, settings));
    return { ...report, asks: [...(report.asks ?? []), ...change.asks] };
  }
  if (change.rewrite) return change.rewrite;
  const { asks } = change;
  // What the supplier order holds while the delivery is there tells later what became of it.
  if (centra.digests && centra.before?.lines !== centra.digests.lines && order?.written) {
    return { stage: 'in-warehouse', phase: 'advised', step: { do: 'lookForDelivery' }, asks };
  }
  const receiving = seen !== undefined && isStarted(seen, settings);
  return {
    stage: 'in-warehouse',
    phase: receiving ? 'receive' : 'advised',
    step: { do: 'wait', for: receiving ? 'receiving' : 'goods' },
    asks,
  };
};
