import fc from 'fast-check';
import { minute } from '../builders';
import { aSettings } from './builders';
import { events, World, type Fault } from './world';

/** `FACTOR=20 npx jest test/lifecycle` plays twenty times as long. */
const runs = (usual: number) => usual * Number(process.env.FACTOR ?? 1);

const faults: Fault[] = ['none', 'none', 'none', 'none', 'not-sent', 'lost-before', 'lost-after', 'refused'];

const worlds = fc.record({
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

function play({ steps, keepsRemovedRows }: Play): World {
  const world = new World(aSettings(), keepsRemovedRows);
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

const deadline = ({ decision: { step } }: World) => (step.do === 'wait' ? (step.until ?? 0) : 0);

/** Everybody does what they should: it must come to an end. */
function heal(world: World, trace: string[] = []): void {
  world.confirmed = true;
  for (let i = 0; i < 60 && !world.ended; i += 1) {
    const { decision, facts } = world;
    trace.push(`${decision.stage} ${JSON.stringify(decision.step)} ${JSON.stringify(decision.asks)}`);
    if (facts.operator.held) world.command({ action: 'release' });
    if (decision.stage === 'cancelled' || decision.stage === 'abandoned') world.delivery = 'cancelled';
    const choices = decision.asks.flatMap((ask) => ask.choices).filter((choice) => choice !== 'wait');
    if (choices[0]) world.command({ action: 'resolve', choice: choices[0] });
    else if (decision.asks.length > 0) world.command({ action: 'retry' });
    for (const event of ['receive', 'finish'] as const) world.happen(event, () => 0);
    world.tellWarehouse();
    world.scan();

    world.turn();
    world.run(() => 'none');
    check(world);
    world.now = Math.max(world.now + minute, deadline(world));
    world.turn();
    world.run(() => 'none');
    check(world);
  }
}

/** What must hold at every moment. */
function check(world: World): void {
  const { decision, facts, now } = world;
  expect(world.receipts.length).toBeLessThanOrEqual(1);
  expect(world.blindRepeats).toBe(0);
  expect(world.wronglyDeleted).toBe(0);
  expect(world.mostLiving).toBeLessThanOrEqual(1);
  expect(decision.stage).toBeTruthy();
  if (decision.step.do === 'wait' && decision.step.until !== undefined)
    expect(decision.step.until).toBeGreaterThan(now);
  if (decision.step.do === 'wait' && decision.step.for === 'operator') expect(decision.asks).not.toEqual([]);
  if (decision.dueAt !== undefined) expect(decision.dueAt).toBeGreaterThan(now);
  const [told] = world.receipts;
  if (told) expect(told).toEqual(world.receivedThen);
  if (!world.ended) return;
  const answers = Object.values(facts.operator.resolved).map((answer) => answer?.choice);
  if (world.ended !== 'completed') expect(facts.centra.listed).toBe(false);
  // What lives in the warehouse is never forgotten without a word.
  if (world.ended === 'cancelled' && world.living.length > 0) expect(answers).toContain('accept');
  if (world.ended === 'completed' && world.living.length > 0) {
    expect(facts.reported !== undefined || answers.includes('accept')).toBe(true);
  }
  if (facts.reported && !facts.reported.by) expect(world.delivery).not.toBe('open');
}

describe('whatever happens to a delivery, in whatever order, with whatever answers lost', () => {
  it('tells what was received once, announces it once, cancels nothing silently, and never waits for a time that has passed', () => {
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

  it('ends completed, with as few calls as can be, when nothing goes wrong', () => {
    const world = play({ keepsRemovedRows: false, steps: [] });
    heal(world);
    expect(world).toMatchObject({ ended: 'completed', mostLiving: 1 });
    expect(world.receipts).toHaveLength(1);
    expect(world.calls).toEqual(['importPurchaseOrder', 'reportReceipt', 'acknowledgeReceipt']);
  });
});
