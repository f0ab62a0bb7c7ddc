import { NoTurn } from '../../src/activities/turns';
import { ApiRefused, ApiThrottled, ApiUnavailable } from '../../src/clients/errors';
import type { HttpRequest, Send } from '../../src/clients/http';
import { Lane } from '../../src/worker/lane';

const call = { system: 'ongoing', operation: 'PUT /orders' } as const;
const aRequest = (change: Partial<HttpRequest> = {}): HttpRequest => ({
  call,
  method: 'PUT',
  path: '/orders',
  write: true,
  ...change,
});
const answer = { status: 200, body: {}, sentAt: 0 };

describe('the lane of a goods owner', () => {
  it('starts no call when its lease is about to end', async () => {
    const lane = new Lane();
    const send = jest.fn<ReturnType<Send>, Parameters<Send>>().mockResolvedValue(answer);
    lane.holdLease(performance.now() + 1_000);
    await expect(lane.through(send, 2)(aRequest())).rejects.toBeInstanceOf(NoTurn);
    expect(send).not.toHaveBeenCalled();
    lane.holdLease(performance.now() + 60_000);
    await expect(lane.through(send, 2)(aRequest())).resolves.toBe(answer);
  });

  it('breaks off what is under way when the lease is lost', async () => {
    const lane = new Lane();
    const send: Send = ({ signal }) =>
      new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));
    const under = lane.through(send, 2)(aRequest());
    await new Promise((later) => setImmediate(later));
    lane.loseLease();
    await expect(under).rejects.toThrow('lease');
    await expect(lane.through(send, 2)(aRequest())).rejects.toBeInstanceOf(NoTurn);
  });

  it('does not break off a write that nobody wants any more, and does not begin one', async () => {
    const lane = new Lane();
    const unwanted = new AbortController();
    let signalOfSend: AbortSignal | undefined;
    const send: Send = async ({ signal }) => {
      signalOfSend = signal;
      unwanted.abort();
      return answer;
    };
    const write = aRequest({ signal: unwanted.signal });
    await expect(lane.through(send, 2)(write)).resolves.toBe(answer);
    expect(signalOfSend?.aborted).toBe(false);
    await expect(lane.through(send, 2)(write)).rejects.toBeInstanceOf(NoTurn);
  });

  it('breaks off a read that nobody wants any more', async () => {
    const lane = new Lane();
    const unwanted = new AbortController();
    const send: Send = async ({ signal }) => {
      unwanted.abort();
      signal?.throwIfAborted();
      return answer;
    };
    await expect(lane.through(send, 2)(aRequest({ write: false, signal: unwanted.signal }))).rejects.toThrow();
  });

  it('rests for as long as Ongoing asks', async () => {
    const pauses: number[] = [];
    const lane = new Lane({ onPause: (ms) => pauses.push(ms) });
    const send: Send = () => Promise.reject(new ApiThrottled(call, 'too many', { status: 429, retryAfterMs: 7_000 }));
    await expect(lane.through(send, 2)(aRequest())).rejects.toBeInstanceOf(ApiThrottled);
    expect(pauses).toEqual([7_000]);
    await expect(lane.through(send, 2)(aRequest())).rejects.toBeInstanceOf(NoTurn);
  });

  it('rests after failures in a row, which Ongoing limits, and not after one', async () => {
    const pauses: number[] = [];
    const lane = new Lane({ onPause: (ms) => pauses.push(ms) });
    const refused: Send = () => Promise.reject(new ApiRefused(call, 'no', { status: 400 }));
    for (let i = 0; i < 4; i += 1)
      await expect(lane.through(refused, 2)(aRequest())).rejects.toBeInstanceOf(ApiRefused);
    expect(pauses).toEqual([]);
    await lane.through(() => Promise.resolve(answer), 2)(aRequest());
    for (let i = 0; i < 5; i += 1)
      await expect(lane.through(refused, 2)(aRequest())).rejects.toBeInstanceOf(ApiRefused);
    expect(pauses).toHaveLength(1);
  });

  it('does not rest when nothing reached the other side', async () => {
    const pauses: number[] = [];
    const lane = new Lane({ onPause: (ms) => pauses.push(ms) });
    const down: Send = () => Promise.reject(new ApiUnavailable(call, 'no connection'));
    for (let i = 0; i < 8; i += 1)
      await expect(lane.through(down, 2)(aRequest())).rejects.toBeInstanceOf(ApiUnavailable);
    expect(pauses).toEqual([]);
    // One refusal after an hour without answers is the first failure, not one of hundreds.
    const refused: Send = () => Promise.reject(new ApiRefused(call, 'no', { status: 400 }));
    await expect(lane.through(refused, 2)(aRequest())).rejects.toBeInstanceOf(ApiRefused);
    expect(pauses).toEqual([]);
  });
});
