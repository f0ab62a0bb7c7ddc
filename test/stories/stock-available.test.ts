import { useBridge } from '../support/bridge';
import { placesFor, stockPlace } from './support/stock-world';

const names = ['plain', 'mended', 'cleared', 'refused', 'lost', 'unsent'] as const;
const bridge = useBridge({
  ...placesFor(names),
  stock: { importAvailable: true, availableField: 'freeText3' },
});
const control = () => bridge.simulators.control;

const reserve = (store: string, product: string, quantity: number) =>
  control().merchant.createOrder({ store, payment: 'prepaid', lines: [{ product, quantity }] });

/** Somebody in the warehouse writes the article. */
async function corrects(goodsOwner: string, articleNumber: string, corrections: object): Promise<void> {
  const { username, password, baseUrl, goodsOwnerId } = bridge.simulators.ongoing[goodsOwner]!;
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const body = JSON.stringify({ goodsOwnerId, articleNumber, ...corrections });
  const headers = { authorization, 'content-type': 'application/json' };
  const reply = await fetch(`${baseUrl}/articles`, { method: 'PUT', headers, body });
  expect(reply.status).toBeLessThan(300);
}

describe('what is available in Centra', () => {
  it.concurrent('is written to a free field of the article, where it differs', async () => {
    const place = stockPlace(bridge, 'plain');
    place.article('A', 10, 10);
    place.article('B', 5, 5);
    control().merchant.addProduct({ store: 'plain', sku: 'CENTRA-ONLY', physicalStock: 3 });
    const first = await place.run();
    expect(first).toMatchObject({ full: true, read: 3, written: 2, skippedBy: { 'not in Ongoing': 1 } });
    await expect(place.inOngoing('A')).resolves.toMatchObject({ freeValues: { freeText3: '10' } });

    await expect(place.run()).resolves.toMatchObject({ full: false, written: 0, refusedTotal: 0 });
    reserve('plain', 'A', 4);
    await expect(place.run()).resolves.toMatchObject({ full: false, written: 1 });
    await expect(place.inOngoing('A')).resolves.toMatchObject({ freeValues: { freeText3: '6' } });
    expect(control().counters().stock.writes).toBe(0);
  });

  it.concurrent.each(['mended', 'cleared'] as const)(
    'takes nothing from what the warehouse has corrected, whatever a write clears (%s)',
    async (store) => {
      const place = stockPlace(bridge, store);
      if (store === 'cleared') {
        control().warehouse.settings({ goodsOwner: place.goodsOwner, set: { omittedFields: 'cleared' } });
      }
      place.article('A', 10, 10);
      const corrected = {
        articleName: 'As the warehouse calls it',
        barCodeInfo: { barCode: '7300000000022' },
        statisticsNumber: '6109100010',
        countryOfOriginCode: 'PT',
        weight: 0.321,
        customerPrice: 99.5,
        storageProperties: { isObsolete: true },
        freeValues: { freeText1: 'shelf B', freeDecimal2: 7.5 },
      };
      await corrects(place.goodsOwner, 'A', corrected);
      await expect(place.run()).resolves.toMatchObject({ written: 1 });
      await expect(place.inOngoing('A')).resolves.toMatchObject({
        articleName: 'As the warehouse calls it',
        barCode: '7300000000022',
        statisticsNumber: '6109100010',
        countryOfOriginCode: 'PT',
        weight: 0.321,
        customerPrice: 99.5,
        isObsolete: true,
        freeValues: { freeText1: 'shelf B', freeDecimal2: 7.5, freeText3: '10' },
      });
    },
  );

  it.concurrent('is not written to an article that Ongoing refuses: it is named, and the others are done', async () => {
    const place = stockPlace(bridge, 'refused');
    for (const sku of ['A', 'B', 'C']) place.article(sku, 10, 10);
    control().faults.add({
      goodsOwner: place.goodsOwner,
      method: 'PUT',
      path: '/articles',
      about: 'B',
      kind: '500-before',
      status: 400,
      times: 1,
    });
    const report = await place.run();
    expect(report).toMatchObject({ written: 2, refusedTotal: 1, refused: [{ id: 'B' }] });
    await expect(place.inOngoing('C')).resolves.toMatchObject({ freeValues: { freeText3: '10' } });
  });

  it.concurrent('is looked for when the answer to a write is lost', async () => {
    const place = stockPlace(bridge, 'lost');
    place.article('A', 10, 10);
    const { goodsOwner } = place;
    control().faults.add({ goodsOwner, method: 'PUT', path: '/articles', kind: 'timeout-after', times: 1 });
    await expect(place.run()).resolves.toMatchObject({ written: 1, refusedTotal: 0 });
  });

  it.concurrent('is written by the next run when it turns out that it was not', async () => {
    const place = stockPlace(bridge, 'unsent');
    place.article('A', 10, 10);
    await place.run();
    reserve('unsent', 'A', 3);
    const { goodsOwner } = place;
    control().faults.add({ goodsOwner, method: 'PUT', path: '/articles', kind: 'timeout-before', times: 1 });
    await expect(place.run()).resolves.toMatchObject({ written: 0, refused: [{ id: 'A' }] });
    await expect(place.run()).resolves.toMatchObject({ full: false, written: 1, refusedTotal: 0 });
    await expect(place.inOngoing('A')).resolves.toMatchObject({ freeValues: { freeText3: '7' } });
  });
});
