import { connectionId, searchAttributes } from '../../src/protocol/names';
import { ensureConnections } from '../../src/schedules/connections';
import { eventually } from '../support/eventually';
import { aConfig, having, unique, useTemporalWithSchedules } from './support';

const { client } = useTemporalWithSchedules();

describe('the connections', () => {
  const names = () => {
    const [owner, store] = [unique('acme'), unique('retail')];
    const ids = [connectionId(owner), connectionId(store)];
    return { owner, store, ids, config: aConfig([{ id: owner, stores: [{ id: store }] }]) };
  };

  it('are started where they do not run, as lists show them', async () => {
    const { owner, store, ids, config } = names();
    await expect(ensureConnections(client, config)).resolves.toMatchObject({ started: ids, running: [] });
    const { typedSearchAttributes, staticSummary, ...found } = await described(connectionId(store));
    expect(found).toMatchObject({ type: 'connection', taskQueue: 'bridge' });
    expect(typedSearchAttributes.get(searchAttributes.goodsOwner)).toBe(owner);
    expect(typedSearchAttributes.get(searchAttributes.store)).toBe(store);
    expect(typedSearchAttributes.get(searchAttributes.stage)).toBe('working');
    await expect(staticSummary()).resolves.toBe(`Centra store ${store}`);
  });

  it('are told whose they are', async () => {
    const { owner, store, config } = names();
    await ensureConnections(client, config);
    await expect(inputOf(connectionId(owner))).resolves.toEqual({ id: owner, system: 'ongoing', goodsOwner: owner });
    await expect(inputOf(connectionId(store))).resolves.toEqual({
      ...{ id: store, system: 'centra', goodsOwner: owner, store },
    });
  });

  it('are left as they are where they run', async () => {
    const { ids, config } = names();
    await ensureConnections(client, config);
    const before = await Promise.all(ids.map(described));
    await expect(ensureConnections(client, config)).resolves.toMatchObject({ started: [], running: ids });
    const after = await Promise.all(ids.map(described));
    expect(after.map(({ runId }) => runId)).toEqual(before.map(({ runId }) => runId));
  });

  it('are started again where somebody has terminated them', async () => {
    const { ids, config } = names();
    await ensureConnections(client, config);
    await client.workflow.getHandle(ids[1]!).terminate();
    await expect(ensureConnections(client, config)).resolves.toMatchObject({ started: [ids[1]], running: [ids[0]] });
  });

  it('are named when what they are for is no longer configured, and go on', async () => {
    const [its, other] = [names(), names()];
    await ensureConnections(client, its.config);
    const gone = await eventually(async () => {
      const found = having([its.owner, its.store], (await ensureConnections(client, other.config)).gone);
      return found.length === 2 && found;
    });
    expect(gone).toEqual(its.ids);
    expect((await described(its.ids[0]!)).status.name).toBe('RUNNING');
  });

  const described = (id: string) => client.workflow.getHandle(id).describe();

  async function inputOf(id: string): Promise<unknown> {
    const { events } = await client.workflow.getHandle(id).fetchHistory();
    const [payload] = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
    return JSON.parse(Buffer.from(payload?.data ?? []).toString('utf8')) as unknown;
  }
});
