import type { Ask } from '../entity';
import { dataBasis, rewriteBasis } from './basis';
import { confirmCancelled } from './cancelling';
import type { Draft, Rule, Situation } from './draft';
import { answered } from './draft';
import type { Step } from './steps';
import { changesSinceWritten, isStarted, living } from './view';

/** Everything until Ongoing has the purchase order. */
export const importing: Rule = ({ facts, now }) => {
  const { order, gate, unmappable, numberTaken } = facts;
  const draft = (step: Step, asks: readonly Ask[] = []): Draft => ({ stage: 'importing', phase: 'import', step, asks });
  if (order?.cancelled && order.cancelled.confirmedAt === undefined) return draft(confirmCancelled(order, now));
  if (order?.written && !order.cancelled) return undefined;

  const generation = order?.cancelled ? order.generation + 1 : (order?.generation ?? 1);
  if (numberTaken) {
    const { number } = numberTaken;
    const ask: Ask = { attention: 'number-taken', basis: number, about: number, choices: [] };
    return draft({ do: 'wait', for: 'operator' }, [ask]);
  }
  if (gate) return { stage: 'importing', phase: 'end', step: { do: 'wait', for: 'gate' } };
  if (!order || order.cancelled) return draft({ do: 'findPurchaseOrderNumber', generation });

  const basis = dataBasis(facts.centra.digests);
  if (unmappable?.basis === basis) {
    const ask: Ask = { attention: 'unmappable', basis, about: unmappable.reason, choices: [] };
    return draft({ do: 'wait', for: 'changed-data' }, [ask]);
  }
  const refusal = facts.refusals.import;
  if (refusal?.basis === basis) {
    const ask: Ask = { attention: 'order-refused', basis, about: refusal.reason, choices: [] };
    return draft({ do: 'wait', for: 'changed-data' }, [ask]);
  }
  return draft({ do: 'importPurchaseOrder', number: order.number, rewrite: false });
};

/** Changes in Centra that have not reached Ongoing: written while the warehouse has not started, else told to a person. */
export function pendingChange({ facts, settings }: Situation): { rewrite?: Draft; asks: readonly Ask[] } {
  const { order, centra, unmappable, refusals } = facts;
  const groups = order?.written ? changesSinceWritten(facts) : [];
  if (!order || groups.length === 0) return { asks: [] };
  const seen = living(facts, settings);
  const basis = dataBasis(centra.digests);
  const isUnmappable = unmappable?.basis === basis;
  const isRefused = refusals.rewrite?.basis === rewriteBasis(facts);
  if (!isUnmappable && !isRefused && !facts.gate && (!seen || !isStarted(seen, settings))) {
    const { number, documentDigest } = order;
    const again = documentDigest ? { previousDocument: documentDigest } : {};
    const step: Step = { do: 'importPurchaseOrder', number, rewrite: true, ...again };
    return { rewrite: { stage: 'in-warehouse', phase: 'import', step }, asks: [] };
  }
  if (isUnmappable) return { asks: [{ attention: 'unmappable', basis, about: unmappable.reason, choices: [] }] };
  // Another date or price is for the timeline; other goods are for a person.
  const ask: Ask = { attention: 'changed-after-start', basis, about: 'lines', choices: ['as-is'] };
  return { asks: groups.includes('lines') && !answered(facts, ask) ? [ask] : [] };
}
