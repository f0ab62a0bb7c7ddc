import { areSettled } from '../doubt';
import type { Draft, Rule, Situation } from './draft';
import { answered } from './draft';
import { moneyWithoutGoods } from './money';
import { confirmCancelled } from './cancelling';
import { cancelBasis, dataBasis } from './basis';
import type { Ask } from '../entity';
import type { Step } from './steps';
import { isPaid } from './view';

/** Everything until Ongoing has the order: a number, the money where the setting says so, the order itself. */
export const importing: Rule = (situation) => {
  const { facts, settings, now } = situation;
  const { centra, order, captured } = facts;
  if (order?.written && !order.cancelled) return undefined;
  const draft = (step: Step, asks: readonly Ask[] = []): Draft => ({ stage: 'importing', phase: 'import', step, asks });
  const money = unmappableMoney(situation);

  if (!centra.goodToGo) {
    const lookAt = (centra.lookedAt ?? 0) + settings.recheckMs;
    return draft(now < lookAt ? { do: 'wait', for: 'centra-to-show-it', until: lookAt } : { do: 'lookCentra' });
  }
  const gate = closedGate(situation);
  // Nothing was sent, so nothing is wrong. With money taken somebody should know.
  if (gate) return captured ? draft(gate) : { stage: 'withdrawn', phase: 'end', step: gate };
  if (facts.numberTaken) {
    const { number } = facts.numberTaken;
    return draft({ do: 'wait', for: 'operator' }, [
      { attention: 'number-taken', basis: number, about: number, choices: [] },
    ]);
  }
  if (!order) return draft({ do: 'findNumber', generation: 1 });
  if (order.cancelled) {
    return draft(
      order.cancelled.confirmedAt === undefined
        ? confirmCancelled(order, now)
        : { do: 'findNumber', generation: order.generation + 1 },
    );
  }
  const basis = dataBasis(centra.digests);
  if (facts.unmappable?.basis === basis) {
    const ask: Ask = { attention: 'unmappable', basis, about: facts.unmappable.reason, choices: [] };
    return draft({ do: 'wait', for: 'changed-data' }, [...money, ask]);
  }
  const capture = captureBeforeGoods(situation);
  if (capture) return capture;
  const refused = facts.refusals.import;
  if (refused?.basis === basis) {
    const ask: Ask = { attention: 'order-refused', basis, about: refused.reason, choices: [] };
    return draft({ do: 'wait', for: 'changed-data' }, [ask]);
  }
  return draft({ do: 'import', number: order.number, firstImportAt: order.firstImportAt, rewrite: false });
};

/** Looked at again when Centra shows it otherwise, and at every interval where no row need show why: a filter, a date. */
function closedGate({ facts: { centra, gate }, settings, now }: Situation): Step | undefined {
  if (centra.hold || centra.suspect) return { do: 'wait', for: 'gate' };
  const again = gate ? gate.at + settings.recheckMs : now;
  return now < again ? { do: 'wait', for: 'gate', until: again } : undefined;
}

const unmappableMoney = (situation: Situation) =>
  situation.facts.unmappable ? moneyWithoutGoods(situation, false) : [];

/** The money before the goods. After a refused capture nothing may leave the warehouse. */
export function captureBeforeGoods({ facts, settings }: Situation): Draft | undefined {
  const { centra, refusals, unmappable } = facts;
  if (settings.capture !== 'onImport' || !centra.shouldCapture || isPaid(facts) || facts.gate) return undefined;
  const stage = 'capturing';
  const phase = 'import';
  const data = dataBasis(centra.digests);
  if (unmappable?.basis === data) {
    const ask: Ask = { attention: 'unmappable', basis: data, about: unmappable.reason, choices: [] };
    return { stage, phase, step: { do: 'wait', for: 'changed-data' }, asks: [ask] };
  }
  if (!refusals.capture) return { stage, phase, step: { do: 'capture' } };
  const ask: Ask = {
    attention: 'capture-refused',
    basis: String(refusals.capture.at),
    about: refusals.capture.reason,
    choices: [],
  };
  return { stage, phase, step: { do: 'wait', for: 'payment' }, asks: [ask] };
}

/** The merchant changed the shipment after it was written: written again while the warehouse has not started. */
export const rewriting: Rule = ({ facts, settings, now }) => {
  const { order } = facts;
  // An order that is not shown at all is looked for first, not read back.
  if (!order?.rewriting || order.unknown) return undefined;
  const draft = (step: Step): Draft => ({ stage: 'in-warehouse', phase: 'import', step });
  const { mismatch } = order.rewriting;
  // A row that should be gone is still there (whether a PUT removes rows is not known): a new order takes its place.
  if (areSettled(mismatch, settings)) {
    const question = { attention: 'changed-after-start', basis: `kept:${dataBasis(facts.centra.digests)}` } as const;
    if (answered(facts, question)) return undefined;
    const refusal = facts.refusals.cancel;
    if (refusal?.basis !== cancelBasis(facts.parts, settings)) {
      return draft({ do: 'cancelOrder', numbers: [order.number] });
    }
    const ask: Ask = { ...question, about: refusal.reason, choices: ['as-is'] };
    return { ...draft({ do: 'wait', for: 'operator' }), asks: [ask] };
  }
  const look: Step = { do: 'lookWarehouse', number: order.number, backOrdersOf: [] };
  if (!mismatch) return draft(look);
  const again = mismatch.first + settings.settleMs;
  return draft(now < again ? { do: 'wait', for: 'settling', until: again } : look);
};
