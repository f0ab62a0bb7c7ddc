import { perform, possibleActions, refusalOf } from '../../../src/lifecycle/shipment/operator';
import type { Command } from '../../../src/lifecycle/entity';
import type { OperatorAction } from '../../../src/lifecycle/words';
import { operatorActions } from '../../../src/lifecycle/words';
import { aLife, anOrder, aSettings, aShippedOrder, hour, inWarehouse, minute, orderNumber, t0 } from '../builders';
import { asked, due } from '../stories';
import { done, refused, Story, unclear } from '../story';

const settings = aSettings();
const open = () => new Story(inWarehouse()).told(anOrder());
const shipped = () => new Story(inWarehouse()).told(aShippedOrder());
const ended = () => shipped().does('complete', { ...done, acknowledged: true });
const cancelled = { listed: 'none', order: 'cancelled' } as const;
const why = (story: Story, action: OperatorAction) => story.whyNot(action);

describe('what an operator may do, and why not', () => {
  it.each<[action: OperatorAction, state: string, start: () => Story, whyNot: string | undefined]>([
    ['retry', 'nothing has failed', open, 'nothing has failed: there is nothing to try again'],
    ['retry', 'something was refused', () => shipped().does('complete', refused), undefined],
    [
      'retry',
      'something waits for another attempt',
      () => due.import().does('import', { end: 'not-done', why: 'busy', system: 'ongoing' }),
      undefined,
    ],
    ['retry', 'something is in doubt', () => shipped().does('complete', unclear), undefined],
    ['retry', 'a person is asked', () => open().told(anOrder({ status: 1000 })), undefined],
    ['cancel', 'nothing was sent', () => new Story(aLife()), undefined],
    ['cancel', 'the order lives', open, undefined],
    [
      'cancel',
      'it is cancelled by an operator',
      () => open().says('cancel'),
      'its cancellation has been asked for already',
    ],
    ['cancel', 'it was shipped', shipped, 'the goods have been shipped'],
    [
      'cancel',
      'it was completed by hand',
      () => open().missing().looks({ listed: 'completed' }),
      'it has been completed in Centra',
    ],
    [
      'complete',
      'nothing was sent',
      () => new Story(aLife()),
      'the warehouse has no order of it that could be reported',
    ],
    [
      'complete',
      'nobody knows whether it was sent',
      () => new Story(aLife()).does('import', unclear),
      'the warehouse has no order of it that could be reported',
    ],
    [
      'complete',
      'the warehouse has cancelled it',
      () => open().told(anOrder({ status: 1000 })),
      'the warehouse has no order of it that could be reported',
    ],
    ['complete', 'the order lives', open, undefined],
    ['complete', 'it waits for its waybill', () => shipped().told(aShippedOrder(2, { waybills: [] })), undefined],
    [
      'complete',
      'it is to be completed already',
      () => open().says('hold').says('complete'),
      'this has been asked for already',
    ],
    [
      'complete',
      'it is cancelled',
      () => open().missing().looks(cancelled),
      'it is cancelled: nothing of it is reported as shipped',
    ],
    ['hold', 'it lives', open, undefined],
    ['hold', 'it is held', () => open().says('hold'), 'it is held already'],
    [
      'hold',
      'it waits for Centra to drop it',
      () => new Story(aLife()).says('cancel'),
      'nothing more is written for it',
    ],
    ['release', 'it is not held', open, 'it is not held'],
    ['release', 'it is held', () => open().says('hold'), undefined],
    ['resolve', 'nothing is asked', open, 'nothing is asked that has choices'],
    [
      'resolve',
      'something is asked that has none',
      () => due.capture().does('capture', refused),
      'nothing is asked that has choices',
    ],
    ['resolve', 'something is asked', () => open().told(anOrder({ status: 1000 })), undefined],
    ['abandon', 'it lives', open, undefined],
    ['abandon', 'it is abandoned', () => open().says('abandon'), 'it was abandoned'],
    ['retry', 'it is abandoned', () => open().says('abandon'), 'it was abandoned'],
  ])('`%s` when %s', (action, _state, start, whyNot) => {
    expect(why(start(), action)).toBe(whyNot);
  });

  it.each(operatorActions)('nothing after the end: %s', (action) => {
    expect(why(ended(), action)).toBe('it has ended');
  });

  it('an abandoned shipment can still be asked about its money', () => {
    const facts = { ...inWarehouse(), captured: { at: t0 } };
    expect(why(new Story(facts).says('abandon'), 'resolve')).toBeUndefined();
  });

  it('all actions are named, in one order, each with an answer', () => {
    const story = open().told(anOrder({ status: 1000 }));
    const actions = possibleActions(story.facts, settings, story.now);
    expect(actions.map(({ name }) => name)).toEqual([...operatorActions]);
    expect(actions.every(({ allowed, whyNot }) => allowed === (whyNot === undefined))).toBe(true);
    expect(actions.filter(({ choices }) => choices)).toEqual([
      { name: 'resolve', allowed: true, choices: ['order-again', 'give-up'] },
    ]);
  });
});

describe('a command', () => {
  const refusal = (command: Partial<Command>, story = open()) =>
    refusalOf(
      { action: 'hold', actor: 'kim', reason: 'stock-taking', ...command },
      story.facts,
      story.settings,
      story.now,
    );

  it('is taken with an actor and a reason', () => {
    expect(refusal({})).toBeUndefined();
  });

  it('needs an actor', () => {
    expect(refusal({ actor: '' })).toBe('the actor is missing; send {"actor":"your name","reason":"why"}');
  });

  it.each(['cancel', 'complete', 'hold', 'resolve', 'abandon'] as const)('needs a reason: %s', (action) => {
    const story = action === 'resolve' ? open().told(anOrder({ status: 1000 })) : open();
    expect(refusal({ action, reason: undefined, choice: 'give-up' }, story)).toMatch(
      /^a reason is required; send {"actor":"your name","reason":"why"/,
    );
  });

  it('needs no reason: retry, release', () => {
    expect(refusal({ action: 'retry', reason: undefined }, shipped().does('complete', refused))).toBeUndefined();
    expect(refusal({ action: 'release', reason: undefined }, open().says('hold'))).toBeUndefined();
  });

  it('that nobody knows is refused, and the known ones are named', () => {
    expect(refusal({ action: 'ship' as OperatorAction })).toBe(
      'unknown action; there are retry, cancel, complete, hold, release, resolve, abandon',
    );
  });

  it.each([undefined, 'refund', ''])('to resolve needs one of the choices that are offered: %s', (choice) => {
    const story = open().told(anOrder({ status: 1000 }));
    expect(refusal({ action: 'resolve', choice }, story)).toBe('choose one of order-again, give-up');
  });

  it('is refused for the reason that `possibleActions` gives', () => {
    for (const action of operatorActions) {
      expect(refusal({ action, choice: 'x' })).toBe(why(open(), action));
    }
  });

  it('stands in the timeline with its actor and reason', () => {
    const { facts } = open().says('hold');
    expect(facts.timeline.at(-1)).toEqual({ at: t0, what: 'hold', by: 'kim', reason: 'because' });
    const resolved = open()
      .told(anOrder({ status: 1000 }))
      .says('resolve', { choice: 'give-up' });
    expect(resolved.facts.timeline).toContainEqual(expect.objectContaining({ what: 'resolve give-up', by: 'kim' }));
  });
});

describe('`resolve` with a choice that is no longer asked', () => {
  const command: Command = { action: 'resolve', actor: 'kim', reason: 'because', choice: 'order-again' };
  const revived = () =>
    open()
      .told(anOrder({ status: 1000 }))
      .told(anOrder());

  it('is refused', () => {
    expect(() => revived().says('resolve', { choice: 'order-again' })).toThrow('nothing is asked that has choices');
  });

  it('changes nothing but the timeline when it comes through all the same', () => {
    const { facts, now } = revived();
    const { timeline: _t, ...after } = perform(facts, command, settings, now);
    const { timeline: _b, ...before } = facts;
    expect(after).toEqual(before);
  });

  it('answers nothing that is asked later', () => {
    const story = revived();
    const facts = perform(story.facts, command, settings, story.now);
    expect(new Story(facts).told(anOrder({ status: 1000 })).asks).toEqual(['cancelled-in-warehouse']);
  });
});

describe('`retry`, in whatever state', () => {
  const states = [
    ...Object.entries(due).map(([name, start]) => [`${name} is due`, start] as const),
    ...asked.map(([attention, start]) => [attention, start] as const),
  ];
  const pressed = (start: () => Story) => {
    const story = start();
    return why(story, 'retry') === undefined ? story.says('retry') : story;
  };

  it.each(states)('%s: it leaves a state that has a step, and pressing it again does no more', (_state, start) => {
    const once = pressed(start);
    const twice = pressed(() => pressed(start));
    expect(twice.step).toEqual(once.step);
    expect(once.step.do).not.toBe('finish');
  });

  it.each([
    ['capture', () => due.capture().does('capture', unclear)],
    ['import', () => due.import().does('import', unclear)],
    ['complete', () => due.complete().does('complete', unclear)],
    ['cancelOrder', () => due.cancelOrder().does('cancelOrder', unclear)],
    ['refund', () => due.refund().does('refund', unclear)],
  ] as const)('%s without answer is looked up, never sent again because of it', (effect, start) => {
    const story = start();
    for (let i = 0; i < 5; i += 1) {
      story.says('retry');
      expect(story.step.do).not.toBe(effect);
      if (story.step.do === 'lookCentra') story.looks({ listed: 'inprogress', row: undefined });
      if (story.step.do === 'lookWarehouse')
        story.does('lookWarehouse', { end: 'not-done', why: 'busy', system: 'ongoing' });
      if (story.step.do === 'listReturns') story.does('listReturns', { end: 'returns', returns: [] });
      story.later(1);
    }
  });

  it.each([
    ['capture', () => due.capture().does('capture', refused)],
    ['complete', () => due.complete().does('complete', refused)],
    [
      'cancelOrder',
      () =>
        open()
          .told(anOrder({ status: 320 }))
          .says('cancel')
          .does('cancelOrder', refused),
    ],
    ['refund', () => due.refund().does('refund', refused)],
  ] as const)('%s that was refused is sent again', (effect, start) => {
    const story = start().says('retry');
    expect(story.step.do).toBe(effect);
  });

  it('time limits start anew', () => {
    const story = due.import().later(hour);
    expect(story.asks).toEqual(['overdue']);
    expect(story.says('retry').decision).toMatchObject({
      asks: [],
      dueAt: story.now + settings.attentionAfter.importMs,
    });
  });

  it('a held shipment stays held', () => {
    const story = due.capture().does('capture', refused).says('hold').says('retry');
    expect(story.step).toMatchObject({ do: 'wait', for: 'release' });
  });
});

describe('an operator’s decision is about the order that it was made for', () => {
  /** The order was withdrawn, cancelled and is imported again under another number. */
  const again = (story: Story) => {
    story.later(minute).missing().looks({ listed: 'none' }).inTime().looks({ listed: 'none' });
    story.does('cancelOrder', done).listed().inTime().finds();
    return story.does('findNumber', { end: 'free', number: '1001-1-r2', generation: 2 }).imports({}, 502);
  };
  const second = (change = {}) => aShippedOrder(1, { orderId: 502, orderNumber: '1001-1-r2', ...change });

  it('`complete` does not report the next order before it is shipped', () => {
    const story = again(
      open()
        .says('hold')
        .says('complete')
        .says('release')
        .does('complete', { end: 'not-done', why: 'busy', system: 'centra' }),
    );
    expect(story.told(anOrder({ orderId: 502, orderNumber: '1001-1-r2' })).step).toMatchObject({
      do: 'wait',
      for: 'warehouse',
    });
  });

  it('`as-is` does not settle the short pick of the next order', () => {
    const part = anOrder({ lines: [{ ...anOrder().lines[0]!, picked: 1 }], status: 450, waybills: ['WB-1'] });
    const held = new Story(inWarehouse()).says('hold').told(part).finds(part).says('resolve', { choice: 'as-is' });
    held.told(anOrder()).says('release');
    const story = again(held).told(second()).finds(second());
    expect(story.asks).toEqual(['short-picked']);
  });

  it('a quantity that was lowered before is not taken for told when the next order is written whole', () => {
    const facts = { ...inWarehouse(), adjusted: { at: t0, basis: 'lower:{"1":1}', quantities: { 1: 1 } } };
    const story = again(new Story(facts).told(anOrder()));
    expect(story.told(second({ lines: [{ ...second().lines[0]!, picked: 2 }] })).step).toMatchObject({
      do: 'complete',
    });
  });

  it('a hold stays: it is about the shipment', () => {
    const story = open()
      .says('hold')
      .later(minute)
      .missing()
      .looks({ listed: 'none' })
      .inTime()
      .looks({ listed: 'none' });
    story.does('cancelOrder', done).listed().inTime().finds();
    story.does('findNumber', { end: 'free', number: '1001-1-r2', generation: 2 });
    expect(story.step).toMatchObject({ do: 'wait', for: 'release' });
  });
});

describe('`complete`, and then', () => {
  it('the merchant cancels: it is taken back, not reported', () => {
    const story = open().says('complete').does('complete', { end: 'not-done', why: 'busy', system: 'centra' });
    story.missing().looks(cancelled);
    expect(story.step).toEqual({ do: 'cancelOrder', numbers: [orderNumber] });
  });

  it('the merchant cancels after Centra has taken it: completed is completed', () => {
    const story = open()
      .says('complete')
      .does('complete', { ...done, acknowledged: false });
    expect(story.missing().step).toEqual({ do: 'finish', as: 'completed' });
  });

  it('the merchant had changed the lines: a person is asked before other goods are reported than were sent', () => {
    const story = open()
      .told(anOrder({ status: 320 }))
      .listed({ digests: { ...story0().digests, lines: 'l2' } });
    expect(story.says('complete').asks).toEqual(['changed-after-start']);
    expect(story.step.do).toBe('wait');
    expect(story.says('resolve', { choice: 'as-is' }).step).toMatchObject({ do: 'complete' });
  });

  const story0 = () => ({ digests: inWarehouse().order!.digests! });
});
