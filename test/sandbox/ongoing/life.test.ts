import { eventually } from '../../support/eventually';
import { anOrder } from '../support/documents';
import { eachWithSimulators, ongoingApi } from '../support/simulators';

const simulators = eachWithSimulators();
const warehouse = () => simulators.now.control.warehouse;
const put = (orderNumber: string) => ongoingApi(simulators.now)('PUT', '/orders', anOrder({ orderNumber }));
const statusOf = (orderNumber: string) => warehouse().order({ orderNumber }).status;
const live = (more: object = {}) => warehouse().settings({ set: { life: { enabled: true, stepMs: 0, ...more } } });

describe('the little life', () => {
  it('releases, allocates, picks, packs and sends what comes', async () => {
    live();
    await put('1-1');
    await eventually(() => statusOf('1-1') === 450);
    const { tracking, parcels, lines } = warehouse().order({ orderNumber: '1-1' });
    expect([tracking.length, parcels.length, lines[0]?.items[0]?.numberOfItems]).toEqual([1, 1, 2]);
  });

  it('follows the plan of an order, made before the order came', async () => {
    warehouse().plan({ orderNumber: '1-1', short: 1, parcels: 2, waybill: false });
    warehouse().plan({ orderNumber: '2-1', enabled: false });
    live({ shippedStatus: 500 });
    await put('1-1');
    await put('2-1');
    await eventually(() => statusOf('1-1') === 500);
    const { tracking, parcels, lines } = warehouse().order({ orderNumber: '1-1' });
    expect([tracking.length, parcels.length, lines[0]?.items[0]?.numberOfItems]).toEqual([0, 2, 1]);
    expect(statusOf('2-1')).toBe(200);
  });

  it('does not touch what a person cancelled or sent', async () => {
    await put('1-1');
    await put('2-1');
    await put('3-1');
    warehouse().annul({ orderNumber: '1-1' });
    warehouse().pick({ orderNumber: '2-1' });
    warehouse().ship({ orderNumber: '2-1', waybill: 'W' });
    live();
    await eventually(() => statusOf('3-1') === 450);
    expect(statusOf('1-1')).toBe(1000);
    expect(warehouse().order({ orderNumber: '2-1' }).tracking).toMatchObject([{ waybill: 'W' }]);
  });

  it('takes no more steps than it may', async () => {
    for (let n = 1; n <= 10; n += 1) await put(`${n}-1`);
    live({ stepsPerSecond: 1 });
    const open = () => warehouse().orders({ status: 200 }).orders.length;
    await eventually(() => open() < 10);
    expect(open()).toBe(9);
  });
});
