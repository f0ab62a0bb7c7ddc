import { apply } from '../../../src/lifecycle/return/apply';
import type { ReturnedSight, ReturnFacts, ReturnPart, SeenReturn } from '../../../src/lifecycle/return/facts';
import { begin, turn, wake } from '../../../src/lifecycle/return/life';
import { observeMissed, observeReturned } from '../../../src/lifecycle/return/observe';
import { perform, possibleActions, refusalOf } from '../../../src/lifecycle/return/operator';
import type { Done, EffectResults } from '../../../src/lifecycle/return/results';
import type { ReturnSettings } from '../../../src/lifecycle/return/settings';
import type { Decision, Effect } from '../../../src/lifecycle/return/steps';
import type { OperatorAction } from '../../../src/lifecycle/words';
import { aSettings, second, t0 } from '../builders';

/** Two lines: `A` is order line 1, `B` order line 2. */
const orderLineIds: Readonly<Record<string, number>> = { A: 1, B: 2, C: 3 };

/** A return to make. @param before how many of a line are processed by the parts before this one */
export const aPart = (
  products: Readonly<Record<string, number>>,
  { returnStock = false, before = {} }: { returnStock?: boolean; before?: Readonly<Record<string, number>> } = {},
): ReturnPart => ({
  products,
  returnStock,
  lines: Object.entries(products).map(([lineId, pieces]) => ({
    lineId,
    orderLineId: orderLineIds[lineId] ?? 0,
    processed: pieces + (before[lineId] ?? 0),
  })),
});

/** A return in Centra. */
export const aReturn = (
  id: string,
  products: Readonly<Record<string, number>>,
  more: Partial<SeenReturn> = {},
): SeenReturn => ({ id, products, is: 'other', isNeverSent: false, ...more });

/** A life told step by step: what is seen, what an effect brings, what a person does, and what comes of it. */
export class Story {
  facts: ReturnFacts;
  decision: Decision;

  constructor(
    parts: readonly ReturnPart[] = [aPart({ A: 1 })],
    readonly settings: ReturnSettings = aSettings(),
    public now: number = t0,
  ) {
    ({ facts: this.facts, decision: this.decision } = turn(begin({ observedAt: now, parts }, now), settings, now));
  }

  get step() {
    return this.decision.step;
  }

  get asks() {
    return this.decision.asks.map(({ attention }) => attention);
  }

  get choices() {
    return possibleActions(this.facts, this.settings, this.now).find(({ name }) => name === 'resolve')?.choices ?? [];
  }

  later(ms: number): this {
    this.now += ms;
    return this.next(this.facts);
  }

  /** To the moment at which it looks again by itself. */
  inTime(): this {
    const { step } = this;
    if (step.do !== 'wait' || step.until === undefined)
      throw new Error(`it waits for no time: ${JSON.stringify(step)}`);
    return this.later(step.until - this.now);
  }

  /** A scan shows the order with this to report. */
  shown(...parts: ReturnPart[]): this {
    return this.next(observeReturned(this.facts, { observedAt: this.now, parts }, this.now));
  }

  /** A scan does not show it. */
  missed(): this {
    return this.next(observeMissed(this.facts, this.now));
  }

  /** The effect that is due was made, and this came of it two seconds later. */
  does<D extends Effect['do']>(name: D, result: EffectResults[D]): this {
    const { step } = this;
    if (step.do !== name) throw new Error(`${name} is not due: ${JSON.stringify(this.decision)}`);
    const startedAt = this.now;
    this.now += 2 * second;
    return this.next(apply(this.facts, { effect: step, result } as Done, this.settings, { startedAt, now: this.now }));
  }

  lists(...returns: SeenReturn[]): this {
    return this.does('listMadeReturns', { end: 'returns', returns });
  }

  makes(returnId = 'R1', notTaken: readonly string[] = []): this {
    return this.does('makeReturn', { end: 'made', returnId, notTaken });
  }

  /** The order is read as given. */
  reads(parts: readonly ReturnPart[], reported: Readonly<Record<string, number>> = {}): this {
    const sight: ReturnedSight = { observedAt: this.now, parts, reported: { at: this.now, items: reported } };
    return this.does('readReturned', { end: 'seen', sight });
  }

  acknowledges(): this {
    return this.does('acknowledgeReturn', { end: 'done' });
  }

  /** @throws the reason why not, as the operator reads it */
  says(action: OperatorAction, choice?: string): this {
    const command = { action, actor: 'kim', reason: 'because', ...(choice ? { choice } : {}) };
    const whyNot = refusalOf(command, this.facts, this.settings, this.now);
    if (whyNot) throw new Error(whyNot);
    return this.next(perform(this.facts, command, this.settings, this.now));
  }

  whyNot(action: OperatorAction): string | undefined {
    return possibleActions(this.facts, this.settings, this.now).find(({ name }) => name === action)?.whyNot;
  }

  /** The connection works again. */
  woken(): this {
    return this.next(wake(this.facts, this.now));
  }

  private next(facts: ReturnFacts): this {
    ({ facts: this.facts, decision: this.decision } = turn(facts, this.settings, this.now));
    return this;
  }
}
