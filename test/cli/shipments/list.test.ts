import type { ListedConnection } from '../../../src/cli/shipments/list';
import type { ListedShipment } from '../../../src/cli/shipments/row';
import { failed } from '../../../src/protocol/connection';
import { connectionId, searchAttributes } from '../../../src/protocol/names';
import { useBridge } from '../../support/bridge';
import { eventually } from '../../support/eventually';
import { aCli, configFile } from '../support/world';

interface Listed {
  shipments: ListedShipment[];
  total: number;
  connections?: ListedConnection[];
}

describe('bridge shipments', () => {
  const bridge = useBridge();
  const cli = aCli(() => ({ file: configFile(bridge.simulators), env: bridge.temporal.env }));
  const order = (wish: object = {}) =>
    (bridge.simulators.control.merchant.createOrder({ payment: 'prepaid', ...wish }) as { shipmentId: string })
      .shipmentId;
  const inWarehouse = (id: string, store = 'retail') =>
    bridge.until(id, ({ decision }) => decision.stage === 'in-warehouse', store);
  /** Lists are a moment late; a store that has been removed is not known before they have something of it. */
  const listed = (wanted: (document: Listed) => boolean, ...args: string[]) =>
    eventually(async () => {
      const { code, out, err } = await cli('shipments', ...args, '--json');
      if (out === '') return undefined;
      const document = JSON.parse(out) as Listed;
      return wanted(document) && { code, document, err };
    });

  it('lists what is under way, with its stage, age and limit', async () => {
    const id = order();
    await bridge.scan();
    await inWarehouse(id);
    const { code, document } = await listed(({ shipments }) =>
      shipments.some((row) => row.shipmentId === id && row.stage === 'in-warehouse'),
    );
    expect(code).toBe(0);
    expect(document.shipments.find((row) => row.shipmentId === id)).toEqual({
      id: `shipment/retail/${id}`,
      goodsOwner: 'acme',
      store: 'retail',
      shipmentId: id,
      orderNumber: id.replace(/-1$/, ''),
      warehouseOrder: id,
      stage: 'in-warehouse',
      attention: null,
      attentionSince: null,
      dueAt: expect.stringMatching(/^\d{4}-.*Z$/),
      startedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      closedAt: null,
    });
    expect(document.total).toBe(document.shipments.length);
    const { out, err } = await cli('shipments');
    expect(out).toMatch(/^SHIPMENT +ORDER +STAGE +AGE/);
    expect(out).toMatch(new RegExp(`^retail/${id} +\\d+ +in-warehouse +\\d+s .*in 6d 23h$`, 'm'));
    expect(err).toMatch(/^\d+ shipments?$/m);
  });

  it('chooses by store, stage and age, and says how many there are', async () => {
    const ids = [order({ store: 'wholesale' }), order({ store: 'wholesale' })];
    await bridge.scan('wholesale');
    await Promise.all(ids.map((id) => inWarehouse(id, 'wholesale')));
    const { document } = await listed(({ total }) => total === 2, '--store', 'wholesale', '--stage', 'in-warehouse');
    expect(document.shipments.map(({ shipmentId }) => shipmentId).sort()).toEqual(ids.sort());
    const limited = await cli.json<Listed>('shipments', '--store', 'wholesale', '--limit', '1');
    expect([limited.document.shipments.length, limited.document.total]).toEqual([1, 2]);
    expect(limited.err).toContain('2 shipments, 1 shown (--limit 1)');
    const old = await cli.json<Listed>('shipments', '--store', 'wholesale', '--older-than', '1h');
    expect(old.document).toEqual({ shipments: [], total: 0, stopped: [] });
    const held = await cli('shipments', '--store', 'wholesale', '--stage', 'held');
    expect(held).toEqual({ code: 0, out: '', err: '0 shipments\n' });
    const one = await cli.json<Listed>('shipments', '--query', `OrderNumber = '${ids[0]?.replace(/-1$/, '')}'`);
    expect(one.document.shipments.map(({ shipmentId }) => shipmentId)).toEqual([ids[0]]);
  });

  it('lists those that have ended, the latest first', async () => {
    const cancelled = order();
    const completed = order();
    await bridge.scan();
    await Promise.all([cancelled, completed].map((id) => inWarehouse(id)));
    bridge.simulators.control.merchant.cancel({ orderNumber: cancelled.replace(/-1$/, ''), refunded: true });
    await bridge.scan();
    const { warehouse } = bridge.simulators.control;
    warehouse.pick({ orderNumber: completed });
    warehouse.pack({ orderNumber: completed });
    warehouse.ship({ orderNumber: completed });
    await bridge.scanWarehouse();
    await Promise.all([bridge.result(cancelled), bridge.result(completed)]);
    const isIn = (id: string) => (document: Listed) => document.shipments.some(({ shipmentId }) => shipmentId === id);
    const ofCompleted = await listed(isIn(completed), '--stage', 'completed');
    const ofCancelled = await listed(isIn(cancelled), '--stage', 'cancelled');
    for (const [{ document }, stage] of [
      [ofCompleted, 'completed'],
      [ofCancelled, 'cancelled'],
    ] as const) {
      expect(document.shipments.map((row) => row.stage)).toEqual(document.shipments.map(() => stage));
      expect(document.shipments[0]?.closedAt).toMatch(/^\d{4}-/);
    }
    expect(isIn(cancelled)(ofCompleted.document)).toBe(false);
  });

  it('ends with 4 when something needs a person, connections included', async () => {
    const quiet = await cli('shipments', '--attention', '--store', 'retail');
    expect({ code: quiet.code, out: quiet.out }).toEqual({ code: 0, out: '' });
    await bridge.client.workflow
      .getHandle(connectionId('retail'))
      .signal(failed, { why: 'unauthorized', operation: 'GET /orders', endpointOff: true });
    const { code, document, err } = await listed(({ connections }) => connections?.length === 1, '--attention');
    expect(code).toBe(4);
    expect(document.connections).toEqual([
      {
        ...{ id: 'connection/retail', stage: 'working', attention: 'unauthorized' },
        attentionSince: expect.stringMatching(/^\d{4}-/),
      },
    ]);
    expect(err).toContain('0 shipments and 1 connection needs a person');
    const { out } = await cli('shipments', '--attention');
    expect(out).toMatch(/^connection\/retail +working +unauthorized +\d+s$/m);
    expect((await cli('shipments', '--attention', '--store', 'wholesale')).code).toBe(0);
    expect((await cli('shipments', '--attention', 'overdue')).code).toBe(0);
  });

  it('lists shipments of a store that has been removed, and knows a mistyped one', async () => {
    await bridge.client.workflow.start('shipment', {
      workflowId: 'shipment/outlet/1-1',
      taskQueue: 'nobody-polls-it',
      typedSearchAttributes: [
        { key: searchAttributes.store, value: 'outlet' },
        { key: searchAttributes.stage, value: 'in-warehouse' },
      ],
    });
    const { document } = await listed(({ total }) => total === 1, '--store', 'outlet');
    expect(document.shipments[0]).toMatchObject({ store: 'outlet', orderNumber: null });
    const { code, err } = await cli('shipments', '--store', 'retial');
    expect(code).toBe(2);
    expect(err).toContain('the configuration has no store retial; did you mean retail?');
  });
});
