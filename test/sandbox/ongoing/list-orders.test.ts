import { startSimulators, type Simulators } from '../../../src/sandbox';
import { anOrder } from '../support/documents';
import { ongoingApi } from '../support/simulators';

interface Shown {
  orderInfo: { orderId: number; orderNumber: string };
}

describe('GET /orders', () => {
  let now: number;
  let simulators: Simulators;
  beforeEach(async () => {
    now = Date.parse('2026-01-10T10:00:00Z');
    simulators = await startSimulators({ now: () => now });
  });
  afterEach(() => simulators.close());

  const warehouse = () => simulators.control.warehouse;
  const put = async (orderNumber: string, differences: object = {}) => {
    const document = anOrder({ orderNumber, goodsOwnerOrderId: orderNumber, referenceNumber: `retail/${orderNumber}` });
    const reply = await ongoingApi(simulators)('PUT', '/orders', { ...document, ...differences });
    return reply.json<{ orderId: number }>().orderId;
  };
  const get = (query: string) => ongoingApi(simulators)('GET', `/orders?goodsOwnerId=121${query}`);
  const numbers = async (query: string) =>
    (await get(query)).json<Shown[]>().map(({ orderInfo }) => orderInfo.orderNumber);

  it('needs a goods owner, and the right user for it', async () => {
    const api = ongoingApi(simulators);
    expect((await api('GET', '/orders')).status).toBe(400);
    expect((await api('GET', '/orders?goodsOwnerId=1')).status).toBe(400);
    const wrong = { headers: { authorization: 'Basic d3Jvbmc6d3Jvbmc=' } };
    expect((await api('GET', '/orders?goodsOwnerId=121', undefined, wrong)).status).toBe(401);
  });

  it('gives an empty list for what is not there, and 404 for an id', async () => {
    await expect(numbers('&orderNumber=unknown')).resolves.toEqual([]);
    expect((await ongoingApi(simulators)('GET', '/orders/1')).status).toBe(404);
  });

  it('pages by an inclusive id, ascending', async () => {
    const ids = [await put('1-1'), await put('2-1'), await put('3-1')];
    await expect(numbers('&maxOrdersToGet=2')).resolves.toEqual(['1-1', '2-1']);
    await expect(numbers(`&maxOrdersToGet=2&orderIdFrom=${ids[1]}`)).resolves.toEqual(['2-1', '3-1']);
    await expect(numbers(`&orderIdFrom=${ids[2]! + 1}`)).resolves.toEqual([]);
    await expect(numbers('&sort=descending')).resolves.toEqual(['3-1', '2-1', '1-1']);
    await expect(numbers('&sort=descending&maxOrdersToGet=1')).resolves.toEqual(['3-1']);
  });

  it('finds by number, numbers, own id and references; joined by a comma they are one', async () => {
    for (const number of ['1-1', '2-1', '3-1']) await put(number);
    await expect(numbers('&orderNumber=2-1')).resolves.toEqual(['2-1']);
    await expect(numbers('&orderNumbers=3-1&orderNumbers=1-1&orderNumbers=9')).resolves.toEqual(['1-1', '3-1']);
    await expect(numbers('&orderNumbers=3-1,1-1')).resolves.toEqual([]);
    await expect(numbers('&goodsOwnerOrderId=2-1')).resolves.toEqual(['2-1']);
    await expect(numbers('&referenceNumbers=retail/2-1&referenceNumbers=retail/3-1')).resolves.toEqual(['2-1', '3-1']);
  });

  it('finds by a range of statuses, merged in the order of ids', async () => {
    for (const number of ['1-1', '2-1', '3-1', '4-1']) await put(number);
    warehouse().pick({ orderNumber: '1-1' });
    warehouse().release({ orderNumber: '3-1' });
    warehouse().annul({ orderNumber: '4-1' });
    await expect(numbers('&orderStatusTo=399')).resolves.toEqual(['2-1', '3-1']);
    await expect(numbers('&orderStatusFrom=300&orderStatusTo=500')).resolves.toEqual(['1-1', '3-1']);
    await expect(numbers('&orderStatusFrom=300&maxOrdersToGet=2')).resolves.toEqual(['1-1', '3-1']);
    await expect(numbers('&orderStatusFrom=1000')).resolves.toEqual(['4-1']);
  });

  it('finds what has changed its status since, to the second', async () => {
    await put('1-1');
    now += 60_500;
    await put('2-1');
    await expect(numbers('&orderStatusChangedTimeFrom=2026-01-10T10:01:00.900Z')).resolves.toEqual(['2-1']);
    await expect(numbers('&orderStatusChangedTimeFrom=2026-01-10T10:01:01Z')).resolves.toEqual([]);
    warehouse().release({ orderNumber: '1-1' });
    await expect(numbers('&orderStatusChangedTimeFrom=2026-01-10T10:01:00Z')).resolves.toEqual(['1-1', '2-1']);
    const withOffset = encodeURIComponent('2026-01-10T11:01:00.000+01:00');
    await expect(numbers(`&orderStatusChangedTimeFrom=${withOffset}`)).resolves.toEqual(['1-1', '2-1']);
  });

  it('finds by the times of creation, shipping and return', async () => {
    await put('1-1');
    now += 3_600_000;
    await put('2-1');
    warehouse().pick({ orderNumber: '1-1' });
    warehouse().ship({ orderNumber: '1-1' });
    now += 3_600_000;
    warehouse().takeBack({ orderNumber: '1-1', lines: [{ rowNumber: '700001' }] });
    await expect(numbers('&orderCreatedTimeFrom=2026-01-10T10:30:00Z')).resolves.toEqual(['2-1']);
    await expect(numbers('&orderCreatedTimeTo=2026-01-10T10:30:00Z')).resolves.toEqual(['1-1']);
    await expect(numbers('&shippedTimeFrom=2026-01-10T11:00:00Z&shippedTimeTo=2026-01-10T11:00:00Z')).resolves.toEqual([
      '1-1',
    ]);
    await expect(numbers('&shippedTimeTo=2026-01-10T10:59:59Z')).resolves.toEqual([]);
    await expect(numbers('&lastReturnedFrom=2026-01-10T12:00:00Z')).resolves.toEqual(['1-1']);
    await expect(numbers('&lastReturnedFrom=2026-01-10T12:00:01Z')).resolves.toEqual([]);
  });

  it('finds what is to be reported, until it is', async () => {
    const orderId = await put('1-1');
    await put('2-1');
    await expect(numbers('&onlyOrdersWithOrderLinesToReport=true')).resolves.toEqual([]);
    warehouse().pick({ orderId });
    await expect(numbers('&onlyOrdersWithOrderLinesToReport=true')).resolves.toEqual(['1-1']);
    await expect(numbers('&onlyOrdersWithOrderLinesToReport=false')).resolves.toEqual(['1-1', '2-1']);
    await ongoingApi(simulators)('PATCH', `/orders/${orderId}/setReportedNumberOfItemsToPickedNumberOfItems`);
    await expect(numbers('&onlyOrdersWithOrderLinesToReport=true')).resolves.toEqual([]);
  });

  it('applies all filters together', async () => {
    for (const number of ['1-1', '2-1']) {
      await put(number);
      warehouse().pick({ orderNumber: number });
    }
    warehouse().ship({ orderNumber: '2-1' });
    await expect(numbers('&onlyOrdersWithOrderLinesToReport=true&orderStatusFrom=450')).resolves.toEqual(['2-1']);
    await expect(numbers('&orderNumbers=1-1&orderNumbers=2-1&orderStatusTo=400')).resolves.toEqual(['1-1']);
    const { orderId } = warehouse().order({ orderNumber: '2-1' });
    const changed = `&orderStatusChangedTimeFrom=2026-01-10T09:00:00Z&orderIdFrom=${orderId}`;
    await expect(numbers(changed)).resolves.toEqual(['2-1']);
  });

  it('finds orders by parcel and serial number', async () => {
    await put('1-1');
    warehouse().pick({ orderNumber: '1-1', lines: [{ rowNumber: '700001', serials: ['S1', 'S2'] }] });
    warehouse().pack({ orderNumber: '1-1' });
    const parcel = warehouse().order({ orderNumber: '1-1' }).parcels[0]?.parcelNumber;
    await expect(numbers('&serial=S2')).resolves.toEqual(['1-1']);
    await expect(numbers(`&parcelNumber=${parcel}`)).resolves.toEqual(['1-1']);
    await expect(numbers('&serial=S3')).resolves.toEqual([]);
  });

  it.each([
    ['a date that is none', '&orderStatusChangedTimeFrom=yesterday'],
    ['a status that is no number', '&orderStatusFrom=open'],
    ['a page of nothing', '&maxOrdersToGet=0'],
    ['a filter that the simulator does not have', '&pickable=All'],
    ['updates of more than two days ago', '&orderUpdatedTimeFrom=2026-01-08T09:59:59Z'],
  ])('answers 400 to %s', async (_what, query) => {
    const reply = await get(query);
    expect([reply.status, reply.json()]).toEqual([400, { message: expect.any(String) }]);
  });
});
