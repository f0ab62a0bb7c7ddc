import { randomUUID } from 'node:crypto';
import { code, grpcFailure } from '../../src/connection/errors';
import { Client } from '@temporalio/client';
import type { Config } from '../../src/config';
import { dataConverterFor } from '../../src/connection/encryption/data-converter';
import type { OperatorAction } from '../../src/lifecycle/words';
import type { ConnectionView } from '../../src/protocol/connection';
import { connectionView } from '../../src/protocol/connection';
import { shardOf } from '../../src/protocol/lanes';
import {
  connectionId,
  lanesId,
  searchAttributes,
  shipmentId,
  taskQueues,
  workflowTypes,
} from '../../src/protocol/names';
import type { ShipmentsScanResult, SweepResult, WarehouseScanResult } from '../../src/protocol/scans';
import type { OperatorReply } from '../../src/protocol/entity';
import type { ShipmentOutcome, ShipmentState } from '../../src/protocol/shipment';
import { operatorUpdates } from '../../src/protocol/entity';
import { state } from '../../src/protocol/shipment';
import type { Simulators } from '../../src/sandbox';
import { startSimulators } from '../../src/sandbox';
import { ensureConnections } from '../../src/schedules/connections';
import { settingsOf } from '../../src/schedules/settings-of';
import type { BridgeWorker, BridgeWorkerOptions } from '../../src/worker';
import { startWorker } from '../../src/worker';
import { configFor, simulatorsFor, type WorldOptions } from './config-for';
import { ended, patienceMs as usualPatienceMs } from './ended';
import { eventually } from './eventually';
import { recordHistories, recordingFolder } from './record-histories';
import { registerNamespace, useTemporal, type TestTemporal } from './temporal';
import { workflowBundle } from './workflow-bundle';

export const allSearchAttributes = Object.values(searchAttributes).map(({ name, type }) => ({
  name,
  type: type,
}));

export interface BridgeOptions extends WorldOptions {
  /** Who listens to the worker; `false`: none in this process. */
  readonly worker?: Pick<BridgeWorkerOptions, 'onCall' | 'onEvent'> | false;
  /** How long a shipment may take to come to its end, ms. Default 45 s. */
  readonly patienceMs?: number;
}

/** The bridge between two simulators, on the test run's Temporal, in a namespace of its own. */
export interface TestBridge {
  readonly temporal: TestTemporal;
  readonly simulators: Simulators;
  readonly config: Config;
  readonly worker: BridgeWorker;
  readonly client: Client;
  /** One run of `shipments/<store>`. */
  scan(store?: string): Promise<ShipmentsScanResult>;
  /** One run of `warehouse/<goodsOwner>`. */
  scanWarehouse(goodsOwner?: string): Promise<WarehouseScanResult>;
  /** One run of `sweep/<goodsOwner>`. */
  sweep(goodsOwner?: string): Promise<SweepResult>;
  state(shipmentId: string, store?: string): Promise<ShipmentState>;
  /** Waits until the shipment is as wanted. */
  until(shipmentId: string, wanted: (state: ShipmentState) => boolean, store?: string): Promise<ShipmentState>;
  act(shipmentId: string, action: OperatorAction, more?: Request, store?: string): Promise<OperatorReply>;
  /** Waits for the end of the life. */
  result(shipmentId: string, store?: string): Promise<ShipmentOutcome>;
  connection(id: string): Promise<ConnectionView>;
  /** All that Temporal knows is gone, and the bridge is started anew, beside the same two systems. */
  losesTemporal(): Promise<void>;
  /** The bridge is started anew with another configuration, beside the same two systems and the same Temporal. */
  reconfigured(change: WorldOptions): Promise<void>;
}

type Request = Readonly<Record<string, string | undefined>>;

/** `const bridge = useBridge()` at the top level of a test file; its members may be used from the first test on. */
export function useBridge(options: BridgeOptions = {}): TestBridge {
  const { patienceMs = usualPatienceMs } = options;
  const world: { simulators?: Simulators; config?: Config; worker?: BridgeWorker; lost: number } = { lost: 0 };
  // Hooks run in the order of their definition: the worker ends before its connection.
  afterAll(async () => {
    if (recordingFolder !== undefined) await recordHistories(client, recordingFolder);
    await world.worker?.shutdown();
    await world.simulators?.close();
  }, 120_000);
  const temporal = useTemporal({ searchAttributes: allSearchAttributes });
  let { client } = temporal;
  const clientOf = (namespace: string) =>
    new Client({
      ...{ connection: temporal.connection, namespace },
      dataConverter: dataConverterFor(get('config').encryption),
    });

  beforeAll(async () => {
    world.simulators = await startSimulators(simulatorsFor(options));
    world.config = configFor(world.simulators, options);
    client = clientOf(temporal.namespace);
    await start();
  }, 120_000);

  const get = <K extends keyof typeof world>(name: K): NonNullable<(typeof world)[K]> => {
    const value = world[name];
    if (value === undefined) throw new Error(`${name} is there from the first test on`);
    return value;
  };
  const start = async () => {
    if (options.worker !== false) {
      const connection = await temporal.nativeConnection();
      world.worker = await aWorker({ client, connection }, get('config'), options.worker);
    }
    await startStanding(client, get('config'));
  };
  const handle = (id: string, store: string) => client.workflow.getHandle(shipmentId(store, id));
  return {
    temporal,
    get client() {
      return client;
    },
    get simulators() {
      return get('simulators');
    },
    get config() {
      return get('config');
    },
    get worker() {
      return get('worker');
    },
    ...runs(
      () => client,
      () => get('config'),
    ),
    state: (id, store = 'retail') => handle(id, store).query(state),
    async until(id, wanted, store = 'retail') {
      let last: ShipmentState | undefined;
      let lost: unknown;
      const look = async () => {
        try {
          last = await handle(id, store).query(state);
        } catch (error) {
          lost = error;
          return undefined;
        }
        return wanted(last) ? last : undefined;
      };
      // Every look is a task for the worker: not too often.
      return eventually(look, { everyMs: 75, withinMs: patienceMs }).catch(() => {
        const stands = last ? `${JSON.stringify(last.decision)}: ${JSON.stringify(last.facts)}` : String(lost);
        throw new Error(`${id} stands at ${stands}`);
      });
    },
    async act(id, action, more = {}, store = 'retail') {
      const args: [Request] = [{ actor: 'tester', reason: 'because', ...more }];
      const options = { args, updateId: randomUUID() };
      for (;;) {
        try {
          return await handle(id, store).executeUpdate(operatorUpdates[action], options);
        } catch (error) {
          // Something else reached it in the same moment: sent again with the same id, as the command line does.
          if (grpcFailure(error)?.code !== code.failedPrecondition) throw error;
        }
      }
    },
    result: (id, store = 'retail') =>
      ended<ShipmentOutcome>(
        client,
        handle(id, store),
        patienceMs,
        async () => (await handle(id, store).query(state)).decision,
      ),
    connection: (id) => client.workflow.getHandle(connectionId(id)).query(connectionView),
    async reconfigured(change) {
      await world.worker?.shutdown();
      world.config = configFor(get('simulators'), { ...options, ...change });
      client = clientOf(client.options.namespace);
      await start();
    },
    async losesTemporal() {
      await world.worker?.shutdown();
      world.lost += 1;
      const namespace = `${temporal.namespace}-${world.lost}`;
      await registerNamespace(temporal.connection, namespace, allSearchAttributes);
      client = clientOf(namespace);
      await start();
    },
  };
}

/** A worker of the product for this world, in this process. */
export async function aWorker(
  { client, connection }: Pick<BridgeWorkerOptions, 'client' | 'connection'>,
  config: Config,
  listeners: Pick<BridgeWorkerOptions, 'onCall' | 'onEvent'> = {},
): Promise<BridgeWorker> {
  return startWorker({
    config,
    client,
    connection,
    namespace: client.options.namespace,
    workflowBundle: { codePath: await workflowBundle(config.encryption) },
    identity: 'test',
    graceMs: 2_000,
    ...listeners,
  });
}

/** The scheduled jobs, one run of each when it is asked for. They hear nothing of the run before them. */
function runs(client: () => Client, config: () => Config): Pick<TestBridge, 'scan' | 'scanWarehouse' | 'sweep'> {
  let count = 0;
  const run = <Result>(type: string, input: unknown) =>
    client().workflow.execute(type, {
      workflowId: `${type}-${(count += 1)}`,
      taskQueue: taskQueues.bridge,
      args: [input],
    }) as Promise<Result>;
  const warehouseInput = (id: string) => {
    const its = config().goodsOwners.find((goodsOwner) => goodsOwner.id === id);
    if (!its) throw new Error(`no goods owner ${id}`);
    return {
      goodsOwner: id,
      settings: its.stores.map((store) => ({ store: store.id, settings: settingsOf(its, store, 1) })),
    };
  };
  return {
    scan(store = 'retail') {
      for (const goodsOwner of config().goodsOwners) {
        const its = goodsOwner.stores.find(({ id }) => id === store);
        if (!its) continue;
        const settings = settingsOf(goodsOwner, its, 1);
        return run(workflowTypes.shipmentsScan, { goodsOwner: goodsOwner.id, store, settings });
      }
      throw new Error(`no store ${store}`);
    },
    scanWarehouse: (goodsOwner = 'acme') => run(workflowTypes.warehouseScan, warehouseInput(goodsOwner)),
    sweep: (goodsOwner = 'acme') => run(workflowTypes.sweep, warehouseInput(goodsOwner)),
  };
}

/** Connections and leases, which are there before any shipment. */
export async function startStanding(client: Client, config: Config): Promise<void> {
  await ensureConnections(client, config);
  for (const shard of new Set(config.goodsOwners.map(({ id }) => shardOf(id, config.lanes.shards)))) {
    await client.workflow.start(workflowTypes.lease, {
      taskQueue: taskQueues.bridge,
      workflowId: lanesId(shard),
      args: [shard],
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
  }
}
