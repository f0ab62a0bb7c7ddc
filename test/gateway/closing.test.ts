import { createServer, listen } from '../../src/gateway/server';
import { eventually } from '../support/eventually';

/** A listening server whose one answer waits for `go`. */
async function aServerThatWaits() {
  const server = createServer();
  let go: () => void = () => undefined;
  const isAsked = new Promise<void>((asked) => {
    server.post('/webhooks', async () => {
      asked();
      await new Promise<void>((resolve) => (go = resolve));
      return { is: 'kept' };
    });
  });
  server.get('/', async () => ({ is: 'open' }));
  const listening = await listen(server, '127.0.0.1', 0);
  const post = () => fetch(`${listening.url}/webhooks`, { method: 'POST', body: '{}', headers });
  /** What somebody new is answered. */
  const asked = () =>
    fetch(listening.url, { headers: { connection: 'close' } }).then(
      ({ status }) => status,
      () => 'refused',
    );
  return { listening, post, asked, isAsked, go: () => go() };
}
const headers = { 'content-type': 'application/json' };

describe('a gateway that is told to end', () => {
  it('answers what has come, and ends then', async () => {
    const { listening, post, asked, isAsked, go } = await aServerThatWaits();
    const answer = post();
    await isAsked;
    await expect(asked()).resolves.toBe(200);
    let isClosed = false;
    const closed = listening.close().then(() => (isClosed = true));
    // Nobody new gets in; whoever waits is not sent away.
    await eventually(async () => (await asked()) === 'refused');
    expect(isClosed).toBe(false);
    go();
    const kept = await answer;
    expect(kept.status).toBe(200);
    await expect(kept.json()).resolves.toEqual({ is: 'kept' });
    await expect(closed).resolves.toBe(true);
  });

  it('does not wait for callers that keep a connection and say nothing', async () => {
    const { listening, post, isAsked, go } = await aServerThatWaits();
    const answer = post();
    await isAsked;
    go();
    await (await answer).json();
    await expect(listening.close()).resolves.toBeUndefined();
  });
});
