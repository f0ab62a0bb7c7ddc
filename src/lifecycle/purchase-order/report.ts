import type { Ask } from '../entity';
import { reportBasis, receiptBasis } from './basis';
import type { Draft, Rule, Situation } from './draft';
import { answered, patience } from './draft';
import type { PurchaseOrderFacts, PurchaseOrderSeen, Receipt } from './facts';
import type { Step } from './steps';
import type { PurchaseOrderSettings } from './settings';
import { figuresOf, isReceived, named } from './view';

type Seen = NonNullable<PurchaseOrderFacts['seen']>;

const draft = (step: Step, asks: readonly Ask[] = []): Draft => ({ stage: 'reporting', phase: 'report', step, asks });

/** The warehouse has finished, or an operator wants it reported as it is. */
export function reporting(situation: Situation, seen: Seen, early: boolean): Draft {
  const { facts, settings, now } = situation;
  const figures = figuresOf(facts, seen.lines);
  if (!figures) {
    const until = seen.observedAt + Math.max(settings.settleMs, 1_000);
    return draft(
      now < until ? { do: 'wait', for: 'settling', until } : { do: 'lookForPurchaseOrder', number: seen.number },
    );
  }
  const before = reportedBefore(facts, seen) ?? refusedBefore(situation);
  if (before) return before;
  const nothing = figures.total === 0;
  if (nothing) {
    const ask: Ask = {
      attention: 'nothing-received',
      basis: receiptBasis(facts, settings),
      choices: ['report-nothing', 'wait'],
      ...(figures.foreign.length > 0 ? { about: `other goods came: ${named(figures.foreign)}` } : {}),
    };
    const choice = answered(facts, ask);
    const until = patience(facts, ask.attention, settings.attentionAfter.holdMs);
    if (choice === 'wait' && now < until) {
      return { stage: 'in-warehouse', phase: 'end', step: { do: 'wait', for: 'receiving', until } };
    }
    if (choice !== 'report-nothing') return draft({ do: 'wait', for: 'operator' }, [ask]);
  }
  return draft({ do: 'reportReceipt', number: seen.number, early, nothing });
}

/** A purchase order that was there before this life, and acknowledged: who knows what Centra was told. */
function reportedBefore(facts: PurchaseOrderFacts, { lines, number }: Seen): Draft | undefined {
  if (!facts.adopted || lines.every(({ reported }) => reported === 0)) return undefined;
  const ask = refusedAsk(
    `adopted:${number}`,
    'Ongoing has it as reported already, and Centra still lists the delivery',
  );
  return answered(facts, ask) ? undefined : draft({ do: 'wait', for: 'operator' }, [ask]);
}

function refusedBefore({ facts, settings }: Situation): Draft | undefined {
  const refusal = facts.refusals.report;
  if (refusal?.basis !== reportBasis(facts, settings)) return undefined;
  // Somebody may have accepted it meanwhile.
  if ((facts.centra.lookedAt ?? 0) < refusal.at) return draft({ do: 'lookForDelivery' });
  const ask = refusedAsk(refusal.basis, refusal.reason);
  return draft({ do: 'wait', for: 'operator' }, [ask]);
}

export const refusedAsk = (basis: string, about: string): Ask => ({
  attention: 'receipt-refused',
  basis,
  about,
  choices: ['reported', 'report-again'],
});

/** Why goods that came could not be told to Centra. */
const unreportedBecause: Readonly<Record<string, string>> = {
  'not-in-delivery': 'not in the delivery',
  ambiguous: 'several of its articles have this number',
  'not-whole': 'no whole pieces',
  'sub-line': 'part of a line that was told',
};

/** Centra has been told. What is left: goods that could not be told, and that Ongoing hears that we know. */
export const afterReport: Rule = ({ facts, settings }) => {
  const { reported, acknowledged } = facts;
  if (!reported) return undefined;
  if (reported.unreported.length > 0) {
    const goods = reported.unreported.map(
      (one) => `${one.articleNumber}: ${one.received}, ${unreportedBecause[one.why] ?? one.why}`,
    );
    const ask: Ask = {
      attention: 'receipt-refused',
      basis: `unreported:${reported.at}`,
      about: named(goods),
      choices: ['accept'],
    };
    if (!answered(facts, ask)) {
      return { stage: 'reporting', phase: 'end', step: { do: 'wait', for: 'operator' }, asks: [ask] };
    }
  }
  const step = acknowledged ? undefined : acknowledging(facts, settings);
  return step ? draft(step) : { stage: 'completed', phase: 'end', step: { do: 'finish', as: 'completed' } };
};

/** One call where all that is received was reported, else numbers line by line: what came in between is not lost. */
function acknowledging(
  { seen, reported, order }: PurchaseOrderFacts,
  settings: PurchaseOrderSettings,
): Step | undefined {
  const purchaseOrderId = seen?.purchaseOrderId ?? order?.purchaseOrderId;
  if (!reported || purchaseOrderId === undefined) return undefined;
  const told = [...reported.lines, ...reported.unreported.filter(({ why }) => why !== 'sub-line')];
  const known = new Map(seen?.lines.map((line) => [line.lineId, line]));
  const open = told.filter(({ lineId, received }) => known.get(lineId)?.reported !== received);
  if (open.length === 0) return undefined;
  const figures = new Map(told.map(({ lineId, received }) => [lineId, received]));
  const exact =
    seen !== undefined &&
    isReceived(seen, settings) &&
    seen.lines.every(({ lineId, received }) => (figures.get(lineId) ?? 0) === received);
  const lines = open.map(({ lineId, received }) => ({ lineId, numberOfItems: received }));
  return { do: 'acknowledgeReceipt', purchaseOrderId, ...(exact ? {} : { lines }) };
}

/** Nothing is told to Centra, and Ongoing need not offer the goods any more. */
export function acknowledgeAll({ seen, acknowledged }: PurchaseOrderFacts): Draft | undefined {
  if (!seen || acknowledged || seen.lines.every(({ received, reported }) => received === reported)) return undefined;
  return draft({ do: 'acknowledgeReceipt', purchaseOrderId: seen.purchaseOrderId });
}

/** What Ongoing shows, as if it had been told. */
export function receiptOf({ centra, order }: PurchaseOrderFacts, seen: PurchaseOrderSeen | undefined): Receipt {
  const ours = centra.pieces ?? order?.pieces;
  const lines = (seen?.lines ?? []).filter(({ articleNumber }) => !ours || ours[articleNumber] !== undefined);
  return {
    lines: lines.map(({ lineId, received }) => ({ lineId, received })),
    total: lines.reduce((sum, { received }) => sum + received, 0),
    unreported: [],
  };
}
