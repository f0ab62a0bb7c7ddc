import { askSentence, details, waitingFor } from '../../../src/lifecycle/return/tell';
import { possibleActions } from '../../../src/lifecycle/return/operator';
import { day, hour, minute, second } from '../builders';
import { aPart, aReturn, Story } from './story';

const refused = { end: 'refused', reason: 'return could not be created.' } as const;
const unclear = { end: 'unclear' } as const;
const notSent = { end: 'not-done', why: 'unavailable', system: 'centra' } as const;
const finished = (as: string) => ({ do: 'finish', as });

describe('what came back', () => {
  it('is compared with what Centra has, made, and acknowledged line by line', () => {
    const story = new Story([aPart({ A: 2, B: 1 })]);
    expect(story.decision).toMatchObject({ stage: 'reporting', step: { do: 'listMadeReturns' } });
    story.lists();
    expect(story.step).toMatchObject({ do: 'makeReturn', part: 0, mayChange: true });
    story.makes();
    const lines = [
      { orderLineId: 1, numberOfItems: 2 },
      { orderLineId: 2, numberOfItems: 1 },
    ];
    expect(story.step).toEqual({ do: 'acknowledgeReturn', lines });
    expect(story.acknowledges().step).toEqual(finished('completed'));
  });

  it('in two ways is two returns, and each line is acknowledged once, with all of it', () => {
    const first = aPart({ A: 2 }, { returnStock: true });
    const story = new Story([first, aPart({ A: 1, B: 1 }, { before: { A: 2 } })]).lists().makes('R1');
    story.lists(aReturn('R1', { A: 2 }));
    expect(story.step).toMatchObject({ do: 'makeReturn', part: 1, mayChange: false });
    story.makes('R2');
    expect(story.step).toMatchObject({
      lines: [
        { orderLineId: 1, numberOfItems: 3 },
        { orderLineId: 2, numberOfItems: 1 },
      ],
    });
  });

  it('was otherwise when it was to be made: nothing was sent, and what is there now is reported', () => {
    const story = new Story().lists();
    story.does('makeReturn', { end: 'changed', sight: { observedAt: story.now, parts: [aPart({ A: 2 })] } });
    expect(story.step).toMatchObject({ do: 'wait', for: 'another-attempt' });
    story.inTime().lists();
    expect(story.step).toMatchObject({ do: 'makeReturn', plan: [aPart({ A: 2 })] });
  });

  it('is withdrawn when the warehouse has nothing to report any more, and a read says so', () => {
    const story = new Story().does('listMadeReturns', notSent).missed();
    expect(story.step).toEqual({ do: 'readReturned' });
    expect(story.reads([]).step).toEqual(finished('withdrawn'));
  });

  it('goes on when a list lacked it and the order still shows it', () => {
    const story = new Story()
      .does('listMadeReturns', notSent)
      .missed()
      .reads([aPart({ A: 1 })]);
    expect(story.lists().step).toMatchObject({ do: 'makeReturn' });
  });

  it('grows after the first return was sent: what was sent stays what is acknowledged', () => {
    const story = new Story()
      .lists()
      .makes()
      .shown(aPart({ A: 2 }));
    expect(story.step).toMatchObject({ lines: [{ orderLineId: 1, numberOfItems: 1 }] });
    expect(story.acknowledges().step).toEqual(finished('completed'));
  });
});

describe('no usable answer to a return', () => {
  const inDoubt = () => new Story().lists(aReturn('R0', { A: 1 }, { isNeverSent: true })).does('makeReturn', unclear);

  it('is looked up at once, and found by what was not there before', () => {
    const story = inDoubt().lists(aReturn('R0', { A: 1 }, { is: 'same' }), aReturn('R1', { A: 1 }, { is: 'same' }));
    expect(story.facts.made).toMatchObject([{ returnId: 'R1', notTaken: [] }]);
    expect(story.step).toMatchObject({ do: 'acknowledgeReturn' });
  });

  it('is not proven by one read, nor by one before the time limit', () => {
    const story = inDoubt().lists();
    expect(story.step).toMatchObject({ do: 'wait', for: 'settling' });
    story.inTime().lists();
    expect(story.step).toMatchObject({ do: 'wait', for: 'settling' });
    story.inTime().lists();
    expect(story.step).toMatchObject({ do: 'makeReturn', mayChange: true });
  });

  it('is written again after ever longer pauses', () => {
    const story = inDoubt().lists().inTime().lists().inTime().lists().does('makeReturn', unclear);
    story.lists().inTime().lists().inTime().lists();
    expect(story.step).toMatchObject({ do: 'wait', for: 'another-attempt' });
  });

  it('that Centra made in part is ours, with a question about the rest', () => {
    const story = new Story([aPart({ A: 1, B: 1 })]).lists().does('makeReturn', unclear);
    story.lists(aReturn('R1', { A: 1 }, { is: 'part' })).acknowledges();
    expect(story.asks).toEqual(['items-not-returned']);
  });

  it('with words instead of an id was a refusal, when two reads have shown nothing', () => {
    const story = new Story().lists().does('makeReturn', { end: 'unclear', reason: 'no such line' });
    story.lists().inTime().lists().inTime().lists();
    expect(story.asks).toEqual(['return-refused']);
  });
});

describe('Centra refuses', () => {
  const isRefused = () => new Story().lists().does('makeReturn', refused);

  it('asks a person, and offers it again every hour, after a look at what is there', () => {
    const story = isRefused();
    expect(story.decision).toMatchObject({ step: { do: 'wait', for: 'operator' }, asks: [{ choices: ['accept'] }] });
    story.inTime();
    expect(story.now).toBeGreaterThanOrEqual(story.facts.refusals.make!.at + hour);
    expect(story.step.do).toBe('listMadeReturns');
    expect(story.asks).toEqual(['return-refused']);
    expect(story.lists().makes().acknowledges().step).toEqual(finished('completed'));
  });

  it('notices that a person has made it by hand meanwhile', () => {
    const story = isRefused()
      .inTime()
      .lists(aReturn('R9', { A: 1 }))
      .reads([aPart({ A: 1 })]);
    story
      .lists(aReturn('R9', { A: 1 }))
      .inTime()
      .reads([aPart({ A: 1 })])
      .lists(aReturn('R9', { A: 1 }));
    expect(story.asks).toEqual(['completed-elsewhere', 'return-refused']);
  });

  it('is tried at once by `retry`, and when something else came back', () => {
    expect(isRefused().says('retry').step.do).toBe('listMadeReturns');
    const grown = isRefused()
      .later(second)
      .shown(aPart({ A: 2 }));
    expect(grown.asks).toEqual([]);
    expect(grown.step.do).toBe('listMadeReturns');
  });

  it('is settled by hand when a person says so: Ongoing is told, nothing is made', () => {
    const story = isRefused().says('resolve', 'accept');
    expect(story.step).toMatchObject({ do: 'acknowledgeReturn', lines: [{ orderLineId: 1, numberOfItems: 1 }] });
    expect(story.acknowledges().step).toEqual(finished('completed'));
  });

  it('the second return: lines of the first alone are acknowledged all the same', () => {
    const story = new Story([
      aPart({ A: 1, C: 1 }, { returnStock: true }),
      aPart({ B: 1, C: 1 }, { before: { C: 1 } }),
    ]);
    story
      .lists()
      .makes()
      .lists(aReturn('R1', { A: 1, C: 1 }))
      .does('makeReturn', refused);
    expect(story.step).toMatchObject({ lines: [{ orderLineId: 1, numberOfItems: 1 }] });
    expect(story.acknowledges().step).toMatchObject({ do: 'wait', for: 'operator' });
  });
});

describe('Centra leaves lines out', () => {
  const leftOut = () => new Story([aPart({ A: 2, B: 1 })]).lists().makes('R1', ['A']).acknowledges();

  it('acknowledges the others, and asks', () => {
    const story = leftOut();
    expect(story.facts.acknowledged).toEqual([2]);
    expect(story.decision.asks).toMatchObject([{ attention: 'items-not-returned', about: '2 of line A; return R1' }]);
    expect(story.choices).toEqual(['accept', 'report-again']);
  });

  it('leaves it as it is when a person says so', () => {
    const story = leftOut().says('resolve', 'accept');
    expect(story.step).toMatchObject({ lines: [{ orderLineId: 1, numberOfItems: 2 }] });
  });

  it('makes a return of what is missing when a person says so', () => {
    const story = leftOut()
      .says('resolve', 'report-again')
      .lists(aReturn('R1', { B: 1 }));
    expect(story.step).toMatchObject({ do: 'makeReturn', part: 1, mayChange: false });
    story.makes('R2');
    expect(story.step).toMatchObject({ lines: [{ orderLineId: 1, numberOfItems: 2 }] });
    expect(story.acknowledges().step).toEqual(finished('completed'));
  });

  it('ends when Ongoing has nothing to report any more', () => {
    expect(leftOut().later(minute).missed().reads([]).step).toEqual(finished('completed'));
  });
});

describe('Centra has more than Ongoing knows of', () => {
  const byHand = aReturn('R9', { A: 1 });
  const asked = () =>
    new Story()
      .lists(byHand)
      .reads([aPart({ A: 1 })])
      .lists(byHand)
      .inTime()
      .reads([aPart({ A: 1 })])
      .lists(byHand);

  it.each<[what: string, reported: Record<string, number>, returns: ReturnType<typeof aReturn>[]]>([
    ['an earlier return that is reported', { A: 1 }, [byHand]],
    ['another line', {}, [aReturn('R9', { B: 1 })]],
    ['goods that were never sent', {}, [aReturn('R9', { A: 1 }, { isNeverSent: true })]],
  ])('is no question when it is %s', (_what, reported, returns) => {
    const story = new Story().lists(...returns);
    if (story.step.do === 'readReturned') story.reads([aPart({ A: 1 })], reported).lists(...returns);
    expect(story.step).toMatchObject({ do: 'makeReturn' });
  });

  it('asks a person after two reads of both, and nothing is made meanwhile', () => {
    const story = asked();
    expect(story.asks).toEqual(['completed-elsewhere']);
    expect(story.step).toMatchObject({ do: 'wait', for: 'operator' });
  });

  it('tells Ongoing only, when a person accepts it', () => {
    const story = asked().says('resolve', 'accept');
    expect(story.step.do).toBe('acknowledgeReturn');
  });

  it('makes it all the same, when a person says so', () => {
    const story = asked().says('resolve', 'report');
    expect(story.lists(byHand).step.do).toBe('makeReturn');
  });

  it('goes on by itself when the other life has told Ongoing', () => {
    const story = new Story()
      .lists(byHand)
      .reads([aPart({ A: 1 })])
      .lists(byHand)
      .inTime();
    expect(story.reads([aPart({ A: 1 })], { A: 1 }).lists(byHand).step.do).toBe('makeReturn');
  });
});

describe('nothing was sent', () => {
  it('waits ever longer, and lists what is there before it is sent at last', () => {
    const story = new Story().lists().does('makeReturn', notSent);
    expect(story.step).toMatchObject({ do: 'wait', for: 'another-attempt' });
    story.inTime();
    expect(story.step.do).toBe('listMadeReturns');
    story.lists().does('makeReturn', notSent);
    expect(story.facts.attempts).toMatchObject({ of: 'makeReturn', count: 2 });
  });

  it('asks a person when it has taken too long', () => {
    const story = new Story().does('listMadeReturns', notSent).later(15 * minute);
    expect(story.asks).toEqual(['overdue']);
  });

  it('asks about what cannot be read by its place', () => {
    const story = new Story().does('listMadeReturns', { ...notSent, why: 'unreadable', at: 'returns[0].returnId' });
    expect(story.later(15 * minute).decision.asks).toMatchObject([
      { attention: 'unreadable', about: 'returns[0].returnId' },
    ]);
  });

  it('is the connection’s question when it waits for that, and is woken', () => {
    const story = new Story().does('listMadeReturns', { ...notSent, why: 'connection' }).later(14 * minute);
    expect(story.decision).toMatchObject({ step: { for: 'connection' }, asks: [] });
    expect(story.decision.dueAt).toBeUndefined();
    expect(story.woken().step.do).toBe('listMadeReturns');
  });

  it('repeats the acknowledgement, whatever came of it', () => {
    for (const end of [unclear, refused]) {
      const story = new Story().lists().makes().does('acknowledgeReturn', end);
      expect(story.step).toMatchObject({ do: 'wait', for: 'another-attempt' });
      expect(story.inTime().acknowledges().step).toEqual(finished('completed'));
    }
  });
});

describe('an operator', () => {
  it('holds it: nothing is written, and a person is asked after a day', () => {
    const story = new Story().does('listMadeReturns', notSent).says('hold');
    expect(story.decision.stage).toBe('held');
    expect(story.later(day).asks).toEqual(['overdue']);
    expect(story.says('release').step.do).toBe('listMadeReturns');
  });

  it('abandons it: it stays, without a question, until Ongoing has nothing to report', () => {
    const story = new Story().lists().does('makeReturn', refused).says('abandon');
    expect(story.decision).toMatchObject({ stage: 'abandoned', step: { do: 'wait' }, asks: [] });
    expect(story.inTime().step).toEqual({ do: 'readReturned' });
    story
      .reads([aPart({ A: 1 })])
      .later(minute)
      .missed();
    expect(story.reads([]).step).toEqual(finished('abandoned'));
  });

  it.each([
    ['cancel', /cannot be cancelled/],
    ['complete', /by itself/],
    ['retry', /nothing has failed/],
    ['release', /not held/],
    ['resolve', /nothing is asked/],
  ] as const)('is told why not: %s', (action, why) => {
    expect(() => new Story().says(action)).toThrow(why);
  });

  it('needs a name, a reason, and a choice that is offered', () => {
    const story = new Story().lists().does('makeReturn', refused);
    expect(() => story.says('resolve', 'refund')).toThrow('choose one of accept');
    expect(story.whyNot('hold')).toBeUndefined();
    expect(story.says('abandon').whyNot('retry')).toBe('it was abandoned');
  });
});

describe('what it says of itself', () => {
  const key = {
    ...{ goodsOwner: 'acme', store: 'retail', shipmentId: '83651-1', orderNumber: '83651' },
    ...{ orderId: 50161, warehouseOrder: '83651-1', reportedBefore: 0 },
  };

  it('is what it waits for, why a person is asked, and what came back', () => {
    const story = new Story([aPart({ A: 2 }, { returnStock: true })]).lists().does('makeReturn', refused);
    const { facts, decision, settings, now } = story;
    const text = details(key, facts, decision, possibleActions(facts, settings, now));
    expect(text).toContain('**reporting**: waits until a person answers.');
    expect(text).toContain('**Attention: return-refused**, since ');
    expect(text).toContain('return could not be created.');
    expect(text).toContain('| Came back | 2 of line A (back in stock) |');
    expect(text).toContain(
      '| `resolve` | `{"actor":"your name","reason":"why","choice":"accept"}` | says that it was made by hand',
    );
  });

  it('is a sentence for every step and every question', () => {
    expect(waitingFor({ do: 'finish', as: 'completed' })).toBe('nothing: it ends');
    expect(waitingFor({ do: 'readReturned' })).toContain('Ongoing');
    expect(askSentence({ attention: 'overdue', basis: '', choices: [] })).not.toContain('(');
  });
});
