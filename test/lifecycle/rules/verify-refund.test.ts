import { aSettings, aShippedOrder, inWarehouse } from '../builders';
import { done, notSent, refused, Story, unclear } from '../story';

const ask = aSettings({ shortPick: 'ask' });
const listReturns = (...returns: { id: string; products: Record<string, number> }[]) =>
  ({ end: 'returns', returns }) as const;
const ours = { id: '8', products: { 1: 1 } };

/** Paid for two, one was picked, and the merchant refunds the other: it is completed, and the refund is due. */
const due = () =>
  new Story(inWarehouse({}, ask), ask)
    .told(aShippedOrder(1))
    .finds(aShippedOrder(1))
    .says('resolve', { choice: 'refund' })
    .does('complete', { ...done, acknowledged: false });

const sent = (before: Parameters<typeof listReturns> = []) => due().does('listReturns', listReturns(...before));
const inDoubt = (...before: Parameters<typeof listReturns>) => sent(before).does('refund', unclear);

describe('a refund of what was not picked', () => {
  it('is sent after the completion, for what is missing only, when the returns that are there have been read', () => {
    expect(due().step).toEqual({ do: 'listReturns' });
    expect(sent().step).toEqual({ do: 'refund', products: { 1: 1 } });
    expect(sent().does('refund', done).step).toMatchObject({ do: 'acknowledge' });
    expect(sent().does('refund', done).does('acknowledge', done).step).toEqual({ do: 'finish', as: 'completed' });
  });

  it('that did not get through is sent again after a pause', () => {
    expect(sent().does('refund', notSent).step).toMatchObject({ do: 'wait', for: 'another-attempt' });
    expect(sent().does('refund', notSent).inTime().step).toMatchObject({ do: 'refund' });
  });

  it('that is refused is asked about, and not sent again', () => {
    const story = sent().does('refund', refused);
    expect(story.decision).toMatchObject({ step: { do: 'wait', for: 'operator' } });
    expect(story.asks).toEqual(['short-picked']);
    expect(story.choices).toEqual(['refunded']);
    expect(story.says('resolve', { choice: 'refunded' }).step).toMatchObject({ do: 'acknowledge' });
  });
});

describe('a refund without answer', () => {
  it('was done when there is a new return with the same lines', () => {
    const story = inDoubt({ id: '7', products: { 1: 1 } });
    story.does('listReturns', listReturns({ id: '7', products: { 1: 1 } }, ours));
    expect(story.facts.refunded).toBeDefined();
    expect(story.step).toMatchObject({ do: 'acknowledge' });
  });

  it.each([
    ['a return that was there before', { id: '7', products: { 1: 1 } }],
    ['a new return of other lines', { id: '9', products: { 2: 1 } }],
    ['a new return of another number', { id: '9', products: { 1: 2 } }],
  ])('was not done because there is %s', (_what, one) => {
    const story = inDoubt({ id: '7', products: { 1: 1 } }).does('listReturns', listReturns(one));
    expect(story.facts.refunded).toBeUndefined();
    expect(story.step).toMatchObject({ do: 'wait', for: 'settling' });
  });

  it('is sent once more when two reads, settle apart, show no return of ours, and then a person is asked', () => {
    const again = (story: Story) =>
      story
        .does('listReturns', listReturns())
        .inTime()
        .does('listReturns', listReturns())
        .inTime()
        .does('listReturns', listReturns());
    const story = again(inDoubt());
    expect(story.step).toEqual({ do: 'refund', products: { 1: 1 } });
    again(story.does('refund', unclear));
    expect(story.asks).toEqual(['short-picked']);
    expect(story.says('resolve', { choice: 'refunded' }).step).toMatchObject({ do: 'acknowledge' });
  });
});
