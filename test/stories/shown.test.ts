import { searchAttributes } from '../../src/protocol/names';
import { eventually } from '../support/eventually';
import type { TestShipment } from './support/test-shipment';
import { useStories } from './support/use-stories';

const stories = useStories({
  stores: { onimport: { capture: 'onImport' }, soonasked: { attentionAfter: { pick: '1s' } }, shut: {} },
});

async function attributesOf(shipment: TestShipment) {
  const { typedSearchAttributes } = await shipment.handle.describe();
  const entries = Object.entries(searchAttributes).map(([name, key]) => [name, typedSearchAttributes.get(key)]);
  return Object.fromEntries(entries) as Record<keyof typeof searchAttributes, unknown>;
}

/** What stands in Temporal’s UI. */
async function detailsOf(shipment: TestShipment): Promise<string> {
  const { currentDetails } = await shipment.handle.query<{ currentDetails: string }>('__temporal_workflow_metadata');
  return currentDetails;
}

const idsWith = async (query: string) => {
  const ids: string[] = [];
  for await (const { workflowId } of stories.client.workflow.list({ query })) ids.push(workflowId);
  return ids;
};

describe('search attributes', () => {
  it('say from the start whose a shipment is, and where it stands', async () => {
    const shipment = stories.ordered({ store: 'onimport', payment: 'refuses' });
    const capture = stories.hold({ path: '/capture', about: shipment.id });
    await stories.scan('onimport');
    expect(await attributesOf(shipment)).toMatchObject({
      goodsOwner: 'acme',
      store: 'onimport',
      stage: 'capturing',
      orderNumber: String(shipment.order),
      dueAt: expect.any(Date),
    });
    capture.release();
  });

  it('name the order in the warehouse, and by when somebody should have picked it', async () => {
    const shipment = await stories.imported();
    const attributes = await attributesOf(shipment);
    expect(attributes).toMatchObject({ stage: 'in-warehouse', warehouseOrder: shipment.id });
    const days = (Number(attributes.dueAt) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.9);
    expect(days).toBeLessThan(7.1);
    expect(attributes.attention).toBeUndefined();
  });

  it('list everything that a person should look at, since when, and nothing that has ended', async () => {
    const refused = stories.ordered({ store: 'onimport', payment: 'refuses' });
    const late = await stories.imported({ store: 'soonasked' });
    await stories.scan('onimport');
    await refused.asks('capture-refused');
    await late.asks('overdue');
    const asked = [refused.workflowId, late.workflowId];
    await eventually(async () => {
      const listed = await idsWith('Attention IS NOT NULL');
      return asked.every((id) => listed.includes(id));
    });
    expect(await attributesOf(refused)).toMatchObject({
      attention: 'capture-refused',
      attentionSince: new Date((await refused.state()).asks[0]!.since),
      dueAt: undefined,
    });

    stories.merchant.cancel({ orderNumber: refused.order });
    await stories.scan('onimport');
    await refused.end();
    await late.goesItsWay();
    await eventually(async () => {
      const listed = await idsWith('Attention IS NOT NULL');
      return asked.every((id) => !listed.includes(id));
    });
  });

  it('cost a quiet shipment one change', async () => {
    const shipment = await stories.imported();
    await shipment.goesItsWay();
    const { events } = await shipment.handle.fetchHistory();
    expect(events?.filter((event) => event.upsertWorkflowSearchAttributesEventAttributes)).toHaveLength(1);
  });
});

describe('in Temporal’s UI', () => {
  it('a shipment has its summary', async () => {
    const shipment = await stories.imported();
    const description = await shipment.handle.describe();
    await expect(description.staticSummary()).resolves.toBe(
      `Shipment ${shipment.id} of store retail, for goods owner acme`,
    );
  });

  it('its details tell where it is, what it waits for, since when, what happens next and what can be done', async () => {
    const shipment = await stories.imported();
    const details = await detailsOf(shipment);
    const { since } = await shipment.state();
    const at = (ms: number) => new Date(ms).toISOString().replace('T', ' ').slice(0, 19);
    expect(details).toContain('**in-warehouse**: waits until the warehouse picks and ships it.');
    expect(details).toContain(`Since ${at(since)} UTC.`);
    expect(details).toContain(`A person is asked at ${at(since + 7 * 86_400_000)} UTC if nothing happens.`);
    expect(details).toContain(`| Order in Ongoing | ${shipment.id} |`);
    for (const name of ['cancel', 'complete', 'hold', 'abandon'])
      expect(details).toContain(`| \`${name}\` | \`{"actor"`);
    expect(details).toContain('Not now: `retry`');
    expect(details).toMatch(/\| [\d-]+ [\d:]+ \| good-to-go \|/);
  });

  it('its details ask the question, with the choices', async () => {
    const shipment = await stories.imported();
    stories.warehouse.annul({ orderNumber: shipment.id });
    await stories.scanWarehouse();
    await shipment.asks('cancelled-in-warehouse');
    const details = await eventually(async () => {
      const shown = await detailsOf(shipment);
      return shown.includes('Attention') && shown;
    });
    expect(details).toContain('UTC. The warehouse cancelled the order');
    expect(details).toMatch(/^\*\*Attention: cancelled-in-warehouse\*\*, since /);
    expect(details).toContain('"choice":"order-again"}` | sends it under a new number |');
    expect(details).toContain('"choice":"give-up"}` | treats it as cancelled |');
  });

  it('a connection tells whether it works', async () => {
    const handle = stories.client.workflow.getHandle('connection/acme');
    const { currentDetails } = await handle.query<{ currentDetails: string }>('__temporal_workflow_metadata');
    expect(currentDetails).toContain('**working**');
    expect(currentDetails).toContain('| `pause` | `{"actor":"your name","reason":"why"}` |');
    await expect((await handle.describe()).staticSummary()).resolves.toBe('Ongoing goods owner acme');
  });
});

describe('a run', () => {
  /** What stands in Temporal’s UI of the runs that ended so. */
  const told = async (status: 'Completed' | 'Failed') => {
    const ids = await idsWith(`WorkflowType = 'shipmentsScan' AND ExecutionStatus = '${status}'`);
    return Promise.all(
      ids.map(async (id) => {
        const metadata = stories.client.workflow
          .getHandle(id)
          .query<{ currentDetails: string }>('__temporal_workflow_metadata');
        return (await metadata).currentDetails;
      }),
    );
  };

  it('tells what it did', async () => {
    stories.ordered({ store: 'shut' });
    stories.ordered({ store: 'shut' });
    await stories.scan('shut');
    const whatItDid = '**2 read**: 2 written, 2 started.';
    await expect(eventually(async () => (await told('Completed')).includes(whatItDid))).resolves.toBe(true);
  });

  it('tells why it could not, in words', async () => {
    stories.faults.add({ kind: 'unauthorized', system: 'centra', store: 'shut' });
    await expect(stories.scan('shut')).rejects.toThrow();
    const why = /^\*\*Failed\*\*: Centra cannot be read: its connection does not work or is paused/;
    await expect(eventually(async () => (await told('Failed')).some((text) => why.test(text)))).resolves.toBe(true);
  });
});
