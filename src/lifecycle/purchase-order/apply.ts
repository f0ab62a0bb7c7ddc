import { putOff } from '../attempts';
import { accept, acknowledged, again, atLeast, inDoubt, refuse, settingOut, withoutDoubt } from '../outcome';
import type { Span, Tried } from '../outcome';
import { note } from '../timeline';
import { cancelBasis, dataBasis, reportBasis, rewriteBasis } from './basis';
import type { CentraSight, PurchaseOrderFacts, WarehouseSight, Written } from './facts';
import { observeCentra, observeWarehouse } from './observe';
import type { Done, EffectResults, NotReady } from './results';
import type { PurchaseOrderSettings } from './settings';
import type { Effect } from './steps';
import { advisedPieces, named } from './view';

interface Made extends Tried {
  readonly settings: PurchaseOrderSettings;
}

/** What came of an effect becomes facts. No case is an error: `decide` has an answer to every one of them. */
export function apply(
  before: PurchaseOrderFacts,
  { effect, result }: Done,
  settings: PurchaseOrderSettings,
  when: Span,
): PurchaseOrderFacts {
  if (result.end === 'not-done') return putOff(before, effect.do, result, when.now);
  const { facts, span: tried } = settingOut(before, effect.do, when);
  const span: Made = { ...tried, settings };
  switch (effect.do) {
    case 'findPurchaseOrderNumber':
      return numberFound(facts, result as EffectResults['findPurchaseOrderNumber'], span);
    case 'importPurchaseOrder':
      return imported(facts, effect, result as EffectResults['importPurchaseOrder'], span);
    case 'lookForDelivery':
      return readCentra(facts, (result as Extract<EffectResults['lookForDelivery'], { end: 'seen' }>).centra, span);
    case 'lookForPurchaseOrder':
      return readWarehouse(
        facts,
        (result as Extract<EffectResults['lookForPurchaseOrder'], { end: 'seen' }>).warehouse,
        span,
      );
    case 'reportReceipt':
      return reported(facts, effect, result as EffectResults['reportReceipt'], span);
    case 'acknowledgeReceipt':
      return acknowledged(facts, effect, result as EffectResults['acknowledgeReceipt'], span);
    case 'cancelPurchaseOrder':
      return cancelled(facts, effect, result as EffectResults['cancelPurchaseOrder'], span);
    default:
      return effect satisfies never;
  }
}

function readCentra(facts: PurchaseOrderFacts, sight: CentraSight | undefined, span: Made): PurchaseOrderFacts {
  if (!sight) return facts;
  const seen = atLeast(sight, span);
  // That it is not listed says nothing new while the whole list is short.
  const short = seen.kind === 'missing' && facts.centra.shrunk === true;
  return observeCentra(facts, short ? { ...seen, shrunk: true } : seen, span.now);
}

const readWarehouse = (facts: PurchaseOrderFacts, sight: WarehouseSight | undefined, span: Made) =>
  sight ? observeWarehouse(facts, atLeast(sight, span), span.settings, span.now) : facts;

function numberFound(
  facts: PurchaseOrderFacts,
  result: EffectResults['findPurchaseOrderNumber'],
  span: Made,
): PurchaseOrderFacts {
  if (result.end === 'not-done') return facts;
  const { now } = span;
  if (result.end === 'taken') {
    return note(
      { ...facts, numberTaken: { at: now, number: result.number } },
      { at: now, what: 'purchase order number', outcome: 'taken' },
    );
  }
  // What was seen or decided of a purchase order that is no more is not taken over by the next one.
  const { order, seen: _s, numberTaken: _n, ...rest } = facts;
  const { report: _r, ...operator } = rest.operator;
  const { number, generation } = result;
  const fresh: PurchaseOrderFacts = {
    ...rest,
    operator: { ...operator, resolved: {} },
    refusals: {},
    spent: order ? [...facts.spent, order.number] : facts.spent,
    order: { number, generation, sent: false, written: false },
  };
  if (result.end === 'free') return fresh;
  const sent: PurchaseOrderFacts = { ...fresh, order: { number, generation, sent: true, written: false } };
  return adopt(readWarehouse(sent, result.warehouse, span), now);
}

/** A purchase order of ours that was there before: what it holds is taken as written, so that later changes are noticed. */
export function adopt(facts: PurchaseOrderFacts, now: number): PurchaseOrderFacts {
  const { order, centra, seen } = facts;
  if (!order) return facts;
  const ours = seen?.number === order.number ? seen : undefined;
  const pieces = ours && ours.lines.length > 0 ? advisedPieces(ours.lines) : undefined;
  return note(
    {
      ...facts,
      adopted: true,
      order: {
        ...order,
        sent: true,
        written: true,
        ...(ours ? { purchaseOrderId: ours.purchaseOrderId } : {}),
        ...(pieces ? { pieces } : {}),
        ...(centra.digests ? { digests: centra.digests } : {}),
      },
    },
    { at: now, what: 'adopted', outcome: `the purchase order ${order.number} was there already` },
  );
}

function imported(
  facts: PurchaseOrderFacts,
  effect: Extract<Effect, { do: 'importPurchaseOrder' }>,
  result: EffectResults['importPurchaseOrder'],
  span: Made,
): PurchaseOrderFacts {
  if (!facts.order || result.end === 'not-done') return facts;
  const seen = readCentra(facts, result.centra, span);
  const what = effect.rewrite ? 'rewrite' : 'import';
  switch (result.end) {
    case 'written':
      return written(seen, effect, result.written, result.purchaseOrderId, span);
    case 'unchanged':
      return { ...seen, order: { ...facts.order, ...result.written } };
    case 'refused': {
      const looked = readWarehouse(seen, result.warehouse, span);
      if (!effect.rewrite && looked.order?.written) {
        const there = withoutDoubt(looked, 'import');
        return looked.order.digests ? there : adopt(there, span.now);
      }
      if (!looked.order) return looked;
      const basis = effect.rewrite ? rewriteBasis(looked) : dataBasis(looked.centra.digests);
      return refuse(notRewritten(looked), what, { at: span.now, reason: result.reason, basis });
    }
    case 'not-ready':
      return notReady(notRewritten(seen), effect, result, span);
    case 'unmappable':
      return note(
        {
          ...notRewritten(seen),
          unmappable: { at: span.now, reason: result.reason, basis: dataBasis(seen.centra.digests) },
        },
        { at: span.now, what, outcome: 'cannot be mapped', reason: result.reason },
      );
    case 'unclear': {
      const content = result.written ?? lastKnown(seen, span);
      const sent = { ...facts.order, sent: true };
      const order = effect.rewrite
        ? { ...sent, ...(content ? { rewriting: { ...content, at: span.startedAt } } : {}) }
        : { ...sent, ...content };
      const next = { ...seen, order };
      const basis = effect.rewrite ? rewriteBasis(next) : dataBasis(next.centra.digests);
      const said = result.reason ? { reason: result.reason, basis } : {};
      return inDoubt(next, 'import', span.settings.writeLimitMs.ongoing, span, said);
    }
    default:
      return result satisfies never;
  }
}

/** It was not written after all: what Ongoing has is what was written before. */
function notRewritten(facts: PurchaseOrderFacts): PurchaseOrderFacts {
  const { order, ...rest } = withoutDoubt(facts, 'import');
  if (!order) return rest;
  const { rewriting: _r, ...before } = order;
  return { ...rest, order: before };
}

/**
 * What a write that nobody could tell us about must have carried: the delivery as we knew it. Seen again while it was under
 * way, it may have changed before or after it was read for the write: it counts as changed, and is written again.
 */
function lastKnown({ centra }: PurchaseOrderFacts, { startedAt }: Span): Written | undefined {
  const { pieces, digests } = centra;
  if (!pieces || !digests) return undefined;
  const neither = { lines: '', arrival: '', other: '' };
  return { pieces, digests: centra.observedAt > startedAt ? { ...digests, ...neither } : digests, documentDigest: '' };
}

function notReady(facts: PurchaseOrderFacts, effect: Effect, { gate }: NotReady, span: Made): PurchaseOrderFacts {
  // Should Centra list it all the same when it is looked for, it is tried again, but not in a hurry.
  if (!gate) return again(facts, effect, 'centra', span);
  const at = span.now;
  return note({ ...facts, gate: { at, reason: gate } }, { at, what: 'gate', outcome: gate });
}

function written(
  facts: PurchaseOrderFacts,
  effect: Extract<Effect, { do: 'importPurchaseOrder' }>,
  content: Written,
  purchaseOrderId: number,
  { now }: Span,
): PurchaseOrderFacts {
  const { unmappable: _u, gate: _g, order, ...rest } = accept(notRewritten(facts), 'import', 'rewrite');
  if (!order) return facts;
  return note(
    { ...rest, order: { ...order, ...content, purchaseOrderId, sent: true, written: true } },
    { at: now, what: effect.rewrite ? 'rewrite' : 'import', outcome: `purchase order ${order.number} written` },
  );
}

function reported(
  facts: PurchaseOrderFacts,
  effect: Extract<Effect, { do: 'reportReceipt' }>,
  result: EffectResults['reportReceipt'],
  span: Made,
): PurchaseOrderFacts {
  if (result.end === 'not-done') return facts;
  const { now, settings } = span;
  const seen = readWarehouse(facts, result.warehouse, span);
  switch (result.end) {
    case 'done': {
      const { receipt, rest } = result;
      const next: PurchaseOrderFacts = {
        ...accept(withoutDoubt(seen, 'report'), 'report'),
        reported: { ...receipt, at: now, rest },
        ...(result.acknowledged ? { acknowledged: { at: now } } : {}),
      };
      const outcome = [
        `${receipt.total} pieces`,
        ...(rest.length > 0 ? [`the rest comes as ${named(rest)}`] : []),
        ...(receipt.unreported.length > 0 ? ['some goods could not be told'] : []),
      ].join(', ');
      return note(next, { at: now, what: 'report', outcome });
    }
    case 'refused': {
      const basis = reportBasis(seen, settings);
      return refuse(spent(withoutDoubt(seen, 'report')), 'report', { at: now, reason: result.reason, basis });
    }
    case 'not-ready':
      // What it has shown decides; when that is nothing new, it is tried again, but not in a hurry.
      return again(withoutDoubt(readCentra(seen, result.centra, span), 'report'), effect, 'centra', span);
    case 'unclear':
      return inDoubt(spent(seen), 'report', settings.writeLimitMs.centra, span, {
        ...(result.receipt ? { receipt: result.receipt } : {}),
      });
    default:
      return result satisfies never;
  }
}

/** A person's word that it is to be sent again holds for one time. */
function spent(facts: PurchaseOrderFacts): PurchaseOrderFacts {
  const { 'receipt-refused': _r, ...resolved } = facts.operator.resolved;
  return { ...facts, operator: { ...facts.operator, resolved } };
}

function cancelled(
  facts: PurchaseOrderFacts,
  effect: Extract<Effect, { do: 'cancelPurchaseOrder' }>,
  result: EffectResults['cancelPurchaseOrder'],
  span: Made,
): PurchaseOrderFacts {
  const { order, doubt } = facts;
  if (!order) return facts;
  const { now, settings } = span;
  switch (result.end) {
    case 'done': {
      const { rewriting: _r, ...rest } = order;
      const writeMayBeUnderWay = doubt?.of === 'import' ? doubt.limitAt : 0;
      const confirmFrom = Math.max(now, writeMayBeUnderWay) + settings.settleMs;
      const clear = accept(withoutDoubt(withoutDoubt(facts, 'import'), 'cancel'), 'cancel', 'rewrite');
      return note(
        { ...clear, order: { ...rest, cancelled: { at: now, confirmFrom } } },
        { at: now, what: 'cancel', outcome: `purchase order ${effect.number} cancelled` },
      );
    }
    case 'refused': {
      const looked = readWarehouse(facts, result.warehouse, span);
      return refuse(withoutDoubt(looked, 'cancel'), 'cancel', {
        at: now,
        reason: result.reason,
        basis: cancelBasis(looked),
      });
    }
    case 'unclear':
      // Nobody may forget that a receipt is in doubt: to delete once more does no harm.
      if (doubt?.of === 'report') return again(facts, effect, 'ongoing', span);
      return inDoubt(facts, 'cancel', settings.writeLimitMs.ongoing, span, {
        ...(result.reason ? { reason: result.reason, basis: cancelBasis(facts) } : {}),
      });
    case 'not-done':
      return facts;
    default:
      return result satisfies never;
  }
}
