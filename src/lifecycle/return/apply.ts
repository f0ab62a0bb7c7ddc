import { putOff } from '../attempts';
import { areSettled, lookedInVain } from '../doubt';
import * as outcome from '../outcome';
import { settingOut, type Span, type Tried } from '../outcome';
import { note } from '../timeline';
import type { Made, ReturnedSight, ReturnFacts, SeenReturn } from './facts';
import { observeReturned, withSurplus } from './observe';
import type { Done, EffectResults } from './results';
import type { ReturnSettings } from './settings';
import type { Effect } from './steps';
import { basisOf, piecesText, planOf } from './view';

/** What came of an effect becomes facts. No case is an error: `decide` has an answer to every one of them. */
export function apply(before: ReturnFacts, done: Done, settings: ReturnSettings, when: Span): ReturnFacts {
  const { effect, result } = done;
  if (result.end === 'not-done') return putOff(before, effect.do, result, when.now);
  const { facts, span } = settingOut(before, effect.do, when);
  switch (effect.do) {
    case 'readReturned':
      return 'sight' in result ? observeReturned(facts, atLeast(result.sight, span), span.now) : facts;
    case 'listMadeReturns':
      return listed(facts, result as EffectResults['listMadeReturns'], settings, span);
    case 'makeReturn':
      return made(facts, effect, result as EffectResults['makeReturn'], settings, span);
    case 'acknowledgeReturn':
      return acknowledged(facts, effect, result as EffectResults['acknowledgeReturn'], span);
    default:
      return effect satisfies never;
  }
}

function atLeast(sight: ReturnedSight, span: Span): ReturnedSight {
  const seen = outcome.atLeast(sight, span);
  const { reported } = sight;
  return reported ? { ...seen, reported: { ...reported, at: seen.observedAt } } : seen;
}

function listed(
  facts: ReturnFacts,
  result: EffectResults['listMadeReturns'],
  settings: ReturnSettings,
  { now }: Span,
): ReturnFacts {
  if (result.end === 'not-done') return facts;
  const { doubt } = facts;
  if (!doubt) return withSurplus({ ...facts, before: beforeWriting(facts, result.returns, now) }, now);
  const ours = findOurs(facts, result.returns);
  if (ours) {
    const wanted = Object.keys(planOf(facts)[doubt.part]?.products ?? {});
    const notTaken = wanted.filter((lineId) => ours.products[lineId] === undefined);
    return withMade(facts, { part: doubt.part, at: now, returnId: ours.id, notTaken }, 'was made');
  }
  const looked = lookedInVain(doubt, now);
  const next: ReturnFacts = { ...facts, doubt: looked };
  // What it said instead of an id was a refusal, then.
  if (!looked.reason || !areSettled(looked.undone, settings)) return next;
  return refused(next, looked.reason, now);
}

/** Ours are left out by their ids; what refunds goods that never left was not brought back by anybody. */
function beforeWriting({ made: done }: ReturnFacts, returns: readonly SeenReturn[], at: number) {
  const pieces: Record<string, number> = {};
  for (const { id, products, isNeverSent } of returns) {
    if (isNeverSent || done.some(({ returnId }) => returnId === id)) continue;
    for (const [lineId, quantity] of Object.entries(products)) pieces[lineId] = (pieces[lineId] ?? 0) + quantity;
  }
  return { at, ids: returns.map(({ id }) => id), pieces };
}

/** One that was not there before and has the same lines; or some of them, as Centra makes it without what it cannot take. */
function findOurs({ before }: ReturnFacts, returns: readonly SeenReturn[]): SeenReturn | undefined {
  const fresh = returns.filter(({ id }) => !before?.ids.includes(id));
  return fresh.find((one) => one.is === 'same') ?? fresh.find((one) => one.is === 'part');
}

function made(
  facts: ReturnFacts,
  effect: Extract<Effect, { do: 'makeReturn' }>,
  result: EffectResults['makeReturn'],
  settings: ReturnSettings,
  { startedAt, now, attempts }: Tried,
): ReturnFacts {
  const { plan, part } = effect;
  const what = 'return';
  switch (result.end) {
    case 'made': {
      const { returnId, notTaken } = result;
      return withMade({ ...facts, plan }, { part, at: now, returnId, notTaken }, 'made');
    }
    case 'changed': {
      // Nothing was sent, now or before: what is there is reported instead.
      const { doubt: _d, plan: _p, before: _b, surplusSince: _s, refusals: _r, ...rest } = facts;
      const seen = observeReturned({ ...rest, refusals: {} }, atLeast(result.sight, { startedAt, now }), now);
      const tried = attempts ? { ...seen, attempts } : seen;
      return putOff(tried, effect.do, { end: 'not-done', why: 'unavailable', system: 'ongoing' }, now);
    }
    case 'refused':
      return refused({ ...facts, plan: facts.made.length > 0 ? plan : facts.plan }, result.reason, now, plan, part);
    case 'unclear': {
      const writes = (facts.doubt?.writes ?? 0) + 1;
      const limitAt = Math.max(now, startedAt + settings.writeLimitMs.centra);
      const doubt = { part, since: startedAt, limitAt, writes, ...(result.reason ? { reason: result.reason } : {}) };
      const outcome = 'no usable answer: it will be looked up';
      return note({ ...facts, plan, doubt }, { at: now, what, outcome });
    }
    case 'not-done':
      return facts;
    default:
      return result satisfies never;
  }
}

function withMade(facts: ReturnFacts, one: Made, how: string): ReturnFacts {
  const { doubt: _d, refusals, ...rest } = facts;
  const { make: _m, ...others } = refusals;
  const part = planOf(facts)[one.part];
  const stock = part?.returnStock ? 'back in stock' : 'not back in stock';
  const outcome = `${one.returnId} ${how}: ${piecesText(part?.products ?? {})}, ${stock}`;
  const left = one.notTaken.length > 0 ? { reason: `not taken: ${one.notTaken.join(', ')}` } : {};
  return note(
    { ...rest, refusals: others, made: [...facts.made, one] },
    { at: one.at, what: 'return', outcome, ...left },
  );
}

function refused(
  facts: ReturnFacts,
  reason: string,
  at: number,
  plan = planOf(facts),
  part = facts.doubt?.part ?? 0,
): ReturnFacts {
  const { doubt: _d, ...rest } = facts;
  const refusals = { ...facts.refusals, make: { at, reason, basis: basisOf(plan.slice(part)) } };
  return note({ ...rest, refusals }, { at, what: 'return', outcome: 'refused', reason });
}

function acknowledged(
  facts: ReturnFacts,
  effect: Extract<Effect, { do: 'acknowledgeReturn' }>,
  result: EffectResults['acknowledgeReturn'],
  { now, attempts }: Tried,
): ReturnFacts {
  if (result.end === 'not-done') return facts;
  if (result.end === 'done') {
    const { acknowledge: _a, ...refusals } = facts.refusals;
    const lines = effect.lines.map(({ orderLineId }) => orderLineId);
    const next: ReturnFacts = { ...facts, refusals, acknowledged: [...facts.acknowledged, ...lines] };
    return note(next, { at: now, what: 'acknowledge', outcome: 'done' });
  }
  // It may be repeated: it says how many are reported in all.
  const again: ReturnFacts = {
    ...facts,
    ...(attempts ? { attempts } : {}),
    ...(result.end === 'refused'
      ? { refusals: { ...facts.refusals, acknowledge: { at: now, reason: result.reason, basis: '' } } }
      : {}),
  };
  return putOff(again, effect.do, { end: 'not-done', why: 'unavailable', system: 'ongoing' }, now);
}
