import { note } from '../timeline';
import { turnBy } from '../turn';
import { decide } from './decide';
import type { ReturnedSight, ReturnFacts } from './facts';
import type { ReturnSettings } from './settings';
import { piecesText } from './view';

/** The facts of a new life: with what the scan saw. */
export function begin(sight: ReturnedSight, now: number): ReturnFacts {
  const empty: ReturnFacts = {
    startedAt: now,
    sight: { ...sight, observedAt: Math.min(sight.observedAt, now) },
    made: [],
    acknowledged: [],
    refusals: {},
    phase: { name: 'report', since: now },
    asked: {},
    operator: { resolved: {} },
    timeline: [],
  };
  return note(empty, { at: now, what: 'came back', outcome: partsText(sight) });
}

/** `2 of line 43243 (back in stock), 1 of line 43243 (not back in stock)` */
export const partsText = ({ parts }: Pick<ReturnedSight, 'parts'>) =>
  parts
    .map(({ products, returnStock }) => `${piecesText(products)} (${returnStock ? '' : 'not '}back in stock)`)
    .join(', ');

/** One turn of a return's life. */
export function turn(before: ReturnFacts, settings: ReturnSettings, now: number) {
  const { facts, decision } = turnBy((known: ReturnFacts, at) => decide(known, settings, at), before, now);
  const hasWaited = decision.step.do === 'wait' && facts.before !== undefined && !facts.before.hasWaited;
  return { decision, facts: hasWaited ? { ...facts, before: { ...facts.before, hasWaited } } : facts };
}

/** The connection works again, or the pause has ended: what waited for it is tried now, and has its whole time again. */
export function wake(facts: ReturnFacts, now: number): ReturnFacts {
  const { attempts, ...rest } = facts;
  // What has another form at some place keeps it when the connection works.
  if (!attempts || attempts.at !== undefined) return facts;
  return { ...rest, phase: { ...facts.phase, since: now } };
}
