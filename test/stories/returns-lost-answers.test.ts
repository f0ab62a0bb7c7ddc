import type { FaultKind } from '../../src/sandbox';
import { lostAnswers, LostAnswers } from './support/lost-answers';
import { scanReturns, TestReturns } from './support/test-return';
import { useStories } from './support/use-stories';

const lost = new LostAnswers();
/** A goods owner for each kind of write: what is lost in one keeps no other waiting. */
const stories = useStories({
  simulators: { log: lost.log },
  returns: { enabled: true, restock: true },
  stores: { making: {}, acknowledging: {} },
  goodsOwners: { acme: ['retail', 'wholesale'], 'at-making': ['making'], 'at-acknowledging': ['acknowledging'] },
});

/** What comes back as two returns in Centra, once for every way in which the answer can be lost. */
async function expectToComeRight(
  store: string,
  kinds: readonly FaultKind[],
  write: (goods: TestReturns) => Omit<Parameters<LostAnswers['add']>[3], 'about'> & { about: string },
): Promise<void> {
  const table: { kind: FaultKind; goods: TestReturns }[] = [];
  for (const kind of kinds) {
    table.push({ kind, goods: await TestReturns.sent(stories, { store, lines: [{ quantity: 2 }] }) });
  }
  for (const { kind, goods } of table) {
    goods.comesBack({ cause: 'SIZE' }, { cause: 'DAMAGED' });
    lost.add(stories.faults, goods.shipment, kind, write(goods));
  }
  await scanReturns(stories, `at-${store}`);
  const ends = await Promise.allSettled(
    table.map(async ({ goods }) => {
      await expect(goods.end()).resolves.toMatchObject({ end: 'completed', pieces: 2, acknowledged: 1 });
      expect(goods.inCentra).toMatchObject([
        { returnToStock: true, lines: [{ quantity: 1 }] },
        { returnToStock: false, lines: [{ quantity: 1 }] },
      ]);
      expect(goods.order.lines).toMatchObject([{ reportedReturned: 2 }]);
    }),
  );
  const wrong = table.flatMap(({ kind }, index) => {
    const end = ends[index];
    return end?.status === 'rejected' ? [`${kind}: ${String(end.reason)}`] : [];
  });
  expect(wrong).toEqual([]);
  const unseen = table.filter(({ kind, goods }) => lost.isAwaited(goods.shipment, kind)).map(({ kind }) => kind);
  expect(unseen).toEqual([]);
}

describe('the answer is lost, and then the system is away for an hour', () => {
  it.concurrent(
    'to a return that is made in Centra: it is made once',
    () =>
      expectToComeRight('making', lostAnswers, ({ shipment: { id } }) => ({
        system: 'centra',
        method: 'POST',
        path: '/return',
        about: id,
      })),
    120_000,
  );

  it.concurrent(
    'to the acknowledgement in Ongoing: it is repeated',
    () =>
      expectToComeRight('acknowledging', lostAnswers, (goods) => ({
        system: 'ongoing',
        method: 'PATCH',
        path: '/orders',
        about: String(goods.order.orderId),
      })),
    120_000,
  );
});
