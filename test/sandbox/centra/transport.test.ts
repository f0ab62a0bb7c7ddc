import { centraApi, eachWithSimulators } from '../support/simulators';

const simulators = eachWithSimulators();

describe('Centra’s Order API', () => {
  it.each([
    ['no secret', {}],
    ['a wrong secret', { 'API-Authorization': 'wrong' }],
    ['another store’s secret', { 'API-Authorization': 'wholesale-secret' }],
    ['the secret as a bearer token', { 'API-Authorization': 'Bearer retail-secret' }],
  ])('answers 401 to %s', async (_what, headers: Record<string, string>) => {
    const asked = { headers: { 'API-Authorization': '', ...headers } };
    expect((await centraApi(simulators.now)('GET', '/shipments', undefined, asked)).status).toBe(401);
  });

  it('answers 403 Not Allowed where an endpoint is switched off, for that store only', async () => {
    simulators.now.control.merchant.settings({
      store: 'retail',
      set: { endpointsOff: ['PUT /shipments/{shipmentId}'] },
    });
    const reply = await centraApi(simulators.now, 'retail')('PUT', '/shipments/1-1', {});
    expect([reply.status, reply.json()]).toEqual([403, { status: 'Not Allowed' }]);
    expect((await centraApi(simulators.now, 'retail')('GET', '/shipments')).status).toBe(200);
    expect((await centraApi(simulators.now, 'wholesale')('PUT', '/shipments/1-1', {})).status).toBe(200);
  });

  it('takes a slash before the query string', async () => {
    expect((await centraApi(simulators.now)('GET', '/products/?ean=2000000030012')).json()).toMatchObject({
      status: 'ok',
      products: [{ ean: '2000000030012' }],
    });
  });

  it('says not found, and bad request, in JSON', async () => {
    const api = centraApi(simulators.now);
    const unknown = await api('GET', '/nothing');
    expect([unknown.status, unknown.json()]).toEqual([404, { status: 'Not Found' }]);
    const torn = await api('PUT', '/capture', undefined, { rawBody: '{"shipment":' });
    expect([torn.status, torn.json()]).toEqual([400, { status: 'no', msg: 'Invalid request body' }]);
  });

  it('refuses by the shop’s rules with 200 and a text', async () => {
    const reply = await centraApi(simulators.now)('PUT', '/capture', { shipment: '404-1' });
    expect([reply.status, reply.json()]).toEqual([200, { status: 'no', msg: expect.any(String), shipment: '404-1' }]);
  });

  it('does not show one store’s shipments to the other, nor lets it act on them', async () => {
    const { shipmentId } = simulators.now.control.merchant.createOrder({ store: 'wholesale' });
    const retail = centraApi(simulators.now, 'retail');
    expect((await retail('GET', '/shipments')).json()).toMatchObject({ shipments: [] });
    expect((await retail('PUT', '/capture', { shipment: shipmentId })).json()).toMatchObject({ status: 'no' });
  });
});
