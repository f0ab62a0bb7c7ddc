import { Context } from '@temporalio/activity';
import { MockActivityEnvironment } from '@temporalio/testing';
import { latestProgress, reportProgress } from '../../../src/activities/progress';
import { begun } from '../../../src/activities/syncs/stretch';

const stretch = { goodsOwner: 'acme', store: 'retail', startedAt: 0 };
const inActivity = <T>(heartbeatDetails: unknown, run: () => Promise<T>): Promise<T> =>
  new MockActivityEnvironment({ heartbeatDetails }).run(run);

describe('a stretch of a run', () => {
  it.each<[what: string, beats: unknown, given: { page: number } | undefined, from: { page: number } | undefined]>([
    ['at the beginning', undefined, undefined, undefined],
    ['where the stretch before it ended', undefined, { page: 2 }, { page: 2 }],
    ['where its last attempt died', { page: 5 }, { page: 2 }, { page: 5 }],
  ])('begins %s', async (_what, beats, given, from) => {
    const began = await inActivity(
      beats,
      async () => begun({ ...stretch, ...(given ? { progress: given } : {}) }).from,
    );
    expect(began).toEqual(from);
  });

  it('keeps saying what the attempt before it had reached, until it has reached more', async () => {
    const said = await inActivity({ page: 5 }, async () => {
      const before = latestProgress();
      reportProgress(() => ({ page: 6 }));
      return [before, latestProgress()];
    });
    expect(said).toEqual([{ page: 5 }, { page: 6 }]);
  });

  it('is over when its time is up', async () => {
    const over = await inActivity(undefined, async () => [begun(stretch, 60_000).isOver(), begun(stretch, 0).isOver()]);
    expect(over).toEqual([false, true]);
  });

  it('ends when nobody wants the run any more', async () => {
    const environment = new MockActivityEnvironment();
    const ending = environment.run(async () => {
      const work = begun<unknown, { page: number }>(stretch);
      environment.cancel();
      await expect(Context.current().cancelled).rejects.toThrow();
      work.reached(() => ({ page: 1 }));
    });
    await expect(ending).rejects.toThrow();
  });
});
