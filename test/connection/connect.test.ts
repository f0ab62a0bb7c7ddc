import { inspect } from 'node:util';
import { METADATA_ENCODING_KEY, type Payload, type PayloadCodec } from '@temporalio/common';
import { encode } from '@temporalio/common/lib/encoding';
import { connect } from '../../src/connection/connect';
import { connectWhenThere } from '../../src/connection/connect-when-there';
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
const nobody = { HOME: '/nowhere' };
const env = { ...nobody, ...temporal.env };
const connectors = [
  ['a client', connect],
  ['a worker', nativeConnect],
] as const;

describe.each(connectors)('the connection of %s', (_whose, connector) => {
  it('is made to the configured server', async () => {
    const connected = await connector({ env });
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
    const connected = await connector({ env: nobody, dataDir });
    expect(connected).toMatchObject({ from: 'running up', namespace: temporal.namespace });
    await connected.close();
  });

  it('needs one of them', async () => {
    await expect(connector({ env: nobody, dataDir: aFolder() })).rejects.toThrow(TemporalNotConfigured);
  });

  it('says that nobody is there', async () => {
    const address = `127.0.0.1:${await freePort('127.0.0.1')}`;
    const connecting = connector({ env: { ...nobody, TEMPORAL_ADDRESS: address }, connectTimeoutMs: 300 });
    await expect(connecting).rejects.toThrow(TemporalUnreachable);
    await expect(connecting).rejects.toThrow(`Temporal at ${address}: cannot connect: no connection`);
  });

  it('says that the namespace is not there', async () => {
    const connecting = connector({ env: { ...env, TEMPORAL_NAMESPACE: 'not-there' } });
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
    const failure: unknown = await connector({ env: { ...nobody, ...settings }, connectTimeoutMs: 1_000 }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(problem);
    expect(server.authorizations).toContain('Bearer marked-secret');
    expect(inspect(failure, { depth: 10 })).not.toContain('marked-secret');
    server.close();
  });
});

describe('a codec', () => {
  /** Stands for encryption: what the server has is not what was said. */
  const reversing: PayloadCodec = {
    encode: (payloads) => Promise.resolve(payloads.map(({ data }) => wrapped(data))),
    decode: (payloads) => Promise.resolve(payloads.map(({ data }) => ({ ...json, data: reversed(data) }))),
  };
  const json: Payload = { metadata: { [METADATA_ENCODING_KEY]: encode('json/plain') } };
  const reversed = (data?: Uint8Array | null) => Uint8Array.from(data ?? []).reverse();
  const wrapped = (data?: Uint8Array | null): Payload => ({
    metadata: { [METADATA_ENCODING_KEY]: encode('binary/reversed') },
    data: reversed(data),
  });

  it('is applied to what the client writes and reads, and handed to workers', async () => {
    const { client, connection, dataConverter, close } = await connect({ env, payloadCodecs: [reversing] });
    const options = { workflowId: 'coded', taskQueue: 'nobody-polls-it', args: ['abc'], memo: { note: 'abc' } };
    const handle = await client.workflow.start('nobody-runs-it', options);
    const { history } = await connection.workflowService.getWorkflowExecutionHistory({
      namespace: temporal.namespace,
      execution: { workflowId: 'coded' },
    });
    const started = history?.events?.[0]?.workflowExecutionStartedEventAttributes;
    expect(Buffer.from(started?.input?.payloads?.[0]?.data ?? []).toString()).toBe('"cba"');
    expect((await handle.describe()).memo).toEqual({ note: 'abc' });
    expect(dataConverter).toEqual({ payloadCodecs: [reversing] });
    await close();
  });

  it('is not there unless it is asked for', async () => {
    const { dataConverter, close } = await connect({ env });
    expect(dataConverter).toBeUndefined();
    await close();
  });
});

describe('a process that is started before its server', () => {
  it('waits, says so, and goes on', async () => {
    const port = await freePort('127.0.0.1');
    const told: string[] = [];
    let server: ReturnType<typeof startDevServer> | undefined;
    const connected = await connectWhenThere({
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
    await expect(connectWhenThere({ env: wrong, signal })).rejects.toThrow(NamespaceMissing);
  });

  it('stops waiting when it is told to', async () => {
    const stopping = new AbortController();
    const waiting = connectWhenThere({
      env: { ...nobody, TEMPORAL_ADDRESS: '127.0.0.1:1' },
      connectTimeoutMs: 50,
      signal: stopping.signal,
      onWaiting: () => stopping.abort(),
    });
    await expect(waiting).rejects.toThrow('aborted');
  });
});
