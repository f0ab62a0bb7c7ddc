import { rmSync } from 'node:fs';
import { environmentName, type TestRun } from './global-setup';

/** Stops what the setup started; harmless when that has failed half way. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.bridgeTestServer?.stop();
  const run = process.env[environmentName];
  if (run !== undefined) rmSync((JSON.parse(run) as TestRun).folder, { recursive: true, force: true });
}
