import type { Afterwards } from '../../../src/lifecycle/shipment/facts';
import { afterItsEnd, aLife, anOrder, aSettings, aShippedOrder, day, inWarehouse, minute } from '../builders';
import { done, notSent, Story, unclear } from '../story';

const finished = (as: string) => ({ do: 'finish', as });
const cancelled = { listed: 'none', order: 'cancelled' } as const;
const captured = () => {
  const settings = aSettings({ capture: 'onImport' });
  return new Story(aLife({ paid: false, shouldCapture: true }, settings), settings).does('capture', done);
};

describe('the end', () => {
  it('`completed` ends at once, though Centra may still list it', () => {
    const story = new Story(inWarehouse()).told(aShippedOrder()).does('complete', { ...done, acknowledged: true });
    expect(story.facts.centra.goodToGo).toBe(true);
    expect(story.step).toEqual(finished('completed'));
  });

  it.each([
    ['cancelled', () => new Story(aLife()).says('cancel')],
    ['abandoned', () => new Story(inWarehouse()).told(anOrder()).says('abandon')],
  ])(
    '`%s` waits, without attention, until Centra no longer lists it: else the next scan would ship it again',
    (as, start) => {
      const story = start();
      expect(story.decision).toMatchObject({ stage: as, step: { do: 'wait', for: 'centra-to-drop-it' }, asks: [] });
      expect(story.decision.dueAt).toBeUndefined();
      story.later(30 * day).listed();
      expect(story.decision).toMatchObject({ stage: as, step: { do: 'wait', for: 'centra-to-drop-it' }, asks: [] });
      story.missing();
      expect(story.looks({ listed: 'inprogress' }).step).toEqual(finished(as));
    },
  );

  it('is not reached by a list that lacks it: it is asked for first', () => {
    const story = new Story(aLife()).says('cancel').missing();
    expect(story.step).toEqual({ do: 'lookCentra' });
    expect(story.looks().step).toMatchObject({ do: 'wait', for: 'centra-to-drop-it' });
  });

  it('`withdrawn` is reached when Centra does not offer it any more', () => {
    const story = new Story(aLife()).missing().looks({ listed: 'none' }).inTime().looks({ listed: 'none' });
    expect(story.step).toEqual(finished('withdrawn'));
  });
});

describe('`abandon`', () => {
  it('writes nothing to either system: a living order goes on', () => {
    const story = new Story(inWarehouse()).told(anOrder()).says('abandon').told(aShippedOrder());
    expect(story.step).toMatchObject({ do: 'wait', for: 'centra-to-drop-it' });
    story.missing().looks(cancelled);
    expect(story.step).toEqual(finished('abandoned'));
  });

  it('writes nothing after the end either', () => {
    const found = { orderNumber: '1001-1', knownWaybills: [], addedWaybills: ['WB-2'], annulled: true };
    expect(new Story(afterItsEnd(found)).says('abandon').step).toEqual(finished('abandoned'));
  });

  it('in the middle of a doubt reads and writes nothing more', () => {
    const story = new Story(aLife()).does('import', unclear).says('abandon');
    expect(story.step).toMatchObject({ do: 'wait', for: 'centra-to-drop-it' });
  });

  it('does not end silently when money was taken', () => {
    const story = captured().says('abandon').missing().looks({ listed: 'none' });
    expect(story.decision).toMatchObject({ step: { do: 'wait', for: 'operator' } });
    expect(story.asks).toEqual(['captured-not-shipped']);
    expect(story.says('resolve', { choice: 'refunded' }).step).toEqual(finished('abandoned'));
  });

  it('does not end silently when nobody knows whether money was taken', () => {
    const settings = aSettings({ capture: 'onImport' });
    const story = new Story(aLife({ paid: false, shouldCapture: true }, settings), settings).does('capture', unclear);
    story.says('abandon');
    expect(story.asks).toEqual(['capture-in-doubt']);
    expect(story.says('resolve', { choice: 'not-captured' }).asks).toEqual([]);
  });
});

describe('captured by us, and never shipped', () => {
  it.each([
    ['cancelled', () => captured().missing().looks(cancelled)],
    ['withdrawn', () => captured().missing().looks({ listed: 'none' }).inTime().looks({ listed: 'none' })],
    ['cancelled by an operator', () => captured().says('cancel').missing().looks({ listed: 'none' })],
    ['abandoned', () => captured().says('abandon').missing().looks({ listed: 'none' })],
  ])('%s: asks until a person confirms the refund, and then ends', (_how, start) => {
    const story = start();
    expect(story.asks).toEqual(['captured-not-shipped']);
    expect(story.later(30 * day).asks).toEqual(['captured-not-shipped']);
    expect(story.choices).toEqual(['refunded']);
    expect(story.says('resolve', { choice: 'refunded' }).step).toMatchObject({ do: 'finish' });
  });

  it('unmappable: asks for the money beside the data', () => {
    const story = captured();
    const centra = { kind: 'missing', observedAt: story.now } as const;
    story.does('import', { end: 'unmappable', reason: 'consignee: no country', centra }).looks();
    expect(story.asks).toEqual(['captured-not-shipped', 'unmappable']);
  });

  it('cancelled in the warehouse, and given up: asks, too', () => {
    const story = captured()
      .imports()
      .told(anOrder({ status: 1000 }))
      .says('resolve', { choice: 'give-up' });
    story.does('cancelOrder', done).inTime().finds();
    expect(story.asks).toEqual(['captured-not-shipped']);
  });

  it('and refunded, and then wanted again: the money is not taken for granted', () => {
    const story = captured().missing().looks(cancelled).says('resolve', { choice: 'refunded' });
    expect(story.listed({ paid: false, shouldCapture: true }).step).toEqual({ do: 'capture' });
  });

  it('shipped though cancelled is not asked about as money without goods', () => {
    const story = captured().imports().told(aShippedOrder());
    story.missing().looks(cancelled).says('resolve', { choice: 'accept' });
    expect(story.step).toEqual(finished('cancelled'));
  });
});

describe('after the end, with what the sweep has found', () => {
  const after = (change: Partial<Afterwards>) =>
    new Story(
      afterItsEnd({ orderNumber: '1001-1', knownWaybills: ['WB-1'], addedWaybills: [], annulled: false, ...change }),
    );

  it('a waybill that was added is appended, never reported by completing again', () => {
    const story = after({ addedWaybills: ['WB-2'] });
    expect(story.step).toEqual({ do: 'appendWaybills', waybills: ['WB-2'] });
    expect(story.does('appendWaybills', notSent).inTime().step).toMatchObject({ do: 'appendWaybills' });
    expect(story.does('appendWaybills', done).step).toEqual(finished('completed'));
  });

  it('an annulled order asks `cancelled-in-warehouse`, and ends when a person has seen it', () => {
    const story = after({ annulled: true });
    expect(story.asks).toEqual(['cancelled-in-warehouse']);
    expect(story.choices).toEqual(['accept']);
    expect(story.says('resolve', { choice: 'accept' }).step).toEqual(finished('completed'));
  });

  it('both: the waybill is appended, and the person is asked', () => {
    const story = after({ addedWaybills: ['WB-2'], annulled: true }).does('appendWaybills', done);
    expect(story.asks).toEqual(['cancelled-in-warehouse']);
  });

  it('a hold stops the append', () => {
    const story = after({ addedWaybills: ['WB-2'] }).says('hold');
    expect(story.decision).toMatchObject({ stage: 'held', step: { do: 'wait', for: 'release' } });
  });

  it('never captures, imports, completes or cancels, whatever Centra’s list shows', () => {
    const story = after({ addedWaybills: ['WB-2'] })
      .listed()
      .later(minute);
    expect(story.step).toMatchObject({ do: 'appendWaybills' });
    expect(['cancel', 'complete'].map((action) => story.whyNot(action as 'cancel'))).not.toContain(undefined);
  });
});
