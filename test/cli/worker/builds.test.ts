import { startSimulators, type Simulators } from '../../../src/sandbox';
import { state } from '../../../src/protocol/shipment';
import { allSearchAttributes } from '../../support/bridge';
import { eventually } from '../../support/eventually';
import { useTemporal } from '../../support/temporal';
import { bridge } from '../support/captured';
import { start, type RunningCommand } from '../support/executable';
import { configFile } from '../support/world';

describe('builds, one after the other', () => {
  const { client, env } = useTemporal({ searchAttributes: allSearchAttributes });
  let simulators: Simulators;
  let file: string;
  beforeAll(async () => {
    simulators = await startSimulators();
    file = configFile(simulators, { top: { every: '1s' } });
  });
  afterAll(() => simulators.close());

  const setup = (...more: string[]) => bridge(['setup', '--config', file, ...more], env);
  const ordered = () =>
    (simulators.control.merchant.createOrder({ payment: 'prepaid' }) as { shipmentId: string }).shipmentId;
  const handleOf = (id: string) => client.workflow.getHandle(`shipment/retail/${id}`);
  const reaches = (id: string, stage: string) =>
    eventually(
      // Not found by a scan yet, or between two workers.
      async () =>
        (
          await handleOf(id)
            .query(state)
            .catch(() => undefined)
        )?.decision.stage === stage,
      { withinMs: 60_000, everyMs: 200 },
    ).catch(() => {
      throw new Error(`${id} does not become ${stage}`);
    });
  /** The build that did the shipment's last step. */
  const buildOf = async (id: string) => {
    const { raw } = await handleOf(id).describe();
    return raw.workflowExecutionInfo?.versioningInfo?.deploymentVersion?.buildId ?? 'none';
  };
  const worker = async (build: string): Promise<RunningCommand> => {
    const running = await start(['worker', '--build-id', build, '--config', file], { env });
    await running.says(`"buildId":"${build}"`);
    return running;
  };
  const ships = (orderNumber: string) => {
    simulators.control.warehouse.pick({ orderNumber });
    simulators.control.warehouse.pack({ orderNumber });
    simulators.control.warehouse.ship({ orderNumber });
  };

  it('a running shipment goes on with the next one, and nothing is done twice', async () => {
    const blue = await worker('blue');
    const first = await setup('--current-build', 'blue');
    expect(first).toMatchObject({ code: 0, out: expect.stringContaining('current build: blue\n') });
    const id = ordered();
    await reaches(id, 'in-warehouse');
    expect(await buildOf(id)).toBe('blue');

    // The next build polls beside it, and is given the work when somebody says so.
    const green = await worker('green');
    const between = ordered();
    await reaches(between, 'in-warehouse');
    expect(await buildOf(between)).toBe('blue');
    const { code, out } = await bridge(['setup', '--config', file, '--current-build', 'green', '--json'], env);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ builds: { current: 'green', before: 'blue' } });
    await expect(blue.stop()).resolves.toBe(0);
    ships(id);
    const later = ordered();
    await reaches(later, 'in-warehouse');
    await reaches(id, 'completed');
    expect([await buildOf(later), await buildOf(id)]).toEqual(['green', 'green']);
    expect(simulators.control.counters().mishaps).toEqual({ capturedTwice: [], emailedTwice: [], orderedTwice: [] });
    expect(simulators.control.counters().calls.ongoing?.acme?.parallel).toBe(1);

    const again = await setup('--current-build', 'green');
    expect(again).toEqual({ code: 0, out: '', err: 'Everything is as the configuration asks for.\n' });
    await expect(green.stop()).resolves.toBe(0);
  }, 240_000);

  it('workers without a build id take over again where that is wished', async () => {
    expect(await setup('--current-build', 'none')).toMatchObject({ code: 0, out: 'current build: none\n' });
    const plain = await start(['worker', '--config', file], { env });
    await plain.says('"event":"worker.running"');
    const id = ordered();
    await reaches(id, 'in-warehouse');
    expect(await buildOf(id)).toBe('none');
    await expect(plain.stop()).resolves.toBe(0);
  }, 240_000);
});
