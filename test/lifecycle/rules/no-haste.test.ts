import type { EffectResults } from '../../../src/lifecycle/shipment/results';
import type { Effect } from '../../../src/lifecycle/shipment/steps';
import { anOrder, aRow, hour, minute, orderNumber } from '../builders';
import { asked, due } from '../stories';
import type { Story } from '../story';
import { aLook, done, refused, unclear } from '../story';

/** A system that always gives the same answer, whatever is asked. */
type Answers = { readonly [E in Effect['do']]?: (story: Story) => EffectResults[E] };

const row = (story: Story, change = {}) => ({ kind: 'row', observedAt: story.now, row: aRow(change) }) as const;
const missing = (story: Story) => ({ kind: 'missing', observedAt: story.now }) as const;
/** What has the number that is asked for. */
const shows = (story: Story, ...orders: ReturnType<typeof anOrder>[]) => {
  const number = story.step.do === 'lookWarehouse' ? story.step.number : orderNumber;
  const named = orders.map((order) => ({ ...order, orderNumber: number }));
  return { end: 'seen', warehouse: { observedAt: story.now, byNumber: number, orders: named } } as const;
};
const looks = (story: Story, change: Parameters<typeof aLook>[0]) =>
  ({ end: 'seen', centra: aLook({ observedAt: story.now, ...change }) }) as const;

const writes = [
  'capture',
  'import',
  'adjust',
  'complete',
  'acknowledge',
  'cancelOrder',
  'refund',
  'appendWaybills',
] as const;
const always = (result: object): Answers => Object.fromEntries(writes.map((write) => [write, () => result]));

/** What is read where nothing else is said: nothing has happened. */
const asBefore: Answers = {
  findNumber: () => ({ end: 'free', number: '1001-1-r2', generation: 2 }),
  lookCentra: (story) => looks(story, {}),
  lookWarehouse: (story) => shows(story, anOrder()),
  listReturns: () => ({ end: 'returns', returns: [] }),
};

const worlds: readonly (readonly [what: string, answers: Answers])[] = [
  ['every write without answer', { ...always(unclear) }],
  [
    'every write without answer, and the order in no status to be cancelled',
    { ...always(unclear), lookWarehouse: (story) => shows(story, anOrder({ status: 320 })) },
  ],
  ['every write without answer, and the order nowhere', { ...always(unclear), lookWarehouse: (story) => shows(story) }],
  [
    'every write without answer, and Centra hides all',
    { ...always(unclear), lookCentra: (story) => looks(story, { listed: 'none', order: 'not-visible' }) },
  ],
  [
    'every write without answer, and the shipment in progress',
    { ...always(unclear), lookCentra: (story) => looks(story, { listed: 'inprogress' }) },
  ],
  ['every write refused', { ...always(refused), import: (story) => ({ ...refused, centra: row(story) }) }],
  [
    'every write refused, and nothing to be found',
    {
      ...always(refused),
      import: (story) => ({ ...refused, centra: missing(story) }),
      lookCentra: (story) => looks(story, { listed: 'none', order: 'not-visible' }),
      lookWarehouse: (story) => shows(story),
    },
  ],
  ['no write is sent', always({ end: 'not-done', why: 'unavailable', system: 'ongoing' })],
  ['no slot is free', always({ end: 'not-done', why: 'busy', system: 'ongoing' })],
  [
    'on hold whenever it is read fresh',
    {
      ...always(done),
      capture: (story) => ({ end: 'not-ready', centra: row(story, { hold: true }), gate: 'hold' }),
      import: (story) => ({ end: 'not-ready', centra: row(story, { hold: true }), gate: 'hold' }),
    },
  ],
  [
    'suspect whenever it is read fresh',
    {
      ...always(done),
      capture: (story) => ({ end: 'not-ready', centra: row(story, { suspect: true }), gate: 'suspect' }),
      import: (story) => ({ end: 'not-ready', centra: row(story, { suspect: true }), gate: 'suspect' }),
    },
  ],
  [
    'filtered out whenever it is read fresh',
    {
      ...always(done),
      capture: (story) => ({
        end: 'not-ready',
        centra: row(story, { paid: false, shouldCapture: true }),
        gate: 'filtered',
      }),
      import: (story) => ({ end: 'not-ready', centra: row(story), gate: 'filtered' }),
    },
  ],
  [
    'not in the list whenever it is read fresh, and there when it is looked for',
    {
      ...always(done),
      capture: (story) => ({ end: 'not-ready', centra: missing(story) }),
      import: (story) => ({ end: 'not-ready', centra: missing(story) }),
    },
  ],
  [
    'unmappable',
    {
      ...always(done),
      capture: (story) => ({
        end: 'unmappable',
        reason: 'no country',
        centra: row(story, { paid: false, shouldCapture: true }),
      }),
      import: (story) => ({ end: 'unmappable', reason: 'no country', centra: row(story) }),
    },
  ],
  [
    'Centra says yes to everything, and shows nothing of it',
    {
      ...always(done),
      import: (story) => ({ end: 'unclear', centra: row(story) }),
      lookCentra: (story) => looks(story, { row: aRow({ paid: false }) }),
      lookWarehouse: (story) => shows(story),
    },
  ],
  ['Ongoing agrees to every cancellation, and the order lives on', { ...always(done), import: () => unclear }],
  [
    'somebody else has every number',
    {
      ...always(unclear),
      findNumber: () => ({ end: 'taken', number: orderNumber }),
      lookWarehouse: (story) => ({
        end: 'seen',
        warehouse: { ...shows(story).warehouse, taken: true },
      }),
    },
  ],
];

/** Plays `forMs` and counts the calls. */
function calls(story: Story, answers: Answers, forMs: number): number {
  const until = story.now + forMs;
  let count = 0;
  while (story.now < until && story.step.do !== 'finish') {
    const { step } = story;
    if (step.do === 'wait') {
      story.later(Math.min((step.until ?? until) - story.now, until - story.now));
    } else {
      const answer = (answers[step.do] ?? asBefore[step.do]) as
        ((story: Story) => EffectResults[Effect['do']]) | undefined;
      if (!answer) throw new Error(`no answer to ${step.do}`);
      story.does(step.do, answer(story));
      count += 1;
    }
  }
  return count;
}

const starts = [...Object.entries(due), ...asked.map(([attention, start]) => [attention, start] as const)];

describe.each(worlds)('%s: nothing is called in haste', (_what, answers) => {
  it.each(starts)('from %s', (_state, start) => {
    const story = start();
    const first = calls(story, answers, minute);
    const hours = calls(story, answers, 12 * hour) / 12;
    expect(first).toBeLessThan(15);
    expect(hours).toBeLessThan(20);
  });
});
