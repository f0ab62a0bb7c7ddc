import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { stringify } from 'yaml';
import type { CallReport } from '../src/clients/http';
import type { Config } from '../src/config';
import { parseConfig } from '../src/config';
import { ensureSearchAttributes } from '../src/connection/search-attributes';
import { dataConverterFor } from '../src/connection/encryption/data-converter';
import { findTemporal } from '../src/devserver/find-temporal';
import { startDevServer, type DevServer } from '../src/devserver/start-dev-server';
import { shardOf } from '../src/protocol/lanes';
import { connectionId, lanesId, searchAttributes, taskQueues, workflowTypes } from '../src/protocol/names';
import { settingsOf } from '../src/schedules/settings-of';
import { startWorker, type BridgeWorker } from '../src/worker';
import type { RemoteSimulators } from './control';

export interface BenchBridge {
  readonly server: DevServer;
  readonly client: Client;
  readonly worker: BridgeWorker;
  readonly config: Config;
  scan(): Promise<unknown>;
  scanWarehouse(): Promise<unknown>;
  close(): Promise<void>;
}

const quiet = () => undefined;

/** Temporal as `up` runs it (writing to its file, nothing acknowledged lost), and one worker. */
export async function startBridge(
  simulators: RemoteSimulators,
  onCall?: (report: CallReport) => void,
): Promise<BenchBridge> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const folder = mkdtempSync(join(tmpdir(), 'bridge-bench-'));
  const { path } = await findTemporal({ progress: (message) => process.stderr.write(`${message}\n`) });
  const server = await startDevServer({ binary: path, headless: true, dbFile: join(folder, 'temporal.db') });
  const connection = await Connection.connect({ address: server.address });
  const config = configOf(simulators);
  const dataConverter = dataConverterFor(config.encryption);
  const { failureConverterPath } = dataConverter;
  const client = new Client({ connection, dataConverter });
  const attributes = Object.values(searchAttributes).map(({ name, type }) => ({
    name,
    type: type,
  }));
  await ensureSearchAttributes(connection, 'default', attributes);
  const { code } = await bundleWorkflowCode({
    workflowsPath: resolve(__dirname, '../src/workflows/index.ts'),
    ...(failureConverterPath ? { failureConverterPath } : {}),
    logger: { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
  const native = await NativeConnection.connect({ address: server.address });
  const worker = await startWorker({
    config,
    client,
    connection: native,
    namespace: 'default',
    workflowBundle: { code },
    identity: 'bench',
    ...(onCall ? { onCall } : {}),
  });
  const [goodsOwner] = config.goodsOwners;
  const [store] = goodsOwner?.stores ?? [];
  if (!goodsOwner || !store) throw new Error('nothing configured');
  const common = { taskQueue: taskQueues.bridge };
  await client.workflow.start(workflowTypes.connection, {
    ...common,
    workflowId: connectionId(goodsOwner.id),
    args: [{ id: goodsOwner.id, system: 'ongoing', goodsOwner: goodsOwner.id }],
  });
  await client.workflow.start(workflowTypes.connection, {
    ...common,
    workflowId: connectionId(store.id),
    args: [{ id: store.id, system: 'centra', goodsOwner: goodsOwner.id, store: store.id }],
  });
  const shard = shardOf(goodsOwner.id, config.lanes.shards);
  await client.workflow.start(workflowTypes.lease, { ...common, workflowId: lanesId(shard), args: [shard] });

  const settings = settingsOf(goodsOwner, store, 1);
  let runs = 0;
  const run = (type: string, input: object) =>
    client.workflow.execute(type, { ...common, workflowId: `${type}-${(runs += 1)}`, args: [input] });
  return {
    server,
    client,
    worker,
    config,
    scan: () => run(workflowTypes.shipmentsScan, { goodsOwner: goodsOwner.id, store: store.id, settings }),
    scanWarehouse: () =>
      run(workflowTypes.warehouseScan, { goodsOwner: goodsOwner.id, settings: [{ store: store.id, settings }] }),
    async close() {
      await worker.shutdown();
      await native.close();
      await connection.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configOf({ centra, ongoing }: RemoteSimulators): Config {
  const stores = Object.entries(centra).map(([id, { baseUrl, secret, timezone, type }]) => ({
    id,
    type,
    centra: { baseUrl, secret, timezone },
  }));
  const goodsOwners = Object.entries(ongoing).map(([id, { baseUrl, goodsOwnerId, username, password }]) => ({
    id,
    ongoing: { baseUrl, goodsOwnerId, username, password },
    articles: { requireSkus: false },
    stock: { export: true },
    stores,
  }));
  return parseConfig(stringify({ goodsOwners }), { file: 'bridge.yaml', env: {} });
}
