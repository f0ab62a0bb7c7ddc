import fc from 'fast-check';
import { runFinder, type Run, type Sight } from '../../src/schedules/find-run';

const aRun = (n: number): Run => ({ workflowId: `shipments/retail-${Math.floor(n / 2)}`, runId: `run-${n}` });
const sight = (recent: number[], running: number[] = [], waiting = 0): Sight => ({
  recent: recent.map(aRun),
  running: running.map(aRun),
  waiting,
});
const begun = (n: number) => ({ is: 'begun', run: aRun(n) });

describe('finding the run that began after a trigger', () => {
  it.each<[string, before: Sight, seen: Sight[], found: unknown]>([
    ['the first ever', sight([]), [sight([1], [1])], begun(1)],
    ['the next, when nothing was under way', sight([1, 2]), [sight([1, 2, 3], [3])], begun(3)],
    ['one that has ended already', sight([1]), [sight([1, 2])], begun(2)],
    ['not the one under way', sight([1], [1]), [sight([1], [1], 1)], { is: 'waiting' }],
    ['the one that waited', sight([1], [1]), [sight([1], [1], 1), sight([1, 2], [2])], begun(2)],
    [
      'the one that waited, also when the next one waits already',
      sight([1], [1]),
      [sight([1], [1], 1), sight([1, 2], [2], 1)],
      begun(2),
    ],
    [
      'not one that began just before the trigger came',
      sight([1]),
      [sight([1, 2], [2], 1), sight([1, 2, 3], [3])],
      begun(3),
    ],
    [
      'the last of two that have begun: the first may be from just before',
      sight([1]),
      [sight([1, 2, 3], [3])],
      begun(3),
    ],
    ['the first of two after waiting', sight([1], [1]), [sight([1], [1], 1), sight([1, 2, 3], [3])], begun(2)],
    ['nowhere as long as nothing is seen', sight([1]), [sight([1])], { is: 'nowhere' }],
    ['nowhere between waiting and beginning', sight([1], [1]), [sight([1], [1], 1), sight([1])], { is: 'nowhere' }],
    ['one under way so long that it is not among the last', sight([], [1]), [sight([1], [1])], { is: 'nowhere' }],
  ])('%s', (_what, before, seen, found) => {
    const find = runFinder(before);
    expect(seen.map((one) => find(one)).at(-1)).toEqual(found);
  });

  it('holds whatever happens in between: never an earlier run, and always one in the end', () => {
    const event = fc.constantFrom('due', 'end', 'look');
    fc.assert(
      fc.property(fc.array(event), fc.array(event), fc.array(event), (early, gap, late) => {
        const schedule = new ModelSchedule();
        for (const one of early) schedule.happens(one);
        const find = runFinder(schedule.sight());
        for (const one of gap) schedule.happens(one);
        schedule.happens('due');
        // All that began until now did so before the trigger was through, but for the one that it started itself.
        const triggered = schedule.lastStarted();
        const beganByTrigger = schedule.waiting === 0;
        let found: Run | undefined;
        for (const one of [...late, 'look', 'end', 'look', 'end', 'look'] as const) {
          if (one !== 'look') schedule.happens(one);
          else {
            const seen = find(schedule.sight());
            if (seen.is === 'begun') found ??= seen.run;
          }
        }
        const earliest = beganByTrigger ? triggered : triggered + 1;
        expect(Number(found?.runId.slice('run-'.length))).toBeGreaterThanOrEqual(earliest);
      }),
      { numRuns: 2_000 },
    );
  });
});

/** A schedule as the server runs it with BUFFER_ONE: one at a time, one that waits, further ones are dropped. */
class ModelSchedule {
  waiting = 0;
  private started = 0;
  private running: number | undefined;

  happens(event: 'due' | 'end' | 'look'): void {
    if (event === 'due') this.waiting = 1;
    if (event === 'end') this.running = undefined;
    if (this.running !== undefined || this.waiting === 0) return;
    this.started += 1;
    this.running = this.started;
    this.waiting = 0;
  }

  lastStarted = () => this.started;

  sight(): Sight {
    const all = Array.from({ length: this.started }, (_none, index) => index + 1);
    return sight(all.slice(-10), this.running === undefined ? [] : [this.running], this.waiting);
  }
}
