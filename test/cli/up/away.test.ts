import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../../src/devserver/free-port';
import { startDevServer, type DevServer } from '../../../src/devserver/start-dev-server';
import { startSimulators } from '../../../src/sandbox';
import { eventually } from '../../support/eventually';
import { aFolder } from '../../support/temp-folder';
import { testRun } from '../../support/temporal';
import { call, start } from '../support/executable';
import { yamlFor } from '../support/world';

/** A server that comes and goes at the same address, with the same data. */
async function aServerThatComesLater() {
  const port = await freePort('127.0.0.1');
  const dbFile = join(aFolder(), 'theirs.db');
  let server: DevServer | undefined;
  return {
    address: `127.0.0.1:${port}`,
    comes: async () => void (server = await startDevServer({ binary: testRun().binary, port, dbFile, headless: true })),
    goes: async () => {
      if (server) process.kill(server.pid, 'SIGKILL');
      await server?.stop();
    },
  };
}

describe('bridge up with a Temporal of the user’s', () => {
  it('waits for it, says so, and goes on when it is there', async () => {
    const simulators = await startSimulators();
    const folder = aFolder();
    writeFileSync(join(folder, 'bridge.yaml'), yamlFor(simulators));
    const server = await aServerThatComesLater();
    const env = { TEMPORAL_ADDRESS: server.address };
    const up = await start(['up'], { cwd: folder, env });
    await up.says(`Temporal at ${server.address}: cannot connect`);
    await up.says('It is tried again until it answers.');
    await server.comes();
    await up.says('Ready:', 120_000);
    await server.goes();
    await up.says(
      `Temporal at ${server.address}: cannot work: no answer. Everything waits, and goes on when that is over.`,
    );
    const away = await call(['shipments'], { cwd: folder, env });
    expect(away.code).toBe(3);
    await server.comes();
    await up.says('Temporal answers again; everything goes on.');
    await eventually(async () => (await call(['sync', 'warehouse'], { cwd: folder, env })).code === 0, {
      withinMs: 60_000,
    });
    await expect(up.stop()).resolves.toBe(0);
    await server.goes();
    await simulators.close();
  }, 300_000);
});
