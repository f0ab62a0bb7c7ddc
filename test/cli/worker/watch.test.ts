import { watchTemporal } from '../../../src/cli/worker/watch';
import { untilStopped } from '../../../src/cli/worker/run-worker';
import { connect } from '../../../src/connection/connect';
import { createLog } from '../../../src/log';
import { eventually } from '../../support/eventually';
import { useTemporal } from '../../support/temporal';

describe('a watch over Temporal', () => {
  const temporal = useTemporal();
  const quiet = createLog({ level: 'silent' });

  it('says once when it no longer works for us, and once when it works again', async () => {
    const connected = await connect({ encryption: { keys: [] }, env: temporal.env });
    const said: string[] = [];
    // The namespace is renamed in our eyes, and back: for a server that goes away, see `bridge up`.
    const seen = { ...connected, namespace: temporal.namespace };
    const endWatch = watchTemporal(seen, { log: quiet, say: (sentence) => said.push(sentence), everyMs: 1_000 });
    seen.namespace = 'nobody-made-it';
    await eventually(() => said.length === 1);
    expect(said[0]).toMatch(/there is no namespace nobody-made-it \(.*Everything waits/);
    seen.namespace = temporal.namespace;
    await eventually(() => said.length === 2);
    expect(said[1]).toBe('Temporal answers again; everything goes on.');
    endWatch();
    await connected.close();
    expect(said).toHaveLength(2);
  });
});

describe('a role', () => {
  it('lasts until it is stopped', async () => {
    const stopping = new AbortController();
    const running = new Promise<void>(() => undefined);
    const lasting = untilStopped({ running }, stopping.signal);
    stopping.abort();
    await expect(lasting).resolves.toBeUndefined();
    await expect(untilStopped({ running }, stopping.signal)).resolves.toBeUndefined();
  });

  it('fails with its worker', async () => {
    const running = Promise.reject(new Error('a worker ended'));
    await expect(untilStopped({ running }, new AbortController().signal)).rejects.toThrow('a worker ended');
  });
});
