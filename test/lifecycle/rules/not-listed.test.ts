import {
  aLife,
  anOrder,
  aRow,
  aSettings,
  aShippedOrder,
  day,
  inWarehouse,
  minute,
  orderNumber,
  second,
} from '../builders';
import { Story } from '../story';

const settings = aSettings();
const none = { listed: 'none' } as const;
const hidden = { listed: 'none', order: 'not-visible' } as const;
const cancelOrder = { do: 'cancelOrder', numbers: [orderNumber] };

/** The order lives in the warehouse, and a whole list does not show the shipment any more. */
const missing = () => new Story(inWarehouse()).told(anOrder()).later(minute).missing();

describe('not in the good-to-go list', () => {
  it('is only a reason to ask', () => {
    expect(missing().step).toEqual({ do: 'lookCentra' });
    expect(missing().decision.asks).toEqual([]);
  });

  it('and there after all: nothing has happened', () => {
    expect(missing().looks().step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });

  it('and back in the next list: nothing has happened, and nothing is asked', () => {
    expect(missing().later(minute).listed().step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });

  it('is asked once for every list that lacks it', () => {
    const story = missing().looks();
    expect(story.later(minute).step).toMatchObject({ do: 'wait', for: 'warehouse' });
    expect(story.missing().step).toEqual({ do: 'lookCentra' });
  });

  it('nothing is written to either system before the answer', () => {
    expect(new Story(aLife()).missing().step).toEqual({ do: 'lookCentra' });
    const changed = missing().listed().missing();
    expect(changed.step).toEqual({ do: 'lookCentra' });
  });
});

describe('cancelled', () => {
  it('needs the order’s own word, and one read of it', () => {
    expect(missing().looks({ ...none, order: 'cancelled' }).step).toEqual(cancelOrder);
  });

  it('is taken back when the order is open and offered again', () => {
    const story = missing()
      .looks({ ...none, order: 'cancelled' })
      .listed();
    expect(story.step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });
});

describe('withdrawn', () => {
  it.each([
    ['good-to-go removed', { listed: 'inprogress' as const }],
    ['the shipment deleted', none],
  ])('needs two reads, settle apart, that show the order and not the shipment: %s', (_how, shown) => {
    const story = missing().looks(shown);
    expect(story.step).toMatchObject({ do: 'wait', for: 'settling' });
    const { first } = story.facts.centra.absent!;
    expect(story.inTime().now - first).toBeGreaterThanOrEqual(settings.settleMs);
    expect(story.looks(shown).step).toEqual(cancelOrder);
  });

  it('needs two reads of an order on hold, where Centra shows the hold', () => {
    const story = new Story(inWarehouse()).told(anOrder()).listed({ hold: true });
    expect(story.step).toMatchObject({ do: 'wait', for: 'settling' });
    expect(story.inTime().looks({ row: aRow({ hold: true }) }).step).toEqual(cancelOrder);
  });

  it('is not proven when the hold has ended by the second read', () => {
    const story = new Story(inWarehouse()).told(anOrder()).listed({ hold: true }).inTime().looks();
    expect(story.step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });

  it('is not proven by two reads that are less than settle apart', () => {
    const story = missing().looks(none).later(second).looked(none);
    expect(story.step).toMatchObject({ do: 'wait', for: 'settling' });
  });

  it.each([
    ['stands among the completed ones', { listed: 'completed' as const }],
    ['has a shipping date', { listed: 'none' as const, shipped: true }],
  ])('is not proven of a shipment that %s', (_how, shown) => {
    const story = missing().looks(none).inTime().looks(shown);
    expect(story.asks).toEqual(['completed-elsewhere']);
  });

  it('begins to be proven anew when it was offered between the reads', () => {
    const story = missing().looks(none).later(second).listed().later(second).missing().looks(none);
    expect(story.inTime().now - story.facts.centra.absent!.first).toBeGreaterThanOrEqual(settings.settleMs);
    expect(story.step).toEqual({ do: 'lookCentra' });
  });
});

describe('not visible, neither the shipment nor its order', () => {
  it('cancels nothing, and asks after `attentionAfter.cancel`', () => {
    const story = missing().looks(hidden);
    const since = story.facts.centra.notVisibleSince!;
    expect(story.decision).toMatchObject({ step: { do: 'wait', for: 'centra-to-show-it' }, asks: [] });
    while (story.asks.length === 0) {
      expect(story.step.do).not.toBe('cancelOrder');
      if (story.step.do === 'lookCentra') story.looks(hidden);
      else story.inTime();
    }
    expect(story.asks).toEqual(['not-visible']);
    expect(story.now).toBe(since + settings.attentionAfter.cancelMs);
    expect(story.choices).toEqual(['wait', 'withdraw']);
  });

  const asked = () => missing().looks(hidden).inTime();

  it('is looked for again at every interval, for as long as it takes', () => {
    const story = asked();
    let looks = 0;
    for (const until = story.now + day; story.now < until;) {
      if (story.step.do === 'lookCentra') {
        story.looks(hidden);
        looks += 1;
      } else story.inTime();
    }
    expect(looks).toBeGreaterThan(0.8 * (day / settings.recheckMs));
    expect(looks).toBeLessThan(1.2 * (day / settings.recheckMs));
  });

  it('`wait`: is asked again a while later, not at once', () => {
    const story = asked().says('resolve', { choice: 'wait' });
    expect(story.asks).toEqual([]);
    const answeredAt = story.now;
    while (story.asks.length === 0) {
      if (story.step.do === 'lookCentra') story.looks(hidden);
      else story.inTime();
    }
    expect(story.asks).toEqual(['not-visible']);
    expect(story.now - answeredAt).toBeGreaterThanOrEqual(settings.attentionAfter.holdMs);
  });

  it('`withdraw`: the order in the warehouse is cancelled', () => {
    expect(asked().says('resolve', { choice: 'withdraw' }).step).toEqual(cancelOrder);
  });

  it('`withdraw` is forgotten when Centra offers it again', () => {
    const story = asked().says('resolve', { choice: 'withdraw' }).listed();
    expect(story.step).toMatchObject({ do: 'wait', for: 'warehouse' });
    expect(story.later(minute).missing().looks(hidden).step).toMatchObject({ do: 'wait', for: 'centra-to-show-it' });
  });

  it('and visible again, still not offered: withdrawn only after two reads that show the order', () => {
    const story = asked();
    while (story.step.do !== 'lookCentra') story.inTime();
    story.looks(none);
    expect(story.asks).toEqual([]);
    expect(story.step).toMatchObject({ do: 'wait', for: 'settling' });
    expect(story.inTime().looks(none).step).toEqual(cancelOrder);
  });

  it('and visible again as good-to-go: goes on as if nothing had been', () => {
    expect(asked().listed().decision).toMatchObject({ step: { do: 'wait', for: 'warehouse' }, asks: [] });
  });

  it('before anything was sent: nothing is sent', () => {
    const story = new Story(aLife()).missing().looks(hidden);
    expect(story.step).toMatchObject({ do: 'wait', for: 'centra-to-show-it' });
    expect(story.listed().step).toMatchObject({ do: 'import' });
  });
});

describe('what a person is asked', () => {
  const withdrawn = () => missing().looks(none).inTime().looks(none);
  const refused = { end: 'refused', reason: 'not in this status' } as const;
  const captured = aSettings({ capture: 'onImport' });
  const unpaid = { paid: false, shouldCapture: true };

  it.each<[attention: string, asked: () => Story, seen: typeof none | typeof hidden]>([
    ['not-visible', () => missing().looks(hidden).later(settings.attentionAfter.cancelMs).looks(hidden), hidden],
    ['cancel-refused', () => withdrawn().does('cancelOrder', refused), none],
    ['shipped-though-cancelled', () => withdrawn().does('cancelOrder', refused).told(aShippedOrder(2)), none],
    [
      'captured-not-shipped',
      () =>
        new Story(aLife(unpaid, captured), captured)
          .does('capture', { end: 'done' })
          .missing()
          .looks(none)
          .inTime()
          .looks(none),
      none,
    ],
  ])('%s is one question, whatever number of scans miss the shipment', (attention, asked, seen) => {
    const story = asked();
    expect(story.asks).toEqual([attention]);
    const { stage } = story.decision;
    const since = story.facts.asked;
    for (let scans = 0; scans < 3; scans += 1) {
      story.later(minute).missing();
      expect(story.decision).toMatchObject({ stage, step: { do: 'lookCentra' }, asks: [{ attention }] });
      expect(story.looks(seen).asks).toEqual([attention]);
    }
    expect(story.facts.asked).toEqual(since);
    expect(story.facts.timeline.filter(({ outcome }) => outcome === attention)).toHaveLength(1);
  });
});

describe('a list that has shrunk', () => {
  const shrunk = () => new Story(inWarehouse()).told(anOrder()).later(minute).missing({ shrunk: true });

  it('withdraws nothing, whatever two reads show', () => {
    const story = shrunk().looks(none).later(minute).missing({ shrunk: true }).looks(none).later(minute);
    expect(story.decision).toMatchObject({ stage: 'in-warehouse', step: { do: 'wait', for: 'warehouse' } });
  });

  it('withdraws nothing on the strength of a read before it either', () => {
    const story = missing().looks(none).later(second).missing({ shrunk: true }).looks(none).later(minute);
    expect(story.step.do).toBe('wait');
    expect(story.missing({ shrunk: true }).looks(none).step.do).toBe('wait');
  });

  it('does not stop a cancellation that the order itself proves', () => {
    expect(shrunk().looks({ ...none, order: 'cancelled' }).step).toEqual(cancelOrder);
  });

  it('that is back: nothing has happened', () => {
    expect(shrunk().looks(none).later(minute).listed().step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });

  it('that an operator believes: from then on two reads withdraw as ever', () => {
    const story = shrunk().looks(none).later(minute).missing().looks(none);
    expect(story.step).toMatchObject({ do: 'wait', for: 'settling' });
    expect(story.inTime().looks(none).step).toEqual(cancelOrder);
  });

  it('that an operator believes while it is asked for: it is asked for again, and then two reads withdraw', () => {
    const story = shrunk();
    const readAt = story.now + second;
    story
      .later(2 * second)
      .looks(none)
      .later(second)
      .missing({ observedAt: readAt });
    expect(story.step).toEqual({ do: 'lookCentra' });
    expect(story.looks(none).inTime().looks(none).step).toEqual(cancelOrder);
  });

  it('is not taken back by a list that was read before it', () => {
    const before = new Story(inWarehouse()).told(anOrder()).now;
    const story = shrunk().looks(none).later(second).missing({ observedAt: before });
    expect(story.step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });

  it('does not keep what was shipped from being reported', () => {
    const story = shrunk().looks(none);
    story.told(anOrder({ status: 450, waybills: ['WB-1'], lines: [{ ...anOrder().lines[0]!, picked: 2 }] }));
    expect(story.step).toMatchObject({ do: 'complete' });
  });

  it('sends nothing that Centra does not show: it is looked for at every interval', () => {
    const story = new Story(aLife()).missing({ shrunk: true }).looks(none);
    expect(story.step).toMatchObject({ do: 'wait', for: 'centra-to-show-it' });
    expect(story.inTime().step).toEqual({ do: 'lookCentra' });
    expect(story.looks().step).toMatchObject({ do: 'import' });
  });
});
