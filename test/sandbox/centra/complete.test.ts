import { centraApi, eachWithSimulators } from '../support/simulators';

const simulators = eachWithSimulators();
const merchant = () => simulators.now.control.merchant;
const complete = async (made: { orderNumber: number; shipmentId: string }, more: object = {}) => {
  const { orderNumber: order, shipmentId: shipment } = made;
  const body = { order, shipment, gtg: 1, shipped: 1, capture: 0, ...more };
  return (await centraApi(simulators.now)('PUT', '/shipment', body)).json();
};
const isSent = ({ shipmentId }: { shipmentId: string }) => merchant().shipment({ shipmentId }).shippedAt !== null;
const counts = ({ shipmentId }: { shipmentId: string }) => merchant().shipment({ shipmentId }).counts;

describe('PUT /shipment', () => {
  it('completes what is paid, good-to-go and shipped: one e-mail, and all that was said about the way', async () => {
    const made = merchant().createOrder({ payment: 'prepaid' });
    const more = { carrier: 'Example', service: 'P18', packages: 2, tracking: 'T1', returnSlipTracking: 'R1' };
    await expect(complete(made, { ...more, internalComment: 'T1, T2' })).resolves.toEqual({
      status: 'ok',
      order: made.orderNumber,
      shipment: made.shipmentId,
    });
    expect(merchant().shipment(made)).toMatchObject({ ...more, order: { internalComment: 'T1, T2', status: 4 } });
    expect(counts(made)).toMatchObject({ completions: 1, emails: 1, captures: 0 });
    const listed = await centraApi(simulators.now)('GET', '/shipments?status=completed');
    expect(listed.json()).toMatchObject({ shipments: [{ trackingNumber: 'T1', returnSlipTracking: 'R1' }] });
  });

  it('takes what was shipped out of stock and off the allocation', async () => {
    const made = merchant().createOrder({ payment: 'prepaid', lines: [{ product: 'TEE2-WHT-M', quantity: 3 }] });
    const figures = async () => {
      const reply = await centraApi(simulators.now)('GET', '/stock?sku=TEE2&stockItemId=3010');
      return reply.json<{ products: object[] }>().products[0];
    };
    expect(await figures()).toMatchObject({ physicalStock: 1000, allocatedStock: 3, availableStock: 997 });
    await complete(made);
    expect(await figures()).toMatchObject({ physicalStock: 997, allocatedStock: 0, availableStock: 997 });
  });

  it.each<[why: string, payment: 'prepaid' | 'authorised' | 'invoice' | 'async', body: object]>([
    ['it is not paid', 'invoice', {}],
    ['it is not captured, and no capture is asked for', 'authorised', {}],
    ['its capture is pending', 'async', { capture: 1 }],
    ['it is said not to be shipped', 'prepaid', { shipped: 0 }],
  ])('is ok and completes nothing when %s', async (_why, payment, body) => {
    const made = merchant().createOrder({ payment });
    await expect(complete(made, body)).resolves.toMatchObject({ status: 'ok' });
    expect(isSent(made)).toBe(false);
    expect(counts(made)).toMatchObject({ completions: 0, emails: 0 });
  });

  it('is ok and completes nothing when it is not good-to-go and nobody says so', async () => {
    const made = merchant().createOrder({ payment: 'prepaid', goodToGo: false });
    await complete(made, { gtg: 0 });
    expect(isSent(made)).toBe(false);
    await complete(made, { gtg: 1 });
    expect(isSent(made)).toBe(true);
  });

  it('captures first when it is asked to, which is the default', async () => {
    const asked = merchant().createOrder({});
    await complete(asked, { capture: 1 });
    const silent = merchant().createOrder({});
    await complete(silent, { capture: undefined });
    for (const made of [asked, silent]) {
      expect(isSent(made)).toBe(true);
      expect(counts(made)).toMatchObject({ captures: 1 });
    }
  });

  it('does not complete when the capture fails', async () => {
    const made = merchant().createOrder({ payment: 'refuses' });
    await expect(complete(made, { capture: 1 })).resolves.toEqual({
      status: 'no',
      msg: 'capture failed',
      order: made.orderNumber,
      shipment: made.shipmentId,
    });
    expect(isSent(made)).toBe(false);
  });

  it('ignores the wish for a capture of what was captured', async () => {
    const made = merchant().createOrder({});
    await centraApi(simulators.now)('PUT', '/capture', { shipment: made.shipmentId });
    await complete(made, { capture: 1 });
    expect(counts(made)).toMatchObject({ captures: 1, completions: 1 });
  });

  it.each([
    ['ok', 'ok', 1],
    ['refuse', 'no', 1],
    ['email', 'ok', 2],
  ] as const)('a second time, with completeAgain %s: answers %s, e-mails: %s', async (again, status, emails) => {
    merchant().settings({ set: { completeAgain: again } });
    const made = merchant().createOrder({ payment: 'prepaid' });
    await complete(made);
    await expect(complete(made)).resolves.toMatchObject({ status });
    expect(counts(made)).toMatchObject({ completeCalls: 2, completions: 1, emails });
  });

  it('tells the customer as the store does, or as the call says', async () => {
    const told = merchant().createOrder({ payment: 'prepaid' });
    const untold = merchant().createOrder({ payment: 'prepaid' });
    await complete(untold, { sendEmail: false });
    merchant().settings({ set: { sendShippingConfirmation: false } });
    await complete(told, { sendEmail: true });
    expect([counts(told).emails, counts(untold).emails]).toEqual([1, 0]);
  });

  it('may or may not need the flags', async () => {
    const made = merchant().createOrder({ payment: 'prepaid' });
    const silent = { gtg: undefined, shipped: undefined };
    await complete(made, silent);
    expect(isSent(made)).toBe(false);
    merchant().settings({ set: { completeNeedsFlags: false } });
    await complete(made, silent);
    expect(isSent(made)).toBe(true);
  });

  it('refuses an order number that is not the shipment’s, and a cancelled order', async () => {
    const made = merchant().createOrder({ payment: 'prepaid' });
    await expect(complete(made, { order: 1 })).resolves.toMatchObject({ status: 'no' });
    merchant().cancel(made);
    await expect(complete(made)).resolves.toMatchObject({ status: 'no' });
    expect(isSent(made)).toBe(false);
  });

  it('appends to the internal comment', async () => {
    const made = merchant().createOrder({ payment: 'prepaid' });
    await centraApi(simulators.now)('PUT', '/orders', { order: made.orderNumber, internalComment: 'first' });
    await complete(made, { internalComment: 'second' });
    expect(merchant().order(made).internalComment).toBe('first\nsecond');
  });
});
