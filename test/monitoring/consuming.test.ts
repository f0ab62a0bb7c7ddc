import { createServer, connect, type Server, type Socket, type AddressInfo } from 'node:net';
import { NativeConnection, Worker } from '@temporalio/worker';
import { consumingOf, createPage, showConsuming } from '../../src/monitoring';
import type { ServedQueue } from '../../src/worker';
import { eventually } from '../support/eventually';
import { useTemporal } from '../support/temporal';

/** A way to Temporal that can be blocked: bytes vanish, connections stay. */
async function aWay(address: string): Promise<{ address: string; block: () => void; close: () => void }> {
  const [host = '', port] = address.split(':');
  const sockets: Socket[] = [];
  let isBlocked = false;
  const server: Server = createServer((one) => {
    const other = connect(Number(port), host);
    sockets.push(one, other);
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      from.on('data', (bytes) => void (isBlocked || to.write(bytes)));
      from.on('error', () => to.destroy()).on('close', () => to.destroy());
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    block: () => (isBlocked = true),
    close: () => {
      server.close();
      sockets.forEach((socket) => socket.destroy());
    },
  };
}

describe('a worker that lives', () => {
  const temporal = useTemporal();
  const queue = (taskQueue: string, change: Partial<ServedQueue> = {}): ServedQueue => ({
    ...{ taskQueue, type: 'activity', isRunning: true, isFull: false },
    ...change,
  });
  const asked = () => ({ connection: temporal.connection, namespace: temporal.namespace });
  const activities = { nothing: async () => undefined };

  it('and is seen to work is fine; without a word from it for too long it is not, whatever it thinks itself', async () => {
    const way = await aWay(temporal.address);
    // Makes the SDK's runtime quiet.
    await temporal.nativeConnection();
    const connection = await NativeConnection.connect({ address: way.address });
    const worker = await Worker.create({
      ...{ connection, namespace: temporal.namespace, taskQueue: 'blocked', identity: 'me', activities },
      shutdownGraceTime: 100,
      shutdownForceTime: 500,
    });
    const ended = worker.run().catch(() => undefined);
    const queues = () => [queue('blocked', { isRunning: worker.getState() === 'RUNNING' })];
    const fine = consumingOf({ temporal: asked(), identity: 'me', queues, rememberedMs: 0 });
    await eventually(async () => {
      const { pollers } = await temporal.connection.workflowService.describeTaskQueue({
        ...{ namespace: temporal.namespace, taskQueue: { name: 'blocked' }, taskQueueType: 2 },
      });
      return pollers.length > 0;
    });
    await expect(fine()).resolves.toMatchObject({ problems: [] });

    way.block();
    const impatient = consumingOf({
      temporal: asked(),
      identity: 'me',
      queues,
      rememberedMs: 0,
      seenWithinMs: 500,
      beginsWithinMs: 0,
    });
    const { problems } = await eventually(async () => {
      const seen = await impatient();
      return seen.problems.length > 0 && seen;
    });
    expect(worker.getState()).toBe('RUNNING');
    expect(problems).toEqual([
      {
        taskQueue: 'blocked',
        type: 'activity',
        reason: expect.stringMatching(/has not seen this process there for \d+ s/),
      },
    ]);
    const page = createPage({ role: 'worker', version: '1' });
    showConsuming(page, impatient);
    expect(await page.text()).toContain('bridge_worker_consuming{task_queue="blocked",type="activity"} 0');
    worker.shutdown();
    way.close();
    await ended;
    await connection.close().catch(() => undefined);
  }, 60_000);

  it('and that Temporal has never seen is not fine, but for its first moments', async () => {
    const queues = () => [queue('unseen')];
    const identity = 'nobody';
    const young = consumingOf({ temporal: asked(), identity, queues });
    await expect(young()).resolves.toMatchObject({ problems: [] });
    const { problems } = await consumingOf({ temporal: asked(), identity, queues, beginsWithinMs: 0 })();
    expect(problems.map(({ reason }) => reason)).toEqual(['Temporal does not see this process there']);
  });

  it('and is full need not be seen; one that has stopped says so', async () => {
    const queues = () => [queue('full', { isFull: true }), queue('stopped', { isRunning: false })];
    const { problems } = await consumingOf({ temporal: asked(), identity: 'x', queues, beginsWithinMs: 0 })();
    expect(problems).toEqual([{ taskQueue: 'stopped', type: 'activity', reason: 'its worker has stopped' }]);
  });

  it('is not fine when what waits is given to nobody', async () => {
    await temporal.client.workflow.start('any', { taskQueue: 'waiting', workflowId: 'waits' });
    const queues = () => [queue('waiting', { type: 'workflow' })];
    const consuming = consumingOf({ temporal: asked(), identity: 'x', queues, waitsAtMostMs: 100, rememberedMs: 0 });
    const { problems } = await eventually(async () => {
      const seen = await consuming();
      return seen.problems.length > 0 && seen;
    });
    expect(problems[0]?.reason).toMatch(/what waits is not given out, the oldest of 1 for \d+ s/);
  });
});
