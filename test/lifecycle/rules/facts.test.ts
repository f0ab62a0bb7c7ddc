import { aDigests, aLife, anOrder, aSettings, aShippedOrder, hour, inWarehouse, minute, second, t0 } from '../builders';
import { aLook, done, refused, Story } from '../story';

describe('an older observation never overwrites a newer one', () => {
  it('an older row changes nothing', () => {
    const story = new Story(aLife({ paid: false })).later(hour).listed({ paid: true });
    expect(story.listed({ paid: false }, t0 + minute).facts.centra).toMatchObject({
      paid: true,
      observedAt: t0 + hour,
    });
  });

  it('a row that was asked for before the shipment went missing does not answer where it has gone', () => {
    const story = new Story(inWarehouse())
      .later(hour)
      .missing()
      .listed({}, t0 + hour - minute);
    expect(story.step).toMatchObject({ do: 'lookCentra' });
  });

  it('an older list in which it was missing asks nothing', () => {
    const story = new Story(inWarehouse())
      .later(hour)
      .listed()
      .missing({ observedAt: t0 + minute });
    expect(story.step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });

  it('an older sight of the order does not take back what was picked', () => {
    const story = new Story(inWarehouse()).later(hour).told(anOrder({ status: 400 }));
    story.sight({ observedAt: t0 + minute, orders: [anOrder({ status: 200 })] });
    expect(story.facts.parts).toMatchObject([{ status: 400, observedAt: t0 + hour }]);
  });

  it('an older sight of the living order does not undo that it is gone', () => {
    const story = new Story(inWarehouse()).later(hour);
    story.sight({ observedAt: story.now, byNumber: '1001-1', orders: [] });
    story.later(second).sight({ observedAt: t0 + minute, orders: [anOrder()] });
    expect(story.inTime().finds().asks).toEqual(['cancelled-in-warehouse']);
  });

  it('an older read that found nothing does not make an order vanish that was seen since', () => {
    const story = new Story(inWarehouse()).later(hour).told(anOrder());
    story.sight({ observedAt: t0 + minute, byNumber: '1001-1', orders: [] });
    expect(story.step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });

  it('a clock that runs ahead counts as now, so that what is seen later is not taken for older', () => {
    const story = new Story(aLife({ paid: false })).later(minute).listed({ paid: false }, t0 + hour);
    expect(story.later(minute).listed({ paid: true }).facts.centra.paid).toBe(true);
  });

  it('a read that we asked for was sent after we asked, however far back the other machine’s clock is', () => {
    const story = new Story(inWarehouse()).later(hour).missing();
    story.does('lookCentra', { end: 'seen', centra: aLook({ observedAt: t0 - hour }) });
    expect(story.step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });

  it('a workflow whose time stands still or goes back waits all the same for a time that lies ahead', () => {
    const story = new Story(inWarehouse()).later(hour).told(anOrder());
    story.later(-2 * hour);
    expect(story.decision.dueAt).toBeGreaterThan(story.now);
    expect(story.step).toMatchObject({ do: 'wait', for: 'warehouse' });
  });
});

describe('what we did is kept apart, and no observation undoes it', () => {
  it('a capture stays a capture when Centra still shows it unpaid', () => {
    const settings = aSettings({ capture: 'onImport' });
    const story = new Story(aLife({ paid: false, shouldCapture: true }, settings), settings).does('capture', done);
    story.listed({ paid: false, shouldCapture: true });
    expect(story.facts.captured).toBeDefined();
    expect(story.step.do).toBe('import');
  });

  it('a completion stays one when Centra’s list still offers the shipment', () => {
    const story = new Story(inWarehouse()).told(aShippedOrder()).does('complete', { ...done, acknowledged: true });
    expect(story.listed().step).toEqual({ do: 'finish', as: 'completed' });
  });

  it('completed once is completed for good, whatever a later read shows', () => {
    const story = new Story(inWarehouse()).told(anOrder()).missing().looks({ listed: 'completed', shipped: true });
    expect(story.asks).toEqual(['completed-elsewhere']);
    expect(story.later(minute).listed().asks).toEqual(['completed-elsewhere']);
  });

  it('a cancellation that the order proved is not undone by a read in which the order cannot be seen', () => {
    const story = new Story(inWarehouse()).missing().looks({ listed: 'none', order: 'cancelled' });
    story.does('cancelOrder', refused).later(minute).looked({ order: 'not-visible', listed: 'none' });
    expect(story.asks).toEqual(['cancel-refused']);
  });

  it('the order number is recorded before the first write and never computed again', () => {
    const story = new Story(aLife());
    expect(story.facts.order).toMatchObject({ number: '1001-1', sent: false });
    story.listed({ digests: aDigests({ lines: 'l2' }) }).configured({ capture: 'onComplete' });
    expect(story.step).toMatchObject({ do: 'import', number: '1001-1', firstImportAt: t0 });
  });
});

describe('a decision', () => {
  it('is the same for everybody who asks with the same facts', () => {
    const one = new Story(inWarehouse(), aSettings(), t0 + hour).told(aShippedOrder());
    const other = new Story(inWarehouse(), aSettings(), t0 + hour).told(aShippedOrder());
    expect(one.decision).toEqual(other.decision);
  });

  it('names the stage of every moment of a quiet life', () => {
    const settings = aSettings({ capture: 'onImport' });
    const story = new Story(aLife({ paid: false, shouldCapture: true }, settings), settings);
    const stages = [story.decision.stage];
    stages.push(story.does('capture', done).decision.stage);
    stages.push(story.imports().decision.stage);
    stages.push(story.listed({ shouldCapture: false }).told(aShippedOrder()).decision.stage);
    stages.push(story.does('complete', { ...done, acknowledged: true }).decision.stage);
    expect(stages).toEqual(['capturing', 'importing', 'in-warehouse', 'reporting', 'completed']);
  });
});
