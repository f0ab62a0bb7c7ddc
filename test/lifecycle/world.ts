import type {
  CentraSight,
  OrderLine,
  ShipmentFacts,
  ShipmentRow,
  WarehouseOrderFacts,
} from '../../src/lifecycle/shipment/facts';
import type { Command } from '../../src/lifecycle/entity';
import { perform, refusalOf } from '../../src/lifecycle/shipment/operator';
import type { Done, EffectResult } from '../../src/lifecycle/shipment/results';
import type { Decision, Effect } from '../../src/lifecycle/shipment/steps';
import type { ShipmentSettings } from '../../src/lifecycle/shipment/settings';
import { apply } from '../../src/lifecycle/shipment/apply';
import { begin, turn } from '../../src/lifecycle/shipment/life';
import { observeCentra, observeWarehouse } from '../../src/lifecycle/shipment/observe';
import { aDigests, second, t0 } from './builders';

/** What becomes of one call. `before`: lost, nothing done. `after`: done, and the answer lost. */
export type Fault = 'none' | 'not-sent' | 'lost-before' | 'lost-after' | 'refused';

export type WorldEvent =
  | 'cancel-order'
  | 'restore-order'
  | 'hold'
  | 'unhold'
  | 'hide'
  | 'show'
  | 'ungtg'
  | 'gtg'
  | 'change-address'
  | 'change-lines'
  | 'pay'
  | 'complete-by-hand'
  | 'allocate'
  | 'reopen'
  | 'pick'
  | 'short-pick'
  | 'ship'
  | 'track'
  | 'annul'
  | 'scan'
  | 'short-scan'
  | 'tell-warehouse'
  | 'op-retry'
  | 'op-hold'
  | 'op-release'
  | 'op-cancel'
  | 'op-complete'
  | 'op-resolve'
  | 'op-abandon'
  | 'time';

interface WarehouseOrder {
  orderId: number;
  number: string;
  status: number;
  lines: OrderLine[];
  picked: number[];
  waybill?: string;
  reported: boolean;
}

const shippedStatus = 450;
const cancelledStatus = 1000;

/**
 * The smallest Centra and Ongoing that can lie, lose answers and change their minds: the reference model against which
 * `decide` is played. It counts what must never happen twice.
 */
export class World {
  now = t0;
  facts: ShipmentFacts;
  decision: Decision;
  ended: string | undefined;
  // Centra
  gtg = true;
  hold = false;
  hidden = false;
  cancelled = false;
  completed = false;
  paid: boolean;
  shouldCapture: boolean;
  version = 1;
  lines: OrderLine[];
  captures = 0;
  completions: {
    quantities: OrderLine[];
    shippedThen: boolean;
    cancelledThen: boolean;
    unseenChange: boolean;
    askedBy: string;
  }[] = [];
  refunds = 0;
  mails = 0;
  /** The merchant changed the lines, and nothing has shown that to the shipment yet. */
  unseenChange = false;
  // Ongoing
  orders: WarehouseOrder[] = [];
  nextId = 501;
  mostLiving = 0;
  calls: string[] = [];

  constructor(
    readonly settings: ShipmentSettings,
    start: { paid: boolean; shouldCapture: boolean; refusesCapture?: boolean; keepsRemovedRows?: boolean },
  ) {
    this.paid = start.paid;
    this.shouldCapture = start.shouldCapture;
    this.refusesCapture = start.refusesCapture ?? false;
    this.keepsRemovedRows = start.keepsRemovedRows ?? false;
    this.lines = [
      { lineId: '1', articleNumber: 'A', qty: 2 },
      { lineId: '2', articleNumber: 'B', qty: 1 },
    ];
    const begun = begin(
      { observedAt: t0, row: this.row(), number: { is: 'free', number: '1001-1', generation: 1 } },
      settings,
      t0,
    );
    ({ facts: this.facts, decision: this.decision } = turn(begun, settings, this.now));
  }

  refusesCapture: boolean;
  readonly keepsRemovedRows: boolean;

  row(): ShipmentRow {
    const { paid, shouldCapture, hold } = this;
    return {
      paid,
      shouldCapture,
      hold,
      suspect: false,
      lines: this.lines.map((line) => ({ ...line })),
      digests: aDigests({
        lines: JSON.stringify(this.lines),
        consignee: `v${this.version}`,
      }),
    };
  }

  /** `GET /shipments` shows it as good-to-go. */
  get listed(): boolean {
    return this.gtg && !this.completed && !this.cancelled && !this.hidden;
  }

  get living(): WarehouseOrder[] {
    return this.orders.filter((order) => order.status !== cancelledStatus);
  }

  get shipped(): boolean {
    return this.orders.some((order) => order.status === shippedStatus);
  }

  private look(): CentraSight {
    const visible = !this.hidden;
    if (visible && !this.cancelled) this.unseenChange = false;
    return {
      kind: 'look',
      observedAt: this.now,
      listed: !visible
        ? 'none'
        : this.completed
          ? 'completed'
          : this.listed
            ? 'goodtogo'
            : this.cancelled
              ? 'none'
              : 'inprogress',
      order: !visible ? 'not-visible' : this.cancelled ? 'cancelled' : 'open',
      shipped: visible && this.completed,
      ...(visible && !this.cancelled ? { row: this.row() } : {}),
    };
  }

  private fresh(): CentraSight {
    if (this.listed) this.unseenChange = false;
    return this.listed
      ? { kind: 'row', observedAt: this.now, row: this.row() }
      : { kind: 'missing', observedAt: this.now };
  }

  facts501(order: WarehouseOrder): WarehouseOrderFacts {
    return {
      orderId: order.orderId,
      orderNumber: order.number,
      status: order.status,
      lines: order.lines.map((line, index) => ({
        rowNumber: line.lineId,
        orderLineId: order.orderId * 10 + index,
        articleNumber: line.articleNumber,
        ordered: line.qty,
        picked: order.picked[index] ?? 0,
        reported: order.reported ? (order.picked[index] ?? 0) : 0,
        serials: [],
      })),
      foreignRows: [],
      waybills: order.waybill ? [order.waybill] : [],
      returnWaybills: [],
      parcels: order.waybill ? 1 : 0,
      toReport: !order.reported && order.picked.some((n) => n > 0),
    };
  }

  /** Runs what `decide` wants until it waits, at most a few dozen calls. */
  run(faults: () => Fault): void {
    for (let i = 0; i < 60; i += 1) {
      const { step } = this.decision;
      if (step.do === 'finish') {
        this.ended ??= step.as;
        return;
      }
      if (step.do === 'wait') return;
      const startedAt = this.now;
      this.calls.push(step.do);
      const result = this.perform(step, faults());
      this.now += second;
      this.facts = apply(this.facts, { effect: step, result } as Done, this.settings, { startedAt, now: this.now });
      this.turn();
    }
    throw new Error(`it does not come to rest: ${this.calls.slice(-12).join(', ')}`);
  }

  turn(): void {
    ({ facts: this.facts, decision: this.decision } = turn(this.facts, this.settings, this.now));
    this.mostLiving = Math.max(this.mostLiving, this.living.length);
  }

  private perform(effect: Effect, fault: Fault): EffectResult {
    const isWrite = !['lookCentra', 'lookWarehouse', 'findNumber', 'listReturns'].includes(effect.do);
    const system = ['lookWarehouse', 'findNumber', 'import', 'acknowledge', 'cancelOrder'].includes(effect.do)
      ? 'ongoing'
      : 'centra';
    if (fault === 'not-sent' || (!isWrite && (fault === 'lost-before' || fault === 'lost-after'))) {
      return { end: 'not-done', why: 'unavailable', system };
    }
    if (fault === 'lost-before') return { end: 'unclear' };
    const result = this.answer(effect, fault === 'refused');
    this.mostLiving = Math.max(this.mostLiving, this.living.length);
    const wrote = result.end === 'done' || result.end === 'written';
    if (fault === 'lost-after' && isWrite && (wrote || result.end === 'refused')) return { end: 'unclear' };
    return result;
  }

  private answer(effect: Effect, refuse: boolean): EffectResult {
    switch (effect.do) {
      case 'lookCentra':
        return { end: 'seen', centra: this.look() };
      case 'lookWarehouse':
        return {
          end: 'seen',
          warehouse: {
            observedAt: this.now,
            byNumber: effect.number,
            orders: this.orders.filter((one) => one.number === effect.number).map((one) => this.facts501(one)),
            ...(effect.backOrdersOf.length ? { withBackOrders: true } : {}),
          },
        };
      case 'findNumber': {
        const number = effect.generation === 1 ? '1001-1' : `1001-1-r${effect.generation}`;
        return { end: 'free', number, generation: effect.generation };
      }
      case 'capture': {
        if (!this.listed) return { end: 'not-ready', centra: this.fresh() };
        if (this.hold) return { end: 'not-ready', centra: this.fresh(), gate: 'hold' };
        if (this.paid || !this.shouldCapture) return { end: 'not-needed', centra: this.fresh() };
        if (this.refusesCapture) return { end: 'refused', reason: 'capture failed' };
        this.takeMoney();
        return { end: 'done' };
      }
      case 'import': {
        if (!this.listed) return { end: 'not-ready', centra: this.fresh() };
        if (this.hold) return { end: 'not-ready', centra: this.fresh(), gate: 'hold' };
        if (refuse) return { end: 'refused', reason: 'no', centra: this.fresh() };
        return this.putOrder(effect.number);
      }
      case 'adjust': {
        if (this.completed) return { end: 'refused', reason: 'shipment is sent and can not be updated' };
        if (this.paid) return { end: 'refused', reason: 'shipment is paid and can not be updated' };
        this.lines = this.lines.map((line) => {
          const value = effect.products[line.lineId];
          return { ...line, qty: value === undefined ? line.qty : typeof value === 'number' ? value : value.qty };
        });
        return { end: 'done' };
      }
      case 'complete':
        return this.complete(effect.capture, refuse);
      case 'acknowledge':
        for (const order of this.orders) order.reported = true;
        return { end: 'done' };
      case 'cancelOrder': {
        const targets = this.living.filter((one) => effect.numbers.includes(one.number));
        if (targets.some((one) => one.status > 300)) {
          const orders = targets.map((one) => this.facts501(one));
          return {
            end: 'refused',
            reason: 'too late',
            warehouse: { observedAt: this.now, byNumber: effect.numbers[0], orders },
          };
        }
        for (const one of targets) one.status = cancelledStatus;
        return { end: 'done' };
      }
      case 'listReturns':
        return {
          end: 'returns',
          returns: Array.from({ length: this.refunds }, (_, i) => ({ id: String(i), products: {} })),
        };
      case 'refund':
        if (refuse) return { end: 'refused', reason: 'return could not be created.' };
        this.refunds += 1;
        return { end: 'done' };
      case 'appendWaybills':
        return { end: 'done' };
      default:
        return effect satisfies never;
    }
  }

  private takeMoney(): void {
    this.captures += 1;
    this.paid = true;
    this.shouldCapture = false;
  }

  private putOrder(number: string): EffectResult {
    const existing = this.orders.find((one) => one.number === number);
    const content = {
      lines: this.row().lines,
      digests: this.row().digests,
      documentDigest: `${this.version}:${JSON.stringify(this.lines)}`,
    };
    const sight = this.fresh();
    if (!existing) {
      this.orders.push({
        orderId: this.nextId,
        number,
        status: 200,
        lines: this.row().lines.slice(),
        picked: this.lines.map(() => 0),
        reported: false,
      });
      this.nextId += 1;
      return { end: 'written', orderId: this.nextId - 1, written: content, centra: sight };
    }
    if (existing.status > 300) {
      const warehouse = { observedAt: this.now, byNumber: number, orders: [this.facts501(existing)] };
      return { end: 'refused', reason: 'picking has begun', centra: sight, warehouse };
    }
    const kept = this.keepsRemovedRows
      ? existing.lines.filter((old) => !this.lines.some((line) => line.lineId === old.lineId))
      : [];
    existing.lines = [...this.row().lines, ...kept];
    existing.picked = existing.lines.map(() => 0);
    return { end: 'written', orderId: existing.orderId, written: content, centra: sight };
  }

  private complete(capture: boolean, refuse: boolean): EffectResult {
    if (this.completed) {
      this.mails += 1;
      return { end: 'done', acknowledged: false };
    }
    if (this.cancelled || refuse) return { end: 'refused', reason: 'not possible' };
    if (capture && !this.paid) {
      if (this.refusesCapture) return { end: 'refused', reason: 'capture failed' };
      if (this.shouldCapture) this.takeMoney();
    }
    const { resolved } = this.facts.operator;
    const askedBy =
      this.facts.operator.complete || resolved['short-picked'] || resolved['changed-after-start']
        ? 'operator'
        : 'rules';
    this.completions.push({
      quantities: this.lines.map((line) => ({ ...line })),
      shippedThen: this.shipped,
      cancelledThen: this.cancelled,
      unseenChange: this.unseenChange,
      askedBy,
    });
    if (this.paid) {
      this.completed = true;
      this.mails += 1;
    }
    return { end: 'done', acknowledged: false };
  }

  scan(shrunk = false): void {
    if (this.listed && !shrunk) this.unseenChange = false;
    const sight: CentraSight =
      this.listed && !shrunk
        ? { kind: 'row', observedAt: this.now, row: this.row() }
        : { kind: 'missing', observedAt: this.now, ...(shrunk ? { shrunk } : {}) };
    this.facts = observeCentra(this.facts, sight, this.now);
  }

  tellWarehouse(): void {
    const number = this.facts.order?.number;
    const orders = this.orders.filter((one) => one.number === number).map((one) => this.facts501(one));
    if (orders.length === 0) return;
    this.facts = observeWarehouse(this.facts, { observedAt: this.now, orders }, this.settings, this.now);
  }

  command(command: Omit<Command, 'actor' | 'reason'>): boolean {
    const full: Command = { actor: 'tester', reason: 'because', ...command };
    if (refusalOf(full, this.facts, this.settings, this.now) !== undefined) return false;
    this.facts = perform(this.facts, full, this.settings, this.now);
    return true;
  }

  /** Something happens outside; the shipment may or may not hear of it. */
  happen(event: WorldEvent, pick: (n: number) => number): void {
    const open = this.living.filter((one) => one.status < shippedStatus);
    const order = open[open.length - 1];
    switch (event) {
      case 'cancel-order':
        if (!this.completed) this.cancelled = true;
        break;
      case 'restore-order':
        this.cancelled = false;
        break;
      case 'hold':
        this.hold = true;
        break;
      case 'unhold':
        this.hold = false;
        break;
      case 'hide':
        this.hidden = true;
        break;
      case 'show':
        this.hidden = false;
        break;
      case 'ungtg':
        this.gtg = false;
        break;
      case 'gtg':
        this.gtg = true;
        break;
      case 'change-address':
        if (!this.completed) this.version += 1;
        break;
      case 'change-lines':
        // What is paid cannot be changed any more; a change before that may still be unseen.
        if (this.completed || this.paid) break;
        this.unseenChange = true;
        this.lines =
          this.lines.length > 1 ? this.lines.slice(0, 1) : [...this.lines, { lineId: '3', articleNumber: 'C', qty: 1 }];
        break;
      case 'pay':
        this.paid = true;
        break;
      case 'complete-by-hand':
        if (!this.cancelled && this.paid) this.completed = true;
        break;
      case 'allocate':
        if (order && order.status < 320) order.status = 320;
        break;
      case 'reopen':
        if (order) {
          order.status = 200;
          order.picked = order.lines.map(() => 0);
        }
        break;
      case 'pick':
        if (order)
          this.pick(
            order,
            order.lines.map((line) => line.qty),
          );
        break;
      case 'short-pick':
        if (order)
          this.pick(
            order,
            order.lines.map((line) => pick(line.qty + 1)),
          );
        break;
      case 'ship':
        if (order && order.status >= 400) {
          order.status = shippedStatus;
          if (pick(2) === 0) order.waybill = 'WB-1';
        }
        break;
      case 'track':
        for (const one of this.orders) if (one.status === shippedStatus) one.waybill ??= 'WB-2';
        break;
      case 'annul':
        if (order) order.status = cancelledStatus;
        break;
      case 'scan':
        this.scan();
        break;
      case 'short-scan':
        this.scan(true);
        break;
      case 'tell-warehouse':
        this.tellWarehouse();
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
      case 'op-cancel':
        this.command({ action: 'cancel' });
        break;
      case 'op-complete':
        this.command({ action: 'complete' });
        break;
      case 'op-abandon':
        this.command({ action: 'abandon' });
        break;
      case 'op-resolve': {
        const choices = this.decision.asks.flatMap((ask) => ask.choices);
        const choice = choices[pick(choices.length || 1)];
        if (choice) this.command({ action: 'resolve', choice });
        break;
      }
      case 'time':
        this.elapse();
        break;
      default:
        event satisfies never;
    }
    this.turn();
  }

  private pick(order: WarehouseOrder, picked: number[]): void {
    if (order.status >= 400) return;
    order.status = 400;
    order.picked = picked;
  }

  /** To the next deadline, or a minute. */
  elapse(): void {
    const { step } = this.decision;
    this.now = step.do === 'wait' && step.until !== undefined ? step.until : this.now + 60 * second;
  }
}
