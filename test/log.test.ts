import fc from 'fast-check';
import { createLog, events, type LogEvent, type LogFields, type LogOptions } from '../src/log';

type Line = Record<string, unknown>;

/** A log whose lines a test can read. */
function aLog(options: LogOptions = {}) {
  const written: string[] = [];
  const log = createLog({ level: 'debug', ...options, destination: { write: (line) => written.push(line) } });
  return { log, text: () => written.join(''), lines: () => written.map((line) => JSON.parse(line) as Line) };
}

/** What a document of the two systems can have in it, marked so that it is found wherever it turns up. */
const person = {
  name: 'Marked Markedsdotter',
  firstName: 'Marked ',
  address: 'Markedgatan 1',
  address1: 'Markedgatan 1',
  city: 'Marked stad',
  email: 'marked@example.com',
  cellPhone: '+46 70 marked',
  comment: 'Ring marked at the door',
};
const anOrder = {
  shipmentId: '83651-1',
  orderId: 50161,
  goodsOwner: 'acme',
  ...person,
  deliveryAddress: person,
  store: person,
  reason: 'Marked said no, <br/> twice',
  status: 'Marked as shipped',
  operation: 'Marked Markedsdotter',
  system: 'marked',
  products: [{ comment: person.comment, articleNumber: person }],
} as unknown as LogFields;

describe('a log line', () => {
  it('is an event and ids', () => {
    const { log, lines } = aLog();
    log.info('order.put', { store: 'retail', shipmentId: '83651-1', orderId: 50161, count: 1 });
    expect(lines()).toEqual([
      {
        ...{ level: 30, time: expect.stringMatching(/^20\d\d-.*Z$/), event: 'order.put' },
        ...{ store: 'retail', shipmentId: '83651-1', orderId: 50161, count: 1 },
      },
    ]);
  });

  it('has what its log was given', () => {
    const { log, lines } = aLog();
    log.child({ store: 'retail' }).child({ schedule: 'shipments/retail' }).warn('scan.done', { count: 2 });
    expect(lines()[0]).toMatchObject({ level: 40, store: 'retail', schedule: 'shipments/retail', count: 2 });
  });

  it('is not written below the level', () => {
    const { log, text } = aLog({ level: 'warn' });
    log.debug('scan.done');
    log.info('scan.done');
    log.error('scan.done');
    expect(text().trim().split('\n')).toHaveLength(1);
    const silent = aLog({ level: 'silent' });
    silent.log.error('scan.done');
    expect(silent.text()).toBe('');
  });

  it.each<[field: keyof LogFields, value: string]>([
    ['workflowId', 'shipment/retail/83651-1'],
    ['taskQueue', 'ongoing/acme'],
    ['operation', 'PUT /orders'],
    ['operation', 'GET /orders/{id}'],
    ['operation', 'importOrder'],
    ['system', 'ongoing'],
    ['kind', 'unauthorized'],
    ['attention', 'shipped-though-cancelled'],
    ['address', '127.0.0.1:7233'],
    ['address', '[::1]:7233'],
    ['version', '1.5.1'],
  ])('keeps %s %s', (field, value) => {
    const { log, lines } = aLog();
    log.info('call.done', { [field]: value });
    expect(lines()[0]).toMatchObject({ [field]: value });
  });

  it('caps what is too long', () => {
    const { log, lines } = aLog();
    log.info('call.done', { workflowId: 'x'.repeat(1_000) });
    expect(lines()[0]!.workflowId).toBe('x'.repeat(200));
  });
});

describe('what a log line does not have', () => {
  it('a document that was spread into it', () => {
    const { log, text, lines } = aLog();
    log.info('order.put', { ...anOrder });
    log.child(anOrder).info('order.put', anOrder);
    expect(text()).not.toMatch(/marked/i);
    expect(lines()[0]).toEqual({
      ...{ level: 30, time: expect.any(String), event: 'order.put' },
      ...{ shipmentId: '83651-1', orderId: 50161, goodsOwner: 'acme' },
    });
  });

  it('any text of a person, whatever field it is put into', () => {
    const anyField = fc.constantFrom(...Object.keys(anOrder), 'kind', 'workflowId', 'version', 'count', 'step', 'x');
    const text = fc
      .tuple(fc.string(), fc.constantFrom(' ', '@', ', ', '\n', 'å'), fc.string())
      .map(([a, gap, b]) => `MARK${a}${gap}${b}`);
    const nested = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, text, fc.array(tie('value')), fc.dictionary(anyField, tie('value'))),
    })).value;
    fc.assert(
      fc.property(fc.dictionary(anyField, nested), (document) => {
        const { log, text: written } = aLog();
        log.error('order.put', document);
        expect(written()).not.toContain('MARK');
      }),
    );
  });

  it('an event that is not in the table', () => {
    const { log, text, lines } = aLog();
    log.info('Marked Markedsdotter' as LogEvent);
    log.info('toString' as LogEvent);
    expect(lines().map(({ event }) => event)).toEqual(['unlisted', 'unlisted']);
    expect(text()).not.toContain('Marked');
  });

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [true], [null], [10n], [() => 1], [Symbol('x')]])(
    'a value that is neither a figure nor a word: %p',
    (value) => {
      const { log, lines } = aLog();
      log.info('scan.done', { count: value as unknown as number });
      expect(lines()[0]).not.toHaveProperty('count');
    },
  );
});

describe('an error in a log line', () => {
  class OurError extends Error {
    override readonly name = 'OurError';
  }

  it('is its class, its code and where it arose; its message is not', () => {
    const { log, lines, text } = aLog();
    const error = Object.assign(new TypeError('Marked Markedsdotter is not a function'), { code: 'ECONNRESET' });
    log.error('process.failed', { error });
    expect(lines()[0]).toMatchObject({ error: 'TypeError', errorCode: 'ECONNRESET' });
    expect(lines()[0]!.at).toMatch(/^log\.test\.ts:\d+( [\w.-]+:\d+)*$/);
    expect(text()).not.toContain('Marked');
  });

  it('has its message when the class is known to name no values', () => {
    const { log, lines } = aLog({ safeErrors: [OurError] });
    log.error('call.failed', { error: new OurError('ongoing PUT /orders:\n  no orderId in the reply') });
    expect(lines()[0]).toMatchObject({
      error: 'OurError',
      message: 'ongoing PUT /orders: no orderId in the reply',
    });
    expect(lines()[0]).not.toHaveProperty('at');
  });

  it.each<[what: string, error: () => unknown]>([
    ['a message that looks like a stack', () => new Error('x\n    at Marked (/home/marked.js:1:1)')],
    ['a message that was changed afterwards', () => Object.assign(new Error('Marked before'), { message: 'after' })],
    ['a name', () => Object.assign(new Error('x'), { name: 'Marked Markedsdotter' })],
    ['a code', () => Object.assign(new Error('x'), { code: 'Marked' })],
    ['a cause and a config', () => Object.assign(new Error('x', { cause: person }), { config: person })],
    ['something thrown that is no error', () => 'Marked'],
    ['a document thrown', () => person],
  ])('tells nothing by %s', (_what, error) => {
    const { log, text } = aLog({ safeErrors: [OurError] });
    log.error('process.failed', { error: error() });
    expect(text()).not.toMatch(/marked/i);
    expect(text()).toContain('"error":');
  });
});

describe('the table of events', () => {
  it('explains each in words', () => {
    expect(Object.values(events).every((words) => words.includes(' '))).toBe(true);
  });
});
