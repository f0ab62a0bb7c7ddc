import { backoffMs } from '../../../src/lifecycle/attempts';
import type { Acknowledgement } from '../../../src/lifecycle/shipment/facts';
import { afterItsEnd, anOrder, aSettings, aShippedOrder, hour, inWarehouse, minute } from '../builders';
import { done, refused, Story, unclear } from '../story';

const told = { ...done, acknowledged: false };
const unpaid = { paid: false, shouldCapture: true };
const reduce = aSettings({ capture: 'onComplete' });

/** One of two was picked, and nothing is paid: the quantity is to be lowered. */
const lowering = () => new Story(inWarehouse(unpaid, reduce), reduce).told(aShippedOrder(1)).finds(aShippedOrder(1));

/** Completed; the warehouse has still to hear of it. */
const acknowledging = () => new Story(inWarehouse()).told(aShippedOrder()).does('complete', told);

describe('writes that may be repeated', () => {
  it('lowered quantities without answer: the same figures again', () => {
    const story = lowering();
    const { step } = story;
    expect(step).toMatchObject({ do: 'adjust', products: { 1: 1 } });
    story.does('adjust', unclear);
    expect(story.step).toMatchObject({ do: 'wait', for: 'another-attempt' });
    expect(story.inTime().step).toEqual(step);
  });

  it('an acknowledgement without answer: the same again', () => {
    const story = acknowledging();
    const { step } = story;
    expect(step).toEqual({ do: 'acknowledge', orders: [{ orderId: 501 }] });
    expect(story.does('acknowledge', unclear).inTime().step).toEqual(step);
  });

  it.each([
    ['without answer', unclear],
    ['refused', refused],
  ])('an acknowledgement %s is repeated at growing intervals: Ongoing limits consecutive failures', (_how, end) => {
    const story = acknowledging();
    const pauses: number[] = [];
    for (let i = 0; i < 14; i += 1) {
      story.does('acknowledge', end);
      const from = story.now;
      pauses.push(story.inTime().now - from);
      if (story.step.do === 'wait') story.inTime();
    }
    expect(pauses.slice(1).every((pause, i) => pause >= pauses[i]!)).toBe(true);
    expect(Math.max(...pauses)).toBeGreaterThan(5 * minute);
  });

  it.each([
    ['lowered quantities', lowering, 'adjust'],
    [
      'waybills of later',
      () =>
        new Story(
          afterItsEnd({ orderNumber: '1001-1', knownWaybills: ['WB-1'], addedWaybills: ['WB-2'], annulled: false }),
        ),
      'appendWaybills',
    ],
  ] as const)('%s without answer are repeated at growing intervals, too', (_what, start, effect) => {
    const story = start();
    const first = story.does(effect, unclear).facts.attempts!.notBefore - story.now;
    story.inTime().does(effect, unclear);
    expect(story.facts.attempts).toMatchObject({ of: effect, count: 2 });
    expect(story.facts.attempts!.notBefore - story.now).toBeGreaterThan(first);
  });

  it('one that was done forgets the attempts before it', () => {
    const story = acknowledging().does('acknowledge', unclear).inTime().does('acknowledge', done);
    expect(story.facts.attempts).toBeUndefined();
  });

  it.each([
    [1, 2_000],
    [2, 4_000],
    [3, 8_000],
    [9, 512_000],
    [10, 900_000],
    [500, 900_000],
  ])('attempt %i is followed by a pause of %i ms: never more than a quarter of an hour', (count, pause) => {
    expect(backoffMs(count)).toBe(pause);
  });

  it('a completion is not followed by another one while the warehouse does not hear of it', () => {
    const story = acknowledging();
    while (story.now < acknowledging().now + hour) {
      if (story.step.do === 'acknowledge') story.does('acknowledge', unclear);
      else story.inTime();
      expect(story.step.do).not.toBe('complete');
    }
    expect(story.asks).toEqual(['overdue']);
  });
});

describe('what the warehouse hears', () => {
  const acknowledged = (...orders: Parameters<Story['told']>): readonly Acknowledgement[] => {
    const { step } = new Story(inWarehouse()).told(...orders);
    if (step.do !== 'complete') throw new Error(`it is not completed: ${JSON.stringify(step)}`);
    return step.acknowledge;
  };

  it('one call when the picked numbers are those that we reported', () => {
    expect(acknowledged(aShippedOrder())).toEqual([{ orderId: 501 }]);
  });

  it('one call, too, when we lowered what we reported to what was picked', () => {
    const story = lowering().does('adjust', done).does('complete', told).looks({ listed: 'completed' });
    expect(story.step).toEqual({ do: 'acknowledge', orders: [{ orderId: 501 }] });
  });

  it('numbers row by row when what was picked is not what we reported', () => {
    const settings = aSettings({ shortPick: 'ask' });
    const story = new Story(inWarehouse({}, settings), settings).told(aShippedOrder(1)).finds(aShippedOrder(1));
    story.says('resolve', { choice: 'as-is' });
    expect(story.step).toMatchObject({
      do: 'complete',
      acknowledge: [{ orderId: 501, lines: [{ orderLineId: 9001, numberOfItems: 1 }] }],
    });
  });

  it('every order of it: the first one and its back orders', () => {
    const line = { ...anOrder().lines[0]!, picked: 1 };
    const back = aShippedOrder(1, { orderId: 502, backOrderForOrderId: 501, lines: [{ ...line, orderLineId: 9002 }] });
    expect(acknowledged(aShippedOrder(1), back)).toEqual([{ orderId: 501 }, { orderId: 502 }]);
  });

  it('nothing, where nothing is to be reported', () => {
    expect(acknowledged(aShippedOrder(2, { toReport: false }))).toEqual([]);
  });

  it('nothing before Centra shows it completed, where the money may still be refused', () => {
    const story = new Story(inWarehouse(unpaid, reduce), reduce).told(aShippedOrder());
    expect(story.step).toMatchObject({ do: 'complete', capture: true, acknowledge: [] });
    story.does('complete', told);
    expect(story.step).toEqual({ do: 'lookCentra' });
    expect(story.looks({ listed: 'completed' }).step).toMatchObject({ do: 'acknowledge' });
  });
});
