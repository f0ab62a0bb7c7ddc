import { resolve } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { replay, type ReplayDocument } from '../../../src/cli/replay/run-replay';
import { useStories } from '../../stories/support/use-stories';
import { workflowBundle } from '../../support/workflow-bundle';
import { capturedIo } from '../support/captured';
import { configFile } from '../support/world';

const keys = [{ id: 'one', key: '5e'.repeat(32) }];
const stories = useStories({ encryption: { keys } });

async function replayed(bundle: { codePath: string } | { code: string }, query?: string) {
  const io = capturedIo(stories.temporal.env);
  const config = configFile(stories.simulators, { top: { encryption: { keys } } });
  const options = { config, json: true, workflowBundle: bundle, ...(query ? { query } : {}) };
  const code = await replay(options, io);
  return { code, document: JSON.parse(io.said.out) as ReplayDocument };
}

it('goes on with encrypted workflows that run, and names those that a change would strand', async () => {
  const shipment = await stories.imported();
  const same = await replayed({ codePath: await workflowBundle({ keys: [] }) });
  expect(same).toMatchObject({ code: 0, document: { ok: true, failed: [] } });
  expect(same.document.replayed).toBeGreaterThanOrEqual(4);

  const workflowsPath = resolve(__dirname, '../../replay/support/changed-workflows.ts');
  const changed = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
  const { code, document } = await replayed(changed, "WorkflowType = 'shipment'");
  expect(code).toBe(1);
  expect(document.failed).toEqual([
    {
      id: `shipment/retail/${shipment.id}`,
      runId: expect.any(String),
      reason: expect.stringMatching(/nondeterminism/i),
    },
  ]);
}, 180_000);
