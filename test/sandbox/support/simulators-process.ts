import { startSimulators } from '../../../src/sandbox';

// Simulators in a process of their own, for tests that kill it. Prints the URL as a line of JSON.
void startSimulators({ dataFile: process.argv[2] as string }).then(({ url }) => {
  process.stdout.write(`${JSON.stringify({ url })}\n`);
});
