import { randomUUID } from 'node:crypto';
import { startSimulators, type Simulators } from '../../../src/sandbox';
import { useTemporal } from '../../support/temporal';
import { bridge } from '../support/captured';
import { configFile } from '../support/world';

describe('bridge setup --create-namespace', () => {
  const temporal = useTemporal();
  let simulators: Simulators;
  beforeAll(async () => (simulators = await startSimulators()));
  afterAll(() => simulators.close());

  it('makes the namespace that is configured, and finds it the next time', async () => {
    const namespace = `test-${randomUUID()}`;
    const env = { ...temporal.env, TEMPORAL_NAMESPACE: namespace };
    const file = configFile(simulators, { top: { retention: '45d' } });
    const without = await bridge(['setup', '--config', file], env);
    expect(without).toMatchObject({ code: 2, err: expect.stringContaining(`there is no namespace ${namespace}`) });
    const first = await bridge(['setup', '--create-namespace', '--config', file], env);
    expect(first).toMatchObject({ code: 0, err: 'The namespace is created.\n' });
    expect(first.out).toContain('schedules created: ');
    const { config } = await temporal.connection.workflowService.describeNamespace({ namespace });
    expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(45 * 86_400);
    const again = await bridge(['setup', '--create-namespace', '--config', file], env);
    expect(again).toEqual({ code: 0, out: '', err: 'Everything is as the configuration asks for.\n' });
  }, 120_000);
});
