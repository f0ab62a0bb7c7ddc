import { areSettled, paceMs } from '../doubt';
import type { Part, ShipmentFacts } from './facts';
import type { Draft, Rule, Situation } from './draft';
import { answered, patience } from './draft';
import { pendingChange } from './changed';
import { acknowledgements, allShipped } from './ending';
import { captureBeforeGoods } from './importing';
import type { Ask } from '../entity';
import type { Effect, Step } from './steps';
import type { ShipmentSettings } from './settings';
import type { Figures } from './view';
import {
  figuresOf,
  figuresText,
  isAsTold,
  isCancelledStatus,
  isPaid,
  isPicked,
  isShipped,
  livingParts,
  unique,
} from './view';

/** The warehouse cancelled what we still want. */
export const cancelledInWarehouse: Rule = ({ facts, settings }) => {
  const { order, parts } = facts;
  if (!order?.written || order.cancelled) return undefined;
  const allCancelled = parts.length > 0 && parts.every((part) => isCancelledStatus(part.status, settings));
  const vanished = areSettled(order.unknown, settings);
  if (!allCancelled && !vanished) return undefined;
  const ask: Ask = {
    attention: 'cancelled-in-warehouse',
    basis: order.number,
    ...(vanished ? { about: 'Ongoing no longer knows the order number' } : {}),
    choices: ['order-again', 'give-up'],
  };
  return { stage: 'in-warehouse', phase: 'end', step: { do: 'wait', for: 'operator' }, asks: [ask] };
};

/** The order lives in the warehouse: it is watched, and reported when the setting says so. */
export const inWarehouse: Rule = (situation) => {
  const { facts, settings, now } = situation;
  const { order } = facts;
  if (!order?.written) return undefined;
  if (order.unknown) return lookForVanished(situation, order.number, order.unknown.first + settings.settleMs, now);

  const change = pendingChange(situation);
  if (change.rewrite) return change.rewrite;
  const draft = watching(situation, change.blocksReport);
  return { ...draft, asks: [...change.asks, ...(draft.asks ?? [])] };
};

function lookForVanished(_: Situation, number: string, lookAt: number, now: number): Draft {
  const step: Step =
    now < lookAt ? { do: 'wait', for: 'settling', until: lookAt } : { do: 'lookWarehouse', number, backOrdersOf: [] };
  return { stage: 'in-warehouse', phase: 'pick', step };
}

function watching(situation: Situation, changePending: boolean): Draft {
  const { facts, settings } = situation;
  const late = captureBeforeGoods(situation);
  if (late && late.step.do === 'capture') return late;
  const draft = isDue(facts, settings) && !changePending ? report(situation) : waitForWarehouse(facts, settings);
  return late ? { ...draft, asks: [...(late.asks ?? []), ...(draft.asks ?? [])] } : draft;
}

/** `completeWhen` is met by the order and all its back orders, or an operator says so. */
export function isDue(facts: ShipmentFacts, settings: ShipmentSettings): boolean {
  const parts = livingParts(facts, settings);
  if (facts.operator.complete) return true;
  if (parts.length === 0) return false;
  switch (settings.completeWhen) {
    case 'picked':
      return parts.every((part) => isPicked(part, settings));
    case 'shipped':
      return parts.every((part) => isShipped(part, settings));
    case 'tracking':
      return parts.every((part) => isShipped(part, settings) && part.waybills.length > 0);
    case 'manual':
      return false;
    default:
      return settings.completeWhen satisfies never;
  }
}

function waitForWarehouse(facts: ShipmentFacts, settings: ShipmentSettings): Draft {
  const stage = 'in-warehouse';
  const parts = livingParts(facts, settings);
  const shipped = parts.length > 0 && parts.every((part) => isShipped(part, settings));
  if (shipped && settings.completeWhen === 'tracking') {
    return { stage, phase: 'tracking', step: { do: 'wait', for: 'waybill' } };
  }
  if (shipped) return { stage, phase: 'report', step: { do: 'wait', for: 'operator' } };
  const waitFor = parts.length > 1 ? 'back-order' : 'warehouse';
  return { stage, phase: 'pick', step: { do: 'wait', for: waitFor } };
}

const reportDraft = (step: Step, asks: readonly Ask[] = []): Draft => ({
  stage: 'reporting',
  phase: 'report',
  step,
  asks,
});

/** What was picked is told to Centra: quantities and serial numbers first, then the completion. */
function report(situation: Situation): Draft {
  const { facts, settings, now } = situation;
  const figures = figuresOf(facts, settings);
  if (!figures && !facts.operator.complete) {
    // Ongoing shows none of our rows: not an observation of picking.
    const seenAt = Math.max(...facts.parts.map((part) => part.observedAt), 0);
    const lookAt = seenAt + paceMs(facts.phase.since, seenAt, settings);
    const number = facts.order?.number ?? '';
    return reportDraft(
      now < lookAt ? { do: 'wait', for: 'settling', until: lookAt } : { do: 'lookWarehouse', number, backOrdersOf: [] },
    );
  }
  if (settings.wholeOrders) return (figures && whatIsMissing(situation, figures)) ?? allShipped(situation);
  // Completed by somebody else, or by us, before Temporal's data were put back to an older state?
  if (isReportedAlready(facts) && !isSeenFresh(facts)) return reportDraft({ do: 'lookCentra' });
  if (figures) {
    const quantities = settleQuantities(situation, figures);
    if (quantities !== 'as they are') return quantities;
  }
  return payAndComplete(situation);
}

/** Short picks, over-picks and foreign rows: settled by the setting, by an operator, or by asking for back orders. */
function settleQuantities(situation: Situation, figures: Figures): Draft | 'as they are' {
  const { facts, settings, now } = situation;
  const odd = isOdd(figures);
  const short = figures.short.length > 0;
  if (!odd && isAsTold(figures)) return adjust(situation, figures, short);

  const forced = facts.operator.complete !== undefined;
  const locked = isPaid(facts) || facts.refusals.adjust?.basis.startsWith('lower') === true;
  const ask: Ask = {
    attention: 'short-picked',
    basis: figuresText(figures),
    about: [figuresText(figures), facts.refusals.adjust?.reason].filter(Boolean).join('. '),
    choices: choicesFor(figures, locked),
  };
  const choice = answered(facts, ask) ?? (forced ? (locked || odd ? 'as-is' : 'lower') : undefined);
  // Not short, but more than we have lowered it to: a back order came after all, and the quantity is raised again.
  const bySetting = !odd && (settings.shortPick === 'reduce' || !short);
  const lowers = !locked && !figures.nothing && (choice === 'lower' || bySetting);
  const backOrders = short && !forced ? backOrdersFirst(situation) : undefined;
  if (backOrders) return { ...backOrders, asks: choice || lowers ? [] : whileOpen(facts, ask) };
  const waitUntil = patience(facts, ask.attention, settings.attentionAfter.pickMs);
  if (choice === 'wait' && now < waitUntil) {
    return { stage: 'in-warehouse', phase: 'end', step: { do: 'wait', for: 'back-order', until: waitUntil } };
  }
  if (choice === 'as-is' || choice === 'refund') return adjust(situation, figures, false);
  if (lowers) return adjust(situation, figures, true);
  return reportDraft({ do: 'wait', for: 'operator' }, [ask]);
}

/** A question that is open stays so while Ongoing is asked once more: somebody may be about to answer it. */
const whileOpen = (facts: ShipmentFacts, ask: Ask): Ask[] => (facts.asked[ask.attention] === undefined ? [] : [ask]);

const isOdd = ({ foreign, over, nothing }: Figures) => foreign.length > 0 || over.length > 0 || nothing;

/** Before anything is made of a short pick: is the rest of it in an order of its own? */
function backOrdersFirst({ facts, settings }: Situation): Draft | undefined {
  const seenAt = Math.max(...facts.parts.map((part) => part.observedAt));
  if ((facts.backOrdersAskedAt ?? 0) >= seenAt) return undefined;
  const ids = livingParts(facts, settings).map((part) => part.orderId);
  return reportDraft({ do: 'lookWarehouse', number: facts.order?.number ?? '', backOrdersOf: ids });
}

/** Nobody tells Centra what an order lacks: a person does, before it ends. */
function whatIsMissing(situation: Situation, figures: Figures): Draft | undefined {
  const { facts, settings, now } = situation;
  const short = figures.short.length > 0;
  if (!short && !isOdd(figures)) return undefined;
  const text = figuresText(figures);
  const ask: Ask = { attention: 'short-picked', basis: text, about: text, choices: ['as-is', 'wait'] };
  const choice = answered(facts, ask);
  const backOrders = short ? backOrdersFirst(situation) : undefined;
  if (backOrders) return { ...backOrders, asks: choice ? [] : whileOpen(facts, ask) };
  if (choice === 'as-is') return undefined;
  const until = patience(facts, ask.attention, settings.attentionAfter.pickMs);
  return choice === 'wait' && now < until
    ? { stage: 'in-warehouse', phase: 'end', step: { do: 'wait', for: 'back-order', until } }
    : reportDraft({ do: 'wait', for: 'operator' }, [ask]);
}

function choicesFor(figures: Figures, locked: boolean): string[] {
  const lowering = figures.short.length === 0 || figures.nothing ? [] : [locked ? 'refund' : 'lower'];
  return [...lowering, 'as-is', 'wait'];
}

/**
 * `PUT /shipments/{id}` with serial numbers and, where they are lowered, the quantities of all lines (whether lines that
 * are left out are kept is not known). A paid shipment takes serial numbers only.
 */
function adjust({ facts }: Situation, figures: Figures, toPicked: boolean): Draft | 'as they are' {
  const serials = figures.lines.some((line) => line.serials.length > 0);
  if (!serials && !toPicked) return 'as they are';
  const whole = productsOf(figures.lines, toPicked);
  if (facts.adjusted?.basis === adjustBasis(toPicked, whole)) return 'as they are';
  const paid = isPaid(facts);
  const withSerials = figures.lines.filter((line) => line.serials.length > 0);
  if (paid && withSerials.length === 0) return 'as they are';
  const products = paid ? productsOf(withSerials, toPicked) : whole;
  const lowers = toPicked && !paid;
  const basis = adjustBasis(lowers, products);
  if (facts.adjusted?.basis === basis) return 'as they are';
  const refusal = facts.refusals.adjust;
  if (refusal?.basis === basis && !lowers) {
    const about = `the serial numbers: ${refusal.reason}. \`as-is\` reports it without them`;
    const ask: Ask = { attention: 'complete-refused', basis, about, choices: ['as-is'] };
    return answered(facts, ask) || facts.operator.complete
      ? 'as they are'
      : reportDraft({ do: 'wait', for: 'operator' }, [ask]);
  }
  return reportDraft({ do: 'adjust', products, basis, lowers });
}

type Products = Extract<Effect, { do: 'adjust' }>['products'];

const productsOf = (lines: Figures['lines'], toPicked: boolean): Products =>
  Object.fromEntries(
    lines.map(({ lineId, ordered, picked, serials }) => {
      const qty = toPicked ? Math.min(picked, ordered) : ordered;
      return [lineId, serials.length > 0 ? { serialNumber: serials.join(','), qty } : qty];
    }),
  );

const adjustBasis = (lowers: boolean, products: Products) =>
  `${lowers ? 'lower' : 'serials'}:${JSON.stringify(products)}`;

function payAndComplete({ facts, settings }: Situation): Draft {
  const { centra, captured, refusals } = facts;
  const capture = settings.capture === 'onComplete' && centra.shouldCapture && !isPaid(facts);
  const fresh = isSeenFresh(facts);
  if (!captured && !centra.paid && !capture) {
    // A shipment is completed only when it is paid; nothing is sent until a read shows that.
    if (!fresh) return reportDraft({ do: 'lookCentra' });
    return reportDraft({ do: 'wait', for: 'payment' }, [{ attention: 'not-paid', basis: '', choices: [] }]);
  }
  if (facts.adopted && !fresh) return reportDraft({ do: 'lookCentra' });
  const refusal = refusals.complete;
  if (refusal && !(refusal.basis === 'capture' && centra.paid)) {
    const attention = refusal.basis === 'capture' ? 'capture-refused' : 'complete-refused';
    const ask: Ask = { attention, basis: String(refusal.at), about: refusal.reason, choices: [] };
    return reportDraft({ do: 'wait', for: refusal.basis === 'capture' ? 'payment' : 'operator' }, [ask]);
  }
  return reportDraft(completion(facts, settings, capture));
}

/** Centra was looked at since the completion has been due. */
const isSeenFresh = ({ centra, operator, parts }: ShipmentFacts): boolean =>
  (centra.lookedAt ?? 0) >= Math.max(operator.complete?.at ?? 0, ...parts.map((part) => part.observedAt));

/** Ongoing has an acknowledgement that we know nothing of, and we give it only with or after a completion. */
const isReportedAlready = ({ parts, acknowledged }: ShipmentFacts): boolean =>
  acknowledged === undefined && parts.some(({ lines }) => lines.some(({ reported }) => reported > 0));

function completion(facts: ShipmentFacts, settings: ShipmentSettings, capture: boolean): Effect {
  const parts: readonly Part[] = livingParts(facts, settings);
  const operator = facts.operator.complete;
  const given = operator?.tracking ? [operator.tracking] : [];
  const waybills = unique([...given, ...parts.flatMap((part) => part.waybills)]);
  const [tracking] = waybills;
  const carrier = operator?.carrier ?? parts.find((part) => part.carrier)?.carrier;
  const service = parts.find((part) => part.service)?.service;
  const packages = parts.reduce((sum, part) => sum + part.parcels, 0);
  const returnSlipTracking = parts.flatMap((part) => part.returnWaybills)[0];
  return {
    do: 'complete',
    capture,
    ...(tracking ? { tracking } : {}),
    ...(carrier ? { carrier } : {}),
    ...(service ? { service } : {}),
    ...(packages > 0 ? { packages } : {}),
    ...(returnSlipTracking ? { returnSlipTracking } : {}),
    waybills,
    // Where the money may still be refused by the provider, Ongoing hears of it when Centra shows it completed.
    acknowledge:
      !facts.centra.paid || facts.operator.resolved['short-picked']?.choice === 'refund'
        ? []
        : acknowledgements(facts, settings),
  };
}
