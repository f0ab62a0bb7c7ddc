import { userInfo } from 'node:os';
import type { ActionResult } from '../../../src/cli/operator/result';
import { failed, listSeen } from '../../../src/protocol/connection';
import { connectionId } from '../../../src/protocol/names';
import { useBridge } from '../../support/bridge';
import { eventually } from '../../support/eventually';
import { run } from '../../../src/cli/program';
import { capturedIo } from '../support/captured';
import { aCli, configFile } from '../support/world';

interface Done {
  results: Pick<ActionResult, 'id' | 'ok' | 'message'>[];
}

describe('an operator’s action', () => {
  const bridge = useBridge();
  const cli = aCli(() => ({ file: configFile(bridge.simulators), env: bridge.temporal.env }));
  const doing = (...args: string[]) => cli.json<Done>(...args);
  const order = (wish: object = {}) =>
    (bridge.simulators.control.merchant.createOrder({ payment: 'prepaid', ...wish }) as { shipmentId: string })
      .shipmentId;
  const inWarehouse = async (wish: object = {}, store = 'retail') => {
    const id = order({ ...wish, store });
    await bridge.scan(store);
    await bridge.until(id, ({ decision }) => decision.stage === 'in-warehouse', store);
    return id;
  };

  it('holds, and releases', async () => {
    const id = await inWarehouse();
    const held = await doing('hold', id, '--reason', 'the customer calls back', '--as', 'ada');
    expect(held.code).toBe(0);
    expect(held.document).toEqual({
      results: [
        {
          id: `shipment/retail/${id}`,
          ok: true,
          message: 'hold: it waits until an operator releases it, and until the warehouse picks and ships it',
        },
      ],
    });
    const { facts } = await bridge.state(id);
    expect(facts.operator.held?.by).toBe('ada');
    expect(facts.timeline.at(-1)).toMatchObject({ what: 'hold', by: 'ada', reason: 'the customer calls back' });
    expect((await doing('release', `retail/${id}`)).code).toBe(0);
    const { facts: after } = await bridge.state(id);
    expect(after.operator.held).toBeUndefined();
    expect(after.timeline.at(-1)).toMatchObject({ what: 'release', by: userInfo().username });
  });

  it('is refused with the reason when it makes no sense now', async () => {
    const id = await inWarehouse();
    const { code, document } = await doing('release', id);
    expect(code).toBe(1);
    expect(document.results).toEqual([{ id: `shipment/retail/${id}`, ok: false, message: 'release: it is not held' }]);
  });

  it('cancels, and says so of one that has ended', async () => {
    const id = await inWarehouse();
    expect((await doing('cancel', id, '--reason', 'fraud')).document.results[0]).toMatchObject({ ok: true });
    await eventually(() => bridge.simulators.control.warehouse.order({ orderNumber: id }).status === 1000);
    bridge.simulators.control.merchant.cancel({ orderNumber: id.replace(/-1$/, ''), refunded: true });
    await bridge.scan();
    await bridge.result(id);
    const { code, document } = await doing('cancel', id, '--reason', 'fraud');
    expect(code).toBe(1);
    expect(document.results).toEqual([{ id: `shipment/retail/${id}`, ok: false, message: 'cancel: it has ended' }]);
  });

  it('completes with a waybill', async () => {
    const id = await inWarehouse();
    bridge.simulators.control.warehouse.pick({ orderNumber: id });
    await bridge.scanWarehouse();
    const { code } = await doing('complete', id, '--reason', 'by hand', '--tracking', 'WB-7', '--carrier', 'Cart');
    expect(code).toBe(0);
    await expect(bridge.result(id)).resolves.toMatchObject({ end: 'completed' });
    const { facts } = await bridge.state(id);
    expect(facts.operator.complete).toMatchObject({ tracking: 'WB-7', carrier: 'Cart' });
  });

  it('takes one of the choices that are offered', async () => {
    const id = await inWarehouse({ lines: [{ quantity: 3 }] });
    const { warehouse } = bridge.simulators.control;
    warehouse.shortPick({ orderNumber: id });
    warehouse.pack({ orderNumber: id });
    warehouse.ship({ orderNumber: id });
    await bridge.scanWarehouse();
    await bridge.until(id, ({ asks }) => asks.length > 0);
    const wrong = await doing('resolve', id, '--choice', 'captured', '--reason', 'no');
    expect(wrong.code).toBe(1);
    expect(wrong.document.results[0]?.message).toMatch(/^resolve: choose one of .*as-is/);
    expect((await doing('resolve', id, '--choice', 'as-is', '--reason', 'the rest is a gift')).code).toBe(0);
    await expect(bridge.result(id)).resolves.toMatchObject({ end: 'completed' });
  });

  it('does nothing in a dry run, and says what it would do', async () => {
    const id = await inWarehouse();
    const { code, document, err } = await doing('cancel', id, '--reason', 'fraud', '--dry-run');
    expect(code).toBe(0);
    expect(document.results).toEqual([
      {
        ...{ id: `shipment/retail/${id}`, ok: true },
        message: 'cancel would do: the order is cancelled in Ongoing (cancelling)',
      },
    ]);
    expect(err).toContain('Nothing was done');
    const { facts } = await bridge.state(id);
    expect(facts.operator.cancel).toBeUndefined();
    const refused = await doing('release', id, '--dry-run');
    expect(refused.code).toBe(1);
    expect(refused.document.results[0]).toMatchObject({ ok: false, message: 'release: it is not held' });
  });

  it('does what it can of several, and tells each', async () => {
    const [one, other] = [await inWarehouse(), await inWarehouse()];
    await doing('hold', other, '--reason', 'first');
    const { code, document } = await doing('hold', one, other, '77777-1', one, '--reason', 'all of them');
    expect(code).toBe(1);
    expect(document.results.map(({ id, ok }) => [id, ok])).toEqual([
      [`shipment/retail/${one}`, true],
      [`shipment/retail/${other}`, false],
      ['77777-1', false],
    ]);
    const { out } = await cli('release', one, other);
    expect(out).toMatch(new RegExp(`^shipment/retail/${one} +ok +release: `, 'm'));
  });

  it('is done to none when one name is that of several', async () => {
    const id = await inWarehouse();
    for (const store of ['retail', 'wholesale']) {
      await bridge.client.workflow.start('shipment', {
        workflowId: `shipment/${store}/42-1`,
        taskQueue: 'nobody-polls-it',
      });
    }
    const { code, out, err } = await cli('hold', id, '42-1', '--reason', 'both');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('retail/42-1, wholesale/42-1');
    expect((await bridge.state(id)).facts.operator.held).toBeUndefined();
  });

  it('previews several that options choose, and does it with --yes', async () => {
    const ids = [await inWarehouse({}, 'wholesale'), await inWarehouse({}, 'wholesale')];
    const chosen = ['--store', 'wholesale', '--stage', 'in-warehouse'];
    // Lists are a moment late.
    const preview = await eventually(async () => {
      const said = await cli('hold', ...chosen, '--reason', 'stock-taking', '--dry-run');
      return said.out.split('\n').length === 3 && cli('hold', ...chosen, '--reason', 'stock-taking');
    });
    expect(preview.code).toBe(2);
    expect(preview.err).toContain('hold would be done to 2 shipments:');
    expect(preview.err).toContain(`  wholesale/${ids[0]}\n`);
    expect(preview.err).toContain('Say --yes to do it');
    expect((await bridge.state(ids[0] ?? '', 'wholesale')).facts.operator.held).toBeUndefined();
    const { code, document } = await doing('hold', ...chosen, '--reason', 'stock-taking', '--yes');
    expect(code).toBe(0);
    expect(document.results.map(({ id }) => id).sort()).toEqual(ids.map((id) => `shipment/wholesale/${id}`).sort());
    expect((await bridge.state(ids[1] ?? '', 'wholesale')).facts.operator.held).toBeDefined();
  });

  it('asks at a terminal, and says how many there are', async () => {
    const ids = [await inWarehouse(), await inWarehouse()];
    const chosen = ['hold', '--query', ids.map((id) => `WarehouseOrder = '${id}'`).join(' OR '), '--reason', 'a look'];
    await eventually(async () => (await cli(...chosen, '--dry-run')).out.split('\n').length === 3);
    const config = ['--config', configFile(bridge.simulators)];
    const questions: string[] = [];
    const atTerminal = async (answer: string) => {
      const ask = (question: string) => {
        questions.push(question);
        return Promise.resolve(answer);
      };
      const io = capturedIo(bridge.temporal.env, { ask });
      return { code: await run([...chosen, ...config], io), ...io.said };
    };
    const no = await atTerminal('');
    expect({ code: no.code, out: no.out }).toEqual({ code: 1, out: '' });
    expect(no.err).toContain('hold would be done to 2 shipments:');
    expect(no.err).toContain('Nothing was done.');
    expect((await cli(...chosen, '--expect', '3')).err).toContain('Nothing was done: 2 are chosen, and --expect 3');
    expect((await atTerminal('y')).code).toBe(0);
    expect(questions).toEqual(['hold all 2? [y/N] ', 'hold all 2? [y/N] ']);
    const released = await doing('release', ...chosen.slice(1, 3), '--expect', '2');
    expect(released.document.results.map(({ ok }) => ok)).toEqual([true, true]);
  });

  it('does nothing twice where it is given the same request id again', async () => {
    const id = await inWarehouse();
    const hold = ['hold', id, '--reason', 'a look', '--request-id', 'monday-morning'];
    const first = await doing(...hold);
    const again = await doing(...hold);
    expect([first.code, again.code]).toEqual([0, 0]);
    expect(again.document).toEqual(first.document);
    const { facts } = await bridge.state(id);
    expect(facts.timeline.filter(({ what }) => what === 'hold')).toHaveLength(1);
    expect((await doing('hold', id, '--reason', 'a look')).document.results[0]?.message).toBe(
      'hold: it is held already',
    );
  });

  it('does what a query finds, but only to shipments under way', async () => {
    const id = await inWarehouse();
    const orderNumber = id.replace(/-1$/, '');
    const { document } = await eventually(async () => {
      const said = await doing('hold', '--query', `OrderNumber = '${orderNumber}'`, '--reason', 'one');
      return said.document.results.length > 0 && said;
    });
    expect(document.results).toEqual([expect.objectContaining({ id: `shipment/retail/${id}`, ok: true })]);
    const others = await doing(
      'hold',
      '--query',
      `WorkflowType = 'connection') OR (WorkflowType = 'connection'`,
      '--reason',
      'x',
    );
    expect(others.document.results).toEqual([]);
    const nonsense = await cli('hold', '--query', 'Nonsense = 1', '--reason', 'x');
    expect(nonsense.code).toBe(2);
    expect(nonsense.err).toContain("column name 'Nonsense' is not a valid search attribute");
    expect(nonsense.err).toContain("for instance: Store = 'retail'");
  });

  it.each<[what: string, args: string[]]>([
    ['an id', ['retial/83651-1']],
    ['a choice', ['--store', 'retial']],
  ])('names the store that is meant, where nothing is found of %s', async (_what, args) => {
    const { code, out, err } = await cli('hold', ...args, '--reason', 'x');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('no store retial; did you mean retail?');
  });

  it('answers a connection, and probes it', async () => {
    const connection = bridge.client.workflow.getHandle(connectionId('retail'));
    await connection.signal(listSeen, { missing: 20, total: 30, shrunk: true });
    const args = ['resolve', 'connection/retail', '--choice', 'believe-it', '--reason', 'a cleared shop'];
    expect((await doing(...args, '--dry-run')).document.results[0]).toMatchObject({ ok: true });
    expect((await doing(...args)).document.results).toEqual([
      { id: 'connection/retail', ok: true, message: 'the next scan believes the list' },
    ]);
    const again = await doing(...args);
    expect(again.code).toBe(1);
    expect(again.document.results[0]?.message).toBe('nothing is asked that has choices');
    expect((await doing(...args, '--dry-run')).document.results[0]?.message).toBe('nothing is asked that has choices');
    const works = await doing('retry', 'connection/retail');
    expect(works.document.results).toEqual([{ id: 'connection/retail', ok: false, message: 'it works' }]);
    await connection.signal(failed, { why: 'unreachable', operation: 'GET /shipments' });
    expect((await doing('retry', 'connection/retail')).code).toBe(0);
    await eventually(async () => (await bridge.connection('retail')).stage === 'working');
  });

  it('that is for shipments is refused for a connection', async () => {
    const { code, err } = await cli('cancel', 'connection/retail', '--reason', 'x');
    expect(code).toBe(2);
    expect(err).toContain('`bridge pause` and `bridge resume`');
  });
});
