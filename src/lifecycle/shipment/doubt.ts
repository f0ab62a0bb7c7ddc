import type { Doubt, ShipmentFacts } from './facts';
import type { Draft, Rule, Situation } from './draft';
import { answered } from './draft';
import { takeBack } from './cancelling';
import { captureInDoubt } from './money';
import { questionToCentra } from './question';
import type { Ask } from '../entity';
import type { Effect, Step } from './steps';
import type { ShipmentSettings } from './settings';
import { cancelWanted, isCompleted, isWithdrawn, paceMs, settled } from './view';

/**
 * A write was sent and no usable answer came. Evidence that it was done counts at once (`observe` takes it in and ends
 * the doubt). That it was not done needs two reads that show the old state, `settle` apart, and after the time in which
 * the write may still be at work.
 */
export const isProvenUndone = (doubt: Doubt, settings: ShipmentSettings) => settled(doubt.undone, settings);

/** @returns the next read, or how long to wait for it; nothing when two reads have proven that it was not done */
export function nextLook(doubt: Doubt, settings: ShipmentSettings, now: number, look: Effect): Step | undefined {
  const wait = (until: number): Step => ({ do: 'wait', for: 'settling', until });
  const { lookedAt, undone, limitAt } = doubt;
  if (lookedAt === undefined) return look;
  if (isProvenUndone(doubt, settings)) return undefined;
  const worthIt = undone ? undone.first + settings.settleMs : limitAt;
  // A look that showed neither the old state nor the new one is repeated, but not in a hurry.
  const next = lookedAt < worthIt ? worthIt : lookedAt + paceMs(doubt.since, lookedAt, settings);
  return now < next ? wait(next) : look;
}

/** Proven undone once, it is written again at once; then at growing intervals, like everything that does not succeed. */
function pauseBeforeWriting({ undone, writes }: Doubt, settings: ShipmentSettings, now: number): Step | undefined {
  if (!undone || writes < 2) return undefined;
  const until = undone.last + Math.min(settings.settleMs * 2 ** writes, settings.recheckMs);
  return now < until ? { do: 'wait', for: 'another-attempt', until } : undefined;
}

/** How often money is moved in all before a person is asked. */
const mostWrites = 2;

/** Before anything else is written, a doubt is resolved by reading. */
export const inDoubt: Rule = (situation) => {
  const { facts, settings } = situation;
  const { doubt } = facts;
  if (!doubt) return undefined;
  switch (doubt.of) {
    case 'capture':
      return besideTakingBack(situation, captureDoubt(situation, doubt));
    case 'import':
      // A cancellation deletes by number, whatever has become of the write.
      return cancelWanted(facts, settings) ? undefined : importDoubt(situation, doubt);
    case 'complete':
      // Centra does not offer it any more: it is not sent again, and what lives in the warehouse is taken back.
      if (facts.centra.orderCancelled || isWithdrawn(facts, settings)) return undefined;
      return completeDoubt(situation, doubt);
    case 'cancel':
      return cancelDoubt(situation, doubt);
    case 'refund':
      return refundDoubt(situation, doubt);
    default:
      return doubt.of satisfies never;
  }
};

/** Whatever has become of the money: goods that nobody wants any more are taken back meanwhile. */
function besideTakingBack(situation: Situation, doubt: Draft | undefined): Draft | undefined {
  const back = cancelWanted(situation.facts, situation.settings) ? takeBack(situation) : undefined;
  if (!back || !doubt) return doubt;
  const asks = [...(doubt.asks ?? []), ...(back.asks ?? [])];
  return { ...back, step: sooner(back.step, doubt.step), asks };
}

/** An effect before a wait, and the wait that ends first. */
function sooner(one: Step, other: Step): Step {
  if (one.do !== 'wait') return one;
  if (other.do !== 'wait') return other;
  return (one.until ?? Infinity) <= (other.until ?? Infinity) ? one : other;
}

function captureDoubt({ facts, settings, now }: Situation, doubt: Doubt): Draft | undefined {
  const stage = 'capturing';
  const phase = 'import';
  // Proven that no money was taken: nothing is in doubt any more where it is not to be taken any more.
  const isUnwanted = cancelWanted(facts, settings) || facts.operator.abandoned || settings.capture !== 'onImport';
  if (isProvenUndone(doubt, settings) && isUnwanted) return undefined;
  if (doubt.unlisted || (isProvenUndone(doubt, settings) && doubt.writes >= mostWrites)) {
    const ask = captureInDoubt(doubt);
    // The first look after a write may be too early; a person is asked after the settling time.
    const askAt = doubt.since + settings.settleMs;
    if (now < askAt) return { stage, phase, step: { do: 'wait', for: 'settling', until: askAt } };
    const again = (doubt.lookedAt ?? now) + settings.recheckMs;
    const step: Step = now < again ? { do: 'wait', for: 'operator', until: again } : { do: 'lookCentra' };
    return { stage, phase, step, asks: [ask] };
  }
  const look = nextLook(doubt, settings, now, { do: 'lookCentra' });
  return { stage, phase, step: look ?? { do: 'capture' } };
}

function importDoubt(situation: Situation, doubt: Doubt): Draft | undefined {
  const { facts, settings, now } = situation;
  const { order } = facts;
  if (!order) return undefined;
  const look: Effect = { do: 'lookWarehouse', number: order.number, backOrdersOf: [] };
  const step = nextLook(doubt, settings, now, look);
  const stage = order.written ? 'in-warehouse' : 'importing';
  if (step) return { stage, phase: 'import', step };
  // Completed by somebody meanwhile: it is not written again.
  if (isCompleted(facts)) return undefined;
  const pause = pauseBeforeWriting(doubt, settings, now);
  if (pause) return questionToCentra(situation) ?? { stage, phase: 'import', step: pause };
  // Proven that it is not there. A first write is the business of the rules for importing.
  if (!order.rewriting) return undefined;
  const { number, firstImportAt } = order;
  return { stage, phase: 'import', step: { do: 'import', number, firstImportAt, rewrite: true } };
}

function completeDoubt({ facts: { centra }, settings, now }: Situation, doubt: Doubt): Draft | undefined {
  // A list that does not show it any more may mean that it was done.
  const missed = (centra.missedAt ?? 0) > (centra.lookedAt ?? 0);
  const look: Effect = { do: 'lookCentra' };
  const step = missed ? look : (nextLook(doubt, settings, now, look) ?? pauseBeforeWriting(doubt, settings, now));
  return step && { stage: 'reporting', phase: 'report', step };
}

function cancelDoubt({ facts, settings, now }: Situation, doubt: Doubt): Draft | undefined {
  const { order } = facts;
  if (!order) return undefined;
  const backOrdersOf = facts.parts.length > 1 ? facts.parts.map((part) => part.orderId) : [];
  const step = nextLook(doubt, settings, now, { do: 'lookWarehouse', number: order.number, backOrdersOf });
  return step && { stage: 'cancelling', phase: 'cancel', step };
}

function refundDoubt({ facts, settings, now }: Situation, doubt: Doubt): Draft | undefined {
  const step = nextLook(doubt, settings, now, { do: 'listReturns' });
  if (step) return { stage: 'reporting', phase: 'report', step };
  const ask: Ask = refundAsk(facts, String(doubt.since));
  // Proven that it was not made: once more by the rules for what comes after a completion.
  if (doubt.writes < mostWrites || answered(facts, ask)) return undefined;
  return { stage: 'reporting', phase: 'report', step: { do: 'wait', for: 'operator' }, asks: [ask] };
}

/** A refund of what was not shipped did not go through, or nobody knows: a person looks at it in Centra. */
export const refundAsk = (facts: ShipmentFacts, basis: string): Ask => ({
  attention: 'short-picked',
  basis: `refund:${basis}`,
  about: `the refund of what was not picked ${facts.refusals.refund ? `was refused: ${facts.refusals.refund.reason}` : 'may or may not have been made'}. See to it in Centra, then answer \`refunded\``,
  choices: ['refunded'],
});
