import { tellWhenUnheard } from '../../../src/cli/sync/unheard';
import { eventually } from '../../support/eventually';

/** What is said while the queue's oldest task is so old. */
function listening(ages: (number | Error)[]) {
  const said: string[] = [];
  const ending = new AbortController();
  const left = [...ages];
  const ended = tellWhenUnheard({
    waitsMs: () => {
      const next = left.shift() ?? 0;
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
    },
    say: (sentence) => void said.push(sentence),
    signal: ending.signal,
    everyMs: 1,
  });
  return { said, ended, ending, looks: () => ages.length - left.length };
}

describe('a job that nobody takes up', () => {
  it('is told once, with what to do', async () => {
    const { said, ended } = listening([0, 9_000, 11_000, 12_000]);
    await ended;
    expect(said).toEqual([expect.stringMatching(/no worker takes it up.*`bridge worker` run\?/)]);
  });

  it('is not told of a queue that moves, nor when Temporal cannot be asked', async () => {
    const { said, ended, ending, looks } = listening([0, 3_000, new Error('away'), 0]);
    await eventually(() => looks() === 4);
    ending.abort();
    await ended;
    expect(said).toEqual([]);
  });
});
