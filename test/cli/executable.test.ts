import { startSimulators } from '../../src/sandbox';
import { call, executable } from './support/executable';
import { watchLoading } from './support/loads';
import { configFile } from './support/world';

describe('the executable', () => {
  beforeAll(executable, 240_000);

  it.each<[what: string, args: string[], code: number]>([
    ['help', ['--help'], 0],
    ['the help of a command', ['up', '--help'], 0],
    ['the version', ['--version'], 0],
    ['a mistyped command', ['shipmnets'], 2],
  ])('answers %s without loading Temporal, or any room', async (_what, args, code) => {
    const { node, env, loaded } = watchLoading();
    const said = await call(args, { node, env });
    expect(said.code).toBe(code);
    const heavy = loaded().filter((path) =>
      /node_modules.(?!commander)|dist.(?!cli|config.duration|lifecycle.words|nearest|protocol.reconcile)/.test(path),
    );
    expect(heavy).toEqual([]);
  });

  it('asks Temporal without loading its worker', async () => {
    const simulators = await startSimulators();
    const { node, env, loaded } = watchLoading();
    const { code, err } = await call(['shipments', '--config', configFile(simulators)], { node, env });
    await simulators.close();
    expect(code).toBe(2);
    expect(err).toContain('TEMPORAL_ADDRESS is not set');
    expect(loaded().filter((path) => /@temporalio.(worker|core-bridge|activity)\b/.test(path))).toEqual([]);
    expect(loaded().some((path) => path.includes('@temporalio'))).toBe(true);
  });
});
