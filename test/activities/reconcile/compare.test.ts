import { MockActivityEnvironment } from '@temporalio/testing';
import { compareTwice, type Comparison } from '../../../src/activities/reconcile/compare';
import type { Account } from '../../../src/lifecycle/reconcile/account';
import type { Difference } from '../../../src/lifecycle/reconcile/difference';
import { mostNamedOfAKind, type PartAccount } from '../../../src/protocol/reconcile';

const difference = (id: string, more: Partial<Difference> = {}): Difference => ({
  ...{ kind: 'shipment-without-order', id, centra: 'good-to-go', ongoing: '', reason: 'r' },
  ...more,
});
const account = (differences: Difference[], more: Partial<Account> = {}): Account => ({
  ...{ sums: {}, differences, underWay: [] },
  ...more,
});
const inActivity = (compare: Comparison) =>
  new MockActivityEnvironment().run((): Promise<PartAccount> => compareTwice('shipments', 1, compare));
const run = (...readings: Account[]): Promise<PartAccount> => {
  let reading = 0;
  const compare = async () => readings[reading++] ?? account([]);
  return inActivity(compare);
};

describe('the two readings of a comparison', () => {
  it('are one where nothing is different, or only what somebody wants so', async () => {
    await expect(run(account([]))).resolves.toMatchObject({ readings: 1, differences: [] });
    const wanted = difference('a', { expected: true });
    await expect(run(account([wanted]))).resolves.toMatchObject({
      ...{ readings: 1, differences: [wanted] },
      counts: { 'shipment-without-order': { differences: 0, expected: 1 } },
    });
  });

  it('are two where something is, and the second hears what the first has found', async () => {
    const heard: (ReadonlySet<string> | undefined)[] = [];
    const compare = async (before?: ReadonlySet<string>) => {
      heard.push(before);
      return account([difference('a'), difference('b', { expected: true })]);
    };
    const done = await inActivity(compare);
    expect(done.readings).toBe(2);
    expect(heard).toEqual([undefined, new Set(['shipment-without-order a'])]);
  });

  it('name what the second one names', async () => {
    const done = await run(account([difference('a'), difference('b')]), account([difference('b')]));
    expect(done.differences.map(({ id }) => id)).toEqual(['b']);
    expect(done.counts['shipment-without-order']).toEqual({ differences: 1, expected: 0 });
  });

  it('count all, and name so many of a kind', async () => {
    const many = Array.from({ length: 3 * mostNamedOfAKind }, (_, n) => difference(String(n)));
    const done = await run(
      account(many),
      account([...many, difference('x', { kind: 'article-missing' })], { underWay: many }),
    );
    expect(done.differences).toHaveLength(mostNamedOfAKind + 1);
    expect(done.counts['shipment-without-order']?.differences).toBe(3 * mostNamedOfAKind);
    expect([done.underWay.length, done.underWayTotal]).toEqual([mostNamedOfAKind, 3 * mostNamedOfAKind]);
  });

  it('fail rather than give an account that does not add up', async () => {
    const wrong = account([], { sums: { 'good-to-go shipments in retail': { total: 2, states: { new: 1 } } } });
    await expect(run(wrong)).rejects.toThrow('it does not add up: good-to-go shipments in retail');
  });
});
