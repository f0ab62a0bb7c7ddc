import { startSimulators } from '../../../src/sandbox';

type Simulators = Awaited<ReturnType<typeof startSimulators>>;
const running: Simulators[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulators) => simulators.close()));
});

/** Both simulators, until the test is over. */
export async function aSimulators(options: Parameters<typeof startSimulators>[0] = {}): Promise<Simulators> {
  const simulators = await startSimulators(options);
  running.push(simulators);
  return simulators;
}
