import { Socket } from 'node:net';
import type { Call } from '../../../src/sandbox/http/call';
import { Meter } from '../../../src/sandbox/http/meter';
import { Query } from '../../../src/sandbox/http/query';

const aCall = (): Call => ({
  system: 'ongoing',
  place: 'acme',
  method: 'GET',
  path: '/orders',
  operation: 'GET /orders',
  params: {},
  query: new Query({}),
  body: undefined,
  isList: true,
  idField: undefined,
  shiftBy: 0,
});
const parallel = (meter: Meter) => meter.counts().ongoing?.acme?.parallel;

describe('the meter', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('counts calls that are in flight at once, and not those that are answered', () => {
    const meter = new Meter();
    const first = meter.start(aCall(), new Socket());
    first.end();
    const second = meter.start(aCall(), new Socket());
    expect(parallel(meter)).toBe(1);
    meter.start(aCall(), new Socket());
    second.end();
    expect(parallel(meter)).toBe(2);
  });

  it('counts a call that was left hanging while its caller waits', () => {
    const meter = new Meter();
    meter.start(aCall(), new Socket()).hang();
    meter.start(aCall(), new Socket());
    jest.advanceTimersByTime(10);
    expect(parallel(meter)).toBe(2);
  });

  it('does not count it when the caller has hung up, though nobody was told yet', () => {
    const meter = new Meter();
    const socket = new Socket();
    meter.start(aCall(), socket).hang();
    meter.start(aCall(), new Socket());
    socket.destroy();
    jest.advanceTimersByTime(10);
    expect(parallel(meter)).toBe(1);
  });
});
