import type { ConnectionDocument } from '../../../src/cli/shipments/connection-document';
import type { ShipmentDocument } from '../../../src/cli/shipments/document';
import { failed } from '../../../src/protocol/connection';
import { connectionId } from '../../../src/protocol/names';
import { useBridge } from '../../support/bridge';
import { aCli, configFile } from '../support/world';

describe('bridge shipment', () => {
  const bridge = useBridge();
  const cli = aCli(() => ({ file: configFile(bridge.simulators), env: bridge.temporal.env }));
  const show = (id: string) => cli.json<ShipmentDocument>('shipment', id);
  const order = (wish: object = {}) =>
    (bridge.simulators.control.merchant.createOrder({ payment: 'prepaid', ...wish }) as { shipmentId: string })
      .shipmentId;
  const inWarehouse = (id: string) => bridge.until(id, ({ decision }) => decision.stage === 'in-warehouse');

  it('says where it is, what it waits for, what happens next and what may be done', async () => {
    const id = order();
    await bridge.scan();
    await inWarehouse(id);
    const { code, document } = await show(id);
    expect(code).toBe(0);
    expect(document).toMatchObject({
      id: `shipment/retail/${id}`,
      goodsOwner: 'acme',
      store: 'retail',
      shipmentId: id,
      warehouseOrder: id,
      stage: 'in-warehouse',
      attention: null,
      answeredBy: 'worker',
      waitingFor: 'the warehouse picks and ships it',
      since: expect.stringMatching(/Z$/),
      next: { step: 'look again', at: expect.stringMatching(/Z$/) },
      asks: [],
      outcome: null,
    });
    expect(document.actions.map(({ name, allowed }) => [name, allowed])).toEqual([
      ['retry', false],
      ['cancel', true],
      ['complete', true],
      ['hold', true],
      ['release', false],
      ['resolve', false],
      ['abandon', true],
    ]);
    expect(document.actions[4]).toEqual({ name: 'release', allowed: false, whyNot: 'it is not held', choices: [] });
    expect(document.timeline[0]).toMatchObject({ at: document.startedAt, what: 'good-to-go', by: null });
    expect(document.facts?.order?.number).toBe(id);
  });

  it('tells it to people', async () => {
    const id = order();
    await bridge.scan();
    await inWarehouse(id);
    await bridge.sweep();
    await bridge.until(id, ({ facts }) => facts.parts.length > 0);
    const { code, out, err } = await cli('shipment', `retail/${id}`);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(new RegExp(`^retail/${id}  in-warehouse\n`));
    expect(out).toMatch(/^ {2}Waits until +the warehouse picks and ships it$/m);
    expect(out).toMatch(/^ {2}A person is asked +\d{4}-.* UTC, in 6d 23h, if nothing happens$/m);
    expect(out).toMatch(new RegExp(`^ {2}Order in Ongoing +${id} \\(Open, 200\\)$`, 'm'));
    expect(out).toMatch(new RegExp(`^ {2}cancel +bridge cancel retail/${id} --reason "…"$`, 'm'));
    expect(out).toMatch(/^ {2}release +not now: it is not held$/m);
    expect(out).toMatch(/^Timeline \(UTC\)\n {2}\d{4}-.* {2}good-to-go$/m);
  });

  it('shows what a person is asked, and how to answer', async () => {
    const id = order({ lines: [{ quantity: 3 }] });
    await bridge.scan();
    await inWarehouse(id);
    const { warehouse } = bridge.simulators.control;
    warehouse.shortPick({ orderNumber: id });
    warehouse.pack({ orderNumber: id });
    warehouse.ship({ orderNumber: id });
    await bridge.scanWarehouse();
    await bridge.until(id, ({ asks }) => asks.length > 0);
    const { document } = await show(id);
    expect(document.attention).toBe('short-picked');
    expect(document.asks[0]).toMatchObject({
      attention: 'short-picked',
      sentence: expect.stringContaining('did not pick'),
    });
    expect(document.asks[0]?.choices).toContain('as-is');
    expect(document.actions.find(({ name }) => name === 'resolve')).toMatchObject({
      allowed: true,
      choices: document.asks[0]?.choices,
    });
    const { out } = await cli('shipment', id);
    expect(out).toMatch(/^Attention: short-picked, since /m);
    expect(out).toContain(`  bridge resolve retail/${id} --choice as-is --reason "…"\n`);
    expect(out).toMatch(
      new RegExp(`^ {2}resolve +bridge resolve retail/${id} --choice \\(.*as-is.*\\) --reason "…"$`, 'm'),
    );
  });

  it('tells of one that has ended, too', async () => {
    const id = order();
    await bridge.scan();
    await inWarehouse(id);
    const { warehouse } = bridge.simulators.control;
    warehouse.pick({ orderNumber: id });
    warehouse.pack({ orderNumber: id });
    warehouse.ship({ orderNumber: id, waybill: 'WB-1' });
    await bridge.scanWarehouse();
    await bridge.result(id);
    const { document } = await show(id);
    expect(document).toMatchObject({
      stage: 'completed',
      answeredBy: 'worker',
      waitingFor: null,
      next: null,
      closedAt: expect.stringMatching(/Z$/),
      outcome: { end: 'completed', waybills: ['WB-1'] },
    });
    expect(document.since).toBe(document.closedAt);
    expect(document.actions.every(({ allowed, whyNot }) => !allowed && whyNot === 'it has ended')).toBe(true);
    expect(document.timeline.length).toBeGreaterThan(2);
    const { out } = await cli('shipment', id);
    expect(out).toMatch(/^ {2}Ended +\d{4}-/m);
    expect(out).toMatch(/^ {2}Waybills +WB-1$/m);
    expect(out).not.toContain('You may');
  });

  it('asks which one when the name is that of several, and knows order numbers', async () => {
    const { merchant } = bridge.simulators.control;
    const both = [4711, 4711].map((orderNumber, index) => ({ orderNumber, store: ['retail', 'wholesale'][index] }));
    for (const { store } of both) {
      await bridge.client.workflow.start('shipment', {
        workflowId: `shipment/${store}/4711-1`,
        taskQueue: 'nobody-polls-it',
      });
    }
    const { code, out, err } = await cli('shipment', '4711-1');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('4711-1 names several shipments: retail/4711-1, wholesale/4711-1. Say which one.');
    const created = merchant.createOrder({ payment: 'prepaid' }) as { shipmentId: string; orderNumber: number };
    await bridge.scan();
    await inWarehouse(created.shipmentId);
    const byOrder = await cli('shipment', String(created.orderNumber));
    expect(byOrder.code).toBe(2);
    expect(byOrder.err).toContain(`is an order number; its shipments: retail/${created.shipmentId}`);
  });

  it.each(['99999-1', 'retail/99999-1', 'shipment/retail/99999-1', 'connection/nobody'])(
    'says that %s is not there',
    async (id) => {
      const { code, out, err } = await cli('shipment', id);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toContain(`${id}: there is no such `);
    },
  );

  it('shows a connection: works, or what it asks', async () => {
    const { document } = await cli.json<ConnectionDocument>('shipment', 'connection/wholesale');
    expect(document).toEqual({
      ...{ id: 'connection/wholesale', goodsOwner: 'acme', store: 'wholesale', stage: 'working' },
      ...{ attention: null, attentionSince: null, answeredBy: 'worker', asks: [], facts: { off: {} }, timeline: [] },
    });
    const handle = bridge.client.workflow.getHandle(connectionId('wholesale'));
    await handle.signal(failed, { why: 'unauthorized', operation: 'PUT /shipment', endpointOff: true });
    const { out } = await cli('shipment', 'connection/wholesale');
    expect(out).toMatch(/^connection\/wholesale {2}working\n/);
    expect(out).toContain('Attention: unauthorized');
    expect(out).toContain('PUT /shipment');
  });
});

describe('bridge shipment without a worker', () => {
  const bridge = useBridge({ worker: false });
  const cli = aCli(() => ({ file: configFile(bridge.simulators), env: bridge.temporal.env }));

  it('shows what lists know, and says so', async () => {
    await bridge.client.workflow.start('shipment', {
      workflowId: 'shipment/retail/7-1',
      taskQueue: 'bridge',
      typedSearchAttributes: [
        { key: { name: 'Stage', type: 'KEYWORD' }, value: 'in-warehouse' },
        { key: { name: 'Attention', type: 'KEYWORD' }, value: 'overdue' },
      ],
    });
    const { code, document, err } = await cli.json<ShipmentDocument>('shipment', '7-1', '--timeout', '500ms');
    expect(code).toBe(0);
    expect(document).toMatchObject({
      ...{ stage: 'in-warehouse', attention: 'overdue', answeredBy: 'lists' },
      ...{ waitingFor: null, next: null, actions: [], timeline: [], facts: null },
    });
    expect(err).toContain('No worker answers');
    expect(err).toContain('does `bridge up` or `bridge worker` run?');
    const { out } = await cli('shipment', '7-1', '--timeout', '500ms');
    expect(out).toMatch(/^retail\/7-1 {2}in-warehouse\n/);
    expect(out).toContain('Attention: overdue');
  });

  it('shows a connection from the lists, too', async () => {
    const { document, err } = await cli.json<ConnectionDocument>('shipment', 'connection/acme', '--timeout', '500ms');
    expect(document).toMatchObject({ id: 'connection/acme', store: null, stage: 'working', answeredBy: 'lists' });
    expect(err).toContain('No worker answers');
  });

  it('does not say that something was done', async () => {
    const { code, document } = await cli.json<{ results: object[] }>(
      ...['hold', 'retail/7-1', '--reason', 'a look', '--timeout', '500ms'],
    );
    expect(code).toBe(3);
    expect(document.results).toEqual([
      { id: 'shipment/retail/7-1', ok: false, message: expect.stringContaining('no worker answered in time') },
    ]);
    const dry = await cli('hold', 'retail/7-1', '--reason', 'a look', '--dry-run', '--timeout', '500ms');
    expect(dry.code).toBe(3);
  });
});
