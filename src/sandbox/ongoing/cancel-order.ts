import { ok, type Answer, type Call } from '../http/call';
import type { GoodsOwner } from './goods-owner';
import type { WarehouseOrder } from './model';
import { invalid, refused } from './reply';
import { status } from './settings';
import { setStatus } from './work';

/** `DELETE /orders?orderNumber=`. */
export function cancelOrderByNumber(goodsOwner: GoodsOwner, call: Call): Answer {
  const orderNumber = call.query.text('orderNumber');
  if (orderNumber === undefined) return invalid('orderNumber is required.');
  const order = goodsOwner.order(orderNumber);
  return order ? cancel(goodsOwner, order) : refused(goodsOwner, 'orderId', 'There is no order with this number.');
}

/** `DELETE /orders/{orderId}`. */
export function cancelOrderById(goodsOwner: GoodsOwner, call: Call): Answer {
  const order = goodsOwner.orders.get(call.params.orderId ?? '');
  return order ? cancel(goodsOwner, order) : { status: 404, body: { message: 'The order does not exist.' } };
}

function cancel(goodsOwner: GoodsOwner, order: WarehouseOrder): Answer {
  if (order.status === status.cancelled) return refused(goodsOwner, 'orderId', 'The order is cancelled already.');
  if (order.status >= goodsOwner.settings.workStartsAt) {
    return refused(goodsOwner, 'orderId', 'The order has been started and can not be cancelled.');
  }
  goodsOwner.store.change(() => setStatus(goodsOwner, order, status.cancelled));
  return ok({ orderId: order.orderId, message: `Order number ${order.orderNumber} cancelled. <br/>` });
}
