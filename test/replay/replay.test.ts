import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundleWorkflowCode, DefaultLogger, Runtime } from '@temporalio/worker';
import { workflowTypes } from '../../src/protocol/names';
import { replayHistories, type HistoryToReplay } from '../../src/worker/replay';
import type { RecordedHistory } from '../support/record-histories';
import { workflowBundle } from '../support/workflow-bundle';

/*
 * Fails when a change of a workflow makes it decide differently about what it has done already. Before the first release:
 * `npm run record-histories`. After it: `patched()`, see "Changing" in docs/architecture.md; and record only to add.
 */

const folder = join(__dirname, 'histories');
const files = readdirSync(folder);
const recorded = files.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as RecordedHistory);

beforeAll(() => {
  Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined) });
});

async function problemsOf(code: { codePath: string } | { code: string }, histories: readonly HistoryToReplay[]) {
  async function* one() {
    yield* histories;
  }
  const problems: string[] = [];
  let count = 0;
  for await (const { workflowId, problem } of replayHistories({ workflowBundle: code, dataConverter: {} }, one())) {
    if (problem) problems.push(`${files[count]} (${workflowId}): ${problem}`);
    count += 1;
  }
  expect(count).toBe(histories.length);
  return problems;
}

describe('the recorded histories', () => {
  it('are replayed by the workflows of today', async () => {
    expect(await problemsOf({ codePath: await workflowBundle() }, recorded)).toEqual([]);
  }, 300_000);

  it('are of every kind of workflow that waits for days, and of the scheduled ones', () => {
    const { shipment, order, purchaseOrder, connection, lease, inbox, shipmentsScan, warehouseScan } = workflowTypes;
    const { ordersScan, purchaseOrdersScan, returnsScan, articlesSync, stockSync, reconcile } = workflowTypes;
    const types = [...new Set(files.map((name) => name.split('-')[0]))];
    expect(types).toEqual(
      expect.arrayContaining([
        ...[shipment, order, purchaseOrder, workflowTypes.return, connection, lease, inbox, reconcile],
        ...[shipmentsScan, warehouseScan, ordersScan, purchaseOrdersScan, returnsScan, articlesSync, stockSync],
      ]),
    );
  });

  it('would tell of a workflow that does something else first', async () => {
    const { code } = await bundleWorkflowCode({
      workflowsPath: resolve(__dirname, 'support/changed-workflows.ts'),
      logger: new DefaultLogger('ERROR'),
    });
    const shipments = recorded.filter((_one, index) => files[index]?.startsWith('shipment-')).slice(0, 3);
    const problems = await problemsOf({ code }, shipments);
    expect(problems).toHaveLength(shipments.length);
    expect(problems[0]).toMatch(/nondeterminism/i);
  }, 120_000);

  it('hold nothing of the machine that recorded them', () => {
    for (const name of files) {
      const text = readFileSync(join(folder, name), 'utf8');
      expect(text).not.toMatch(/"identity"|stackTrace|node_modules|file:\/\//);
    }
  });
});
