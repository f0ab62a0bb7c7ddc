import { resolve } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { replay, type ReplayDocument } from '../../../src/cli/replay/run-replay';
import { useStories } from '../../stories/support/use-stories';
import { workflowBundle } from '../../support/workflow-bundle';
import { capturedIo } from '../support/captured';
import { configFile } from '../support/world';

const keys = [{ id: 'one', key: '5e'.repeat(32) }];
const stories = useStories({ encryption: { keys } });

interface Asked {
  readonly bundle?: { codePath: string } | { code: string };
  readonly query?: string;
  readonly encryption?: object;
}

async function replayed({ bundle, query, encryption = { keys } }: Asked, json = true) {
  const io = capturedIo(stories.temporal.env);
  const config = configFile(stories.simulators, { top: { encryption } });
  const workflows = bundle ?? { codePath: await workflowBundle({ keys: [] }) };
  const code = await replay({ config, json, workflowBundle: workflows, ...(query ? { query } : {}) }, io);
  return { code, said: io.said };
}
const documentOf = ({ said }: { said: { out: string } }) => JSON.parse(said.out) as ReplayDocument;

it('goes on with encrypted workflows that run, and names those that a change would strand', async () => {
  const shipment = await stories.imported();
  const same = await replayed({});
  expect(same.code).toBe(0);
  expect(documentOf(same)).toMatchObject({ ok: true, failed: [] });
  expect(documentOf(same).replayed).toBeGreaterThanOrEqual(4);

  const workflowsPath = resolve(__dirname, '../../replay/support/changed-workflows.ts');
  const bundle = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
  const changed = { bundle, query: "WorkflowType = 'shipment'" };
  const { code, said } = await replayed(changed);
  expect(code).toBe(1);
  expect(documentOf({ said }).failed).toEqual([
    {
      id: `shipment/retail/${shipment.id}`,
      runId: expect.any(String),
      event: expect.stringMatching(/^\d+ \(ActivityTaskScheduled\)$/),
      reason: expect.stringMatching(/^\[TMPRL1100\] Nondeterminism error: [\w ]+$/),
    },
  ]);
  expect(said.err).toContain('do not deploy this build while they run');
  expect(said.err).toContain('Leave that one running');

  const told = await replayed(changed, false);
  expect(told.said.out).toMatch(/^At event \d+ \(ActivityTaskScheduled\): .*\n {4}shipment\/retail\/\S+ {2}\S+\n$/);
}, 180_000);

it('says so when there is nothing to replay', async () => {
  const { code, said } = await replayed({ query: "OrderNumber = 'none'" });
  expect(code).toBe(0);
  expect(said.err).toContain('Nothing to replay.');
});

it.each([
  ['without the keys', {}, /encrypted with the key one, and encryption\.keys is empty/],
  ['with another key of that id', { keys: [{ id: 'one', key: 'e5'.repeat(32) }] }, /that key has another value here/],
])('says nothing of the build %s', async (_why, encryption, words) => {
  // A connection has no memo: nothing but the replay itself reads what is encrypted.
  await expect(replayed({ query: "WorkflowType = 'connection'", encryption })).rejects.toThrow(words);
});
