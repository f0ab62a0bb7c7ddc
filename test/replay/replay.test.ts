import { readdirSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { bundleWorkflowCode, DefaultLogger, Runtime } from '@temporalio/worker';
import * as workflows from '../../src/workflows';
import {
  collisionsSeen,
  endpointWorks,
  failed,
  listSeen,
  pause,
  resolveConnection,
  resume,
  retryConnection,
} from '../../src/protocol/connection';
import { defineConfigured, defineObserved, operatorUpdates, wake } from '../../src/protocol/entity';
import { arrived } from '../../src/protocol/inbox';
import { replayHistories, type HistoryToReplay } from '../../src/worker/replay';
import type { RecordedHistory } from '../support/record-histories';
import { workflowBundle } from '../support/workflow-bundle';

/*
 * Fails when a change of a workflow makes it decide differently about what it has done already. Before the first release:
 * `npm run record-histories`. After it: `patched()`, see "Changing" in docs/architecture.md; and record only to add.
 */

const [observed, configured] = [defineObserved(), defineConfigured()];

const folder = join(__dirname, 'histories');
const files = readdirSync(folder);
const recorded = files.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as RecordedHistory);

beforeAll(() => {
  Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined) });
});

interface Event {
  readonly workflowExecutionStartedEventAttributes?: {
    readonly workflowType: { readonly name: string };
    readonly continuedExecutionRunId?: string;
  };
  readonly workflowExecutionSignaledEventAttributes?: { readonly signalName: string };
  readonly workflowExecutionUpdateAcceptedEventAttributes?: {
    readonly acceptedRequest?: { readonly input: { readonly name: string } };
  };
}
const eventsOf = ({ history }: RecordedHistory) => (history as { events: Event[] }).events;
const startOf = (one: RecordedHistory) => eventsOf(one)[0]?.workflowExecutionStartedEventAttributes;

/** The name of the signal or the update that an event is. */
function messageIn({
  workflowExecutionSignaledEventAttributes: signaled,
  workflowExecutionUpdateAcceptedEventAttributes: accepted,
}: Event): string[] {
  const name = signaled?.signalName ?? accepted?.acceptedRequest?.input.name;
  return name === undefined ? [] : [name];
}

async function problemsOf(code: { codePath: string } | { code: string }, histories: readonly HistoryToReplay[]) {
  async function* one() {
    yield* histories;
  }
  const problems: string[] = [];
  let count = 0;
  for await (const { workflowId, problem } of replayHistories({ workflowBundle: code, dataConverter: {} }, one())) {
    if (problem) problems.push(`${files[count]} (${workflowId}): ${problem.event} ${problem.reason}`);
    count += 1;
  }
  expect(count).toBe(histories.length);
  return problems;
}

describe('the recorded histories', () => {
  it('are replayed by the workflows of today', async () => {
    expect(await problemsOf({ codePath: await workflowBundle() }, recorded)).toEqual([]);
  }, 300_000);

  it('are of every workflow of the bundle', () => {
    const types = new Set(recorded.map((one) => startOf(one)?.workflowType.name));
    expect(Object.keys(workflows).filter((type) => !types.has(type))).toEqual([]);
  });

  it('are of everything that may be sent to a workflow that runs for days', () => {
    const sent = new Set(recorded.flatMap((one) => eventsOf(one).flatMap(messageIn)));
    const updates = [...Object.values(operatorUpdates), pause, resume, resolveConnection, retryConnection];
    const signals = [wake, observed, configured, arrived, listSeen, failed, collisionsSeen, endpointWorks];
    expect([...updates, ...signals].map(({ name }) => name).filter((name) => !sent.has(name))).toEqual([]);
  });

  it('go on in another one, of each kind that does', () => {
    const continued = recorded.filter((one) => startOf(one)?.continuedExecutionRunId).map((one) => startOf(one));
    const types = [...new Set(continued.map((start) => start?.workflowType.name))].sort();
    // A lease would, when its activity returned; it never does.
    expect(types).toEqual(['connection', 'inbox', 'order', 'purchaseOrder', 'return', 'shipment']);
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
      expect(text).not.toContain(hostname());
    }
  });
});
