import type { Command } from '../../../src/lifecycle/entity';
import { apply } from '../../../src/lifecycle/return/apply';
import type { ReturnedSight, ReturnFacts, ReturnPart, SeenReturn } from '../../../src/lifecycle/return/facts';
import { begin, turn } from '../../../src/lifecycle/return/life';
import { observeMissed, observeReturned } from '../../../src/lifecycle/return/observe';
import { perform, refusalOf } from '../../../src/lifecycle/return/operator';
import type { Done, EffectResult } from '../../../src/lifecycle/return/results';
import type { ReturnSettings } from '../../../src/lifecycle/return/settings';
import type { Decision, Effect } from '../../../src/lifecycle/return/steps';
import { basisOf } from '../../../src/lifecycle/return/view';
import type { ReturnEnd } from '../../../src/lifecycle/words';
import { minute, second, t0 } from '../builders';

/** What becomes of one call. `before`: lost, nothing done. `after`: done, and the answer lost. */
export type Fault = 'none' | 'not-sent' | 'lost-before' | 'lost-after' | 'refused' | 'half-taken';

export const worldEvents = [
  'comes-back',
  'comes-back-scrapped',
  'goes-out-again',
  'acknowledged-by-hand',
  'returned-by-hand',
  'scan',
  'op-retry',
  'op-hold',
  'op-release',
  'op-resolve',
  'op-abandon',
  'time',
] as const;
export type WorldEvent = (typeof worldEvents)[number];

interface Line {
  readonly lineId: string;
  readonly orderLineId: number;
  /** What came back, oldest first: `true` is scrapped. */
  back: boolean[];
  reported: number;
  /** Reported by us or by somebody, in Centra. */
  settledByHand: number;
}

interface MadeReturn {
  readonly id: string;
  readonly products: Record<string, number>;
  readonly returnStock: boolean;
  readonly by: 'us' | 'hand';
}

/** The smallest Centra and Ongoing in which goods come back, and all the lives of what came back of one order. */
export class World {
  now = t0;
  facts: ReturnFacts | undefined;
  decision: Decision | undefined;
  returns: MadeReturn[] = [];
  ends: ReturnEnd[] = [];
  calls: string[] = [];
  /** A person said that it is to be reported though Centra has it, or settled it by hand. */
  personDecided = false;
  private ids = new Map<number, ReturnEnd>();
  private id = -1;
  private nextId = 1;
  readonly lines: Line[];

  constructor(
    readonly settings: ReturnSettings,
    readonly restock: boolean,
  ) {
    const line = (n: number): Line => ({
      lineId: `L${n}`,
      orderLineId: 9000 + n,
      back: [],
      reported: 0,
      settledByHand: 0,
    });
    this.lines = [line(1), line(2)];
  }

  get toReport(): boolean {
    return this.lines.some(({ back, reported }) => back.length > reported);
  }

  /** As the mapping makes it: what is scrapped is a return of its own where the rest goes back in stock. */
  get parts(): ReturnPart[] {
    return [false, true].flatMap((isRest): ReturnPart[] => {
      const its = this.lines.flatMap((line) => {
        const fresh = line.back.slice(line.reported);
        const own = fresh.filter((isScrapped) => (this.restock && isScrapped) === isRest).length;
        const first = fresh.filter((isScrapped) => !(this.restock && isScrapped)).length;
        const processed = line.reported + (isRest ? fresh.length : first);
        return own === 0 ? [] : [{ line, own, processed }];
      });
      if (its.length === 0) return [];
      return [
        {
          products: Object.fromEntries(its.map(({ line, own }) => [line.lineId, own])),
          returnStock: this.restock && !isRest,
          lines: its.map(({ line: { orderLineId, lineId }, processed }) => ({ orderLineId, lineId, processed })),
        },
      ];
    });
  }

  private sight(withReported: boolean): ReturnedSight {
    const items = Object.fromEntries(this.lines.map(({ lineId, reported }) => [lineId, reported]));
    const reported = withReported ? { reported: { at: this.now, items } } : {};
    return { observedAt: this.now, parts: this.parts, ...reported };
  }

  /** Runs what `decide` wants until it waits or ends. */
  run(faults: () => Fault): void {
    for (let i = 0; i < 80; i += 1) {
      const step = this.decision?.step;
      if (!this.facts || !step || step.do === 'wait') return;
      if (step.do === 'finish') {
        this.ends.push(step.as);
        this.ids.set(this.id, step.as);
        this.facts = undefined;
        this.decision = undefined;
        return;
      }
      const startedAt = this.now;
      this.calls.push(step.do);
      const result = this.answer(step, faults());
      this.now += second;
      const done = { effect: step, result } as Done;
      this.facts = apply(this.facts, done, this.settings, { startedAt, now: this.now });
      this.turn();
    }
    throw new Error(`it does not come to rest: ${this.calls.slice(-12).join(', ')}`);
  }

  private turn(): void {
    if (!this.facts) return;
    ({ facts: this.facts, decision: this.decision } = turn(this.facts, this.settings, this.now));
  }

  private answer(effect: Effect, fault: Fault): EffectResult {
    const isWrite = effect.do === 'makeReturn' || effect.do === 'acknowledgeReturn';
    const notSent = { end: 'not-done', why: 'unavailable', system: 'centra' } as const;
    if (fault === 'not-sent' || (!isWrite && fault.startsWith('lost'))) return notSent;
    if (fault === 'lost-before') return { end: 'unclear' };
    if (isWrite && fault === 'refused') return { end: 'refused', reason: 'no' };
    switch (effect.do) {
      case 'readReturned':
        return { end: 'seen', sight: this.sight(true) };
      case 'listMadeReturns':
        return { end: 'returns', returns: this.returns.map((one) => compared(one, effect.like)) };
      case 'makeReturn':
        if (effect.mayChange && basisOf(this.parts) !== basisOf(effect.plan))
          return { end: 'changed', sight: this.sight(false) };
        return this.make(effect.plan[effect.part] as ReturnPart, fault);
      case 'acknowledgeReturn':
        for (const { orderLineId, numberOfItems } of effect.lines) this.lineOf(orderLineId).reported = numberOfItems;
        return fault === 'lost-after' ? { end: 'unclear' } : { end: 'done' };
      default:
        return effect satisfies never;
    }
  }

  private lineOf(orderLineId: number): Line {
    return this.lines.find((line) => line.orderLineId === orderLineId) as Line;
  }

  private make({ products, returnStock }: ReturnPart, fault: Fault): EffectResult {
    const all = Object.entries(products);
    const taken = fault === 'half-taken' ? all.slice(1) : all;
    if (taken.length === 0) return { end: 'refused', reason: 'return could not be created.' };
    const id = String(this.nextId++);
    this.returns.push({ id, products: Object.fromEntries(taken), returnStock, by: 'us' });
    if (fault === 'lost-after') return { end: 'unclear' };
    const notTaken = all.map(([lineId]) => lineId).filter((lineId) => !taken.some(([other]) => other === lineId));
    return { end: 'made', returnId: id, notTaken };
  }

  /** As `returns/<goodsOwner>` does: tells the open life, or starts one; an id that has ended by reporting starts never again. */
  scan(): void {
    if (this.facts) {
      this.facts = this.toReport
        ? observeReturned(this.facts, this.sight(false), this.now)
        : observeMissed(this.facts, this.now);
    } else if (this.toReport) {
      const id = this.lines.reduce((sum, { reported }) => sum + reported, 0);
      if (this.ids.get(id) === 'completed') return;
      this.id = id;
      this.facts = begin(this.sight(false), this.now);
    }
    this.turn();
  }

  /** Somebody marks it in Ongoing as reported. */
  acknowledgeByHand(lines: readonly Line[] = this.lines): void {
    for (const line of lines) {
      line.settledByHand += line.back.length - line.reported;
      line.reported = line.back.length;
    }
  }

  command(command: Omit<Command, 'actor' | 'reason'>): boolean {
    if (!this.facts) return false;
    const full: Command = { actor: 'tester', reason: 'because', ...command };
    if (refusalOf(full, this.facts, this.settings, this.now) !== undefined) return false;
    this.facts = perform(this.facts, full, this.settings, this.now);
    if (command.action === 'resolve') this.personDecided = true;
    this.turn();
    return true;
  }

  /** Something happens outside; the return may or may not hear of it. */
  happen(event: WorldEvent, pick: (n: number) => number): void {
    this.now += second;
    const line = this.lines[pick(this.lines.length)] as Line;
    switch (event) {
      case 'comes-back':
      case 'comes-back-scrapped':
        line.back.push(event === 'comes-back-scrapped');
        break;
      case 'goes-out-again':
        // Nobody can take back what has been reported.
        if (this.facts?.plan) break;
        if (
          line.back.length >
          Math.max(
            line.reported,
            this.pieces(line.lineId, () => true),
          )
        )
          line.back.pop();
        break;
      case 'acknowledged-by-hand':
        if (!this.facts?.plan) this.acknowledgeByHand([line]);
        break;
      case 'returned-by-hand': {
        const open = line.back.length - this.pieces(line.lineId, () => true);
        if (open <= 0 || this.facts?.plan) break;
        const products = { [line.lineId]: open };
        this.returns.push({ id: String(this.nextId++), products, returnStock: false, by: 'hand' });
        break;
      }
      case 'scan':
        this.scan();
        break;
      case 'op-retry':
        this.command({ action: 'retry' });
        break;
      case 'op-hold':
        this.command({ action: 'hold' });
        break;
      case 'op-release':
        this.command({ action: 'release' });
        break;
      case 'op-abandon':
        this.command({ action: 'abandon' });
        break;
      case 'op-resolve': {
        const choices = this.decision?.asks.flatMap((ask) => ask.choices) ?? [];
        const choice = choices[pick(choices.length || 1)];
        if (choice) this.command({ action: 'resolve', choice });
        break;
      }
      case 'time': {
        const step = this.decision?.step;
        this.now = step?.do === 'wait' && step.until !== undefined ? step.until : this.now + minute;
        break;
      }
      default:
        event satisfies never;
    }
    this.turn();
  }

  /** Pieces of a line in returns that this program made, or that anybody did. */
  pieces(lineId: string, which: (made: MadeReturn) => boolean = ({ by }) => by === 'us'): number {
    return this.returns.filter(which).reduce((sum, { products }) => sum + (products[lineId] ?? 0), 0);
  }
}

/** Compared with what is to be made, as the mapping does it. */
function compared(one: MadeReturn, like: Pick<ReturnPart, 'products' | 'returnStock'>): SeenReturn {
  const pieces = Object.entries(one.products);
  const fits = one.returnStock === like.returnStock && pieces.every(([id, n]) => like.products[id] === n);
  const is = !fits ? 'other' : pieces.length === Object.keys(like.products).length ? 'same' : 'part';
  return { id: one.id, products: one.products, is, isNeverSent: false };
}
