import { createCentra, centraSend, type Centra } from '../../../src/clients/centra';
import type { Listed } from '../../../src/clients/listed';
import { order, shipment, wholeOrder } from '../../../src/clients/centra/schema';
import { describeContract, readContract, readJson } from '../support/contracts';
import { failureOf } from '../support/failures';
import { startServer, type LocalServer } from '../support/server';

interface Example {
  readonly file: string;
  readonly kind: string;
  readonly method: string;
  readonly path: string;
  readonly httpStatus: number | null;
}
type Json = Record<string, never> & Record<string, string>;
type Rows = Record<string, unknown>[];

const examples = 'examples/centra/';
const document = (file: string) => readJson<Json>(examples + file);

/** How we call what an example is about, with the figures of the example where it is a request. */
const calls: Record<string, (centra: Centra, request: Record<string, never>) => Promise<unknown>> = {
  'GET /shipments': (centra) => centra.listShipments({ limit: 100, offset: 0 }),
  'GET /shipments/{shipmentId}': (centra) => centra.listShipments({ orderNumber: '1', limit: 1, offset: 0 }),
  'GET /orders': (centra) => centra.listOrders({ orderNumber: '1' }),
  'GET /products': (centra) => centra.listProducts({ limit: 10, page: 2 }),
  'GET /returns': (centra) => centra.listReturns({ shipmentId: '1-1', limit: 2, page: 1 }),
  'PUT /capture': (centra, { shipment }) => centra.capture(shipment ?? '1-1'),
  'PUT /shipment': (centra, { order, shipment, capture, ...told }) =>
    centra.completeShipment({
      orderNumber: order ?? '1',
      shipmentId: shipment ?? '1-1',
      capture: Boolean(capture),
      ...told,
    }),
  'PUT /shipments/{shipmentId}': (centra, { products }) => centra.updateShipment('1-1', { products: products ?? {} }),
  'PUT /orders': (centra, { order, internalComment }) =>
    centra.updateOrder({ orderNumber: String(order ?? 1), internalComment: internalComment ?? 'x' }),
  'POST /return': (centra, { shipment, products, returnStock, comment, refund }) =>
    centra.createReturn({
      shipmentId: shipment ?? '1-1',
      products: asNumbers(products ?? {}),
      returnStock: Boolean(returnStock),
      comment,
      refundPayment: (refund as { refundPayment: boolean } | undefined)?.refundPayment,
    }),
  'GET /stock': (centra) => centra.listStock({ limit: 2, page: 1 }),
  'POST /stock': (centra, { products }) => centra.setStock(products ?? [{ product: '7300000000001', quantity: 1 }]),
  'GET /supplier-deliveries': (centra) => centra.listSupplierDeliveries(),
  'GET /supplier-deliveries/{supplierDeliveryId}': (centra) => centra.getSupplierDelivery('957-1'),
  'GET /supplier-orders/{supplierOrderId}': (centra) => centra.getSupplierOrder('957'),
  'POST /supplier-deliveries/{supplierDeliveryId}': (centra, { products, insertStock }) =>
    centra.acceptDelivery({
      deliveryId: '957-1',
      by: 'ean',
      products: products ?? {},
      insertStock: insertStock ?? true,
    }),
  'POST /supplier-deliveries/{supplierDeliveryId}/sku': (centra, { products, insertStock }) =>
    centra.acceptDelivery({
      deliveryId: '957-1',
      by: 'sku',
      products: products ?? {},
      insertStock: insertStock ?? true,
    }),
};

/** What our request adds to the example, or writes in another way. */
const differences: Record<string, (request: Record<string, unknown>) => Record<string, unknown>> = {
  'PUT /shipment': (request) => ({ ...request, gtg: 1, shipped: 1 }),
  'PUT /shipments/{shipmentId}': ({ products }) => ({ products }),
  'POST /return': ({ products, refund, ...request }) => ({
    ...request,
    products: asNumbers(products as Record<string, unknown>),
    ...(refund !== undefined && { refund: { refundPayment: true } }),
  }),
  'POST /stock': ({ products }) => ({
    products: (products as Rows).map(({ product, quantity }) => ({ product, quantity })),
  }),
  'POST /supplier-deliveries/{supplierDeliveryId}/sku': (request) => ({ ...request, insertStock: true }),
};

function asNumbers(quantities: Record<string, unknown>): Record<string, number> {
  return Object.fromEntries(Object.entries(quantities).map(([lineId, qty]) => [lineId, Number(qty)]));
}

/** Whether it is answered with one document (shipments are always a list). */
const isOne = (endpoint: string) => /^GET .supplier.*\{/.test(endpoint);

describeContract('Centra’s own examples', () => {
  const manifest = readJson<Example[]>(`${examples}manifest.json`);
  const endpointOf = ({ method, path }: Example) => `${method} ${path.split(/[ ?]/)[0]}`;
  const ours = manifest.filter((example) => endpointOf(example) in calls);
  const of = (kind: string) =>
    ours
      .filter((example) => example.kind === kind)
      .map((example): [string, string] => [endpointOf(example), example.file]);

  let server: LocalServer;
  let centra: Centra;

  beforeEach(async () => {
    server = await startServer();
    centra = createCentra(centraSend({ baseUrl: server.url, secret: 'geheim', timeoutMs: 2_000 }));
  });
  afterEach(() => server.close());

  function serve(file: string, status = 200) {
    const text = readContract(examples + file);
    server.answer((_request, response) => response.writeHead(status).end(text));
  }

  it('are there for every endpoint that we call', () => {
    expect([...new Set(ours.map(endpointOf))].sort()).toEqual(Object.keys(calls).sort());
  });

  it.each(of('response'))('%s: we read %s', async (endpoint, file) => {
    serve(file);
    const reply = (await calls[endpoint]!(centra, {})) as Listed<Record<string, unknown>> | undefined;
    if (!endpoint.startsWith('GET') || isOne(endpoint)) return;
    const lists = ['shipments', 'orders', 'products', 'returns', 'deliveries'];
    const [list] = lists.filter((name) => name in document(file));
    const rows = document(file)[list!] as unknown as Rows;
    expect(reply).toMatchObject({ received: rows.length, broken: [] });
    expect(reply?.rows.map(({ raw }) => raw)).toEqual(rows);
  });

  it.each(of('response').filter(([endpoint]) => isOne(endpoint)))(
    '%s: the goods of %s are what we read',
    async (endpoint, file) => {
      serve(file);
      const seen = (await calls[endpoint]!(centra, {})) as Record<string, Record<string, unknown>>;
      const [what] = ['delivery', 'order'].filter((name) => name in document(file));
      const sent = document(file)[what!] as unknown as Record<string, unknown>;
      const { raw, products, ...read } = seen[what!]!;
      expect(raw).toEqual(sent);
      for (const [name, value] of Object.entries(read)) expect([name, value]).toEqual([name, sent[name]]);
      expect(products).toEqual(
        (sent.products as Rows).map((line) => ({
          ...line,
          // An empty text is no value, and a price is a number.
          sizeSku: undefined,
          cost: Number(line.cost),
        })),
      );
    },
  );

  it('an accepted delivery: the rest is told', async () => {
    const file = 'accept-supplier-delivery.response.json';
    serve(file);
    const { id, deliveryId, orderId } = document(file).additionalDelivery as unknown as Record<string, string>;
    await expect(
      centra.acceptDelivery({ deliveryId: '957-1', by: 'ean', products: {}, insertStock: true }),
    ).resolves.toEqual({ additionalDeliveries: [{ id, deliveryId, orderId }] });
  });

  it.each(of('response').filter(([endpoint]) => /^GET .(shipments|products|returns|stock)/.test(endpoint)))(
    '%s: ids, pieces and lines of %s are what we read',
    async (endpoint, file) => {
      serve(file);
      const { rows } = (await calls[endpoint]!(centra, {})) as Listed<Record<string, unknown>>;
      for (const row of rows) {
        const raw = row.raw as Record<string, unknown>;
        for (const id of ['shipmentId', 'stockItemId', 'returnId', 'orderId'].filter((name) => name in row)) {
          // A return calls the shipment's id `shipment`, and its own number `shipmentId`.
          expect(row[id]).toBe(String(id === 'shipmentId' ? (raw.shipment ?? raw[id]) : raw[id]));
        }
        const lines = (row.products ?? []) as Rows;
        const sent = (raw.products ?? []) as Rows;
        expect(lines.map((line) => line.qty ?? line.quantity)).toEqual(
          sent.map((line) => Number(line.qty ?? line.quantity)),
        );
        expect(lines.map((line) => (line.bundle as Rows | undefined)?.length ?? 0)).toEqual(
          sent.map((line) => (line.bundle as Rows | undefined)?.length ?? 0),
        );
      }
    },
  );

  it('an order is read whole, and is broken as the sample has it: without a status', async () => {
    serve('get-orders.response.json');
    const { orders } = readJson<{ orders: Rows }>(`${examples}get-orders.response.json`);
    await expect(centra.listWholeOrders({ limit: 20, offset: 0 })).resolves.toMatchObject({
      rows: [],
      broken: orders.map(({ orderId }, index) => ({ id: orderId, at: `orders[${index}].orderStatus` })),
    });
    for (const row of orders) {
      const read = wholeOrder.parse({ ...row, orderStatus: '2' });
      const lines = row.products as Rows;
      expect(read.products.map(({ lineId, qty }) => ({ lineId, qty }))).toEqual(
        lines.map(({ lineId, qty }) => ({ lineId, qty })),
      );
      expect(read).toMatchObject({ grandTotalValue: row.grandTotalValue, deliveryCity: row.deliveryCity });
    }
  });

  it.each(of('error').filter(([endpoint]) => endpoint === 'POST /stock'))(
    '%s: %s names what was not set; the rest was',
    async (endpoint, file) => {
      serve(file);
      const { errors } = document(file) as unknown as { errors: { productsNotFound: string[] } };
      await expect(calls[endpoint]!(centra, {})).resolves.toEqual({ notFound: errors.productsNotFound, bundles: [] });
    },
  );

  it.each(of('error').filter(([endpoint]) => endpoint !== 'POST /stock'))(
    '%s: %s is a refusal with its words',
    async (endpoint, file) => {
      serve(file);
      await expect(failureOf(calls[endpoint]!(centra, {}))).resolves.toMatchObject({
        kind: 'refused',
        reason: document(file).msg,
      });
    },
  );

  it.each(of('request'))('%s: we send %s', async (endpoint, file) => {
    const request = document(file);
    server.answerJson({ status: 'ok', return: 1, returnedItems: [] });
    await calls[endpoint]!(centra, request);
    const path = endpoint.replace('{shipmentId}', '1-1').replace('{supplierDeliveryId}', '957-1');
    expect(`${server.seen[0]?.method} ${server.seen[0]?.path}`).toBe(path);
    const expected = differences[endpoint]?.(request) ?? request;
    expect(JSON.parse(server.seen[0]!.body)).toEqual(expected);
  });

  it.each(manifest.filter(({ httpStatus }) => httpStatus === 403).map(({ file }) => file))(
    '%s means that the endpoint is switched off, wherever it comes',
    async (file) => {
      serve(file, 403);
      for (const call of Object.values(calls)) {
        await expect(failureOf(call(centra, {}))).resolves.toMatchObject({ kind: 'unauthorized', endpointOff: true });
      }
    },
  );

  it.each(
    manifest.filter(({ kind, path }) => kind === 'fragment' && /orders|shipments/.test(path)).map(({ file }) => file),
  )('the fields of %s are kept on shipments and orders', (file) => {
    const fragment = document(file) as Record<string, unknown>;
    const { shipments } = readJson<{ shipments: Rows }>(`${examples}get-shipments.response.json`);
    const { orders } = readJson<{ orders: Rows }>(`${examples}get-orders.response.json`);
    const read = shipment.parse({ ...shipments[0], ...fragment });
    expect(read.raw).toMatchObject(fragment);
    expect(order.parse({ ...orders[0], ...fragment }).raw).toMatchObject(fragment);
    expect(wholeOrder.parse({ ...orders[0], orderStatus: '2', ...fragment }).raw).toMatchObject(fragment);
    for (const [name, text] of Object.entries(fragment).filter(([name]) => name.startsWith('shipwallet_'))) {
      expect(read).toHaveProperty(name, text === '' ? undefined : text);
    }
  });
});
