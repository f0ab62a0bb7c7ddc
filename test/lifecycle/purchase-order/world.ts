import type { Command } from '../../../src/lifecycle/entity';
import { apply } from '../../../src/lifecycle/purchase-order/apply';
import type {
  CentraSight,
  PurchaseOrderFacts,
  PurchaseOrderSeen,
  Receipt,
  SupplierOrderSight,
  WarehouseSight,
} from '../../../src/lifecycle/purchase-order/facts';
import { begin, turn } from '../../../src/lifecycle/purchase-order/life';
import { observeCentra, observeWarehouse } from '../../../src/lifecycle/purchase-order/observe';
import { perform, refusalOf } from '../../../src/lifecycle/purchase-order/operator';
import type { Done, EffectResult } from '../../../src/lifecycle/purchase-order/results';
import type { PurchaseOrderSettings } from '../../../src/lifecycle/purchase-order/settings';
import type { Decision, Effect } from '../../../src/lifecycle/purchase-order/steps';
import { minute, second, t0 } from '../builders';
import { rowOf } from './builders';

/** What becomes of one call. `before`: lost, nothing done. `after`: done, and the answer lost. */
export type Fault = 'none' | 'not-sent' | 'lost-before' | 'lost-after' | 'refused';

export const events = [
  'accept-elsewhere',
  'cancel-delivery',
  'cancel-order',
  'hide',
  'show',
  'change-lines',
  'change-date',
  'receive',
  'receive',
  'receive-foreign',
  'finish',
  'finish',
  'annul',
  'scan',
  'scan',
  'short-scan',
  'tell-warehouse',
  'tell-warehouse',
  'op-retry',
  'op-hold',
  'op-release',
  'op-cancel',
  'op-complete',
  'op-resolve',
  'op-abandon',
  'time',
  'time',
  'time',
] as const;
export type WorldEvent = (typeof events)[number];

interface Announced {
  id: number;
  number: string;
  status: number;
  lines: { lineId: number; articleNumber: string; advised: number; received: number; reported: number }[];
}

const reads: readonly Effect['do'][] = ['findPurchaseOrderNumber', 'lookForDelivery', 'lookForPurchaseOrder'];
const toCentra: readonly Effect['do'][] = ['lookForDelivery', 'reportReceipt'];

/**
 * The smallest Centra and Ongoing that can lie, lose answers and change their minds: the reference model against which
 * `decide` is played. It counts what must never happen twice.
 */
export class World {
  now = t0;
  facts: PurchaseOrderFacts;
  decision: Decision;
  ended: string | undefined;
  calls: string[] = [];
  // Centra
  delivery: 'open' | 'accepted' | 'cancelled' = 'open';
  /** The supplier order is confirmed; what is not is in no list, nor are its deliveries. */
  confirmed = true;
  everReduced = false;
  everHidden = false;
  version = 1;
  pieces: Record<string, number> = { A: 5, B: 3 };
  orderPieces: Record<string, number> = { A: 9, B: 3 };
  /** Receipts that Centra has taken. */
  receipts: Record<string, number>[] = [];
  /** Receipts whose answer was lost, and that nobody has asked to repeat. */
  unanswered = 0;
  blindRepeats = 0;
  /** What was received in the warehouse when Centra took the receipt. */
  receivedThen: Record<string, number> = {};
  // Ongoing
  orders: Announced[] = [];
  nextId = 246;
  mostLiving = 0;
  /** Deleted while the delivery stood accepted elsewhere, and nobody had asked for it. */
  wronglyDeleted = 0;

  constructor(
    readonly settings: PurchaseOrderSettings,
    readonly acceptsKeptRows = false,
  ) {
    const begun = begin(
      { observedAt: t0, row: this.row(), number: { is: 'free', number: '364', generation: 1 } },
      settings,
      t0,
    );
    ({ facts: this.facts, decision: this.decision } = turn(begun, settings, this.now));
  }

  get listed(): boolean {
    return this.delivery === 'open' && this.confirmed;
  }

  get living(): Announced[] {
    return this.orders.filter((order) => order.status !== 900);
  }

  private row() {
    return rowOf({ ...this.pieces }, this.version);
  }

  private supplierOrder(): SupplierOrderSight {
    return this.confirmed ? { shown: true, pieces: { ...this.orderPieces } } : { shown: false };
  }

  private fresh(): CentraSight {
    if (!this.listed) return { kind: 'missing', observedAt: this.now };
    return { kind: 'row', observedAt: this.now, row: this.row(), supplierOrder: this.supplierOrder() };
  }

  private seen(order: Announced): PurchaseOrderSeen {
    const { id, number, status, lines } = order;
    return { purchaseOrderId: id, number, status, lines: lines.map((line) => ({ ...line })) };
  }

  private sight(number: string): WarehouseSight {
    const order = this.orders.find((one) => one.number === number);
    return { observedAt: this.now, byNumber: number, ...(order ? { order: this.seen(order) } : {}) };
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
    const isWrite = !reads.includes(effect.do);
    const system = toCentra.includes(effect.do) ? 'centra' : 'ongoing';
    if (fault === 'not-sent' || (!isWrite && (fault === 'lost-before' || fault === 'lost-after'))) {
      return { end: 'not-done', why: 'unavailable', system };
    }
    const isReport = effect.do === 'reportReceipt';
    if (isReport && (fault === 'lost-before' || fault === 'lost-after' || this.listed)) {
      if (this.unanswered > 0) this.blindRepeats += 1;
    }
    if (fault === 'lost-before') {
      if (!isReport) return { end: 'unclear' };
      this.unanswered += 1;
      return { end: 'unclear', ...this.receiptOf(effect.number) };
    }
    const result = this.answer(effect, fault === 'refused');
    if (fault !== 'lost-after' || !isWrite || result.end === 'not-ready') return result;
    if (!isReport) return { end: 'unclear' };
    this.unanswered += 1;
    return { end: 'unclear', ...this.receiptOf(effect.number) };
  }

  private receiptOf(number: string): { receipt?: Receipt } {
    const order = this.orders.find((one) => one.number === number);
    if (!order) return {};
    const { lines } = order;
    const isOurs = ({ articleNumber }: { articleNumber: string }) => this.pieces[articleNumber] !== undefined;
    const ours = lines.filter(isOurs);
    return {
      receipt: {
        lines: ours.map(({ lineId, received }) => ({ lineId, received })),
        total: ours.reduce((sum, { received }) => sum + received, 0),
        unreported: lines
          .filter((line) => !isOurs(line) && line.received > 0)
          .map(({ lineId, articleNumber, received }) => ({ lineId, articleNumber, received, why: 'not-in-delivery' })),
      },
    };
  }

  private answer(effect: Effect, refuse: boolean): EffectResult {
    switch (effect.do) {
      case 'findPurchaseOrderNumber': {
        const { generation } = effect;
        return { end: 'free', number: generation === 1 ? '364' : `364-r${generation}`, generation };
      }
      case 'lookForDelivery': {
        const { listed } = this;
        const supplierOrder = this.supplierOrder();
        const row = listed ? { row: this.row() } : {};
        return { end: 'seen', centra: { kind: 'look', observedAt: this.now, listed, supplierOrder, ...row } };
      }
      case 'lookForPurchaseOrder':
        return { end: 'seen', warehouse: this.sight(effect.number) };
      case 'importPurchaseOrder':
        if (!this.listed) return { end: 'not-ready', centra: this.fresh() };
        if (refuse) return { end: 'refused', reason: 'no', centra: this.fresh(), warehouse: this.sight(effect.number) };
        return this.put(effect.number);
      case 'reportReceipt':
        return this.report(effect, refuse);
      case 'acknowledgeReceipt':
        this.acknowledge(effect);
        return { end: 'done' };
      case 'cancelPurchaseOrder':
        return this.cancel(effect.number, refuse);
      default:
        return effect satisfies never;
    }
  }

  private put(number: string): EffectResult {
    const written = {
      pieces: { ...this.pieces },
      digests: this.row().digests,
      documentDigest: JSON.stringify([this.pieces, this.version]),
    };
    const centra = this.fresh();
    let order = this.orders.find((one) => one.number === number);
    if (order && (order.status >= 300 || order.status === 900)) {
      return { end: 'refused', reason: 'started', centra, warehouse: this.sight(number) };
    }
    if (!order) {
      order = { id: (this.nextId += 1), number, status: 100, lines: [] };
      this.orders.push(order);
    }
    const { id, lines } = order;
    const kept = this.acceptsKeptRows ? lines.filter((line) => this.pieces[line.articleNumber] === undefined) : [];
    order.lines = [
      ...Object.entries(this.pieces).map(([articleNumber, advised], index) => ({
        ...{ lineId: id * 10 + index, articleNumber, advised, received: 0, reported: 0 },
      })),
      ...kept,
    ];
    return { end: 'written', purchaseOrderId: id, written, centra };
  }

  private report(effect: Extract<Effect, { do: 'reportReceipt' }>, refuse: boolean): EffectResult {
    const warehouse = this.sight(effect.number);
    const order = this.orders.find((one) => one.number === effect.number);
    if (!this.listed || !order) return { end: 'not-ready', centra: this.fresh(), warehouse };
    const { receipt } = this.receiptOf(effect.number);
    const isFinished = order.status >= 500 && order.status !== 900;
    if (!receipt || (!effect.early && !isFinished) || (receipt.total === 0 && !effect.nothing)) {
      return { end: 'not-ready', centra: this.fresh(), warehouse };
    }
    if (refuse) return { end: 'refused', reason: 'no', warehouse };
    const told: Record<string, number> = {};
    for (const { articleNumber, received } of order.lines) {
      if (this.pieces[articleNumber] === undefined) continue;
      told[articleNumber] = (told[articleNumber] ?? 0) + received;
    }
    this.receipts.push(told);
    this.delivery = 'accepted';
    this.receivedThen = { ...told };
    return { end: 'done', receipt, rest: [], acknowledged: false, warehouse };
  }

  private acknowledge({ purchaseOrderId, lines }: Extract<Effect, { do: 'acknowledgeReceipt' }>): void {
    for (const line of this.orders.find(({ id }) => id === purchaseOrderId)?.lines ?? []) {
      if (!lines) line.reported = line.received;
      else line.reported = lines.find(({ lineId }) => lineId === line.lineId)?.numberOfItems ?? line.reported;
    }
  }

  private cancel(number: string, refuse: boolean): EffectResult {
    const order = this.orders.find((one) => one.number === number);
    const warehouse = this.sight(number);
    if (!order || order.status === 900) return { end: 'done' };
    if (refuse || order.status >= 300) return { end: 'refused', reason: 'started', warehouse };
    const asked =
      this.facts.operator.cancel !== undefined ||
      this.facts.operator.resolved['completed-elsewhere']?.choice === 'cancel-order';
    if (this.delivery === 'accepted' && !this.everReduced && !this.everHidden && !asked) this.wronglyDeleted += 1;
    order.status = 900;
    return { end: 'done' };
  }

  scan(shrunk = false): void {
    const missing = { kind: 'missing' as const, observedAt: this.now, ...(shrunk ? { shrunk } : {}) };
    const sight = shrunk
      ? missing
      : this.listed
        ? { kind: 'row' as const, observedAt: this.now, row: this.row() }
        : missing;
    this.facts = observeCentra(this.facts, sight, this.now);
  }

  tellWarehouse(): void {
    for (const order of this.orders) {
      const sight = { observedAt: this.now, order: this.seen(order) };
      this.facts = observeWarehouse(this.facts, sight, this.settings, this.now);
    }
  }

  command(command: Omit<Command, 'actor' | 'reason'>): boolean {
    const whole: Command = { ...command, actor: 'op', reason: 'because' };
    if (refusalOf(whole, this.facts, this.settings, this.now)) return false;
    if (command.choice === 'report-again') this.unanswered = 0;
    this.facts = perform(this.facts, whole, this.settings, this.now);
    return true;
  }

  happen(event: WorldEvent, pick: (n: number) => number): void {
    this.now += second;
    const open = this.living[0];
    switch (event) {
      case 'accept-elsewhere':
        if (this.listed) this.delivery = 'accepted';
        break;
      case 'cancel-delivery':
        if (!this.listed) break;
        this.delivery = 'cancelled';
        this.everReduced = true;
        for (const [article, count] of Object.entries(this.pieces)) this.reduce(article, count);
        break;
      case 'cancel-order':
      case 'hide':
        this.confirmed = false;
        this.everHidden = true;
        break;
      case 'show':
        this.confirmed = true;
        break;
      case 'change-lines':
        if (!this.listed || (this.pieces.A ?? 0) < 2) break;
        this.pieces = { ...this.pieces, A: (this.pieces.A ?? 0) - 1 };
        this.reduce('A', 1);
        this.everReduced = true;
        break;
      case 'change-date':
        this.version += 1;
        break;
      case 'receive': {
        if (!open || open.status >= 500) break;
        open.status = 300;
        const line = open.lines[pick(open.lines.length)];
        if (line) line.received += 1 + pick(4);
        break;
      }
      case 'receive-foreign':
        if (!open || open.status >= 500) break;
        open.status = 300;
        open.lines.push({ lineId: open.id * 10 + 9, articleNumber: 'X', advised: 0, received: 2, reported: 0 });
        break;
      case 'finish':
        if (open && open.status < 500) open.status = 500;
        break;
      case 'annul':
        if (open && open.status < 500 && open.lines.every(({ received }) => received === 0)) open.status = 900;
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
      case 'op-resolve': {
        const choices = this.decision.asks.flatMap((ask) => ask.choices);
        const choice = choices[pick(choices.length)];
        if (choice) this.command({ action: 'resolve', choice });
        break;
      }
      case 'time': {
        const { step } = this.decision;
        const until = step.do === 'wait' ? step.until : undefined;
        this.now = Math.max(this.now + minute, until ?? 0);
        break;
      }
      default:
        this.command({ action: event.slice(3) as Command['action'] });
    }
    this.turn();
  }

  private reduce(article: string, count: number): void {
    this.orderPieces = { ...this.orderPieces, [article]: Math.max(0, (this.orderPieces[article] ?? 0) - count) };
  }
}
