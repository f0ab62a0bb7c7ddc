import type { Client } from '@temporalio/client';
import { stringify } from 'yaml';
import type { Config } from '../../src/config';
import { parseConfig } from '../../src/config';
import { checkRules } from '../../src/mapping';
import { connectionId, lanesId, searchAttributes, taskQueues, workflowTypes } from '../../src/protocol/names';
import { shardOf } from '../../src/protocol/lanes';
import type { OperatorReply, ShipmentState } from '../../src/protocol/shipment';
import { operatorUpdates, state } from '../../src/protocol/shipment';
import type { OperatorAction } from '../../src/lifecycle/words';
import type { Simulators, SimulatorsOptions } from '../../src/sandbox';
import { startSimulators } from '../../src/sandbox';
import { settingsOf } from '../../src/schedules/settings-of';
import type { BridgeWorker } from '../../src/worker';
import { startWorker } from '../../src/worker';
import { eventually } from './eventually';
import { useTemporal, type TestTemporal } from './temporal';
import { workflowBundle } from './workflow-bundle';

export const allSearchAttributes = Object.values(searchAttributes).map(({ name, type }) => ({
  name,
  type: type as 'KEYWORD' | 'DATETIME',
}));

/** What differs from a quick, small world. */
export interface BridgeOptions {
  readonly simulators?: SimulatorsOptions;
  /** Merged over every store of the configuration. */
  readonly store?: Record<string, unknown>;
  readonly ongoing?: Record<string, unknown>;
}

/** The bridge between two simulators, on the test run's Temporal, in a namespace of its own. */
export interface TestBridge {
  readonly temporal: TestTemporal;
  readonly simulators: Simulators;
  readonly config: Config;
  readonly worker: BridgeWorker;
  readonly client: Client;
  /** One run of `shipments/<store>`. */
  scan(store?: string): Promise<unknown>;
  /** One run of `warehouse/<goodsOwner>`. */
  scanWarehouse(goodsOwner?: string): Promise<unknown>;
  state(shipmentId: string, store?: string): Promise<ShipmentState>;
  /** Waits until the shipment is as wanted. */
  until(shipmentId: string, wanted: (state: ShipmentState) => boolean, store?: string): Promise<ShipmentState>;
  act(shipmentId: string, action: OperatorAction, more?: Record<string, string>, store?: string): Promise<OperatorReply>;
  /** Waits for the end of the life. */
  result(shipmentId: string, store?: string): Promise<unknown>;
}

/** The configuration for simulators: short times, so that tests wait for conditions and not for clocks. */
export function configFor(simulators: Simulators, { store = {}, ongoing = {} }: BridgeOptions = {}): Config {
  const stores = Object.entries(simulators.centra).map(([id, { baseUrl, secret, timezone, type }]) => ({
    id,
    type,
    centra: { baseUrl, secret, timezone, timeout: '2s' },
    settle: '200ms',
    every: '1s',
    ...store,
  }));
  const goodsOwners = Object.entries(simulators.ongoing).map(([id, { baseUrl, goodsOwnerId, username, password }]) => ({
    id,
    ongoing: { baseUrl, goodsOwnerId, username, password, timeout: '2s', every: '1s', ...ongoing },
    stores,
  }));
  return parseConfig(stringify({ every: '1s', goodsOwners }), { file: 'bridge.yaml', env: {}, extraChecks: [checkRules] });
}

/** `const bridge = useBridge()` at the top level of a test file; its members may be used from the first test on. */
export function useBridge(options: BridgeOptions = {}): TestBridge {
  const world: { simulators?: Simulators; config?: Config; worker?: BridgeWorker } = {};
  // Hooks run in the order of their definition: the worker ends before its connection.
  afterAll(async () => {
    await world.worker?.shutdown();
    await world.simulators?.close();
  });
  const temporal = useTemporal({ searchAttributes: allSearchAttributes });

  beforeAll(async () => {
    world.simulators = await startSimulators(options.simulators);
    world.config = configFor(world.simulators, options);
    const { client, namespace } = temporal;
    world.worker = await startWorker({
      config: world.config,
      client,
      connection: await temporal.nativeConnection(),
      namespace,
      workflowBundle: { codePath: await workflowBundle() },
      identity: 'test',
      graceMs: 2_000,
    });
    await startStanding(client, world.config);
  }, 120_000);

  const get = <K extends keyof typeof world>(name: K): NonNullable<(typeof world)[K]> => {
    const value = world[name];
    if (value === undefined) throw new Error(`${name} is there from the first test on`);
    return value as NonNullable<(typeof world)[K]>;
  };
  const handle = (shipmentId: string, store: string) => temporal.client.workflow.getHandle(`shipment/${store}/${shipmentId}`);
  const goodsOwnerOf = (store: string) => {
    const goodsOwner = get('config').goodsOwners.find(({ stores }) => stores.some(({ id }) => id === store));
    const its = goodsOwner?.stores.find(({ id }) => id === store);
    if (!goodsOwner || !its) throw new Error(`no store ${store}`);
    return { goodsOwner, store: its };
  };
  let runs = 0;
  const run = (type: string, input: unknown) =>
    temporal.client.workflow.execute(type, { workflowId: `${type}-${(runs += 1)}`, taskQueue: taskQueues.bridge, args: [input] });

  return {
    temporal,
    get simulators() {
      return get('simulators');
    },
    get config() {
      return get('config');
    },
    get worker() {
      return get('worker');
    },
    get client() {
      return temporal.client;
    },
    scan(store = 'retail') {
      const its = goodsOwnerOf(store);
      const settings = settingsOf(its.goodsOwner, its.store, 1);
      return run(workflowTypes.shipmentsScan, { goodsOwner: its.goodsOwner.id, store, settings });
    },
    scanWarehouse(goodsOwner = 'acme') {
      const its = get('config').goodsOwners.find(({ id }) => id === goodsOwner);
      const settings = its?.stores.map((store) => ({ store: store.id, settings: settingsOf(its, store, 1) }));
      return run(workflowTypes.warehouseScan, { goodsOwner, settings });
    },
    state: (shipmentId, store = 'retail') => handle(shipmentId, store).query(state),
    async until(shipmentId, wanted, store = 'retail') {
      let last: ShipmentState | undefined;
      return eventually(async () => {
        last = await handle(shipmentId, store).query(state).catch(() => undefined);
        return last && wanted(last) ? last : undefined;
      }).catch(() => {
        throw new Error(`${shipmentId} stands at ${JSON.stringify(last?.decision)}: ${JSON.stringify(last?.facts.timeline)}`);
      });
    },
    act: (shipmentId, action, more = {}, store = 'retail') =>
      handle(shipmentId, store).executeUpdate(operatorUpdates[action], {
        args: [{ actor: 'tester', reason: 'because', ...more }],
      }),
    result: (shipmentId, store = 'retail') => handle(shipmentId, store).result(),
  };
}

/** Connections and leases, which `bridge setup` starts. */
async function startStanding(client: Client, config: Config): Promise<void> {
  for (const { id, stores } of config.goodsOwners) {
    const common = { taskQueue: taskQueues.bridge };
    await client.workflow.start(workflowTypes.connection, {
      ...common,
      workflowId: connectionId(id),
      args: [{ id, system: 'ongoing', goodsOwner: id }],
    });
    for (const store of stores) {
      await client.workflow.start(workflowTypes.connection, {
        ...common,
        workflowId: connectionId(store.id),
        args: [{ id: store.id, system: 'centra', goodsOwner: id, store: store.id }],
      });
    }
    const shard = shardOf(id, config.lanes.shards);
    await client.workflow.start(workflowTypes.lease, {
      ...common,
      workflowId: lanesId(shard),
      args: [shard],
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
  }
}
