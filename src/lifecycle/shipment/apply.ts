import type { Attempts, CentraSight, Doubt, OnceOnly, Refusal, ShipmentFacts, Written } from './facts';
import { cancelBasis, dataBasis, refundBasis, rewriteBasis } from './basis';
import { observeCentra, observeWarehouse } from './observe';
import type { NotDone } from '../results';
import type { Done, EffectResults, NotReady } from './results';
import type { ShipmentSettings } from './settings';
import type { Effect } from './steps';
import { digestGroups } from './facts';
import { note } from '../timeline';

/** When an effect was started and when its result came, epoch ms in the workflow's time. */
export interface Span {
  readonly startedAt: number;
  readonly now: number;
}

/** The pause before another attempt: 2 s, 4 s, … up to a quarter of an hour. */
export const backoffMs = (count: number) => Math.min(2_000 * 2 ** Math.min(count - 1, 20), 900_000);

/** With the attempts before it that came to nothing. */
interface Made extends Span {
  readonly attempts?: Attempts;
}

/**
 * How long after an attempt that did nothing the next one waits. Who found no place at a slow store comes back ever more
 * seldom too, but never so seldom that its places stay empty.
 */
function pauseAfter({ why, system, retryAfterMs = 0 }: NotDone, count: number): number {
  if (why === 'busy' && system === 'centra') return retryAfterMs * Math.min(count, 6);
  return Math.max(retryAfterMs, why === 'connection' ? 900_000 : backoffMs(count));
}

type RefusalOf = keyof ShipmentFacts['refusals'];

/** What came of an effect becomes facts. No case is an error: `decide` has an answer to every one of them. */
export function apply(before: ShipmentFacts, done: Done, settings: ShipmentSettings, when: Span): ShipmentFacts {
  const { effect, result } = done;
  if (result.end === 'not-done') return notDone(before, effect, result, when);
  const { attempts, ...rest } = before;
  const facts: ShipmentFacts = attempts && attempts.of !== effect.do ? before : rest;
  const span: Made = { ...when, ...(attempts ? { attempts } : {}) };
  switch (effect.do) {
    case 'findNumber':
      return numberFound(facts, result as EffectResults['findNumber'], settings, span);
    case 'capture':
      return captured(facts, effect, result as EffectResults['capture'], settings, span);
    case 'import':
      return imported(facts, effect, result as EffectResults['import'], settings, span);
    case 'lookCentra':
      return result.end === 'seen' && 'centra' in result
        ? observeCentra(facts, atLeast(result.centra, span), span.now)
        : facts;
    case 'lookWarehouse':
      return result.end === 'seen' && 'warehouse' in result
        ? observeWarehouse(facts, atLeast(result.warehouse, span), settings, span.now)
        : facts;
    case 'adjust':
      return adjusted(facts, effect, result as EffectResults['adjust'], span);
    case 'complete':
      return completed(facts, effect, result as EffectResults['complete'], settings, span);
    case 'acknowledge':
      return acknowledged(facts, effect, result as EffectResults['acknowledge'], span);
    case 'cancelOrder':
      return orderCancelled(facts, effect, result as EffectResults['cancelOrder'], settings, span);
    case 'listReturns':
      return returnsListed(facts, result as EffectResults['listReturns'], settings, span);
    case 'refund':
      return refunded(facts, effect, result as EffectResults['refund'], settings, span);
    case 'appendWaybills':
      return appended(facts, effect, result as EffectResults['appendWaybills'], span);
    default:
      return effect satisfies never;
  }
}

/** A read that we asked for was sent after we asked, whatever the other machine's clock says. */
const atLeast = <S extends { observedAt: number }>(sight: S, { startedAt, now }: Span): S => ({
  ...sight,
  observedAt: Math.min(Math.max(sight.observedAt, startedAt), now),
});

/** What was read from Centra just before a write. That it was not listed says nothing new while the whole list is short. */
function readFresh(
  facts: ShipmentFacts,
  result: { readonly end: string; readonly centra?: CentraSight },
  span: Span,
): ShipmentFacts {
  if (!result.centra) return facts;
  const sight = atLeast(result.centra, span);
  const short = sight.kind === 'missing' && facts.centra.shrunk === true;
  return observeCentra(facts, short ? { ...sight, shrunk: true } : sight, span.now);
}

function notDone(facts: ShipmentFacts, effect: Effect, result: NotDone, { now }: Span): ShipmentFacts {
  const count = facts.attempts?.of === effect.do ? facts.attempts.count + 1 : 1;
  const pause = pauseAfter(result, count);
  const next: ShipmentFacts = {
    ...facts,
    attempts: {
      of: effect.do,
      count,
      notBefore: now + pause,
      kind: result.why === 'throttled' ? 'unavailable' : result.why,
      system: result.system,
      ...(result.at ? { at: result.at } : {}),
    },
  };
  // The first one is worth a line; the hundredth is not.
  return count === 1 ? note(next, { at: now, what: effect.do, outcome: `not done: ${result.why}` }) : next;
}

/** A write that may be repeated had no usable answer: it is repeated, after a pause that grows like any other. */
const again = (facts: ShipmentFacts, effect: Effect, system: NotDone['system'], span: Made) =>
  notDone(
    { ...facts, ...(span.attempts ? { attempts: span.attempts } : {}) },
    effect,
    { end: 'not-done', why: 'unavailable', system },
    span,
  );

function inDoubt(
  facts: ShipmentFacts,
  of: OnceOnly,
  limitMs: number,
  { startedAt, now }: Span,
  more: Partial<Doubt> = {},
): ShipmentFacts {
  const writes = facts.doubt?.of === of ? facts.doubt.writes + 1 : 1;
  const doubt: Doubt = { of, since: startedAt, limitAt: Math.max(now, startedAt + limitMs), writes, ...more };
  return note({ ...facts, doubt }, { at: now, what: of, outcome: 'no usable answer: it will be looked up' });
}

const withoutDoubt = (facts: ShipmentFacts, of: OnceOnly): ShipmentFacts => {
  const { doubt, ...rest } = facts;
  return doubt?.of === of ? rest : facts;
};

const refuse = (facts: ShipmentFacts, of: RefusalOf, refusal: Refusal): ShipmentFacts =>
  note(
    { ...facts, refusals: { ...facts.refusals, [of]: refusal } },
    { at: refusal.at, what: of, outcome: 'refused', reason: refusal.reason },
  );

const accept = (facts: ShipmentFacts, ...of: RefusalOf[]): ShipmentFacts => ({
  ...facts,
  refusals: Object.fromEntries(Object.entries(facts.refusals).filter(([name]) => !of.includes(name as RefusalOf))),
});

function numberFound(
  facts: ShipmentFacts,
  result: EffectResults['findNumber'],
  settings: ShipmentSettings,
  span: Span,
): ShipmentFacts {
  if (result.end === 'not-done') return facts;
  if (result.end === 'taken') {
    return note(
      { ...facts, numberTaken: { at: span.now, number: result.number } },
      { at: span.now, what: 'order number', outcome: 'taken' },
    );
  }
  const { order, ...rest } = ofTheShipment(facts);
  const spent = order ? [...facts.spent, order.number] : facts.spent;
  const fresh: ShipmentFacts = {
    ...rest,
    spent,
    parts: [],
    refusals: {},
    order: {
      number: result.number,
      generation: result.generation,
      firstImportAt: span.now,
      sent: false,
      written: false,
    },
  };
  if (result.end === 'free') return fresh;
  const sent: ShipmentFacts = { ...fresh, adopted: true, order: { ...fresh.order!, sent: true } };
  return adopt(observeWarehouse(sent, atLeast(result.warehouse, span), settings, span.now), span.now);
}

/** What was done, lowered, reported or decided for an order that is no more is not taken over by the next one. */
function ofTheShipment(facts: ShipmentFacts): ShipmentFacts {
  const { adjusted: _l, completed: _r, acknowledged: _a, backOrdersAskedAt: _b, ...shipment } = facts;
  const { complete: _c, ...operator } = shipment.operator;
  return { ...shipment, operator: { ...operator, resolved: {} } };
}

/** An order of ours that was there before: what it holds is taken as written, so that later changes are noticed. */
export function adopt(facts: ShipmentFacts, now: number): ShipmentFacts {
  const { order, centra } = facts;
  if (!order) return facts;
  const part = facts.parts.find((one) => one.orderNumber === order.number);
  const lines = part?.lines.map((line) => ({
    lineId: line.rowNumber,
    articleNumber: line.articleNumber,
    qty: line.ordered,
  }));
  return note(
    {
      ...facts,
      adopted: true,
      order: {
        ...order,
        sent: true,
        written: true,
        writtenAt: order.writtenAt ?? now,
        ...(part ? { orderId: part.orderId } : {}),
        ...(lines && lines.length > 0 ? { lines } : {}),
        ...(centra.digests ? { digests: centra.digests } : {}),
      },
    },
    { at: now, what: 'adopted', outcome: `the order ${order.number} was there already` },
  );
}

function captured(
  facts: ShipmentFacts,
  effect: Effect,
  result: EffectResults['capture'],
  settings: ShipmentSettings,
  span: Made,
): ShipmentFacts {
  const seen = readFresh(facts, result, span);
  switch (result.end) {
    case 'done':
      return note(
        { ...accept(withoutDoubt(seen, 'capture'), 'capture'), captured: { at: span.now } },
        { at: span.now, what: 'capture', outcome: 'done' },
      );
    case 'not-needed':
      return accept(withoutDoubt(seen, 'capture'), 'capture');
    case 'refused':
      return refuse(withoutDoubt(seen, 'capture'), 'capture', { at: span.now, reason: result.reason, basis: '' });
    case 'not-ready':
      return notReady(withoutDoubt(seen, 'capture'), effect, result, span);
    case 'unmappable':
      return unmappable(withoutDoubt(seen, 'capture'), result.reason, span.now);
    case 'unclear':
      return inDoubt(seen, 'capture', settings.writeLimitMs.centra, span);
    case 'not-done':
      return facts;
    default:
      return result satisfies never;
  }
}

function notReady(facts: ShipmentFacts, effect: Effect, { gate }: NotReady, span: Made): ShipmentFacts {
  const at = span.now;
  // Should Centra offer it all the same when it is looked for, it is tried again, but not in a hurry.
  if (!gate) return again(facts, effect, 'centra', span);
  return note({ ...facts, gate: { at, reason: gate } }, { at, what: 'gate', outcome: gate });
}

const unmappable = (facts: ShipmentFacts, reason: string, at: number): ShipmentFacts =>
  note(
    { ...facts, unmappable: { at, reason, basis: dataBasis(facts.centra.digests) } },
    { at, what: 'import', outcome: 'cannot be mapped', reason },
  );

function imported(
  facts: ShipmentFacts,
  effect: Extract<Effect, { do: 'import' }>,
  result: EffectResults['import'],
  settings: ShipmentSettings,
  span: Made,
): ShipmentFacts {
  const { order } = facts;
  if (!order || result.end === 'not-done') return facts;
  const seen = readFresh(facts, result, span);
  const what = effect.rewrite ? 'rewrite' : 'import';
  switch (result.end) {
    case 'written':
      return written(seen, effect, result.written, result.orderId, span);
    case 'unchanged':
      return { ...seen, order: { ...order, ...result.written } };
    case 'refused': {
      const looked = result.warehouse
        ? observeWarehouse(seen, atLeast(result.warehouse, span), settings, span.now)
        : seen;
      if (!effect.rewrite && looked.order?.written) {
        const there = withoutDoubt(looked, 'import');
        return looked.order.digests ? there : adopt(there, span.now);
      }
      const basis = effect.rewrite ? rewriteBasis(looked) : dataBasis(looked.centra.digests);
      return refuse(notRewritten(looked), what, { at: span.now, reason: result.reason, basis });
    }
    case 'not-ready':
      return notReady(notRewritten(seen), effect, result, span);
    case 'unmappable':
      return unmappable(notRewritten(seen), result.reason, span.now);
    case 'unclear': {
      const content = result.written ?? lastKnown(seen, span);
      const sent = { ...order, sent: true };
      const next = effect.rewrite
        ? { ...seen, order: { ...sent, ...(content ? { rewriting: { ...content, at: span.startedAt } } : {}) } }
        : { ...seen, order: { ...sent, ...content } };
      const basis = effect.rewrite ? rewriteBasis(next) : dataBasis(next.centra.digests);
      return inDoubt(next, 'import', settings.writeLimitMs.ongoing, span, {
        ...(result.reason ? { reason: result.reason, basis } : {}),
      });
    }
    default:
      return result satisfies never;
  }
}

/** It was not written after all: what Ongoing has is what was written before. */
function notRewritten(facts: ShipmentFacts): ShipmentFacts {
  const { order, ...rest } = withoutDoubt(facts, 'import');
  if (!order) return rest;
  const { rewriting: _r, ...settled } = order;
  return { ...rest, order: settled };
}

/**
 * What a write that nobody could tell us about must have carried: the shipment as we knew it. What was seen to differ while
 * it was under way may have changed before or after it was read for the write: it counts as changed, and is written again.
 */
function lastKnown({ centra }: ShipmentFacts, { startedAt }: Span): Written | undefined {
  const { lines, digests } = centra;
  if (!lines || !digests) return undefined;
  const meanwhile = digestGroups.filter((group) => (centra.changedAt?.[group] ?? 0) > startedAt);
  const neither = Object.fromEntries(meanwhile.map((group) => [group, '']));
  return { lines, digests: { ...digests, ...neither }, documentDigest: '' };
}

function written(
  facts: ShipmentFacts,
  effect: Extract<Effect, { do: 'import' }>,
  content: Written,
  orderId: number,
  { now }: Span,
): ShipmentFacts {
  const { order } = facts;
  if (!order) return facts;
  const { unmappable: _u, gate: _g, ...rest } = accept(withoutDoubt(facts, 'import'), 'import', 'rewrite');
  const sent = { ...order, orderId, sent: true, written: true };
  return note(
    {
      ...rest,
      order: effect.rewrite ? { ...sent, rewriting: { ...content, at: now } } : { ...sent, ...content, writtenAt: now },
    },
    { at: now, what: effect.rewrite ? 'rewrite' : 'import', outcome: `order ${order.number} written` },
  );
}

function adjusted(
  facts: ShipmentFacts,
  effect: Extract<Effect, { do: 'adjust' }>,
  result: EffectResults['adjust'],
  span: Made,
): ShipmentFacts {
  if (result.end === 'not-done') return facts;
  if (result.end === 'unclear') return again(facts, effect, 'centra', span);
  if (result.end === 'refused')
    return refuse(facts, 'adjust', { at: span.now, reason: result.reason, basis: effect.basis });
  const quantities = Object.fromEntries(
    Object.entries(effect.products).map(([line, value]) => [line, typeof value === 'number' ? value : value.qty]),
  );
  return note(
    {
      ...accept(facts, 'adjust'),
      adjusted: { at: span.now, basis: effect.basis, quantities: { ...facts.adjusted?.quantities, ...quantities } },
    },
    { at: span.now, what: effect.lowers ? 'quantities lowered' : 'serial numbers', outcome: 'done' },
  );
}

function completed(
  facts: ShipmentFacts,
  effect: Extract<Effect, { do: 'complete' }>,
  result: EffectResults['complete'],
  settings: ShipmentSettings,
  span: Span,
): ShipmentFacts {
  switch (result.end) {
    case 'done': {
      // Unpaid before, or captured by a provider that settles later: whether Centra has completed it is read once more.
      const confirmed = facts.centra.paid;
      const next: ShipmentFacts = {
        ...accept(withoutDoubt(facts, 'complete'), 'complete', 'capture'),
        completed: { at: span.now, confirmed, waybills: effect.waybills },
        ...(effect.capture ? { captured: { at: span.now } } : {}),
        ...(result.acknowledged ? { acknowledged: { at: span.now } } : {}),
      };
      return note(next, { at: span.now, what: 'complete', outcome: 'done' });
    }
    case 'refused':
      return refuse(withoutDoubt(facts, 'complete'), 'complete', {
        at: span.now,
        reason: result.reason,
        basis: effect.capture ? 'capture' : '',
      });
    case 'unclear':
      return inDoubt(facts, 'complete', settings.writeLimitMs.centra, span, { capturing: effect.capture });
    case 'not-done':
      return facts;
    default:
      return result satisfies never;
  }
}

function acknowledged(
  facts: ShipmentFacts,
  effect: Effect,
  result: EffectResults['acknowledge'],
  span: Made,
): ShipmentFacts {
  if (result.end === 'not-done') return facts;
  if (result.end === 'unclear') return again(facts, effect, 'ongoing', span);
  if (result.end === 'refused') {
    const refused = refuse(facts, 'acknowledge', { at: span.now, reason: result.reason, basis: '' });
    return again(refused, effect, 'ongoing', span);
  }
  return note(
    { ...accept(facts, 'acknowledge'), acknowledged: { at: span.now } },
    { at: span.now, what: 'acknowledge', outcome: 'done' },
  );
}

function orderCancelled(
  facts: ShipmentFacts,
  effect: Extract<Effect, { do: 'cancelOrder' }>,
  result: EffectResults['cancelOrder'],
  settings: ShipmentSettings,
  span: Made,
): ShipmentFacts {
  const { order, doubt } = facts;
  if (!order) return facts;
  switch (result.end) {
    case 'done': {
      const { rewriting: _r, ...rest } = order;
      const writeMayBeUnderWay = doubt?.of === 'import' ? doubt.limitAt : 0;
      const confirmFrom = Math.max(span.now, writeMayBeUnderWay) + settings.settleMs;
      const clear = note(accept(withoutDoubt(withoutDoubt(facts, 'import'), 'cancel'), 'cancel', 'rewrite'), {
        at: span.now,
        what: 'cancel',
        outcome: `order ${effect.numbers.join(', ')} cancelled`,
      });
      // Back orders only, which no write of ours can bring back. What was shipped of the order stays shipped.
      const parts = facts.parts.filter((part) => !effect.numbers.includes(part.orderNumber));
      if (!effect.numbers.includes(order.number)) return { ...clear, parts };
      return { ...clear, order: { ...rest, cancelled: { at: span.now, confirmFrom } } };
    }
    case 'refused': {
      const looked = result.warehouse
        ? observeWarehouse(facts, atLeast(result.warehouse, span), settings, span.now)
        : facts;
      return refuse(withoutDoubt(looked, 'cancel'), 'cancel', {
        at: span.now,
        reason: result.reason,
        basis: cancelBasis(looked.parts, settings),
      });
    }
    case 'unclear':
      // Nobody may forget that money is in doubt: to delete once more does no harm.
      if (doubt && doubt.of !== 'cancel' && doubt.of !== 'import') return again(facts, effect, 'ongoing', span);
      return inDoubt(facts, 'cancel', settings.writeLimitMs.ongoing, span, {
        ...(result.reason ? { reason: result.reason, basis: cancelBasis(facts.parts, settings) } : {}),
      });
    case 'not-done':
      return facts;
    default:
      return result satisfies never;
  }
}

function returnsListed(
  facts: ShipmentFacts,
  result: EffectResults['listReturns'],
  _settings: ShipmentSettings,
  { now }: Span,
): ShipmentFacts {
  if (result.end === 'not-done') return facts;
  if (facts.doubt?.of !== 'refund') {
    return { ...facts, returnsBefore: { at: now, ids: result.returns.map(({ id }) => id) } };
  }
  const before = new Set(facts.returnsBefore?.ids ?? []);
  if (result.returns.some(({ id, products }) => !before.has(id) && refundBasis(products) === facts.doubt?.basis)) {
    return note(
      { ...withoutDoubt(facts, 'refund'), refunded: { at: now } },
      { at: now, what: 'refund', outcome: 'was done' },
    );
  }
  const { doubt } = facts;
  const undone = now >= doubt.limitAt ? { undone: { first: doubt.undone?.first ?? now, last: now } } : {};
  return { ...facts, doubt: { ...doubt, lookedAt: now, ...undone } };
}

function refunded(
  facts: ShipmentFacts,
  effect: Extract<Effect, { do: 'refund' }>,
  result: EffectResults['refund'],
  settings: ShipmentSettings,
  span: Span,
): ShipmentFacts {
  switch (result.end) {
    case 'done':
      return note(
        { ...withoutDoubt(facts, 'refund'), refunded: { at: span.now } },
        { at: span.now, what: 'refund', outcome: 'what was not picked is refunded' },
      );
    case 'refused':
      return refuse(withoutDoubt(facts, 'refund'), 'refund', { at: span.now, reason: result.reason, basis: '' });
    case 'unclear':
      return inDoubt(facts, 'refund', settings.writeLimitMs.centra, span, { basis: refundBasis(effect.products) });
    case 'not-done':
      return facts;
    default:
      return result satisfies never;
  }
}

function appended(
  facts: ShipmentFacts,
  effect: Effect,
  result: EffectResults['appendWaybills'],
  span: Made,
): ShipmentFacts {
  if (result.end === 'not-done' || !facts.afterwards) return facts;
  if (result.end === 'unclear' || result.end === 'refused') return again(facts, effect, 'centra', span);
  return note(
    { ...facts, afterwards: { ...facts.afterwards, appendedAt: span.now } },
    { at: span.now, what: 'waybills appended', outcome: 'done' },
  );
}
