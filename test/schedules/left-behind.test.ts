import { connectionId, orderId, searchAttributes, shipmentId, workflowTypes } from '../../src/protocol/names';
import { leftBehind } from '../../src/schedules/left-behind';
import { eventually } from '../support/eventually';
import { aConfig, unique, useTemporalWithSchedules } from './support';

const { client } = useTemporalWithSchedules();

/** A workflow as lists know it; nobody runs it. */
const start = (workflowType: string, workflowId: string, store?: string) =>
  client.workflow.start(workflowType, {
    ...{ workflowId, taskQueue: 'nobody-polls-it' },
    typedSearchAttributes: store === undefined ? [] : [{ key: searchAttributes.store, value: store }],
  });

const listed = (query: string, count: number) =>
  eventually(async () => (await client.workflow.count(query)).count === count);

describe('shipments and orders that are left behind', () => {
  const of = async (stores: string[], configured: string[]) => {
    const all = await leftBehind(client, aConfig([{ id: 'acme', stores: configured.map((id) => ({ id })) }]));
    return all.filter(({ store }) => stores.includes(store));
  };

  it('are those under way of stores that are not configured, by store', async () => {
    const [kept, gone, alsoGone] = [unique('kept'), unique('gone-a'), unique('gone-b')];
    await start(workflowTypes.shipment, shipmentId(kept, '1-1'), kept);
    for (const id of ['2-1', '3-1', '4-1']) await start(workflowTypes.shipment, shipmentId(gone, id), gone);
    await start(workflowTypes.order, orderId(alsoGone, '5'), alsoGone);
    await listed(`Store IN ('${kept}', '${gone}', '${alsoGone}')`, 5);
    await expect(of([kept, gone, alsoGone], [kept])).resolves.toEqual([
      { store: gone, count: 3 },
      { store: alsoGone, count: 1 },
    ]);
  });

  it('are none where every store is configured', async () => {
    const kept = unique('kept');
    await start(workflowTypes.shipment, shipmentId(kept, '1-1'), kept);
    await listed(`Store = '${kept}'`, 1);
    await expect(of([kept], [kept])).resolves.toEqual([]);
  });

  it('are neither those that have ended nor other workflows', async () => {
    const gone = unique('gone');
    const ended = await start(workflowTypes.shipment, shipmentId(gone, '1-1'), gone);
    await ended.terminate();
    await start(workflowTypes.connection, connectionId(gone), gone);
    await listed(`Store = '${gone}' AND ExecutionStatus = 'Terminated'`, 1);
    await listed(`Store = '${gone}' AND ExecutionStatus = 'Running'`, 1);
    await expect(of([gone], ['retail'])).resolves.toEqual([]);
  });
});
