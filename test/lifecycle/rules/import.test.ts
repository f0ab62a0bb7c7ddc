import { aDigests, aLife, aRow, aSettings, day, minute, orderNumber, t0 } from '../builders';
import { notSent, refused, Story } from '../story';

const row = (story: Story, change = {}) => ({ kind: 'row', observedAt: story.now, row: aRow(change) }) as const;
const changed = { digests: aDigests({ consignee: 'c2' }) };

describe('the import', () => {
  it('writes under the number that was recorded, with the time of the first attempt, however late it succeeds', () => {
    const story = new Story(aLife());
    while (story.now < t0 + day) {
      if (story.step.do === 'import') story.does('import', notSent);
      else story.inTime();
    }
    while (story.step.do !== 'import') story.inTime();
    expect(story.step).toEqual({ do: 'import', number: orderNumber, firstImportAt: t0, rewrite: false });
  });

  it('is done: the order is watched, and what was written is remembered', () => {
    const story = new Story(aLife()).imports();
    expect(story.decision).toMatchObject({
      stage: 'in-warehouse',
      phase: 'pick',
      step: { do: 'wait', for: 'warehouse' },
    });
    expect(story.facts.order).toMatchObject({ orderId: 501, digests: aDigests(), lines: aRow().lines });
  });

  it('written with newer data than the scan had seen: those are what later changes are compared with', () => {
    const story = new Story(aLife()).imports(changed).later(minute).listed(changed);
    expect(story.step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });
});

describe('a refused order', () => {
  const aRefusal = () => {
    const story = new Story(aLife());
    return story.does('import', { ...refused, centra: row(story) });
  };

  it('asks a person at once, with Ongoing’s words', () => {
    expect(aRefusal().decision).toMatchObject({
      stage: 'importing',
      step: { do: 'wait', for: 'changed-data' },
      asks: [{ attention: 'order-refused', about: refused.reason }],
    });
  });

  it('is not tried again while nothing has changed', () => {
    expect(aRefusal().later(day).listed().step).toMatchObject({ do: 'wait', for: 'changed-data' });
  });

  it('is tried again by itself when the data change in Centra', () => {
    expect(aRefusal().later(minute).listed(changed).step).toMatchObject({ do: 'import' });
  });

  it('is tried again by `retry`: the settings in the warehouse may have been mended', () => {
    expect(aRefusal().says('retry').step).toMatchObject({ do: 'import' });
  });

  it('ends when the merchant takes it back', () => {
    const story = aRefusal().later(minute).missing().looks({ listed: 'none', order: 'cancelled' });
    expect(story.step).toEqual({ do: 'finish', as: 'cancelled' });
  });
});

describe('a shipment of which no order can be made', () => {
  const unmappable = (settings = aSettings(), start = aLife()) => {
    const story = new Story(start, settings);
    return story.does('import', { end: 'unmappable', reason: 'products[1]: no article number', centra: row(story) });
  };

  it('asks a person at once and names every fault', () => {
    const story = unmappable();
    expect(story.decision.asks).toMatchObject([{ attention: 'unmappable', about: 'products[1]: no article number' }]);
    expect(story.step).toMatchObject({ do: 'wait', for: 'changed-data' });
  });

  it('is tried again when its data change in Centra, and by `retry`', () => {
    expect(unmappable().later(minute).listed(changed).step).toMatchObject({ do: 'import' });
    expect(unmappable().says('retry').step).toMatchObject({ do: 'import' });
  });

  it('ends when the merchant takes it back', () => {
    const story = unmappable().later(minute).missing().looks({ listed: 'none' }).inTime().looks({ listed: 'none' });
    expect(story.step).toEqual({ do: 'finish', as: 'withdrawn' });
  });
});

describe('an order whose first write has not succeeded in time', () => {
  it('is overdue after `attentionAfter.import`, and not before; capturing is included', () => {
    const settings = aSettings({ capture: 'onImport' });
    const story = new Story(aLife({ paid: false, shouldCapture: true }, settings), settings);
    story.later(settings.attentionAfter.importMs - 1);
    expect(story.asks).toEqual([]);
    expect(story.later(1).decision.asks).toMatchObject([{ attention: 'overdue', about: 'import' }]);
  });
});
