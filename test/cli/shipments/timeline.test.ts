import { timelineForPeople } from '../../../src/cli/shipments/for-people';
import type { ActivityRun } from '../../../src/cli/shipments/history';
import { timelineOf } from '../../../src/cli/shipments/timeline';
import type { CallMade } from '../../../src/protocol/calls';

const t0 = Date.parse('2026-03-01T10:00:00Z');
const aCall = (change: Partial<CallMade> = {}): CallMade => ({
  ...{ system: 'ongoing', operation: 'PUT /orders', outcome: 'ok', ms: 12, at: t0 },
  ...change,
});
const aRun = (at: number, result: unknown, name = 'import'): ActivityRun => ({
  ...{ name, scheduledAt: at, startedAt: at, attempt: 1 },
  end: { is: 'completed', at: at + 5_000, result },
});
const plain = { paint: (_style: string, text: string) => text, width: Number.POSITIVE_INFINITY };

describe('a timeline', () => {
  it('has events, calls and what operators did in order of time', () => {
    const rows = timelineOf(
      [
        { at: t0, what: 'good-to-go' },
        { at: t0 + 2_000, what: 'hold', by: 'kim', reason: 'a look' },
      ],
      [aRun(t0, { end: 'written', calls: [aCall({ at: t0 + 1_000 }), aCall({ at: t0 + 3_000 })] })],
    );
    expect(rows.map(({ kind, what, at }) => [kind, what, at])).toEqual([
      ['event', 'good-to-go', '2026-03-01T10:00:00.000Z'],
      ['call', 'PUT /orders', '2026-03-01T10:00:01.000Z'],
      ['action', 'hold', '2026-03-01T10:00:02.000Z'],
      ['call', 'PUT /orders', '2026-03-01T10:00:03.000Z'],
    ]);
    expect(rows[1]).toEqual({
      ...{ at: '2026-03-01T10:00:01.000Z', kind: 'call', what: 'PUT /orders', system: 'ongoing', outcome: 'ok' },
      ...{ by: null, reason: null, status: null, durationMs: 12, attempt: 1, step: 'import' },
    });
  });

  it('counts how often a call has been tried since it last worked', () => {
    const outcomes = ['unavailable', 'unclear', 'ok', 'ok', 'refused', 'ok'];
    const rows = timelineOf(
      [],
      outcomes.map((outcome, index) => aRun(t0 + index, { end: 'x', calls: [aCall({ outcome, at: t0 + index })] })),
    );
    expect(rows.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 1, 1, 2]);
  });

  it('believes the server’s clock where the worker’s is another', () => {
    const rows = timelineOf(
      [],
      [aRun(t0, { end: 'written', calls: [aCall({ at: t0 - 60_000 }), aCall({ at: t0 + 60_000 })] })],
    );
    expect(rows.map(({ at }) => at)).toEqual(['2026-03-01T10:00:00.000Z', '2026-03-01T10:00:05.000Z']);
  });

  it.each<[what: string, end: ActivityRun['end'], outcome: string]>([
    [
      'a connection that waits',
      { is: 'completed', at: t0, result: { end: 'not-done', why: 'connection', system: 'centra' } },
      'nothing was sent: the connection to centra is paused or waits',
    ],
    [
      'no turn',
      { is: 'completed', at: t0, result: { end: 'not-done', why: 'busy' } },
      'nothing was sent: it found no turn',
    ],
    ['a build that kept no calls', { is: 'completed', at: t0, result: { end: 'written' } }, 'written'],
    ['a result that cannot be read here', { is: 'completed', at: t0, result: undefined }, 'done'],
    ['a worker that died', { is: 'timed out', at: t0 }, 'no end: its worker died, or its time was up'],
    ['a defect', { is: 'failed', at: t0, why: 'TypeError' }, 'failed (TypeError)'],
    ['what was taken back', { is: 'taken back', at: t0 }, 'taken back before it was sent'],
    ['what waits in the queue', { is: 'pending' }, 'waits for its turn in the queue'],
  ])('tells of %s', (_what, end, outcome) => {
    const run = { name: 'import', scheduledAt: t0, attempt: 1, end };
    const [row] = timelineOf([], [run], [{ name: 'import', isStarted: false, attempt: 1 }]);
    expect(row).toMatchObject({ kind: 'attempt', what: 'import', outcome });
  });
});

describe('for people', () => {
  const rows = timelineOf(
    [
      { at: t0, what: 'good-to-go' },
      { at: t0 + 3_000, what: 'hold', by: 'kim', reason: 'a look at a shipment that somebody has asked about twice' },
      { at: t0 + 86_400_000, what: 'attention', outcome: 'order-refused', reason: 'No such article' },
    ],
    [aRun(t0, { end: 'x', calls: [aCall({ at: t0 + 1_000, outcome: 'refused', status: 400 })] })],
  );

  it('names the system, how a call ended, how long it took, and who did what and why', () => {
    expect(timelineForPeople(rows, plain)).toBe(
      [
        'Timeline (UTC)',
        '  2026-03-01 10:00:00  good-to-go',
        '             10:00:01    Ongoing PUT /orders  refused (HTTP 400), 12 ms',
        '             10:00:03  hold                   by kim: a look at a shipment that somebody has asked about twice',
        '  2026-03-02 10:00:00  attention              order-refused: No such article',
        '',
      ].join('\n'),
    );
  });

  it('is no wider than the terminal', () => {
    const lines = timelineForPeople(rows, { ...plain, width: 80 }).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(lines).toContain(`${' '.repeat(46)}somebody has asked about twice`);
  });

  it('is no wider than the terminal where an operation has a long name', () => {
    const operation = 'PATCH /orders/{orderId}/lines/{orderLineId}/setReportedNumberOfReturnedItems';
    const long = timelineOf(
      [{ at: t0, what: 'attention', outcome: 'order-refused', reason: 'a reason with quite a number of words' }],
      [aRun(t0, { end: 'x', calls: [aCall({ operation })] })],
    );
    const lines = timelineForPeople(long, { ...plain, width: 80 }).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(lines.join('\n')).toContain('Ongoing PATCH /orders/{id}/');
  });

  it('shows of a long life the beginning and what happened lately, and all of it when it is asked for', () => {
    const many = timelineOf(
      Array.from({ length: 100 }, (_, index) => ({ at: t0 + index * 1_000, what: `event ${index}` })),
      [],
    );
    const short = timelineForPeople(many, plain);
    expect(short).toContain('event 4\n  … 60 more: --all shows them\n');
    expect(short).not.toContain('event 64\n');
    expect(short).toContain('event 65\n');
    expect(timelineForPeople(many, { ...plain, all: true }).match(/event/g)).toHaveLength(100);
  });
});
