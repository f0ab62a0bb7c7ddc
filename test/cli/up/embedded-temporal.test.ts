import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedTemporal, type EmbeddedTemporal } from '../../../src/cli/up/embedded-temporal';
import { readAddress } from '../../../src/connection/running-up';
import { createLog } from '../../../src/log';
import { aFolder } from '../../support/temp-folder';
import { testRun } from '../../support/temporal';

const running: EmbeddedTemporal[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

async function start(dataDir: string): Promise<EmbeddedTemporal> {
  const server = await startEmbeddedTemporal({
    config: { dataDir, retentionMs: 86_400_000 },
    env: { TEMPORAL_CLI_PATH: testRun().binary, TEMPORAL_CONFIG_FILE: join(dataDir, 'none.toml') },
    log: createLog({ level: 'silent' }),
    say: () => undefined,
    signal: new AbortController().signal,
  });
  running.push(server);
  return server;
}

describe('the embedded Temporal', () => {
  it('starts twice in the same moment, each with its own data and ports', async () => {
    const folders = [aFolder(), aFolder()];
    const servers = await Promise.all(folders.map(start));
    expect(new Set(servers.map(({ address }) => address)).size).toBe(2);
    expect(new Set(servers.map(({ uiUrl }) => uiUrl)).size).toBe(2);
    for (const [index, folder] of folders.entries()) {
      const { address, uiUrl, dbFile } = servers[index]!;
      expect(readAddress(folder)).toMatchObject({ address, uiUrl, namespace: 'default' });
      expect(existsSync(dbFile)).toBe(true);
    }
    await Promise.all(servers.map((server) => server.stop()));
    expect(folders.map(readAddress)).toEqual([undefined, undefined]);
  });

  it('is not started with data that another one holds, which goes on', async () => {
    const folder = aFolder();
    const server = await start(folder);
    await expect(start(folder)).rejects.toThrow(`in use by process ${process.pid}`);
    expect(readAddress(folder)?.address).toBe(server.address);
    await server.stop();
    const next = await start(folder);
    await next.stop();
  });

  it('lets go of the data when it cannot be started', async () => {
    const folder = aFolder();
    const broken = startEmbeddedTemporal({
      config: { dataDir: folder, retentionMs: 86_400_000 },
      env: { TEMPORAL_CLI_PATH: '/nowhere/temporal', TEMPORAL_CONFIG_FILE: join(folder, 'none.toml') },
      log: createLog({ level: 'silent' }),
      say: () => undefined,
      signal: new AbortController().signal,
    });
    await expect(broken).rejects.toThrow('TEMPORAL_CLI_PATH');
    const server = await start(folder);
    await server.stop();
  });
});
