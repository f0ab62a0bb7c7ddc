import { startSimulators } from '../src/sandbox';

/** The simulators in a process of their own, as the real systems would be. Prints their addresses as one line of JSON. */
async function main(): Promise<void> {
  const { url, centra, ongoing } = await startSimulators({ centra: { stores: [{ id: 'retail' }] } });
  process.stdout.write(`${JSON.stringify({ url, centra, ongoing })}\n`);
}

void main();
