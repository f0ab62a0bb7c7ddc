import type { ConnectionFacts } from '../../../src/lifecycle/connection';
import {
  believeLists,
  connectionAsks,
  connectionStage,
  endpointOffMs,
  probeAfterMs,
  seeCollisions,
  seeList,
  workingConnection,
} from '../../../src/lifecycle/connection';
import { attentions } from '../../../src/lifecycle/words';
import { minute, second, t0 } from '../builders';

const facts = (change: Partial<ConnectionFacts>): ConnectionFacts => ({ ...workingConnection, ...change });
const waiting = (why: 'unauthorized' | 'unreachable') => ({ waiting: { why, since: t0, probes: 0 } });
const paused = { paused: { at: t0, by: 'kim' } };
const short = { since: t0, missing: 12, total: 100 };
const shrunk = { shrunk: { shipments: short } };
const believed = { at: t0, by: 'kim' };
const askedFor = (change: Partial<ConnectionFacts>) => connectionAsks(facts(change)).map(({ attention }) => attention);

describe('the stage of a connection', () => {
  it.each([
    ['working', {}],
    ['waiting', waiting('unauthorized')],
    ['waiting', waiting('unreachable')],
    ['paused', paused],
    ['paused', { ...paused, ...waiting('unreachable') }],
    ['working', shrunk],
    ['working', { off: { 'PUT /shipment': t0 } }],
  ])('%s', (stage, change) => {
    expect(connectionStage(facts(change))).toBe(stage);
  });
});

describe('what a person is asked because of a connection', () => {
  it.each<[what: string, change: Partial<ConnectionFacts>, asks: string[]]>([
    ['it works', {}, []],
    ['it is paused: that is somebody’s will', paused, []],
    ['its credentials are refused', waiting('unauthorized'), ['unauthorized']],
    ['it does not answer', waiting('unreachable'), ['unreachable']],
    ['an endpoint is switched off', { off: { 'PUT /shipment': t0 } }, ['unauthorized']],
    ['its list has shrunk', shrunk, ['list-shrunk']],
    ['its list has shrunk, and an operator believes it', { shrunk: { shipments: { ...short, believed } } }, []],
    [
      'another list has shrunk besides',
      { shrunk: { shipments: { ...short, believed }, orders: short } },
      ['list-shrunk'],
    ],
  ])('%s', (_what, change, asks) => {
    expect(askedFor(change)).toEqual(asks);
  });

  it('is one question for the connection, whose time is when it began', () => {
    expect(connectionAsks(facts(waiting('unreachable')))).toMatchObject([{ since: t0, choices: [] }]);
  });

  it('names the endpoints that are switched off, since the first of them', () => {
    const [ask] = connectionAsks(facts({ off: { 'PUT /capture': t0 + minute, 'PUT /shipment': t0 } }));
    expect(ask).toMatchObject({ attention: 'unauthorized', since: t0 });
    expect(ask?.sentence).toContain('PUT /capture, PUT /shipment');
  });

  it('names how much is missing, and how to say that it is true', () => {
    const [ask] = connectionAsks(facts(shrunk));
    expect(ask?.sentence).toContain('12 of 100');
    expect(ask?.choices).toEqual(['believe-it']);
  });

  it('comes with the most urgent first', () => {
    const asks = askedFor({ ...waiting('unreachable'), ...shrunk, off: { 'PUT /shipment': t0 } });
    const order = asks.map((attention) => attentions.indexOf(attention));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(asks).toEqual(['unauthorized', 'unreachable', 'list-shrunk']);
  });
});

describe('lists that have shrunk', () => {
  const both = seeList(
    seeList(facts({}), 'shipments', { missing: 12, total: 100 }, t0),
    'orders',
    { missing: 6, total: 7 },
    t0,
  );

  it('are kept apart: one that is whole again answers nothing about the other', () => {
    expect(connectionAsks(seeList(both, 'shipments', 'whole', t0))).toMatchObject([
      { sentence: expect.stringContaining('list of orders lacks 6 of 7') },
    ]);
    expect(seeList(seeList(both, 'shipments', 'whole', t0), 'orders', 'whole', t0)).toEqual(workingConnection);
  });

  it('are asked about since they were first short', () => {
    const later = seeList(both, 'orders', { missing: 7, total: 7 }, t0 + minute);
    expect(later.shrunk?.orders).toEqual({ since: t0, missing: 7, total: 7 });
  });

  it('are all believed by one answer, until they are seen short again', () => {
    const answered = believeLists(both, 'kim', t0);
    expect(connectionAsks(answered)).toEqual([]);
    expect(connectionAsks(seeList(answered, 'orders', { missing: 7, total: 7 }, t0))).toHaveLength(1);
  });
});

describe('article numbers that several sizes share', () => {
  const seen = (total: number, named: string[]) => seeCollisions(facts({}), { total, named }, t0);

  it('are asked about by name, without a choice: they are mended in Centra or in the configuration', () => {
    expect(connectionAsks(seen(7, ['TEE-M', 'TEE-L']))).toMatchObject([
      {
        attention: 'article-collision',
        since: t0,
        choices: [],
        sentence: expect.stringContaining('TEE-M, TEE-L and 5 more'),
      },
    ]);
    expect(connectionAsks(seen(1, ['TEE-M']))[0]?.sentence).toContain('same article number: TEE-M. ');
  });

  it('are asked about since they were first seen, until none are', () => {
    const later = seeCollisions(seen(1, ['TEE-M']), { total: 2, named: ['TEE-M', 'TEE-L'] }, t0 + minute);
    expect(later.collisions).toMatchObject({ since: t0, total: 2 });
    expect(seeCollisions(later, { total: 0, named: [] }, t0 + minute)).toEqual(workingConnection);
  });
});

describe('probes', () => {
  it.each([
    [0, 5 * second],
    [1, 10 * second],
    [2, 20 * second],
    [6, 5 * minute],
    [7, 5 * minute],
    [10_000, 5 * minute],
  ])('after %i of them the next goes out in %i ms: at growing intervals up to five minutes', (probes, pause) => {
    expect(probeAfterMs(probes)).toBe(pause);
  });

  it('an endpoint that is off is remembered longer than the longest pause between two attempts', () => {
    expect(endpointOffMs).toBeGreaterThan(15 * minute);
  });
});
