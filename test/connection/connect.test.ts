import { inspect } from 'node:util';
import { Secret } from '../../src/config';
import { connect } from '../../src/connection/connect';
import { connectWhenThere } from '../../src/connection/connect-when-there';
import { keyIdOf } from '../../src/connection/encryption/payload-codec';
import {
  NamespaceMissing,
  TemporalNotConfigured,
  TemporalRefused,
  TemporalUnauthorized,
  TemporalUnreachable,
} from '../../src/connection/errors';
import { nativeConnect } from '../../src/connection/native-connect';
import { writeAddress } from '../../src/connection/running-up';
import { startDevServer } from '../../src/devserver/start-dev-server';
import { freePort } from '../../src/devserver/free-port';
import { aFolder } from '../support/temp-folder';
import { testRun, useTemporal } from '../support/temporal';
import { aGrpcRefusal } from './grpc-refusal';

const temporal = useTemporal();
const none = { keys: [] };
const nobody = { HOME: '/nowhere' };
const env = { ...nobody, ...temporal.env };
const connectors = [
  ['a client', connect],
  ['a worker', nativeConnect],
] as const;

describe.each(connectors)('the connection of %s', (_whose, connector) => {
  it('is made to the configured server', async () => {
    const connected = await connector({ encryption: none, env });
    expect(connected).toMatchObject({
      address: temporal.address,
      namespace: temporal.namespace,
      from: 'configuration',
    });
    const { namespaceInfo } = await connected.connection.workflowService.describeNamespace({
      namespace: temporal.namespace,
    });
    expect(namespaceInfo?.name).toBe(temporal.namespace);
    await connected.close();
  });

  it('is made to a running up', async () => {
    const dataDir = aFolder();
    writeAddress(dataDir, { address: temporal.address, namespace: temporal.namespace });
    const connected = await connector({ encryption: none, env: nobody, dataDir });
    expect(connected).toMatchObject({ from: 'running up', namespace: temporal.namespace });
    await connected.close();
  });

  it('needs one of them', async () => {
    await expect(connector({ encryption: none, env: nobody, dataDir: aFolder() })).rejects.toThrow(
      TemporalNotConfigured,
    );
  });

  it('says that nobody is there', async () => {
    const address = `127.0.0.1:${await freePort('127.0.0.1')}`;
    const connecting = connector({
      encryption: none,
      env: { ...nobody, TEMPORAL_ADDRESS: address },
      connectTimeoutMs: 300,
    });
    await expect(connecting).rejects.toThrow(TemporalUnreachable);
    await expect(connecting).rejects.toThrow(`Temporal at ${address}: cannot connect: no connection`);
  });

  it('says that the namespace is not there', async () => {
    const connecting = connector({ encryption: none, env: { ...env, TEMPORAL_NAMESPACE: 'not-there' } });
    await expect(connecting).rejects.toThrow(NamespaceMissing);
    await expect(connecting).rejects.toThrow('there is no namespace not-there');
  });

  it.each<[answer: string, code: number, problem: typeof TemporalUnauthorized | typeof TemporalRefused]>([
    ['UNAUTHENTICATED', 16, TemporalUnauthorized],
    ['PERMISSION_DENIED', 7, TemporalUnauthorized],
    ['UNAVAILABLE', 14, TemporalUnreachable],
    ['INVALID_ARGUMENT', 3, TemporalRefused],
  ])('tells a server’s %s in its own class, without the key', async (_answer, code, problem) => {
    const server = await aGrpcRefusal(code, 'no');
    const settings = { TEMPORAL_ADDRESS: server.address, TEMPORAL_API_KEY: 'marked-secret', TEMPORAL_TLS: 'false' };
    const failure: unknown = await connector({
      encryption: none,
      env: { ...nobody, ...settings },
      connectTimeoutMs: 1_000,
    }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(problem);
    expect(server.authorizations).toContain('Bearer marked-secret');
    expect(inspect(failure, { depth: 10 })).not.toContain('marked-secret');
    server.close();
  });
});

describe('encryption', () => {
  const keys = [{ id: 'one', key: new Secret('5e'.repeat(32)) }];
  const startOf = async (workflowId: string) => {
    const { history } = await temporal.connection.workflowService.getWorkflowExecutionHistory({
      namespace: temporal.namespace,
      execution: { workflowId },
    });
    return history?.events?.[0]?.workflowExecutionStartedEventAttributes;
  };

  it('covers what the client writes, and the client reads it', async () => {
    const { client, close } = await connect({ env, encryption: { keys } });
    const options = { workflowId: 'coded', taskQueue: 'nobody-polls-it', args: ['marked'], memo: { note: 'marked' } };
    const handle = await client.workflow.start('nobody-runs-it', { ...options, staticSummary: 'marked' });
    const started = await startOf('coded');
    expect(keyIdOf(started?.input?.payloads?.[0])).toBe('one');
    expect(JSON.stringify(started)).not.toContain(Buffer.from('"marked"').toString('base64'));
    const described = await handle.describe();
    expect(described.memo).toEqual({ note: 'marked' });
    expect(await described.staticSummary()).toBe('marked');
    await close();
  });

  it('is not there without keys, and says which key is missing', async () => {
    const { client, close } = await connect({ env, encryption: none });
    await client.workflow.start('nobody-runs-it', { workflowId: 'plain', taskQueue: 'nobody-polls-it', args: ['abc'] });
    const started = await startOf('plain');
    expect(Buffer.from(started?.input?.payloads?.[0]?.data ?? []).toString()).toBe('"abc"');
    await expect(client.workflow.getHandle('coded').describe()).rejects.toThrow(
      'a payload is encrypted with the key one, and encryption.keys is empty',
    );
    await close();
  });
});

describe('a process that is started before its server', () => {
  it('waits, says so, and goes on', async () => {
    const port = await freePort('127.0.0.1');
    const told: string[] = [];
    let server: ReturnType<typeof startDevServer> | undefined;
    const connected = await connectWhenThere({
      encryption: none,
      env: { ...nobody, TEMPORAL_ADDRESS: `127.0.0.1:${port}` },
      connectTimeoutMs: 200,
      pausesMs: [10],
      signal: new AbortController().signal,
      onWaiting(problem) {
        told.push(problem.message);
        if (told.length === 2) server = startDevServer({ binary: testRun().binary, port, headless: true });
      },
    });
    expect(told.length).toBeGreaterThanOrEqual(2);
    expect(connected.namespace).toBe('default');
    await connected.close();
    await (await server)?.stop();
  });

  it('does not wait for what does not heal by itself', async () => {
    const signal = new AbortController().signal;
    const wrong = { ...env, TEMPORAL_NAMESPACE: 'not-there' };
    await expect(connectWhenThere({ encryption: none, env: wrong, signal })).rejects.toThrow(NamespaceMissing);
  });

  it('stops waiting when it is told to', async () => {
    const stopping = new AbortController();
    const waiting = connectWhenThere({
      encryption: none,
      env: { ...nobody, TEMPORAL_ADDRESS: '127.0.0.1:1' },
      connectTimeoutMs: 50,
      signal: stopping.signal,
      onWaiting: () => stopping.abort(),
    });
    await expect(waiting).rejects.toThrow('aborted');
  });
});

it('reads histories that are larger than what gRPC takes by itself', async () => {
  const { client, close } = await connect({ encryption: none, env });
  const workflow = await client.workflow.start('shipment', { workflowId: 'long', taskQueue: 'nobody-polls-it' });
  const bulk = 'x'.repeat(900_000);
  for (let count = 0; count < 5; count += 1) await workflow.signal('wake', bulk);
  const { events } = await workflow.fetchHistory();
  expect(events?.filter(({ workflowExecutionSignaledEventAttributes: signaled }) => signaled)).toHaveLength(5);
  await workflow.terminate();
  await close();
});
