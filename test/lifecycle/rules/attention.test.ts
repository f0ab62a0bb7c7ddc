import type { Attention } from '../../../src/lifecycle/words';
import { attentions, shipmentStages } from '../../../src/lifecycle/words';
import { aDigests, anOrder, aRow, aSettings, aShippedOrder, day, inWarehouse, minute } from '../builders';
import { asked } from '../stories';
import { refused, Story } from '../story';

const onImport = aSettings({ capture: 'onImport' });
const unpaid = { paid: false, shouldCapture: true };
const started = anOrder({ status: 320 });
/** The warehouse has started on it. */
const running = () => new Story(inWarehouse()).told(started);
const address = { digests: aDigests({ consignee: 'c2' }) };

/** Asked on a connection, once for all its shipments, or by purchase orders and returns. */
const elsewhere: readonly string[] = [
  'unauthorized',
  'unreachable',
  'list-shrunk',
  'article-collision',
  'receipt-refused',
  'nothing-received',
  'return-refused',
  'items-not-returned',
];

/** After a time limit; all others at once. */
const afterTheLimit: readonly Attention[] = ['not-visible', 'overdue', 'no-tracking', 'unreadable'];

describe('what a person is asked', () => {
  it('every value of `Attention` comes about in one of the stories, or elsewhere', () => {
    const ofShipments = attentions.filter((attention) => !elsewhere.includes(attention));
    expect(asked.map(([attention]) => attention).sort()).toEqual(ofShipments.sort());
  });

  it.each(asked)('`%s`: these choices', (attention, start, choices) => {
    const story = start();
    expect(story.asks).toContain(attention);
    expect(story.decision.asks.find((ask) => ask.attention === attention)?.choices).toEqual(choices);
  });

  it.each(asked)('`%s` never ends a life: it waits, however long', (attention, start) => {
    const story = start();
    if (story.step.do === 'wait') story.later(90 * day);
    expect(story.step.do).not.toBe('finish');
    expect(story.asks).toContain(attention);
  });

  it.each(asked)('`%s` stands in the timeline once, as long as it is asked', (attention, start) => {
    const story = start().later(minute).later(minute);
    const entries = story.facts.timeline.filter(({ what, outcome }) => what === 'attention' && outcome === attention);
    expect(entries).toHaveLength(1);
    expect(story.facts.asked[attention]).toBe(entries[0]?.at);
  });

  it.each(asked)(
    '`%s`: every choice that is offered is taken, and answers the question',
    (attention, start, choices) => {
      for (const choice of choices) {
        const story = start();
        story.says('resolve', { choice });
        expect([choice, story.asks.includes(attention)]).toEqual([choice, false]);
      }
    },
  );

  it.each(asked)('`%s` is not asked twice because its operator presses twice', (attention, start, choices) => {
    for (const choice of choices) {
      const story = start().says('resolve', { choice });
      if (story.choices.includes(choice)) continue;
      expect(() => story.says('resolve', { choice })).toThrow(/choices|choose one of|ended/);
      expect(story.asks).not.toContain(attention);
    }
  });

  it.each(afterTheLimit.map((attention) => [attention]))(
    '`%s` is asked after a limit, and told before by `dueAt` or a wait',
    (attention) => {
      const start = asked.find(([one]) => one === attention)![1];
      const story = start();
      const askedAt = story.facts.asked[attention]!;
      expect(askedAt - story.facts.startedAt).toBeGreaterThanOrEqual(story.settings.attentionAfter.importMs);
    },
  );
});

describe('several reasons at once', () => {
  it('the most urgent first: money, then goods, then the rest', () => {
    const story = running().listed(address).told(aShippedOrder()).does('complete', refused);
    expect(story.asks).toEqual(['changed-after-start', 'complete-refused']);
  });

  it('money comes before goods', () => {
    const story = new Story(inWarehouse(unpaid, onImport), onImport).told(started).does('capture', refused);
    expect(story.listed({ ...unpaid, ...address }).asks).toEqual(['capture-refused', 'changed-after-start']);
  });

  it('all of them are told', () => {
    const story = new Story(inWarehouse(unpaid, onImport), onImport).told(started).does('capture', refused);
    story
      .listed({ ...unpaid, ...address })
      .told(aShippedOrder())
      .looks({ row: aRow({ ...unpaid, ...address }) });
    expect(story.asks).toEqual(['capture-refused', 'not-paid', 'changed-after-start']);
  });

  it('the order of the values is the order of urgency', () => {
    const money: Attention[] = ['captured-not-shipped', 'capture-in-doubt', 'capture-refused', 'not-paid'];
    const goods: Attention[] = [
      'shipped-though-cancelled',
      'cancel-refused',
      'cancelled-in-warehouse',
      'completed-elsewhere',
      'changed-after-start',
      'short-picked',
      'complete-refused',
    ];
    expect(attentions.slice(0, money.length)).toEqual(money);
    expect(attentions.slice(money.length, money.length + goods.length)).toEqual(goods);
  });

  it('a choice that two questions know answers the more urgent one, and the other is asked on', () => {
    const story = running().listed({ digests: aDigests({ lines: 'l2' }) });
    const part = aShippedOrder(1);
    story.says('resolve', { choice: 'as-is' }).told(part).finds(part);
    expect(story.asks).toEqual(['short-picked']);
    story.listed(address);
    expect(story.asks).toEqual(['changed-after-start', 'short-picked']);
    expect(story.says('resolve', { choice: 'as-is' }).asks).toEqual(['short-picked']);
    expect(story.says('resolve', { choice: 'as-is' }).step).toMatchObject({ do: 'complete' });
  });
});

describe('a question ends by itself when the facts change', () => {
  it.each<[attention: Attention, change: (story: Story) => Story]>([
    ['capture-in-doubt', (story) => story.listed({ paid: true })],
    ['capture-refused', (story) => story.listed({ paid: true })],
    ['not-paid', (story) => story.listed({ paid: true })],
    ['cancelled-in-warehouse', (story) => story.told(anOrder())],
    ['completed-elsewhere', (story) => story.told(aShippedOrder())],
    ['changed-after-start', (story) => story.listed()],
    ['short-picked', (story) => story.told(aShippedOrder(2))],
    ['order-refused', (story) => story.listed(address)],
    ['unmappable', (story) => story.listed(address)],
    ['not-visible', (story) => story.listed()],
    ['no-tracking', (story) => story.told(aShippedOrder())],
    ['cancel-refused', (story) => story.listed()],
  ])('`%s`', (attention, change) => {
    const start = asked.find(([one]) => one === attention)![1];
    expect(change(start().later(minute)).asks).not.toContain(attention);
  });
});

describe('stages', () => {
  it.each(asked)('`%s`: the shipment stands in one that everybody knows', (_attention, start) => {
    const { stage } = start().decision;
    expect(shipmentStages).toContain(stage);
  });
});
