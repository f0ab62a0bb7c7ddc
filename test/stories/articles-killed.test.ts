import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { configText, type WorldOptions } from '../support/config-for';
import { eventually } from '../support/eventually';
import { ownProcess, type OwnProcess } from '../support/own-process';
import type { WorkerProgram } from '../support/programs/bridge-worker';
import { aFolder } from '../support/temp-folder';
import { workflowBundle } from '../support/workflow-bundle';
import { articlesRunner } from './support/articles-run';
import { useStories } from './support/use-stories';

const world: WorldOptions = {
  simulators: { assortment: false },
  articles: { store: 'retail', requireSkus: false },
};
/** The workers are processes of their own. */
const stories = useStories({ ...world, worker: false });
const configFile = join(aFolder(), 'bridge.yaml');

async function aWorkerProcess(): Promise<OwnProcess> {
  const { address, namespace } = stories.temporal;
  const told: WorkerProgram = { address, namespace, configFile, workflowBundle: await workflowBundle() };
  const worker = ownProcess(resolve(__dirname, '../support/programs/bridge-worker.ts'), JSON.stringify(told));
  while (((await worker.nextLine()) as { event: string }).event !== 'polls');
  return worker;
}

describe('a worker that is killed in the middle of a registry', () => {
  it('is followed by another one, which goes on where it was', async () => {
    const count = 2_000;
    writeFileSync(configFile, configText(stories.simulators, world));
    stories.merchant.addProducts({ count });
    const written = () => stories.simulators.control.counters().calls.ongoing?.acme?.calls['PUT /articles'] ?? 0;
    const pagesRead = () => stories.simulators.control.counters().calls.centra?.retail?.calls['GET /products'] ?? 0;
    const first = await aWorkerProcess();
    const running = articlesRunner(stories, 'acme', 'retail')();
    await eventually(() => written() > 700, { withinMs: 60_000 });
    await first.killHard();
    const before = { written: written(), pages: pagesRead() };
    expect(before.written).toBeLessThan(count);

    await aWorkerProcess();
    const report = await running;
    expect(report).toMatchObject({ full: true, read: count, refusedTotal: 0, different: 0 });
    expect(report.written + report.unchanged).toBe(count);
    // One may have been under way: it is looked up, and perhaps written again.
    expect(written()).toBeLessThanOrEqual(count + 1);
    // The numbers are read anew, four pages; the pages that were done are not compared again.
    expect(pagesRead() - before.pages).toBeLessThanOrEqual(4 + 4);
  }, 180_000);
});
