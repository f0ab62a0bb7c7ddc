import fc from 'fast-check';
import { NoTurn } from '../../src/activities/turns';
import { Turns } from '../../src/worker/turns';

/** A call that ends when the test says so. */
function aCall() {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { end, run: () => ended };
}

/** Lets everything that is ready go on. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('turns in a lane', () => {
  it('let one call through at a time, whatever asks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(1, 2, 3, 4, 5), { minLength: 1, maxLength: 40 }),
        async (priorities) => {
          const turns = new Turns(10_000);
          let inside = 0;
          let most = 0;
          let done = 0;
          await Promise.all(
            priorities.map((priority) =>
              turns.take(priority, async () => {
                inside += 1;
                most = Math.max(most, inside);
                await settle();
                inside -= 1;
                done += 1;
              }),
            ),
          );
          expect({ most, done }).toEqual({ most: 1, done: priorities.length });
        },
      ),
      { numRuns: 50 },
    );
  });

  it('serve the most urgent first, and within a priority who came first', async () => {
    const turns = new Turns(10_000);
    const served: string[] = [];
    const first = aCall();
    const calls = [turns.take(3, first.run)];
    for (const [priority, name] of [
      [3, 'scan'],
      [2, 'import a'],
      [1, 'cancel'],
      [2, 'import b'],
    ] as const) {
      calls.push(turns.take(priority, async () => void served.push(name)));
    }
    first.end();
    await Promise.all(calls);
    expect(served).toEqual(['cancel', 'import a', 'import b', 'scan']);
  });

  it('serve every tenth time the one who has waited longest, so that nothing waits for ever', async () => {
    const turns = new Turns(10_000);
    const served: number[] = [];
    const first = aCall();
    const calls = [turns.take(1, first.run), turns.take(5, async () => void served.push(5))];
    for (let i = 0; i < 20; i += 1) calls.push(turns.take(1, async () => void served.push(1)));
    first.end();
    await Promise.all(calls);
    expect(served.indexOf(5)).toBeLessThan(10);
  });

  it('go on after a call that failed', async () => {
    const turns = new Turns(10_000);
    const failing = turns.take(2, () => Promise.reject(new Error('no')));
    const next = turns.take(2, () => Promise.resolve('yes'));
    await expect(failing).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
  });

  it('end as not sent for who does not get one in time', async () => {
    const turns = new Turns(20);
    const first = aCall();
    const held = turns.take(2, first.run);
    await expect(turns.take(2, () => Promise.resolve())).rejects.toBeInstanceOf(NoTurn);
    first.end();
    await held;
    await expect(turns.take(2, () => Promise.resolve('served'))).resolves.toBe('served');
  });

  it('are refused while the lane rests, also to those who wait, with the time to wait', async () => {
    let now = 0;
    const turns = new Turns(10_000, () => now);
    const first = aCall();
    const held = turns.take(2, first.run);
    const waiting = turns.take(2, () => Promise.resolve());
    turns.close(5_000);
    await expect(waiting).rejects.toMatchObject({ name: 'NoTurn', retryAfterMs: 5_000 });
    first.end();
    await held;
    await expect(turns.take(1, () => Promise.resolve())).rejects.toMatchObject({ retryAfterMs: 5_000 });
    now = 5_000;
    await expect(turns.take(1, () => Promise.resolve('open'))).resolves.toBe('open');
  });
});
