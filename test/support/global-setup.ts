import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTemporal } from '../../src/devserver/find-temporal';
import { startDevServer, type DevServer } from '../../src/devserver/start-dev-server';

/** What the run's processes share; test files read it from the environment, the teardown from here. */
export interface TestRun {
  readonly address: string;
  readonly binary: string;
  /** A folder for what test files make once for all, such as the workflow bundle. Gone after the run. */
  readonly folder: string;
}

export const environmentName = 'BRIDGE_TEST_RUN';

declare global {
  var bridgeTestServer: DevServer | undefined;
}

/**
 * One Temporal server in memory for the whole run, found by the product's own lookup. Without a binary the run fails
 * here, with the lookup's own words. The server ends with this process, also on Ctrl-C or kill -9.
 */
export default async function globalSetup(): Promise<void> {
  // For `BRIDGE_TEST_TEMPORAL=127.0.0.1:7233 npx jest …`: the same tests, on a server with PostgreSQL, say.
  const other = process.env.BRIDGE_TEST_TEMPORAL;
  const { path } = await findTemporal({ progress: (message) => process.stderr.write(`${message}\n`) });
  const server = other ? undefined : await startDevServer({ binary: path, headless: true });
  globalThis.bridgeTestServer = server;
  const address = other ?? server?.address ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'bridge-test-run-'));
  process.env[environmentName] = JSON.stringify({ address, binary: path, folder } satisfies TestRun);
}
