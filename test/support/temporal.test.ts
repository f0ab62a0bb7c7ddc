import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { lifeOf, processIdentity } from '../../src/process-identity';
import { eventually } from './eventually';
import type { TestRun } from './global-setup';
import { ownProcess } from './own-process';
import { useTemporal } from './temporal';

const temporal = useTemporal({ searchAttributes: [{ name: 'Language', type: 'KEYWORD' }] });
const other = useTemporal();
const workflowsPath = require.resolve('./programs/greeting-workflow');
const activities = { greetingFor: (name: string) => Promise.resolve(`Hello ${name}`) };

describe('Temporal in a test file', () => {
  it('runs workflows with a worker of its own', async () => {
    const greeting = await temporal.withWorker({ workflowsPath, activities }, (taskQueue) =>
      temporal.client.workflow.execute('greeting', { taskQueue, workflowId: 'greeting', args: ['world'] }),
    );
    expect(greeting).toBe('Hello world');
  });

  it('hands on what a test fails with', async () => {
    const failing = temporal.withWorker({ activities }, () => Promise.reject(new Error('as it should')));
    await expect(failing).rejects.toThrow('as it should');
  });

  it('is apart from other namespaces: the same id is another workflow there', async () => {
    const options = { taskQueue: 'nobody-polls-it', workflowId: 'the-same' };
    await temporal.client.workflow.start('any', options);
    await expect(other.client.workflow.getHandle('the-same').describe()).rejects.toThrow('not found');
    await expect(other.client.workflow.start('any', options)).resolves.toMatchObject({ workflowId: 'the-same' });
  });

  it('has the search attributes that were asked for', async () => {
    await expect(temporal.client.workflow.count("`Language` = 'sv'")).resolves.toMatchObject({ count: 0 });
    await expect(other.client.workflow.count("`Language` = 'sv'")).rejects.toThrow();
  });
});

describe('the setup of a test run', () => {
  const setup = resolve(__dirname, 'programs/run-setup.ts');

  it.each<[how: string, signal: NodeJS.Signals]>([
    ['Ctrl-C', 'SIGINT'],
    ['a kill', 'SIGKILL'],
  ])('leaves no server behind after %s', async (_how, signal) => {
    const run = ownProcess(setup);
    const { pid, run: made } = (await run.nextLine()) as { pid: number; run: TestRun };
    const server = processIdentity(pid)!;
    run.child.kill(signal);
    await expect(eventually(() => lifeOf(server) === 'gone')).resolves.toBe(true);
    rmSync(made.folder, { recursive: true });
  });

  it('fails with the lookup’s own words where there is no Temporal', async () => {
    const before = process.env.TEMPORAL_CLI_PATH;
    process.env.TEMPORAL_CLI_PATH = '/nowhere/temporal';
    const run = ownProcess(setup);
    if (before === undefined) delete process.env.TEMPORAL_CLI_PATH;
    else process.env.TEMPORAL_CLI_PATH = before;
    await expect(run.nextLine()).resolves.toEqual({
      error: 'TemporalNotFound: TEMPORAL_CLI_PATH: /nowhere/temporal does not exist',
    });
  });
});
