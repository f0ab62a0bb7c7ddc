import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { tsToMs } from '@temporalio/common/lib/time';
import { DevServerFailed, HeldByAnother } from '../../src/devserver/errors';
import { startDevServer, type DevServer, type DevServerOptions } from '../../src/devserver/start-dev-server';
import { lifeOf, processIdentity } from '../../src/process-identity';
import { eventually } from '../support/eventually';
import { ownProcess } from '../support/own-process';
import { aFolder } from '../support/temp-folder';
import { testRun } from '../support/temporal';

const { binary } = testRun();
const servers: DevServer[] = [];

async function aServer(options: Partial<DevServerOptions> = {}): Promise<DevServer> {
  const server = await startDevServer({ binary, headless: true, ...options });
  servers.push(server);
  return server;
}

afterEach(async () => {
  // Not gracefully: that is tested where it matters, and takes seconds.
  for (const { pid, exited } of servers.splice(0)) {
    if (processIdentity(pid)) process.kill(pid, 'SIGKILL');
    await exited;
  }
});

async function using<T>(
  { address }: { address: string },
  work: (client: Client, connection: Connection) => Promise<T>,
) {
  const connection = await Connection.connect({ address });
  try {
    return await work(new Client({ connection }), connection);
  } finally {
    await connection.close();
  }
}

const start = (client: Client, workflowId: string) =>
  client.workflow.start('nobody-runs-it', { workflowId, taskQueue: 'nobody-polls-it' });

const isThere = async (client: Client, workflowId: string) =>
  (await client.workflow.getHandle(workflowId).describe()).status.name;

describe('the embedded server', () => {
  it('answers as soon as it is handed over', async () => {
    const server = await aServer();
    expect(server.address).toBe(`127.0.0.1:${server.port}`);
    await using(server, async (client) => {
      await start(client, 'first');
      await expect(isThere(client, 'first')).resolves.toBe('RUNNING');
    });
  });

  it('has a web interface unless it is told not to', async () => {
    const server = await aServer({ headless: false });
    await expect(fetch(server.uiUrl!).then((reply) => reply.status)).resolves.toBe(200);
    expect((await aServer()).uiUrl).toBeUndefined();
  });

  it('has the namespace and the retention that were asked for, in a database that had other ones too', async () => {
    const dbFile = join(aFolder(), 'temporal.db');
    const hour = 3_600_000;
    const kept = (server: DevServer, namespace: string) =>
      using(server, async (_client, connection) => {
        const { config } = await connection.workflowService.describeNamespace({ namespace });
        return tsToMs(config?.workflowExecutionRetentionTtl) / hour;
      });
    const first = await aServer({ dbFile, namespace: 'bridge', retentionMs: 720 * hour });
    await expect(kept(first, 'bridge')).resolves.toBe(720);
    await expect(kept(first, 'default')).resolves.toBe(24);
    await first.stop();
    const second = await aServer({ dbFile, namespace: 'bridge', retentionMs: 48 * hour });
    await expect(kept(second, 'bridge')).resolves.toBe(48);
  });

  it('keeps what it acknowledged when it is killed', async () => {
    const dbFile = join(aFolder(), 'temporal.db');
    const killed = await aServer({ dbFile });
    await using(killed, async (client) => {
      await start(client, 'acknowledged');
      process.kill(killed.pid, 'SIGKILL');
    });
    await expect(killed.exited).resolves.toMatchObject({ code: null, signal: 'SIGKILL' });
    await using(await aServer({ dbFile }), async (client) => {
      await expect(isThere(client, 'acknowledged')).resolves.toBe('RUNNING');
    });
  });

  it('writes ahead, so that a power cut loses nothing either', async () => {
    const folder = aFolder();
    await aServer({ dbFile: join(folder, 'temporal.db') });
    expect(readdirSync(folder)).toContain('temporal.db-wal');
  });

  it.each(['100% ready', 'what?', 'a#b', 'Å ÖÄ'])('finds its database in a folder named %s', async (name) => {
    const dbFile = join(aFolder(), name, 'temporal.db');
    await (await aServer({ dbFile })).stop();
    expect(statSync(dbFile).size).toBeGreaterThan(0);
  });

  it('lets the more urgent task go first', async () => {
    await using(await aServer(), async (client, connection) => {
      const options = { taskQueue: 'ordered', workflowType: 'any' };
      for (let n = 0; n < 20; n += 1) {
        await client.workflow.start('any', { ...options, workflowId: `later-${n}`, priority: { priorityKey: 5 } });
      }
      await client.workflow.start('any', { ...options, workflowId: 'now', priority: { priorityKey: 1 } });
      const poll = { namespace: 'default', taskQueue: { name: 'ordered' } };
      const task = await connection.withDeadline(Date.now() + 20_000, () =>
        connection.workflowService.pollWorkflowTaskQueue(poll),
      );
      expect(task.workflowExecution?.workflowId).toBe('now');
    });
  });

  it('has one partition for each task queue', async () => {
    await using(await aServer(), async (_client, connection) => {
      const partitions = await connection.workflowService.listTaskQueuePartitions({
        namespace: 'default',
        taskQueue: { name: 'any' },
      });
      expect(partitions.activityTaskQueuePartitions).toHaveLength(1);
    });
  });

  it('answers hundreds of list calls in a second', async () => {
    const { address } = await aServer();
    const connection = Connection.lazy({ address, interceptors: [] }); // no retries: a refusal would show
    const calls = Array.from({ length: 400 }, () =>
      connection.workflowService.countWorkflowExecutions({ namespace: 'default' }),
    );
    const refused = (await Promise.allSettled(calls)).filter(({ status }) => status === 'rejected');
    await connection.close();
    expect(refused).toEqual([]);
  });

  it('writes its words to a file beside the database', async () => {
    const folder = aFolder();
    await aServer({ dbFile: join(folder, 'temporal.db') });
    await expect(
      eventually(() => readFileSync(join(folder, 'temporal.log'), 'utf8').includes('Server:')),
    ).resolves.toBe(true);
  });

  it('is not reached by a Ctrl-C in our terminal: we stop it in our own order', async () => {
    const { pid } = await aServer();
    const group = execFileSync('ps', ['-o', 'pgid=', '-p', String(pid)], { encoding: 'utf8' });
    expect(Number(group)).toBe(pid);
  });

  it('is not told what is in our environment', async () => {
    const folder = aFolder();
    const spy = join(folder, 'temporal');
    writeFileSync(spy, '#!/bin/sh\nenv; exit 7\n');
    chmodSync(spy, 0o755);
    process.env.ACME_ONGOING_PASSWORD = 'marked-secret';
    const logFile = join(folder, 'log');
    await expect(aServer({ binary: spy, logFile })).rejects.toThrow(DevServerFailed);
    delete process.env.ACME_ONGOING_PASSWORD;
    expect(readFileSync(logFile, 'utf8')).toContain('PATH=');
    expect(readFileSync(logFile, 'utf8')).not.toContain('marked-secret');
  });
});

describe('a server that does not come up', () => {
  it('is reported with its last words', async () => {
    const dbFile = join(aFolder(), 'temporal.db');
    writeFileSync(dbFile, 'this is no database');
    await expect(aServer({ dbFile })).rejects.toThrow(
      /ended while it started \(exit code 1\)\n[^]*\| .*file is not a database/,
    );
  });

  it.each(['port', 'uiPort'] as const)('is reported when its %s is in use', async (name) => {
    const occupied = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await new Promise((listening) => occupied.once('listening', listening));
    const { port } = occupied.address() as AddressInfo;
    const starting = aServer({ headless: false, dbFile: join(aFolder(), 'temporal.db'), [name]: port });
    await expect(starting).rejects.toThrow(`port ${port} of 127.0.0.1 is in use by another program`);
    occupied.close();
  });

  it('is not taken for another server that answers on its port', async () => {
    const { port } = await aServer();
    await expect(aServer({ port })).rejects.toThrow('is in use by another program');
  });

  it('is reported when there is no such executable', async () => {
    await expect(aServer({ binary: '/nowhere/temporal' })).rejects.toThrow(
      '/nowhere/temporal is not an executable file',
    );
  });

  it('is not waited for without end', async () => {
    const silent = join(aFolder(), 'temporal');
    writeFileSync(silent, '#!/bin/sh\nexec sleep 60\n');
    chmodSync(silent, 0o755);
    await expect(aServer({ binary: silent, startWithinMs: 300 })).rejects.toThrow('did not answer within 0.3 s');
  });

  it('is given up when nobody wants it any more', async () => {
    const reason = new Error('stopped by the user');
    const dbFile = join(aFolder(), 'temporal.db');
    await expect(aServer({ dbFile, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    await expect(aServer({ dbFile })).resolves.toMatchObject({ namespace: 'default' });
  });

  it('does not leave a database behind that no server accepts', async () => {
    const folder = aFolder();
    const dbFile = join(folder, 'temporal.db');
    // What a server leaves that is killed while it creates its tables.
    const half = join(folder, 'half');
    writeFileSync(half, '#!/bin/sh\necho half > temporal.db\nexit 1\n');
    chmodSync(half, 0o755);
    await expect(aServer({ binary: half, dbFile })).rejects.toThrow(DevServerFailed);
    await using(await aServer({ dbFile }), (client) => start(client, 'fresh'));
    expect(readFileSync(`${dbFile}.cut-off`, 'utf8')).toBe('half\n');
  });

  it('does not cost the data of a database that has served before', async () => {
    const folder = aFolder();
    const dbFile = join(folder, 'temporal.db');
    const first = await aServer({ dbFile });
    await using(first, (client) => start(client, 'kept'));
    await first.stop();
    const dying = join(folder, 'dying');
    writeFileSync(dying, '#!/bin/sh\nexit 1\n');
    chmodSync(dying, 0o755);
    await expect(aServer({ binary: dying, dbFile })).rejects.toThrow(DevServerFailed);
    await using(await aServer({ dbFile }), async (client) => {
      await expect(isThere(client, 'kept')).resolves.toBe('RUNNING');
    });
  });
});

describe('one server for each database', () => {
  it('is refused a second time while the first runs', async () => {
    const dbFile = join(aFolder(), 'temporal.db');
    await aServer({ dbFile });
    await expect(aServer({ dbFile })).rejects.toThrow(HeldByAnother);
    await expect(aServer({ dbFile })).rejects.toThrow(`in use by process ${process.pid}`);
  });

  it('may be another one after the first has ended', async () => {
    const dbFile = join(aFolder(), 'temporal.db');
    await (await aServer({ dbFile })).stop();
    expect(existsSync(`${dbFile}.pid`)).toBe(false);
    await expect(aServer({ dbFile })).resolves.toMatchObject({ namespace: 'default' });
  });
});

describe('when its owner is killed', () => {
  const owner = resolve(__dirname, 'programs/server-owner.ts');
  interface Told {
    readonly address: string;
    readonly pid: number;
  }

  it.each<[what: string, folder: () => string[]]>([
    ['with a database', () => [join(aFolder(), 'temporal.db')]],
    ['in memory', () => []],
  ])('the server %s ends too', async (_what, dbFile) => {
    const program = ownProcess(owner, binary, ...dbFile());
    const { pid } = (await program.nextLine()) as Told;
    const server = processIdentity(pid)!;
    expect(lifeOf(server)).toBe('alive');
    await program.killHard();
    await expect(eventually(() => lifeOf(server) === 'gone')).resolves.toBe(true);
  });

  it('the temporary folder of a server in memory goes too', async () => {
    const temporary = aFolder();
    const program = ownProcess(owner, binary, '', temporary);
    const { pid } = (await program.nextLine()) as Told;
    expect(pid).toBeGreaterThan(0);
    expect(readdirSync(temporary)).toHaveLength(1);
    await program.killHard();
    await expect(eventually(() => readdirSync(temporary).length === 0)).resolves.toBe(true);
  });

  it('an orphan that was left all the same is stopped by the next start, and its data is there', async () => {
    const dbFile = join(aFolder(), 'temporal.db');
    const program = ownProcess(owner, binary, dbFile);
    const told = (await program.nextLine()) as Told;
    await using(told, (client) => start(client, 'of the orphan'));
    const server = processIdentity(told.pid)!;
    process.kill(watcherOf(told.pid), 'SIGKILL');
    await program.killHard();
    expect(lifeOf(server)).toBe('alive');

    const next = await aServer({ dbFile });
    expect(lifeOf(server)).toBe('gone');
    await using(next, async (client) => {
      await expect(isThere(client, 'of the orphan')).resolves.toBe('RUNNING');
    });
  });

  it('a stranger that has the orphan’s number by now is left alone', async () => {
    const folder = aFolder();
    mkdirSync(folder, { recursive: true });
    const dbFile = join(folder, 'temporal.db');
    writeFileSync(`${dbFile}.pid`, JSON.stringify({ ...processIdentity(), started: 'long ago' }));
    await expect(aServer({ dbFile })).resolves.toMatchObject({ namespace: 'default' });
  });
});

/** The shell that listens for the owner's end is the server's only child. */
function watcherOf(pid: number): number {
  const children = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid);
  return children[0]![0]!;
}
