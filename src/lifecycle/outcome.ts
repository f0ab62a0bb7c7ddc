import { putOff, type Attempts, type Refusal } from './attempts';
import type { Doubtful } from './doubt';
import type { TimelineEntry } from './entity';
import type { NotDone, Refused, Unclear } from './results';
import { note } from './timeline';

/** When an effect was started and when its result came, epoch ms in the workflow's time. */
export interface Span {
  readonly startedAt: number;
  readonly now: number;
}

/** With the attempts before it that came to nothing. */
export interface Tried extends Span {
  readonly attempts?: Attempts;
}

/** What every kind's facts say of its writes. */
interface Written {
  readonly doubt?: Doubtful & { readonly of: string };
  readonly refusals: Readonly<Partial<Record<string, Refusal>>>;
  readonly attempts?: Attempts;
  readonly timeline: readonly TimelineEntry[];
}

type DoubtOf<Facts extends Written> = NonNullable<Facts['doubt']>;
type RefusalOf<Facts extends Written> = keyof Facts['refusals'] & string;

/**
 * Attempts at the same have had their time with this result, and go on counting should it come to nothing again; those at
 * something else stay.
 */
export function settingOut<Facts extends { readonly attempts?: Attempts }>(
  before: Facts,
  effect: string,
  when: Span,
): { readonly facts: Facts; readonly span: Tried } {
  const { attempts, ...rest } = before;
  // Without what is optional they are facts still.
  const facts = attempts && attempts.of !== effect ? before : (rest as Facts);
  return { facts, span: { ...when, ...(attempts ? { attempts } : {}) } };
}

/** A read that we asked for was sent after we asked, whatever the other machine's clock says. */
export const atLeast = <S extends { readonly observedAt: number }>(sight: S, { startedAt, now }: Span): S => ({
  ...sight,
  observedAt: Math.min(Math.max(sight.observedAt, startedAt), now),
});

/** A write that may be repeated had no usable answer: it is repeated, after a pause that grows like any other. */
export const again = <Facts extends Written>(
  facts: Facts,
  effect: { readonly do: string },
  system: NotDone['system'],
  { attempts, now }: Tried,
): Facts =>
  putOff(
    { ...facts, ...(attempts ? { attempts } : {}) },
    effect.do,
    { end: 'not-done', why: 'unavailable', system },
    now,
  );

/**
 * A write that must happen once had no usable answer: nobody knows whether it was done.
 *
 * @param limitMs for how long it may still be at work on the other side
 */
export function inDoubt<Facts extends Written>(
  facts: Facts,
  of: DoubtOf<Facts>['of'],
  limitMs: number,
  { startedAt, now }: Span,
  more: Partial<DoubtOf<Facts>> = {},
): Facts {
  const writes = facts.doubt?.of === of ? facts.doubt.writes + 1 : 1;
  const doubt = { of, since: startedAt, limitAt: Math.max(now, startedAt + limitMs), writes, ...more };
  return note({ ...facts, doubt }, { at: now, what: of, outcome: 'no usable answer: it will be looked up' });
}

/** What became of the write is known; without `of`: of whatever is in doubt. */
export function withoutDoubt<Facts extends Pick<Written, 'doubt'>>(
  facts: Facts,
  of: NonNullable<Facts['doubt']>['of'] | undefined = facts.doubt?.of,
): Facts {
  const { doubt, ...rest } = facts;
  // Without what is optional they are facts still.
  return doubt?.of === of ? (rest as Facts) : facts;
}

/** The other system said no. */
export const refuse = <Facts extends Written>(facts: Facts, of: RefusalOf<Facts>, refusal: Refusal): Facts =>
  note(
    { ...facts, refusals: { ...facts.refusals, [of]: refusal } },
    { at: refusal.at, what: of, outcome: 'refused', reason: refusal.reason },
  );

/** It has said yes: earlier refusals have had their time. */
export const accept = <Facts extends Written>(facts: Facts, ...of: RefusalOf<Facts>[]): Facts => ({
  ...facts,
  refusals: Object.fromEntries(Object.entries(facts.refusals).filter(([name]) => !of.includes(name))),
});

/** The acknowledgement of what was reported, which may be repeated: it is, until Ongoing has taken it. */
export function acknowledged<Facts extends Written & { readonly acknowledged?: { readonly at: number } }>(
  facts: Facts,
  effect: { readonly do: string },
  result: { readonly end: 'done' } | Refused | Unclear | NotDone,
  span: Tried,
): Facts {
  if (result.end === 'not-done') return facts;
  if (result.end === 'unclear') return again(facts, effect, 'ongoing', span);
  if (result.end === 'refused') {
    const refused = refuse<Written>(facts, 'acknowledge', { at: span.now, reason: result.reason, basis: '' }) as Facts;
    return again(refused, effect, 'ongoing', span);
  }
  return note(
    { ...(accept<Written>(facts, 'acknowledge') as Facts), acknowledged: { at: span.now } },
    { at: span.now, what: 'acknowledge', outcome: 'done' },
  );
}
