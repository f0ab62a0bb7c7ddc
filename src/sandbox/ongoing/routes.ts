import type { FastifyInstance } from 'fastify';
import { operationOf, type Answer, type Call, type Endpoint } from '../http/call';
import { paramsOf, pathBelow, queryOf, speak } from '../http/server';
import { serve, type ServeDeps } from '../http/serve';
import { putArticle, putArticleById } from './articles';
import { cancelOrderById, cancelOrderByNumber } from './cancel-order';
import type { GoodsOwner } from './goods-owner';
import { getArticle, listArticles, listPerWarehouse, queryArticles } from './list-articles';
import { getOrder, listOrders } from './list-orders';
import {
  listGoodsOwners,
  listPurchaseStatuses,
  listReturnCauses,
  listStatuses,
  listTransporterContracts,
  listWarehouses,
} from './lookups';
import { membersOf } from './posted';
import { cancelPurchaseOrderById, cancelPurchaseOrderByNumber } from './purchase/cancel';
import { getPurchaseOrder, listPurchaseOrders } from './purchase/list';
import { putPurchaseOrder, putPurchaseOrderById } from './purchase/put';
import { reportAllReceived, reportReceived } from './purchase/reported';
import { putOrder, putOrderById } from './put-order';
import { invalid, ongoingDialect } from './reply';
import { reportAllPicked, reportAllReturned, reportPicked, reportReturned } from './reported';

interface OngoingEndpoint extends Endpoint<GoodsOwner> {
  /** Where the goods owner's id must stand. */
  readonly needsGoodsOwner?: 'query' | 'body';
}

const order = '/orders/:orderId';
const line = `${order}/lines/:orderLineId`;

const orderEndpoints: OngoingEndpoint[] = [
  { method: 'PUT', path: '/orders', idField: 'orderId', needsGoodsOwner: 'body', answer: putOrder },
  { method: 'GET', path: '/orders', isList: true, needsGoodsOwner: 'query', answer: listOrders },
  { method: 'DELETE', path: '/orders', idField: 'orderId', needsGoodsOwner: 'query', answer: cancelOrderByNumber },
  { method: 'GET', path: '/orders/statuses', answer: listStatuses },
  { method: 'GET', path: order, answer: getOrder },
  { method: 'PUT', path: order, idField: 'orderId', needsGoodsOwner: 'body', answer: putOrderById },
  { method: 'DELETE', path: order, idField: 'orderId', answer: cancelOrderById },
  { method: 'PATCH', path: `${order}/setReportedNumberOfItemsToPickedNumberOfItems`, answer: reportAllPicked },
  {
    method: 'PATCH',
    path: `${order}/setReportedReturnedNumberOfItemsToReturnedNumberOfItems`,
    answer: reportAllReturned,
  },
  { method: 'PATCH', path: `${line}/reportedNumberOfItems`, answer: reportPicked },
  { method: 'PATCH', path: `${line}/reportedReturnedNumberOfItems`, answer: reportReturned },
];

const purchaseOrder = '/purchaseOrders/:purchaseOrderId';
const purchaseId = { idField: 'purchaseOrderId' };

const purchaseOrderEndpoints: OngoingEndpoint[] = [
  { method: 'PUT', path: '/purchaseOrders', ...purchaseId, needsGoodsOwner: 'body', answer: putPurchaseOrder },
  { method: 'GET', path: '/purchaseOrders', isList: true, needsGoodsOwner: 'query', answer: listPurchaseOrders },
  {
    method: 'DELETE',
    path: '/purchaseOrders',
    ...purchaseId,
    needsGoodsOwner: 'query',
    answer: cancelPurchaseOrderByNumber,
  },
  { method: 'GET', path: '/purchaseOrders/statuses', answer: listPurchaseStatuses },
  { method: 'GET', path: purchaseOrder, answer: getPurchaseOrder },
  { method: 'PUT', path: purchaseOrder, ...purchaseId, needsGoodsOwner: 'body', answer: putPurchaseOrderById },
  { method: 'DELETE', path: purchaseOrder, ...purchaseId, answer: cancelPurchaseOrderById },
  {
    method: 'PATCH',
    path: `${purchaseOrder}/setReportedNumberOfItemsToReceivedNumberOfItems`,
    answer: reportAllReceived,
  },
  {
    method: 'PATCH',
    path: `${purchaseOrder}/lines/:purchaseOrderLineId/reportedNumberOfItems`,
    answer: reportReceived,
  },
];

const articleId = { idField: 'articleSystemId' };

const articleEndpoints: OngoingEndpoint[] = [
  { method: 'PUT', path: '/articles/:articleSystemId', ...articleId, needsGoodsOwner: 'body', answer: putArticleById },
  { method: 'PUT', path: '/articles', ...articleId, needsGoodsOwner: 'body', answer: putArticle },
  { method: 'GET', path: '/articles', isList: true, needsGoodsOwner: 'query', answer: listArticles },
  { method: 'POST', path: '/articles/byQuery', isList: true, needsGoodsOwner: 'body', answer: queryArticles },
  {
    method: 'GET',
    path: '/articles/inventoryPerWarehouse',
    isList: true,
    needsGoodsOwner: 'query',
    answer: listPerWarehouse,
  },
  { method: 'GET', path: '/articles/:articleSystemId', answer: getArticle },
];

const lookupEndpoints: OngoingEndpoint[] = [
  { method: 'GET', path: '/returnOrders/returnCauses', needsGoodsOwner: 'query', answer: listReturnCauses },
  { method: 'GET', path: '/warehouses', isList: true, answer: listWarehouses },
  {
    method: 'GET',
    path: '/transporterContracts',
    isList: true,
    needsGoodsOwner: 'query',
    answer: listTransporterContracts,
  },
  { method: 'GET', path: '/goodsOwners', answer: listGoodsOwners },
];

/** The goods owner API as far as the bridge needs it. */
const endpoints = [...orderEndpoints, ...purchaseOrderEndpoints, ...articleEndpoints, ...lookupEndpoints];

export const ongoingBase = (instance: string) => `/${instance}/api/v1`;

/** Serves the goods owners of one instance below `/<instance>/api/v1`; the API user says which of them it is. */
export function addOngoingInstance(
  server: FastifyInstance,
  instance: string,
  goodsOwners: readonly GoodsOwner[],
  deps: ServeDeps,
): void {
  const base = ongoingBase(instance);
  const byCredentials = new Map(goodsOwners.map((goodsOwner) => [basicAuth(goodsOwner), goodsOwner]));
  const routes = (scope: FastifyInstance, _options: object, done: () => void) => {
    speak(scope, ongoingDialect);
    for (const endpoint of endpoints) {
      scope.route({
        method: endpoint.method,
        url: endpoint.path,
        handler: async (request, reply) => {
          const goodsOwner = byCredentials.get(request.headers.authorization ?? '');
          const call: Call = {
            system: 'ongoing',
            place: goodsOwner?.id ?? '',
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
          const writes = endpoint.method !== 'GET' && !endpoint.isList;
          await serve(deps, call, reply, {
            dialect: ongoingDialect,
            ...(writes && goodsOwner ? { turns: goodsOwner.turns, takesMs: goodsOwner.settings.writeMs } : {}),
            answer: () => answerOf(endpoint, goodsOwner, call),
          });
          return reply;
        },
      });
    }
    done();
  };
  void server.register(routes, { prefix: base });
}

function answerOf(endpoint: OngoingEndpoint, goodsOwner: GoodsOwner | undefined, call: Call): Answer {
  if (!goodsOwner) return ongoingDialect.unauthorized();
  if (endpoint.needsGoodsOwner !== undefined) {
    const { query, body } = call;
    const named = endpoint.needsGoodsOwner === 'query' ? query.text('goodsOwnerId') : membersOf(body).goodsOwnerId;
    if (named === undefined || named === null || named === '') return invalid('goodsOwnerId is required.');
    if (Number(named) !== goodsOwner.account.goodsOwnerId) {
      return invalid('The user does not have access to this goods owner.');
    }
  }
  return endpoint.answer(goodsOwner, call);
}

const basicAuth = ({ account }: GoodsOwner) =>
  `Basic ${Buffer.from(`${account.username}:${account.password}`).toString('base64')}`;
