import type { Config } from '../../../src/config';
import { ensureLeases, shardsOf } from '../../../src/cli/setup/leases';
import { shardOf } from '../../../src/protocol/lanes';
import { allSearchAttributes } from '../../support/bridge';
import { eventually } from '../../support/eventually';
import { useTemporal } from '../../support/temporal';

const configOf = (shards: number, ...ids: string[]) =>
  ({ lanes: { shards }, goodsOwners: ids.map((id) => ({ id })) }) as unknown as Config;

describe('shards', () => {
  it('are those of the goods owners that are configured', () => {
    const shards = shardsOf(configOf(8, 'acme', 'umbrella', 'initech', 'hooli'));
    expect([...shards.values()].flat().sort()).toEqual(['acme', 'hooli', 'initech', 'umbrella']);
    for (const [shard, ids] of shards) expect(ids.map((id) => shardOf(id, 8))).toEqual(ids.map(() => shard));
    expect([...shardsOf(configOf(1, 'acme', 'umbrella'))]).toEqual([[0, ['acme', 'umbrella']]]);
  });
});

describe('leases', () => {
  const temporal = useTemporal({ searchAttributes: allSearchAttributes });
  const running = async () => {
    const ids: string[] = [];
    const query = `WorkflowType = 'lease' AND ExecutionStatus = 'Running'`;
    for await (const { workflowId } of temporal.client.workflow.list({ query })) ids.push(workflowId);
    return ids.sort();
  };
  const lanes = (shards: number, ...ids: string[]) =>
    [...shardsOf(configOf(shards, ...ids)).keys()].map((shard) => `lanes/${shard}`);

  it('are there once for each shard that has goods owners, and end with them', async () => {
    const ids = lanes(8, 'acme', 'umbrella');
    const first = await ensureLeases(temporal.client, configOf(8, 'acme', 'umbrella'));
    expect({ ...first, started: first.started.toSorted() }).toEqual({ started: ids.sort(), running: [], ended: [] });
    const again = await ensureLeases(temporal.client, configOf(8, 'acme', 'umbrella'));
    expect([again.started, again.running.toSorted(), again.ended]).toEqual([[], ids, []]);
    await temporal.client.workflow.start('lease', { workflowId: 'somebody-else', taskQueue: 'other', args: [3] });
    await eventually(async () => (await running()).length === ids.length + 1);
    const left = lanes(8, 'acme');
    const after = await ensureLeases(temporal.client, configOf(8, 'acme'));
    expect(after).toEqual({ started: [], running: left, ended: ids.filter((id) => !left.includes(id)) });
    await eventually(async () => (await running()).join() === [...left, 'somebody-else'].join());
  });

  it('are started once when two set up at the same time', async () => {
    const both = await Promise.all([1, 2].map(() => ensureLeases(temporal.client, configOf(8, 'acme', 'hooli'))));
    const started = both.flatMap((one) => one.started);
    expect(new Set(started).size).toBe(started.length);
  });
});
