import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import { createConnections } from '../../src/activities/connections';
import { connectionStateMaxAgeMs } from '../../src/protocol/connection';

const retail = { id: 'retail', system: 'centra', goodsOwner: 'acme', store: 'retail' } as const;
const unreachable = { why: 'unreachable', operation: 'GET /shipments' } as const;
const unauthorized = { why: 'unauthorized', operation: 'GET /shipments' } as const;

/** A Temporal whose connection workflow is in this stage. */
function aClient(stage?: string) {
  const world = { stage, asked: 0, told: [] as unknown[] };
  const client = {
    workflow: {
      getHandle: (id: string) => ({
        signal: (_: unknown, told: unknown) => {
          world.told.push(told);
          return world.stage === 'away' ? Promise.reject(new Error('away')) : Promise.resolve();
        },
        describe: () => {
          world.asked += 1;
          if (world.stage === undefined) return Promise.reject(new WorkflowNotFoundError('none', id, undefined));
          return Promise.resolve({ typedSearchAttributes: { get: () => world.stage } });
        },
      }),
      signalWithStart: (_: string, { signalArgs }: { signalArgs: unknown[] }) => {
        world.told.push(signalArgs[0]);
        return Promise.resolve();
      },
    },
  } as unknown as Client;
  return { client, world };
}

describe('connections, as activities see them', () => {
  it('work as long as nobody has said otherwise', async () => {
    await expect(createConnections(aClient().client).stage('retail')).resolves.toBe('working');
  });

  it('are asked about once for a moment, and never remembered for longer', async () => {
    let now = 0;
    const { client, world } = aClient('working');
    const connections = createConnections(client, () => now);
    await Promise.all([connections.stage('retail'), connections.stage('retail')]);
    expect(world.asked).toBe(1);
    world.stage = 'paused';
    now = connectionStateMaxAgeMs - 1;
    await expect(connections.stage('retail')).resolves.toBe('working');
    now = connectionStateMaxAgeMs;
    await expect(connections.stage('retail')).resolves.toBe('paused');
  });

  it('hear of refused credentials at once', async () => {
    const { client, world } = aClient();
    await createConnections(client).failed(retail, unauthorized);
    expect(world.told).toEqual([unauthorized]);
  });

  it('hear once of an endpoint that is no longer switched off', async () => {
    const { client, world } = aClient();
    const connections = createConnections(client);
    connections.answered('retail', 'PUT /shipment');
    await connections.failed(retail, { why: 'unauthorized', operation: 'PUT /shipment', endpointOff: true });
    connections.answered('retail', 'GET /shipments');
    connections.answered('retail', 'PUT /shipment');
    connections.answered('retail', 'PUT /shipment');
    expect(world.told.slice(1)).toEqual([{ operation: 'PUT /shipment' }]);
  });

  it('hear of it again when they could not be told', async () => {
    const { client, world } = aClient('away');
    const connections = createConnections(client);
    await connections.failed(retail, { why: 'unauthorized', operation: 'PUT /shipment', endpointOff: true });
    connections.answered('retail', 'PUT /shipment');
    await new Promise((later) => setImmediate(later));
    connections.answered('retail', 'PUT /shipment');
    expect(world.told.slice(1)).toEqual([{ operation: 'PUT /shipment' }, { operation: 'PUT /shipment' }]);
  });

  it('hear that a system cannot be reached at the third failure in a row', async () => {
    const { client, world } = aClient();
    const connections = createConnections(client);
    await connections.failed(retail, unreachable);
    await connections.failed(retail, unreachable);
    connections.worked('retail');
    await connections.failed(retail, unreachable);
    await connections.failed(retail, unreachable);
    expect(world.told).toEqual([]);
    await connections.failed(retail, unreachable);
    expect(world.told).toEqual([unreachable]);
  });
});
