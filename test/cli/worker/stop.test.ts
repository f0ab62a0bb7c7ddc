import { allSearchAttributes } from '../../support/bridge';
import { eventually } from '../../support/eventually';
import { hold } from '../../support/hold';
import { useTemporal } from '../../support/temporal';
import { bridge } from '../support/captured';
import { executable, start, type RunningCommand } from '../support/executable';
import { aSimulators } from '../support/simulators';
import { configFile } from '../support/world';

describe('bridge worker, stopped in the middle of a call', () => {
  beforeAll(executable, 600_000);
  const temporal = useTemporal({ searchAttributes: allSearchAttributes });
  const second = useTemporal({ searchAttributes: allSearchAttributes });
  const third = useTemporal({ searchAttributes: allSearchAttributes });

  /** A worker that is in the middle of `what`, and what is needed to go on. */
  async function inTheMiddleOf(
    call: { system: 'centra' | 'ongoing'; method?: 'PUT'; path: string },
    env: Readonly<Record<string, string>>,
    ...options: string[]
  ) {
    const simulators = await aSimulators({ centra: { stores: [{ id: 'retail', type: 'b2c' }] } });
    const { merchant, faults } = simulators.control;
    const file = configFile(simulators, {
      top: { every: '1s' },
      ongoing: { timeout: '30s' },
      store: { capture: 'onImport' },
      articles: { enabled: false },
    });
    expect((await bridge(['setup', '--config', file], env)).code).toBe(0);
    const begin = async (...more: string[]): Promise<RunningCommand> => {
      const worker = await start(['worker', '--config', file, ...more], { env });
      await worker.says('"event":"lease.taken"', 60_000);
      return worker;
    };
    const held = hold(faults, call);
    const { shipmentId } = merchant.createOrder({ payment: 'authorised' }) as { shipmentId: string };
    const worker = await begin(...options);
    await held.reached();
    const inOngoing = () =>
      simulators.control.warehouse.orders({}).orders.filter(({ orderNumber }) => orderNumber === shipmentId).length;
    /** It goes all the way with another worker, and everything has happened once. */
    const expectDoneOnce = async () => {
      const next = await begin();
      await eventually(() => inOngoing() === 1, { withinMs: 60_000 });
      simulators.control.warehouse.pick({ orderNumber: shipmentId });
      simulators.control.warehouse.pack({ orderNumber: shipmentId });
      simulators.control.warehouse.ship({ orderNumber: shipmentId });
      const counts = () => merchant.shipment({ shipmentId }).counts;
      await eventually(() => counts().completions === 1, { withinMs: 60_000 });
      expect(counts()).toMatchObject({ captures: 1, completions: 1, emails: 1 });
      expect(inOngoing()).toBe(1);
      expect(simulators.control.counters().mishaps).toEqual({ capturedTwice: [], emailedTwice: [], orderedTwice: [] });
      await expect(next.stop()).resolves.toBe(0);
    };
    return { worker, held, inOngoing, expectDoneOnce };
  }

  const putOrder = { system: 'ongoing', method: 'PUT', path: '/orders' } as const;

  it('lets it finish, keeps its answer, and ends: an order is written once', async () => {
    const { worker, held, inOngoing, expectDoneOnce } = await inTheMiddleOf(putOrder, temporal.env);
    expect(inOngoing()).toBe(0);
    worker.child.kill('SIGTERM');
    await worker.says('Once more stops it at once.');
    held.release();
    await expect(worker.ended).resolves.toBe(0);
    // Written by the worker that was told to stop, before it ended; nobody asks again whether it was.
    expect(inOngoing()).toBe(1);
    expect(worker.err()).not.toContain('"event":"call.failed"');
    await expectDoneOnce();
  }, 240_000);

  it('when the grace time is too short, gives it up: another worker looks first, and nothing is written twice', async () => {
    const { worker, held, inOngoing, expectDoneOnce } = await inTheMiddleOf(putOrder, second.env, '--grace', '1s');
    await expect(worker.stop()).resolves.toBe(0);
    expect(inOngoing()).toBe(0);
    // Ongoing does later what nobody waits for any more.
    held.release();
    await eventually(() => inOngoing() === 1);
    await expectDoneOnce();
  }, 240_000);

  it('by a second signal ends at once, and what was cut off is taken up by another one', async () => {
    const capture = { system: 'centra', path: '/capture' } as const;
    const { worker, held, expectDoneOnce } = await inTheMiddleOf(capture, third.env, '--grace', '10m');
    worker.child.kill('SIGTERM');
    await worker.says('Once more stops it at once.');
    worker.child.kill('SIGTERM');
    // It does not wait for the call that is still held.
    await expect(worker.ended).resolves.toBe(1);
    held.release();
    await expectDoneOnce();
  }, 240_000);
});
