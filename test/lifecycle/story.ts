import { apply } from '../../src/lifecycle/shipment/apply';
import type {
  CentraSight,
  ShipmentFacts,
  ShipmentRow,
  WarehouseOrderFacts,
  WarehouseSight,
} from '../../src/lifecycle/shipment/facts';
import { turn, wake } from '../../src/lifecycle/shipment/life';
import { observeCentra, observeWarehouse } from '../../src/lifecycle/shipment/observe';
import type { Command } from '../../src/lifecycle/entity';
import { perform, possibleActions, refusalOf } from '../../src/lifecycle/shipment/operator';
import type { Done, EffectResults } from '../../src/lifecycle/shipment/results';
import type { ShipmentSettings } from '../../src/lifecycle/shipment/settings';
import type { Decision, Effect } from '../../src/lifecycle/shipment/steps';
import type { OperatorAction } from '../../src/lifecycle/words';
import { aRow, aSettings, orderNumber, second, t0 } from './builders';

type Look = Extract<CentraSight, { kind: 'look' }>;
type Order = Pick<Command, 'choice' | 'tracking' | 'carrier'>;

/** What the other side can answer to any write. */
export const done = { end: 'done' } as const;
export const unclear = { end: 'unclear' } as const;
export const refused = { end: 'refused', reason: 'it says no' } as const;
export const notSent = { end: 'not-done', why: 'unavailable', system: 'ongoing' } as const;

/** Centra offers it, its order is open, nothing is shipped. */
export const aLook = (change: Partial<Omit<Look, 'kind'>> = {}): Look => ({
  kind: 'look',
  observedAt: t0,
  listed: 'goodtogo',
  order: 'open',
  shipped: false,
  ...(change.listed === 'none' || change.order === 'not-visible' ? {} : { row: aRow() }),
  ...change,
});

/** A life told step by step: what is seen, what an effect brings, what a person does, and what comes of it. */
export class Story {
  facts: ShipmentFacts;
  decision: Decision;

  constructor(
    facts: ShipmentFacts,
    public settings: ShipmentSettings = aSettings(),
    public now: number = t0,
  ) {
    ({ facts: this.facts, decision: this.decision } = turn(facts, settings, now));
  }

  get step() {
    return this.decision.step;
  }

  /** What is asked, most urgent first. */
  get asks() {
    return this.decision.asks.map(({ attention }) => attention);
  }

  /** What `resolve` takes now. */
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

  /** A list of good-to-go shipments shows it. */
  listed(row: Partial<ShipmentRow> = {}, observedAt = this.now): this {
    return this.next(observeCentra(this.facts, { kind: 'row', observedAt, row: aRow(row) }, this.now));
  }

  /** A whole list does not show it. */
  missing({ shrunk, observedAt = this.now }: { shrunk?: boolean; observedAt?: number } = {}): this {
    const sight: CentraSight = { kind: 'missing', observedAt, ...(shrunk ? { shrunk } : {}) };
    return this.next(observeCentra(this.facts, sight, this.now));
  }

  /** A look at Centra that nobody asked for now. */
  looked(change: Partial<Omit<Look, 'kind'>> = {}): this {
    return this.next(observeCentra(this.facts, aLook({ observedAt: this.now, ...change }), this.now));
  }

  /** A warehouse scan or a webhook tells of these orders. */
  told(...orders: WarehouseOrderFacts[]): this {
    return this.sight({ observedAt: this.now, orders });
  }

  sight(sight: WarehouseSight): this {
    return this.next(observeWarehouse(this.facts, sight, this.settings, this.now));
  }

  /** The effect that is due was made, and this came of it two seconds later; `meanwhile` is heard while it is under way. */
  does<D extends Effect['do']>(name: D, result: EffectResults[D], meanwhile?: (story: this) => void): this {
    const { step } = this;
    if (step.do !== name) throw new Error(`${name} is not due: ${JSON.stringify(this.decision)}`);
    const startedAt = this.now;
    this.now += second;
    meanwhile?.(this);
    this.now += second;
    return this.next(apply(this.facts, { effect: step, result } as Done, this.settings, { startedAt, now: this.now }));
  }

  /** The look at Centra that is due shows this. */
  looks(change: Partial<Omit<Look, 'kind'>> = {}): this {
    return this.does('lookCentra', { end: 'seen', centra: aLook({ observedAt: this.now, ...change }) });
  }

  /** The order that is due was read fresh as given, mapped and written. */
  imports(row: Partial<ShipmentRow> = {}, orderId = 501, meanwhile?: (story: this) => void): this {
    const centra = { kind: 'row', observedAt: this.now, row: aRow(row) } as const;
    const { lines, digests } = centra.row;
    const written = { lines, digests, documentDigest: JSON.stringify([lines, digests]) };
    return this.does('import', { end: 'written', orderId, written, centra }, meanwhile);
  }

  /** The read by order number that is due shows these orders. */
  finds(...orders: WarehouseOrderFacts[]): this {
    const { step } = this;
    const asked = step.do === 'lookWarehouse' ? step : { number: orderNumber, backOrdersOf: [] };
    const warehouse: WarehouseSight = {
      observedAt: this.now,
      byNumber: asked.number,
      orders,
      ...(asked.backOrdersOf.length > 0 ? { withBackOrders: true } : {}),
    };
    return this.does('lookWarehouse', { end: 'seen', warehouse });
  }

  /** @throws the reason why not, as the operator reads it */
  says(action: OperatorAction, order: Order = {}): this {
    const command: Command = { action, actor: 'kim', reason: 'because', ...order };
    const whyNot = refusalOf(command, this.facts, this.settings, this.now);
    if (whyNot) throw new Error(whyNot);
    return this.next(perform(this.facts, command, this.settings, this.now));
  }

  /** Why an operator may not do this now. */
  whyNot(action: OperatorAction): string | undefined {
    return possibleActions(this.facts, this.settings, this.now).find(({ name }) => name === action)?.whyNot;
  }

  /** The connection works again. */
  woken(): this {
    return this.next(wake(this.facts, this.now));
  }

  /** `bridge setup` has raised the revision. */
  configured(change: Partial<ShipmentSettings>): this {
    this.settings = { ...this.settings, revision: this.settings.revision + 1, ...change };
    return this.next(this.facts);
  }

  private next(facts: ShipmentFacts): this {
    ({ facts: this.facts, decision: this.decision } = turn(facts, this.settings, this.now));
    return this;
  }
}
