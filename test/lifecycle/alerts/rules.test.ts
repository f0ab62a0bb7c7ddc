import fc from 'fast-check';
import { adviceOn, undelivered, urgencyOf } from '../../../src/lifecycle/alerts/advice';
import { mayBeTried, notTaken, othersAway } from '../../../src/lifecycle/alerts/away';
import {
  causeOf,
  mostCauses,
  newTarget,
  partsOf,
  type Alert,
  type SeenCause,
  type TargetFacts,
} from '../../../src/lifecycle/alerts/facts';
import { look } from '../../../src/lifecycle/alerts/look';
import { alertsDue, forget, told } from '../../../src/lifecycle/alerts/tell';
import { attentions } from '../../../src/lifecycle/words';

const minute = 60_000;
const rules = { windowMs: 60 * minute, quietMs: minute };
const cause = causeOf({ attention: 'short-picked', goodsOwner: 'acme', store: 'retail' });

const seen = (count: number, newest = 0, of = cause): SeenCause => ({
  ...{ cause: of, count, newest, oldest: 0 },
  examples: [`shipment/retail/${count}`],
});

/** A target that is looked after once a minute. */
class Target {
  facts: TargetFacts = newTarget(0);
  now = 0;
  /** What it has taken. */
  readonly taken: (Alert & { readonly at: number })[] = [];

  /** One look, and what follows from it, as the workflow does. */
  sees(causes: readonly SeenCause[], { takes = true, isPart = false } = {}): Alert[] {
    this.facts = look(this.facts, { seen: causes, isPart }, this.now);
    const due = alertsDue(this.facts, causes, rules, this.now);
    const isTried = due.length === 0 || mayBeTried(this.facts, this.now);
    if (isTried && (takes || due.length === 0)) {
      this.facts = forget(told(this.facts, due, causes, this.now), rules, this.now);
      this.taken.push(...due.map((alert) => ({ ...alert, at: this.now })));
    } else if (isTried) this.facts = notTaken(this.facts, { why: 'HTTP 500' }, minute, this.now);
    this.now += minute;
    return isTried && takes ? due : [];
  }

  /** The same for so many minutes. */
  keepsSeeing(minutes: number, causes: readonly SeenCause[]): Alert[] {
    return Array.from({ length: minutes }, () => this.sees(causes)).flat();
  }
}

const short = ({ event, count, before, times }: Alert) =>
  [event, count, ...(before === undefined ? [] : [`before ${before}`]), ...(times ? [`${times} times`] : [])].join(' ');

describe('what a target is told', () => {
  it('is one alert for thousands of the same cause, and no second one while nothing changes', () => {
    const target = new Target();
    expect(target.sees([seen(5_000)]).map(short)).toEqual(['raised 5000']);
    expect(target.keepsSeeing(200, [seen(5_000)])).toEqual([]);
  });

  it('is at first everything that there is', () => {
    const target = new Target();
    const old = attentions.map((attention, index) => seen(index + 1, 0, causeOf({ attention, goodsOwner: 'acme' })));
    expect(target.sees(old)).toHaveLength(attentions.length);
    expect(target.keepsSeeing(100, old)).toEqual([]);
  });

  it('is that a cause has grown, when the window is over, with both counts', () => {
    const target = new Target();
    target.sees([seen(3)]);
    expect(target.keepsSeeing(59, [seen(8)])).toEqual([]);
    expect(target.sees([seen(9)]).map(short)).toEqual(['grown 9 before 3']);
    expect(target.keepsSeeing(59, [seen(9)])).toEqual([]);
    expect(target.keepsSeeing(100, [seen(4)])).toEqual([]);
  });

  it('is that another one needs a person, though they are as many as before', () => {
    const target = new Target();
    target.sees([seen(1, 1_000)]);
    target.keepsSeeing(59, [seen(1, 1_000)]);
    expect(target.keepsSeeing(2, [seen(1, 2_000)]).map(short)).toEqual(['grown 1 before 1']);
  });

  it('is that it is over, once, when two looks have not seen it', () => {
    const target = new Target();
    target.sees([seen(2)]);
    expect(target.sees([])).toEqual([]);
    expect(target.sees([]).map(short)).toEqual(['recovered 2']);
    expect(target.keepsSeeing(200, [])).toEqual([]);
    expect(target.facts.causes).toEqual({});
  });

  it('is nothing when a list was late for one look', () => {
    const target = new Target();
    target.sees([seen(2)]);
    target.sees([]);
    expect(target.keepsSeeing(200, [seen(2)])).toEqual([]);
  });

  it('is nothing of what a look that does not take in everything has not seen', () => {
    const target = new Target();
    target.sees([seen(2)]);
    for (let minutes = 0; minutes < 100; minutes += 1) expect(target.sees([], { isPart: true })).toEqual([]);
  });

  it('is once in a window what comes and goes all the time', () => {
    const target = new Target();
    const events: string[] = [];
    for (let minutes = 0; minutes < 180; minutes += 1) {
      const alerts = target.sees(minutes % 6 < 3 ? [seen(1, minutes)] : []);
      events.push(...alerts.map((alert) => `${minutes}: ${short(alert)}`));
    }
    expect(events).toEqual([
      ...['0: raised 1', '4: recovered 1'],
      ...['60: raised 1 10 times', '64: recovered 1'],
      ...['120: raised 1 10 times', '124: recovered 1'],
    ]);
  });

  it('is in the next window what came and went within this one', () => {
    const target = new Target();
    target.sees([seen(1)]);
    target.keepsSeeing(5, []);
    target.keepsSeeing(5, [seen(4)]);
    expect(target.keepsSeeing(48, [])).toEqual([]);
    expect(target.keepsSeeing(5, []).map(short)).toEqual(['raised 4', 'recovered 4']);
    target.keepsSeeing(61, []);
    expect(target.facts.causes).toEqual({});
  });

  it('comes with the most urgent first, and what is over last', () => {
    const target = new Target();
    const [overdue, refused] = [causeOf({ attention: 'overdue' }), causeOf({ attention: 'capture-refused' })];
    target.sees([seen(1)]);
    target.sees([]);
    const alerts = target.sees([seen(1, 0, refused), seen(1, 0, overdue)]);
    expect(alerts.map((alert) => alert.cause)).toEqual([refused, overdue, cause]);
  });

  it('names a bounded number of causes; the others have their turn when these have gone', () => {
    const target = new Target();
    const many = Array.from({ length: mostCauses + 7 }, (_, index) => seen(1, 0, `overdue/acme/store-${index}`));
    expect(target.sees(many)).toHaveLength(mostCauses);
    expect(target.keepsSeeing(3, many)).toEqual([]);
    const rest = many.slice(mostCauses);
    const alerts = target.keepsSeeing(70, rest).filter(({ event }) => event === 'raised');
    expect(alerts.map((alert) => alert.cause).sort()).toEqual(rest.map((one) => one.cause).sort());
  });
});

describe('a target that takes nothing', () => {
  it('is told everything when it does again: what is there, and what came and went', () => {
    const target = new Target();
    const other = causeOf({ attention: 'unreachable', goodsOwner: 'acme' });
    target.sees([seen(1)], { takes: false });
    target.sees([seen(1), seen(1, 0, other)], { takes: false });
    for (let minutes = 0; minutes < 90; minutes += 1) target.sees([seen(1, 0, other)], { takes: false });
    target.keepsSeeing(6, [seen(1, 0, other)]);
    expect(target.taken.map((alert) => `${alert.attention} ${alert.event}`).sort()).toEqual([
      'short-picked raised',
      'short-picked recovered',
      'unreachable raised',
    ]);
  });

  it('is tried at growing intervals, at least every five minutes, and not before it says', () => {
    let facts = newTarget(0);
    const pauses = Array.from({ length: 8 }, () => {
      facts = notTaken(facts, { why: 'HTTP 500' }, minute, 0);
      return facts.away!.nextAt / minute;
    });
    expect(pauses).toEqual([1, 2, 4, 5, 5, 5, 5, 5]);
    const asked = notTaken(newTarget(0), { why: 'HTTP 429', retryAfterMs: 10 * minute }, minute, 0);
    expect(mayBeTried(asked, 10 * minute - 1)).toBe(false);
    expect(mayBeTried(asked, 10 * minute)).toBe(true);
    const forEver = notTaken(newTarget(0), { why: 'HTTP 429', retryAfterMs: 999 * 60 * minute }, minute, 0);
    expect(mayBeTried(forEver, 60 * minute)).toBe(true);
  });

  it('is named to the others after five minutes, and only to them', () => {
    const { away } = notTaken(newTarget(0), { why: 'HTTP 404' }, minute, 0);
    const others = [{ name: 'alerts[0]', away }, { name: 'alerts[1]' }];
    expect(othersAway(others, 5 * minute - 1)).toEqual([]);
    expect(othersAway(others, 5 * minute)).toEqual([
      { cause: 'alerts-undelivered//', count: 1, oldest: 0, newest: 0, examples: ['alerts[0]'] },
    ]);
  });

  it('has the same id for the same news, however often it is posted', () => {
    const target = new Target();
    target.facts = look(target.facts, { seen: [seen(1)], isPart: false }, 0);
    const first = alertsDue(target.facts, [seen(1)], rules, 0);
    target.facts = look(target.facts, { seen: [seen(3)], isPart: false }, 5 * minute);
    const again = alertsDue(target.facts, [seen(3)], rules, 5 * minute);
    expect(again.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
  });
});

describe('whatever comes and goes, and whenever the target is there', () => {
  const causes = [cause, causeOf({ attention: 'overdue', goodsOwner: 'acme', store: 'outlet' })];
  const aLook = fc.record({
    counts: fc.tuple(...causes.map(() => fc.constantFrom(0, 0, 1, 2))),
    takes: fc.boolean(),
    minutes: fc.integer({ min: 1, max: 40 }),
  });

  it('every cause is told, at most once in a window, and its end exactly once', () => {
    fc.assert(
      fc.property(fc.array(aLook, { minLength: 1, maxLength: 30 }), (looks) => {
        const target = new Target();
        const wasThere = new Set<string>();
        for (const { counts, takes, minutes } of looks) {
          const sight = causes.flatMap((of, index) => (counts[index] ? [seen(counts[index], target.now, of)] : []));
          for (const one of sight) wasThere.add(one.cause);
          for (let passed = 0; passed < minutes; passed += 1) target.sees(sight, { takes });
        }
        // Then all is well, and the target is there.
        target.keepsSeeing(200, []);
        expect(target.facts).toMatchObject({ causes: {} });
        expect(target.facts.away).toBeUndefined();
        for (const of of causes) {
          const its = target.taken.filter((alert) => alert.cause === of);
          expect(its.length > 0).toBe(wasThere.has(of));
          const line = its.map(({ event }) => ({ raised: 'r', grown: 'g', recovered: 'o' })[event]).join('');
          expect(line).toMatch(/^(rg*o)*$/);
          expect(new Set(its.map(({ id }) => id)).size).toBe(its.length);
          const said = its.filter(({ event }) => event !== 'recovered').map(({ at }) => at);
          said.slice(1).forEach((at, index) => expect(at - said[index]!).toBeGreaterThanOrEqual(rules.windowMs));
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('the words', () => {
  it.each([...attentions, undelivered])('say of %s what has happened and what to do', (attention) => {
    const { what, todo } = adviceOn(attention);
    expect(what).toMatch(/^[A-Z].*\.$/);
    expect(todo).toMatch(/^[A-Z`].*\.$/);
    expect(what).not.toBe(adviceOn('of another version').what);
    expect(urgencyOf(attention)).toBeLessThan(urgencyOf('of another version'));
  });

  it('find the parts of a cause again', () => {
    for (const parts of [{ attention: 'overdue', goodsOwner: 'acme', store: 'retail' }, { attention: 'overdue' }]) {
      expect(partsOf(causeOf(parts))).toEqual(parts);
    }
  });
});
