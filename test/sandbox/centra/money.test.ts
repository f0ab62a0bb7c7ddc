import { centraApi, eachWithSimulators } from '../support/simulators';

const simulators = eachWithSimulators();
const merchant = () => simulators.now.control.merchant;
const capture = (shipment: string) => centraApi(simulators.now)('PUT', '/capture', { shipment });
const state = (shipmentId: string) => {
  const { paid, shouldCapture, counts } = merchant().shipment({ shipmentId });
  return { paid, shouldCapture, captures: counts.captures };
};

describe('PUT /capture', () => {
  it('captures what is authorised, and echoes the order as a number', async () => {
    const { shipmentId, orderNumber } = merchant().createOrder({ payment: 'authorised' });
    expect(state(shipmentId)).toEqual({ paid: false, shouldCapture: true, captures: 0 });
    expect((await capture(shipmentId)).json()).toEqual({ status: 'ok', order: orderNumber, shipment: shipmentId });
    expect(state(shipmentId)).toEqual({ paid: true, shouldCapture: false, captures: 1 });
  });

  it.each(['refuses', 'invoice'] as const)('fails for the payment %s, and nothing changes', async (payment) => {
    const { shipmentId, orderNumber } = merchant().createOrder({ payment });
    const before = state(shipmentId);
    const reply = (await capture(shipmentId)).json();
    expect(reply).toEqual({ status: 'no', msg: 'capture failed', order: orderNumber, shipment: shipmentId });
    expect(state(shipmentId)).toEqual(before);
  });

  it('says of external payments that it cannot', async () => {
    const { shipmentId, orderNumber } = merchant().createOrder({ payment: 'external' });
    expect((await capture(shipmentId)).json()).toEqual({
      status: 'no',
      msg: expect.stringContaining('external payment plugin'),
      order: orderNumber,
    });
  });

  it('fails for a cancelled order', async () => {
    const { shipmentId, orderNumber } = merchant().createOrder({});
    merchant().cancel({ orderNumber });
    expect((await capture(shipmentId)).json()).toMatchObject({ status: 'no', msg: 'capture failed' });
  });

  it.each([
    ['ok', 'ok', 1],
    ['refuse', 'no', 1],
    ['charge', 'ok', 2],
  ] as const)(
    'a second time, with captureAgain %s: answers %s, money has moved %s times',
    async (again, status, times) => {
      merchant().settings({ set: { captureAgain: again } });
      const { shipmentId } = merchant().createOrder({});
      await capture(shipmentId);
      expect((await capture(shipmentId)).json()).toMatchObject({ status });
      expect(merchant().shipment({ shipmentId }).counts).toMatchObject({ captureCalls: 2, captures: times });
    },
  );

  it('accepts an asynchronous payment at once, which is paid when it is settled', async () => {
    const { shipmentId } = merchant().createOrder({ payment: 'async' });
    expect((await capture(shipmentId)).json()).toMatchObject({ status: 'ok' });
    expect(state(shipmentId)).toEqual({ paid: false, shouldCapture: false, captures: 0 });
    merchant().settlePayment({ shipmentId });
    expect(state(shipmentId)).toEqual({ paid: true, shouldCapture: false, captures: 1 });
  });

  it('lets an asynchronous payment fail later', async () => {
    const { shipmentId } = merchant().createOrder({ payment: 'async' });
    await capture(shipmentId);
    merchant().settlePayment({ shipmentId, succeeds: false });
    expect(state(shipmentId)).toEqual({ paid: false, shouldCapture: true, captures: 0 });
    expect(() => merchant().settlePayment({ shipmentId })).toThrow('no capture of the shipment is pending');
  });

  it('shows paid and shouldCapture as 0 and 1', async () => {
    merchant().createOrder({ payment: 'prepaid' });
    merchant().createOrder({ payment: 'authorised' });
    merchant().createOrder({ payment: 'invoice' });
    const reply = await centraApi(simulators.now)('GET', '/shipments');
    expect(reply.json()).toMatchObject({
      shipments: [
        { paid: 1, shouldCapture: 0 },
        { paid: 0, shouldCapture: 1 },
        { paid: 0, shouldCapture: 0 },
      ],
    });
  });
});
