import type { FastifyInstance } from 'fastify';
import { operationOf, type Answer, type Call, type Endpoint } from '../http/call';
import { paramsOf, pathBelow, queryOf, speak } from '../http/server';
import { serve, type ServeDeps } from '../http/serve';
import { captureShipment } from './capture';
import { changeShipment, deleteShipment } from './change-shipment';
import { changeOrder } from './comments';
import { completeShipment } from './complete';
import { listOrders, listShipments } from './lists';
import { listProducts, listStock } from './products';
import { centraDialect, switchedOff } from './reply';
import { changeReturn, createReturn, listReturns } from './returns';
import { setStock } from './stock';
import type { CentraStore } from './store';
import { getDelivery, getDeliveryDetails, getSupplierOrder, listDeliveries, listSupplierOrders } from './supply/read';
import { receiveByEan, receiveBySkus } from './supply/receive';

/** The Order API as far as a warehouse needs it. */
const endpoints: Endpoint<CentraStore>[] = [
  { method: 'GET', path: '/shipments', isList: true, answer: listShipments },
  { method: 'PUT', path: '/shipments/:shipmentId', answer: changeShipment },
  { method: 'DELETE', path: '/shipments/:shipmentId', answer: deleteShipment },
  { method: 'PUT', path: '/shipment', answer: completeShipment },
  { method: 'PUT', path: '/capture', answer: captureShipment },
  { method: 'GET', path: '/orders', isList: true, answer: listOrders },
  { method: 'PUT', path: '/orders', answer: changeOrder },
  { method: 'POST', path: '/return', answer: createReturn },
  { method: 'GET', path: '/returns', isList: true, answer: listReturns },
  { method: 'PUT', path: '/returns/:returnId', answer: changeReturn },
  { method: 'GET', path: '/products', isList: true, answer: listProducts },
  { method: 'GET', path: '/stock', isList: true, answer: listStock },
  { method: 'POST', path: '/stock', answer: setStock },
  { method: 'GET', path: '/supplier-orders', isList: true, answer: listSupplierOrders },
  { method: 'GET', path: '/supplier-orders/:id', answer: getSupplierOrder },
  { method: 'GET', path: '/supplier-deliveries', isList: true, answer: listDeliveries },
  { method: 'GET', path: '/supplier-deliveries/:id', answer: getDelivery },
  { method: 'GET', path: '/supplier-deliveries/:id/details', answer: getDeliveryDetails },
  { method: 'POST', path: '/supplier-deliveries/:id', answer: receiveByEan },
  { method: 'POST', path: '/supplier-deliveries/:id/sku', answer: receiveBySkus },
];

export const centraBase = (store: { uri: string }) => `/api/${store.uri}`;

/** Serves one store below `/api/<uri>`. */
export function addCentraStore(server: FastifyInstance, store: CentraStore, deps: ServeDeps): void {
  const base = centraBase(store);
  const routes = (scope: FastifyInstance, _options: object, done: () => void) => {
    speak(scope, centraDialect);
    for (const endpoint of endpoints) {
      scope.route({
        method: endpoint.method,
        url: endpoint.path,
        handler: async (request, reply) => {
          const call: Call = {
            system: 'centra',
            place: store.id,
            method: endpoint.method,
            path: pathBelow(base, request),
            operation: operationOf(endpoint),
            params: paramsOf(request),
            query: queryOf(request),
            body: request.body,
            isList: endpoint.isList ?? false,
            idField: endpoint.idField,
            shiftBy: 0,
          };
          const key = request.headers['api-authorization'];
          const answer = () => answerOf(endpoint, store, call, key);
          await serve(deps, call, reply, { dialect: centraDialect, answer });
          return reply;
        },
      });
    }
    done();
  };
  void server.register(routes, { prefix: base });
}

function answerOf(endpoint: Endpoint<CentraStore>, store: CentraStore, call: Call, key: unknown): Answer {
  if (key !== store.secret) return centraDialect.unauthorized();
  if (store.settings.endpointsOff.includes(call.operation)) return switchedOff;
  return endpoint.answer(store, call);
}
