import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { msNumberToTs } from '@temporalio/common/lib/time';
import { DefaultLogger, NativeConnection, Runtime, Worker, type WorkerOptions } from '@temporalio/worker';
import type { PayloadCodec } from '@temporalio/common';
import { channelArgs } from '../../src/connection/connect';
import { createPayloadCodec } from '../../src/connection/encryption/payload-codec';
import { ensureSearchAttributes, type WantedSearchAttribute } from '../../src/connection/search-attributes';
import { encryptionOfRun } from './encryption-of-run';
import { environmentName, type TestRun } from './global-setup';

/** What the run's server gives to one test file: a namespace of its own, so that fixed ids and queues do not meet. */
export interface TestTemporal {
  readonly address: string;
  readonly namespace: string;
  readonly connection: Connection;
  readonly client: Client;
  /** For `connect({ env })` and for processes of ours. */
  readonly env: Readonly<Record<'TEMPORAL_ADDRESS' | 'TEMPORAL_NAMESPACE', string>>;
  /** For workers that a test makes itself; closed with the file. */
  nativeConnection(): Promise<NativeConnection>;
  /** Runs a worker on a task queue of its own for as long as `work` takes, and hands on what it returns. */
  withWorker<T>(options: Partial<WorkerOptions>, work: (taskQueue: string) => Promise<T>): Promise<T>;
}

/**
 * Temporal for the test file that calls it, at the top level: `const temporal = useTemporal()`. Its members may be used
 * from `beforeAll` on.
 */
export function useTemporal(options: { searchAttributes?: readonly WantedSearchAttribute[] } = {}): TestTemporal {
  const { address } = testRun();
  const namespace = `test-${randomUUID()}`;
  const connection = Connection.lazy({ address, channelArgs });
  let native: Promise<NativeConnection> | undefined;
  const nativeConnection = () => (native ??= quietly(() => NativeConnection.connect({ address })));

  beforeAll(() => registerNamespace(connection, namespace, options.searchAttributes));
  afterAll(async () => {
    await (await native)?.close();
    await connection.close();
  });
  return {
    ...{ address, namespace, connection, nativeConnection },
    client: new Client({ connection, namespace, dataConverter: { payloadCodecs: [reading] } }),
    env: { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace },
    async withWorker(workerOptions, work) {
      const taskQueue = `test-${randomUUID()}`;
      const worker = await Worker.create({
        connection: await nativeConnection(),
        namespace,
        taskQueue,
        ...workerOptions,
      });
      return worker.runUntil(() => work(worker.options.taskQueue));
    },
  };
}

const { keys = [] } = encryptionOfRun;
const codec = createPayloadCodec(keys.map(({ id, key }) => ({ id, key: Buffer.from(key, 'hex') })));
/** What processes of ours have encrypted, where the whole run is to be; what a test writes by itself stays as it is. */
const reading: PayloadCodec = { encode: async (payloads) => payloads, decode: (payloads) => codec.decode(payloads) };

export async function registerNamespace(
  connection: Connection,
  namespace: string,
  searchAttributes: readonly WantedSearchAttribute[] = [],
): Promise<void> {
  const workflowExecutionRetentionPeriod = msNumberToTs(86_400_000);
  await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod });
  await ensureSearchAttributes(connection, namespace, searchAttributes);
}

/** What the run's setup has started. */
export function testRun(): TestRun {
  const run = process.env[environmentName];
  if (run === undefined) throw new Error('no Temporal for the tests: jest must run with test/support/global-setup.ts');
  return JSON.parse(run) as TestRun;
}

/** The SDK reports every change of state on standard error; a test's own words are enough. */
function quietly<T>(then: () => T): T {
  try {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
  } catch (error) {
    // The test has installed one of its own, and is not talked out of it.
    if ((error as Error).name !== 'IllegalStateError') throw error;
  }
  return then();
}
