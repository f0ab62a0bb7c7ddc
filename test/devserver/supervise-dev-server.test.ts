import { chmodSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DevServerFailed } from '../../src/devserver/errors';
import {
  superviseDevServer,
  type DevServerEvent,
  type SupervisedDevServer,
  type SuperviseOptions,
} from '../../src/devserver/supervise-dev-server';
import { lifeOf, processIdentity } from '../../src/process-identity';
import { eventually } from '../support/eventually';
import { aFolder } from '../support/temp-folder';
import { testRun } from '../support/temporal';

const supervised: SupervisedDevServer[] = [];

async function aSupervisedServer(options: Partial<SuperviseOptions> = {}) {
  const events: DevServerEvent[] = [];
  const server = await superviseDevServer({
    binary: testRun().binary,
    headless: true,
    pausesMs: [10, 50],
    onEvent: (event) => events.push(event),
    ...options,
  });
  supervised.push(server);
  const heard = (type: DevServerEvent['type']) => events.filter((event) => event.type === type);
  return { server, events, heard };
}

afterEach(async () => {
  for (const server of supervised.splice(0)) {
    const pid = server.pid();
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
    await server.stop();
  }
});

describe('a supervised server', () => {
  it('is there again on the same ports after it was killed, with its data, for clients that stayed connected', async () => {
    const { server, heard } = await aSupervisedServer({ dbFile: join(aFolder(), 'temporal.db'), headless: false });
    const connection = await Connection.connect({ address: server.address });
    const client = new Client({ connection });
    await client.workflow.start('nobody-runs-it', { workflowId: 'before', taskQueue: 'nobody-polls-it' });
    const first = server.pid()!;
    process.kill(first, 'SIGKILL');

    const restarted = await eventually(() => heard('restarted')[0]);
    expect(heard('died')).toEqual([{ type: 'died', pid: first, code: null, signal: 'SIGKILL' }]);
    expect(restarted).toEqual({ type: 'restarted', pid: server.pid() });
    const { status } = await client.workflow.getHandle('before').describe();
    expect(status.name).toBe('RUNNING');
    await expect(fetch(server.uiUrl!).then((reply) => reply.status)).resolves.toBe(200);
    await connection.close();
  });

  it('is tried again with growing pauses while it cannot be started', async () => {
    // The executable goes away and comes back, as with an upgrade.
    const binary = join(aFolder(), 'temporal');
    symlinkSync(testRun().binary, binary);
    const { server, events, heard } = await aSupervisedServer({ binary, pausesMs: [10, 20, 30] });
    unlinkSync(binary);
    process.kill(server.pid()!, 'SIGKILL');
    await eventually(() => heard('restart-failed').length >= 3);
    expect(server.pid()).toBeUndefined();
    symlinkSync(testRun().binary, binary);
    await eventually(() => heard('restarted').length === 1);

    expect(events.slice(0, 4)).toEqual([
      expect.objectContaining({ type: 'died' }),
      { type: 'restart-failed', error: expect.any(DevServerFailed), nextInMs: 20 },
      { type: 'restart-failed', error: expect.any(DevServerFailed), nextInMs: 30 },
      { type: 'restart-failed', error: expect.any(DevServerFailed), nextInMs: 30 },
    ]);
  });

  it('stays away after a stop', async () => {
    const { server, events } = await aSupervisedServer();
    const process = processIdentity(server.pid())!;
    await server.stop();
    expect(lifeOf(process)).toBe('gone');
    expect(events).toEqual([]);
  });

  it('can be stopped while it is being started again', async () => {
    const hanging = join(aFolder(), 'temporal');
    symlinkSync(testRun().binary, hanging);
    const { server, heard } = await aSupervisedServer({ binary: hanging, pausesMs: [10] });
    unlinkSync(hanging);
    writeFileSync(hanging, '#!/bin/sh\nexec sleep 60\n');
    chmodSync(hanging, 0o755);
    process.kill(server.pid()!, 'SIGKILL');
    await eventually(() => heard('died').length === 1);
    await server.stop();
    expect(heard('restarted')).toEqual([]);
    expect(server.pid()).toBeUndefined();
  });

  it('is not supervised when its first start fails', async () => {
    await expect(aSupervisedServer({ binary: '/nowhere/temporal' })).rejects.toThrow(DevServerFailed);
  });
});
