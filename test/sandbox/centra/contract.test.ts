import { hasContracts, noContracts, readContract } from '../support/contracts';
import { centraApi, eachWithSimulators } from '../support/simulators';

const simulators = eachWithSimulators();
const suite = hasContracts ? describe : describe.skip;

/** Documented in the text of the contract, and not in the printed examples. */
const documentedElsewhere = new Set(['gtg', 'orderStatus', 'createdAt', 'upc']);

/** Where a document differs from an example in members and kinds of values; lists are compared by their first row. */
function differences(document: unknown, example: unknown, path = ''): string[] {
  if (document === null || example === null) return [];
  if (Array.isArray(example)) {
    if (!Array.isArray(document)) return [`${path}: no list`];
    return example.length === 0 || document.length === 0 ? [] : differences(document[0], example[0], `${path}[]`);
  }
  if (typeof example !== typeof document) return [`${path}: ${typeof document} instead of ${typeof example}`];
  if (typeof example !== 'object') return [];
  const [given, wanted] = [document as Record<string, unknown>, example as Record<string, unknown>];
  return [
    ...Object.keys(wanted)
      .filter((name) => !(name in given))
      .map((name) => `${path}.${name}: missing`),
    ...Object.keys(given)
      .filter((name) => !(name in wanted) && !documentedElsewhere.has(name))
      .map((name) => `${path}.${name}: not in the example`),
    ...Object.keys(given).flatMap((name) =>
      name in wanted ? differences(given[name], wanted[name], `${path}.${name}`) : [],
    ),
  ];
}

suite(hasContracts ? 'Centra’s simulator and the printed examples' : noContracts, () => {
  const example = (name: string) => readContract(`examples/centra/${name}.json`);

  /** A business customer's order, sent, with an item of a bundle: it has every member that a document can have. */
  function aSentOrder() {
    const { merchant } = simulators.now.control;
    const made = merchant.createOrder({ store: 'wholesale', lines: [{ product: 'SET5' }], payment: 'authorised' });
    return { ...made, line: merchant.shipment(made).lines[1]?.lineId };
  }
  const wholesale = () => centraApi(simulators.now, 'wholesale');

  it('shipments', async () => {
    const made = aSentOrder();
    await wholesale()('PUT', '/capture', { shipment: made.shipmentId });
    const reply = await wholesale()('GET', '/shipments');
    expect(differences(reply.json(), example('get-shipments.response'))).toEqual([]);
  });

  it('orders', async () => {
    aSentOrder();
    const reply = await wholesale()('GET', '/orders');
    // Terms of shipping and payment are documented for orders too; the example's order has none.
    const expected = ['.orders[].shippingTerms: not in the example', '.orders[].paymentTerms: not in the example'];
    expect(differences(reply.json(), example('get-orders.response'))).toEqual(expected);
  });

  it('products, paged', async () => {
    const reply = await centraApi(simulators.now)('GET', '/products?limit=2&page=2');
    expect(differences(reply.json(), example('get-products.response'))).toEqual([]);
  });

  it('stock, paged', async () => {
    const reply = await centraApi(simulators.now)('GET', '/stock?limit=2&page=2');
    expect(differences(reply.json(), example('get-stock.response'))).toEqual([]);
  });

  it('returns, created, listed and changed', async () => {
    const made = aSentOrder();
    simulators.now.control.merchant.complete({ shipmentId: made.shipmentId });
    const body = { shipment: made.shipmentId, products: { [String(made.line)]: '1' }, refund: { refundPayment: true } };
    const created = (await wholesale()('POST', '/return', body)).json<{ return: number }>();
    expect(differences(created, example('create-return.response.2'))).toEqual([]);
    const listed = await wholesale()('GET', '/returns');
    expect(differences(listed.json(), example('get-returns.response'))).toEqual([]);
    const changed = await wholesale()('PUT', `/returns/${created.return}`, { completed: true });
    expect(differences(changed.json(), example('update-return.response'))).toEqual([]);
  });

  it('actions on a shipment', async () => {
    const made = aSentOrder();
    const shipment = made.shipmentId;
    const changed = await wholesale()('PUT', `/shipments/${shipment}`, { gtg: 1 });
    // This example is older than that of the list, and has less in it.
    const missing = differences(changed.json(), example('update-shipment.response')).filter((one) =>
      /missing|instead/.test(one),
    );
    expect(missing).toEqual(['.shipment.invoices: missing']);
    const captured = await wholesale()('PUT', '/capture', { shipment });
    expect(differences(captured.json(), example('capture-shipment.response'))).toEqual([]);
    const completed = await wholesale()('PUT', '/shipment', { order: made.orderNumber, shipment, gtg: 1, shipped: 1 });
    expect(differences(completed.json(), example('complete-shipment.response'))).toEqual([]);
    const refused = await wholesale()('DELETE', `/shipments/${shipment}`);
    expect(differences(refused.json(), example('delete-shipment.error'))).toEqual([]);
  });

  it('supplier orders and deliveries, listed and read', async () => {
    const { merchant } = simulators.now.control;
    const order = merchant.createOrder({ store: 'wholesale', lines: [{ product: 'TEE2-WHT-M' }] });
    const made = merchant.createSupplierOrder({ lines: [{ product: 'TEE2-WHT-M' }, { product: 'TOT3-NAT-OS' }] });
    const reservations = [{ orderNumber: order.orderNumber, product: 'TEE2-WHT-M', quantity: 1 }];
    merchant.changeDelivery({ ...made, reservations });
    for (const [path, name] of [
      ['/supplier-orders', 'list-supplier-orders'],
      [`/supplier-orders/${made.supplierOrderId}`, 'get-supplier-order'],
      ['/supplier-deliveries', 'list-supplier-deliveries'],
      [`/supplier-deliveries/${made.id}`, 'get-supplier-delivery'],
      [`/supplier-deliveries/${made.deliveryId}/details`, 'get-supplier-delivery-details'],
    ]) {
      const reply = await wholesale()('GET', path!);
      expect([path, differences(reply.json(), example(`${name}.response`))]).toEqual([path, []]);
    }
  });

  it('a receipt with a rest', async () => {
    const made = simulators.now.control.merchant.createSupplierOrder({ lines: [{ product: 'TEE2-WHT-M' }] });
    const products = { 'TEE2-WHT-M': 3 };
    const reply = await wholesale()('POST', `/supplier-deliveries/${made.id}/sku`, { products });
    expect(differences(reply.json(), example('accept-supplier-delivery.response'))).toEqual([]);
  });

  it('refusals', async () => {
    const { merchant } = simulators.now.control;
    const made = merchant.createOrder({ payment: 'refuses' });
    const api = centraApi(simulators.now);
    const captured = await api('PUT', '/capture', { shipment: made.shipmentId });
    expect(differences(captured.json(), example('capture-shipment.error'))).toEqual([]);
    const stock = await api('POST', '/stock', { products: [{ product: 'NOWHERE', quantity: 1 }] });
    expect(differences(stock.json(), example('update-stock.error'))).toEqual([]);
    const external = merchant.createOrder({ payment: 'external' });
    const uncaptured = await api('PUT', '/capture', { shipment: external.shipmentId });
    const printed = example('capture-or-refund.external-payment.error') as object;
    expect(uncaptured.json()).toEqual({ ...printed, order: external.orderNumber });
    merchant.complete(made);
    const products = { [String(merchant.shipment(made).lines[0]?.lineId)]: 0 };
    const changed = await api('PUT', `/shipments/${made.shipmentId}`, { products });
    expect(changed.json()).toEqual({ ...(example('update-shipment.error') as object), shipment: made.shipmentId });
  });
});
