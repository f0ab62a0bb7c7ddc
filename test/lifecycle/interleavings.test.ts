import fc from 'fast-check';
import { ofWholeOrders, type ShipmentSettings } from '../../src/lifecycle/shipment/settings';
import { figuresOf } from '../../src/lifecycle/shipment/view';
import { aSettings, minute } from './builders';
import type { Fault, WorldEvent } from './world';
import { World } from './world';

/** `FACTOR=20 npx jest test/lifecycle` plays twenty times as long. */
const runs = (usual: number) => usual * Number(process.env.FACTOR ?? 1);

const events: WorldEvent[] = [
  'cancel-order',
  'restore-order',
  'hold',
  'unhold',
  'hide',
  'show',
  'ungtg',
  'gtg',
  'change-address',
  'change-lines',
  'pay',
  'complete-by-hand',
  'allocate',
  'reopen',
  'pick',
  'pick',
  'short-pick',
  'ship',
  'ship',
  'track',
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
];

const faults: Fault[] = ['none', 'none', 'none', 'none', 'not-sent', 'lost-before', 'lost-after', 'refused'];

const worlds = fc.record({
  capture: fc.constantFrom('never' as const, 'onImport' as const, 'onComplete' as const),
  completeWhen: fc.constantFrom('tracking' as const, 'shipped' as const, 'picked' as const, 'manual' as const),
  shortPick: fc.constantFrom('reduce' as const, 'ask' as const),
  paid: fc.boolean(),
  refusesCapture: fc.boolean(),
  keepsRemovedRows: fc.boolean(),
  steps: fc.array(
    fc.record({
      event: fc.constantFrom(...events),
      faults: fc.array(fc.constantFrom(...faults), { maxLength: 4 }),
      pick: fc.nat({ max: 7 }),
    }),
    { maxLength: 40 },
  ),
});
type Play = typeof worlds extends fc.Arbitrary<infer T> ? T : never;

const asTheyAre = (settings: ShipmentSettings) => settings;

function play({ steps, paid, refusesCapture, keepsRemovedRows, ...change }: Play, kind = asTheyAre): World {
  const world = new World(kind(aSettings(change)), { paid, shouldCapture: !paid, refusesCapture, keepsRemovedRows });
  let left: Fault[] = [];
  const next = () => left.shift() ?? 'none';
  world.run(next);
  check(world);
  for (const step of steps) {
    if (world.ended) break;
    left = [...step.faults];
    world.happen(step.event, (n) => step.pick % Math.max(n, 1));
    world.run(next);
    check(world);
  }
  return world;
}

/** Everybody does what they should: it must come to an end. */
function heal(world: World, trace?: string[]): void {
  world.hidden = false;
  world.refusesCapture = false;
  for (let i = 0; i < 60 && !world.ended; i += 1) {
    const { decision } = world;
    trace?.push(`${decision.stage} ${JSON.stringify(decision.step)} ${JSON.stringify(decision.asks)}`);
    const said = new Set(decision.asks.map((ask) => ask.attention));
    if (world.facts.operator.held) world.command({ action: 'release' });
    if (decision.stage === 'cancelled' || decision.stage === 'withdrawn' || decision.stage === 'abandoned')
      world.gtg = false;
    if (decision.step.do === 'wait' && decision.step.for === 'gate' && decision.asks.length > 0) world.hold = false;
    if (said.has('not-paid') || decision.step.do === 'wait') world.paid ||= world.shipped;
    if (said.has('cancel-refused')) world.happen('reopen', () => 0);
    const choices = decision.asks.flatMap((ask) => ask.choices).filter((choice) => choice !== 'wait');
    if (choices[0]) world.command({ action: 'resolve', choice: choices[0] });
    else if (decision.asks.length > 0) world.command({ action: 'retry' });
    const wantsGoods = !world.cancelled && !world.facts.operator.cancel && world.facts.order?.written;
    if (wantsGoods) for (const event of ['pick', 'ship', 'track'] as const) world.happen(event, () => 0);
    if (world.settings.completeWhen === 'manual' && world.shipped) world.command({ action: 'complete' });
    world.tellWarehouse();
    world.scan();
    if (decision.step.do === 'wait' && decision.step.for === 'operator' && i > 30) world.command({ action: 'abandon' });
    world.turn();
    world.run(() => 'none');
    check(world);
    world.now = Math.max(world.now + minute, deadline(world));
    world.turn();
    world.run(() => 'none');
    check(world);
  }
}

const deadline = ({ decision: { step } }: World) => (step.do === 'wait' ? (step.until ?? 0) : 0);

/** All that is ever asked or written for an order that is imported as a whole. */
const ofOrders = new Set(['lookCentra', 'lookWarehouse', 'findNumber', 'import', 'cancelOrder', 'acknowledge']);

/** What must hold at every moment. */
function check(world: World): void {
  const { decision, facts, now } = world;
  expect(world.captures).toBeLessThanOrEqual(1);
  expect(world.mostLiving).toBeLessThanOrEqual(1);
  expect(world.mails).toBeLessThanOrEqual(1);
  expect(world.refunds).toBeLessThanOrEqual(1);
  expect(decision.stage).toBeTruthy();
  if (decision.step.do === 'wait' && decision.step.until !== undefined)
    expect(decision.step.until).toBeGreaterThan(now);
  if (decision.dueAt !== undefined) expect(decision.dueAt).toBeGreaterThan(now);
  for (const completion of world.completions) {
    expect(completion.cancelledThen).toBe(false);
    const rulesOnly = completion.askedBy === 'rules';
    if (rulesOnly && world.settings.completeWhen !== 'picked') expect(completion.shippedThen).toBe(true);
  }
  const byRules = world.completions.filter((completion) => completion.askedBy === 'rules' && !completion.unseenChange);
  const figures = figuresOf(facts, world.settings);
  if (byRules.length > 0 && figures) {
    const last = byRules[byRules.length - 1];
    for (const line of figures.lines) {
      expect(last?.quantities.find(({ lineId }) => lineId === line.lineId)?.qty).toBe(line.picked);
    }
  }
  if (world.settings.wholeOrders) {
    expect(world.calls.filter((call) => !ofOrders.has(call))).toEqual([]);
    if (world.ended === 'completed' && !facts.operator.complete) expect(world.shipped || world.completed).toBe(true);
  }
  if (world.ended) {
    const answered = facts.operator.resolved['captured-not-shipped'] !== undefined;
    if (facts.captured && !world.shipped && !facts.centra.completed && !facts.completed) expect(answered).toBe(true);
    if (world.ended !== 'completed') expect(facts.centra.goodToGo && !facts.centra.completed).toBe(false);
  }
}

describe('whatever happens, in whatever order, with whatever answers lost', () => {
  it('captures once, sends one order, reports what was picked, and never waits for a time that has passed', () => {
    fc.assert(
      fc.property(worlds, (one) => {
        play(one);
      }),
      { numRuns: runs(1_500) },
    );
  });

  it('comes to an end when everybody does what they should', () => {
    fc.assert(
      fc.property(worlds, (one) => {
        const world = play(one);
        const trace: string[] = [];
        heal(world, trace);
        if (!world.ended) throw new Error(`it does not end: ${trace.slice(-3).join('\n')}`);
      }),
      { numRuns: runs(700) },
    );
  });

  it('sends one order, takes no money and reports nothing, where orders are imported as a whole', () => {
    fc.assert(
      fc.property(worlds, (one) => {
        play(one, ofWholeOrders);
      }),
      { numRuns: runs(1_000) },
    );
  });

  it('comes to an end with an order that is imported as a whole, too', () => {
    fc.assert(
      fc.property(worlds, (one) => {
        const world = play(one, ofWholeOrders);
        const trace: string[] = [];
        heal(world, trace);
        if (!world.ended) throw new Error(`it does not end: ${trace.slice(-3).join('\n')}`);
      }),
      { numRuns: runs(500) },
    );
  });

  it('ends completed, once, when nothing goes wrong', () => {
    const world = play({
      capture: 'onImport',
      completeWhen: 'tracking',
      shortPick: 'reduce',
      paid: false,
      refusesCapture: false,
      keepsRemovedRows: false,
      steps: [],
    });
    heal(world);
    expect(world).toMatchObject({ ended: 'completed', captures: 1, mails: 1, mostLiving: 1 });
    expect(world.calls).toEqual(['capture', 'import', 'complete', 'acknowledge']);
  });
});
