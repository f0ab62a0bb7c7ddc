import type { SetupReport } from '../../../src/cli/setup/set-up';
import { changes, warnings } from '../../../src/cli/setup/sentences';
import { searchAttributes } from '../../../src/protocol/names';
import { startSimulators, type Simulators } from '../../../src/sandbox';
import { eventually } from '../../support/eventually';
import { useTemporal } from '../../support/temporal';
import { bridge } from '../support/captured';
import { configFile } from '../support/world';

describe('bridge setup', () => {
  const temporal = useTemporal();
  let simulators: Simulators;
  beforeAll(async () => (simulators = await startSimulators()));
  afterAll(() => simulators.close());
  const setup = async (file: string) => {
    const { code, out, err } = await bridge(['setup', '--json', '--config', file], temporal.env);
    return { code, report: JSON.parse(out) as SetupReport, err };
  };

  it('makes everything that the configuration asks for, and then finds it there', async () => {
    const file = configFile(simulators);
    const { code, report } = await setup(file);
    expect(code).toBe(0);
    expect(report.searchAttributes.created.toSorted()).toEqual(
      Object.values(searchAttributes)
        .map(({ name }) => name)
        .sort(),
    );
    expect(report.retention).toBe('changed');
    expect(report.schedules.created.toSorted()).toEqual([
      'articles/acme',
      'shipments/retail',
      'shipments/wholesale',
      'sweep/acme',
      'warehouse/acme',
    ]);
    expect(report.connections.started.toSorted()).toEqual([
      'connection/acme',
      'connection/retail',
      'connection/wholesale',
    ]);
    expect(report.lanes.started).toEqual(['lanes/7']);
    const again = await bridge(['setup', '--config', file], temporal.env);
    expect(again).toEqual({ code: 0, out: '', err: 'Everything is as the configuration asks for.\n' });
  });

  it('says what has changed, and names shipments of a store that is gone', async () => {
    await temporal.client.workflow.start('shipment', {
      workflowId: 'shipment/wholesale/1-1',
      taskQueue: 'nobody-polls-it',
      typedSearchAttributes: [{ key: searchAttributes.store, value: 'wholesale' }],
    });
    const { retail } = simulators.centra;
    const file = configFile({ ...simulators, centra: { retail: retail! } }, { top: { every: '2h' } });
    const { out, err } = await eventually(async () => {
      const said = await bridge(['setup', '--config', file], temporal.env);
      return said.err.includes('Store wholesale is not configured, and 1 of its shipments') && said;
    });
    expect(err).toContain('connection/wholesale still runs');
    expect(out).not.toContain('created');
    const { report } = await setup(file);
    expect(report.leftBehind).toEqual([{ store: 'wholesale', count: 1 }]);
    expect(report.connections.gone).toEqual(['connection/wholesale']);
    expect(report.schedules.unchanged.toSorted()).toEqual([
      ...['articles/acme', 'shipments/retail', 'sweep/acme', 'warehouse/acme'],
    ]);
  });

  it('ends with 3 when Temporal is away', async () => {
    const { code, err } = await bridge(['setup', '--config', configFile(simulators)], {
      TEMPORAL_ADDRESS: '127.0.0.1:9',
    });
    expect(code).toBe(3);
    expect(err).toContain('Temporal at 127.0.0.1:9');
  });

  it('says where Temporal could be when none is configured', async () => {
    const { code, err } = await bridge(['setup', '--config', configFile(simulators)], {
      TEMPORAL_CONFIG_FILE: '/nowhere/temporal.toml',
    });
    expect(code).toBe(2);
    expect(err).toContain('Start `bridge up`, or set TEMPORAL_ADDRESS');
  });
});

describe('what setting up tells', () => {
  const nothing: SetupReport = {
    searchAttributes: { created: [] },
    retention: 'unchanged',
    schedules: { created: [], updated: [], removed: [], unchanged: ['warehouse/acme'] },
    connections: { started: [], running: ['connection/acme'], gone: [] },
    lanes: { started: [], running: ['lanes/7'], ended: [] },
    leftBehind: [],
    problems: [],
  };

  it('is nothing when all was as it should be', () => {
    expect([changes(nothing), warnings(nothing)]).toEqual([[], []]);
  });

  it('is a line for each kind of change', () => {
    const report: SetupReport = {
      ...nothing,
      retention: 'changed',
      schedules: { created: ['b', 'a'], updated: ['c'], removed: ['d'], unchanged: [] },
      lanes: { started: ['lanes/1'], running: [], ended: ['lanes/2'] },
    };
    expect(changes(report)).toEqual([
      'how long histories are kept: changed',
      'schedules created: a, b',
      'schedules updated: c',
      'schedules removed: d',
      'leases started: lanes/1',
      'leases ended: lanes/2',
    ]);
  });

  it('names what somebody has to do', () => {
    const told = warnings({ ...nothing, problems: ['not authorised'], leftBehind: [{ store: 'outlet', count: 2 }] });
    expect(told[0]).toBe('not authorised');
    expect(told[1]).toMatch(
      /^Store outlet is not configured, and 2 of its shipments, orders, purchase orders and returns are still under way/,
    );
  });
});
