import fc from 'fast-check';
import { aSettings } from '../builders';
import { World, worldEvents, type Fault } from './world';

/** `FACTOR=20 npx jest test/lifecycle` plays twenty times as long. */
const runs = (usual: number) => usual * Number(process.env.FACTOR ?? 1);

const faults: Fault[] = [
  'none',
  'none',
  'none',
  'none',
  'not-sent',
  'lost-before',
  'lost-after',
  'refused',
  'half-taken',
];

const plays = fc.record({
  restock: fc.boolean(),
  steps: fc.array(
    fc.record({
      event: fc.constantFrom(...worldEvents, 'comes-back' as const, 'scan' as const, 'scan' as const, 'time' as const),
      faults: fc.array(fc.constantFrom(...faults), { maxLength: 4 }),
      pick: fc.nat({ max: 7 }),
    }),
    { maxLength: 40 },
  ),
});
type Play = typeof plays extends fc.Arbitrary<infer T> ? T : never;

function play({ restock, steps }: Play): World {
  const world = new World(aSettings(), restock);
  for (const { event, faults: given, pick } of steps) {
    const left = [...given];
    world.happen(event, (n) => pick % Math.max(n, 1));
    world.run(() => left.shift() ?? 'none');
    check(world);
  }
  return world;
}

/** What must hold at every moment. */
function check(world: World): void {
  const { decision, facts, now } = world;
  if (decision?.step.do === 'wait' && decision.step.until !== undefined)
    expect(decision.step.until).toBeGreaterThan(now);
  if (decision) expect(decision.stage).not.toBe('');
  for (const { lineId, back, reported, settledByHand } of world.lines) {
    // Never more than came back, whoever made it.
    expect(world.pieces(lineId)).toBeLessThanOrEqual(back.length);
    if (!world.personDecided) {
      expect(world.pieces(lineId, () => true)).toBeLessThanOrEqual(back.length);
      // What is acknowledged is in a return, or somebody else acknowledged it.
      expect(reported - settledByHand).toBeLessThanOrEqual(world.pieces(lineId));
    }
    const whole = back.filter((isScrapped) => !isScrapped).length;
    const restocked = world.pieces(lineId, ({ by, returnStock }) => by === 'us' && returnStock);
    expect(restocked).toBeLessThanOrEqual(world.restock ? whole : 0);
  }
  if (facts?.operator.held && decision?.stage === 'reporting') expect(decision.step.do).toBe('wait');
}

/** Everybody does what they should: all that came back is reported in the end. */
function heal(world: World, trace: string[]): void {
  for (let i = 0; i < 80; i += 1) {
    const { decision, facts } = world;
    trace.push(`${decision?.stage} ${JSON.stringify(decision?.step)} ${JSON.stringify(decision?.asks)}`);
    if (facts?.operator.held) world.command({ action: 'release' });
    const choices = decision?.asks.flatMap((ask) => ask.choices) ?? [];
    if (facts?.operator.abandoned) world.acknowledgeByHand();
    else if (choices.includes('report-again')) world.command({ action: 'resolve', choice: 'report-again' });
    else if (choices.includes('accept')) world.command({ action: 'resolve', choice: 'accept' });
    else if (decision && decision.asks.length > 0) world.command({ action: 'retry' });
    world.happen('scan', () => 0);
    world.happen('time', () => 0);
    world.run(() => 'none');
    if (!world.facts && !world.toReport) return;
  }
  throw new Error(`it does not end: ${trace.slice(-6).join('\n')}`);
}

describe('whatever happens, in whatever order, with whatever answers lost', () => {
  it('reports every item once, restocks only what may be, and never waits for a time that has passed', () => {
    fc.assert(
      fc.property(plays, (one) => {
        play(one);
      }),
      { numRuns: runs(1_000) },
    );
  });

  it('comes to an end when everybody does what they should', () => {
    fc.assert(
      fc.property(plays, (one) => {
        const world = play(one);
        heal(world, []);
        check(world);
      }),
      { numRuns: runs(400) },
    );
  });

  it('ends completed, once, when nothing goes wrong', () => {
    const world = new World(aSettings(), true);
    world.happen('comes-back', () => 0);
    world.happen('comes-back', () => 1);
    world.happen('comes-back-scrapped', () => 1);
    world.scan();
    world.run(() => 'none');
    expect(world.ends).toEqual(['completed']);
    expect(world.calls).toEqual([
      'listMadeReturns',
      'makeReturn',
      'listMadeReturns',
      'makeReturn',
      'acknowledgeReturn',
    ]);
    expect(world.returns).toMatchObject([
      { products: { L1: 1, L2: 1 }, returnStock: true },
      { products: { L2: 1 }, returnStock: false },
    ]);
    expect(world.lines.map(({ reported }) => reported)).toEqual([1, 2]);
  });
});
