import { aLine, anOrder } from '../support/documents';
import { eachWithSimulators, ongoingApi } from '../support/simulators';

interface Item {
  numberOfItems: number;
  isReturned: boolean;
  returnDate: string | null;
  returnCause: { code: string; name: string } | null;
  comment: string;
}
interface Shown {
  orderInfo: { orderId: number };
  orderLines: { rowNumber: string; returnedNumberOfItems: number; pickedArticleItems: Item[] }[];
}

const simulators = eachWithSimulators();
const warehouse = () => simulators.now.control.warehouse;
const api = () => ongoingApi(simulators.now);
const it1 = { orderNumber: '10001-1' };
const tee = { rowNumber: '700001' };
const tote = { rowNumber: '700002' };

/** An order of five tees and three totes, sent. */
beforeEach(async () => {
  const totes = aLine({ ...tote, articleNumber: 'TOT3-NAT-OS', numberOfItems: 3 });
  await api()('PUT', '/orders', anOrder({ orderLines: [aLine({ numberOfItems: 5 }), totes] }));
  warehouse().pick(it1);
  warehouse().ship(it1);
});

const show = async () => (await api()('GET', '/orders?goodsOwnerId=121&orderNumber=10001-1')).json<Shown[]>()[0]!;
const returned = async () =>
  (await show()).orderLines.map(({ pickedArticleItems }) =>
    pickedArticleItems
      .filter((item) => item.isReturned)
      .map((item) => [item.numberOfItems, item.returnCause?.code ?? null, item.comment]),
  );
const inStock = async (articleNumber: string) => {
  const reply = await api()('GET', `/articles?goodsOwnerId=121&articleNumber=${articleNumber}`);
  return reply.json<{ inventoryInfo: { numberOfItems: number } }[]>()[0]?.inventoryInfo.numberOfItems;
};

describe('goods that come back', () => {
  it('have causes and comments of their own, or those of all', async () => {
    warehouse().takeBack({
      ...it1,
      lines: [
        { ...tee, quantity: 2 },
        { ...tee, cause: 'DAMAGED', comment: 'Torn' },
        { ...tote, comment: '' },
      ],
      cause: 'SIZE',
      comment: 'Too small',
    });
    expect(await returned()).toEqual([
      [
        [2, 'SIZE', 'Too small'],
        [1, 'DAMAGED', 'Torn'],
      ],
      [[1, 'SIZE', '']],
    ]);
    warehouse().takeBack({ ...it1, lines: [tote] });
    expect((await returned())[1]).toEqual([
      [1, 'SIZE', ''],
      [1, null, ''],
    ]);
  });

  it('are in stock again, but for those whose cause removes them', async () => {
    const lines = [{ ...tee, quantity: 2 }, { ...tee, quantity: 2, cause: 'DAMAGED' }, tote];
    warehouse().takeBack({ ...it1, lines, cause: 'SIZE' });
    expect([await inStock('TEE2-WHT-M'), await inStock('TOT3-NAT-OS')]).toEqual([2, 1]);
  });

  it('may have come earlier than somebody says so', async () => {
    warehouse().takeBack({ ...it1, lines: [tee], returnedAt: '2026-01-09T08:00:00Z' });
    expect((await show()).orderLines[0]?.pickedArticleItems[0]?.returnDate).toBe('2026-01-09T08:00:00.000Z');
    const since = async (time: string) =>
      (await api()('GET', `/orders?goodsOwnerId=121&lastReturnedFrom=${time}`)).json();
    await expect(since('2026-01-09T08:00:00Z')).resolves.toHaveLength(1);
    await expect(since('2026-01-09T08:00:01Z')).resolves.toEqual([]);
  });

  it('need a comment where the cause wants one', async () => {
    const cause = { id: 3, code: 'OTHER', name: 'Other', isRemoveCause: false, isChangeCause: false };
    warehouse().settings({ set: { returnCauses: [{ ...cause, isReturnCommentMandatory: true }] } });
    const reply = await api()('GET', '/returnOrders/returnCauses?goodsOwnerId=121');
    expect(reply.json()).toEqual({ returnCauses: [{ ...cause, isReturnCommentMandatory: true }] });
    expect(() => warehouse().takeBack({ ...it1, lines: [tee], cause: 'OTHER' })).toThrow('needs a comment');
    expect(() => warehouse().takeBack({ ...it1, lines: [tee], cause: 'SIZE' })).toThrow('no such return cause');
    warehouse().takeBack({ ...it1, lines: [{ ...tee, comment: 'Ugly' }], cause: 'OTHER' });
    expect((await returned())[0]).toEqual([[1, 'OTHER', 'Ugly']]);
  });

  it('are not more than went out, on all lines together, and then none come back', async () => {
    const lines = [{ ...tee, quantity: 3 }, { ...tee, quantity: 3 }, tote];
    expect(() => warehouse().takeBack({ ...it1, lines })).toThrow('fewer pieces');
    expect(await returned()).toEqual([[], []]);
  });

  it('are acknowledged, and come up again when more come back', async () => {
    const list = async () =>
      (await api()('GET', '/orders?goodsOwnerId=121&onlyOrdersWithOrderLinesToReportReturned=true')).json<Shown[]>();
    warehouse().takeBack({ ...it1, lines: [tee] });
    const { orderId } = (await list())[0]!.orderInfo;
    await api()('PATCH', `/orders/${orderId}/setReportedReturnedNumberOfItemsToReturnedNumberOfItems`);
    expect(await list()).toEqual([]);
    warehouse().takeBack({ ...it1, lines: [tee] });
    expect(await list()).toHaveLength(1);
  });
});
