import { ok, type Answer, type Call } from '../../http/call';
import type { GoodsOwner } from '../goods-owner';
import { invalid, refused } from '../reply';
import { purchaseStatus } from '../settings';
import type { PurchaseOrder } from './model';
import { noPurchaseOrder } from './put';

/** `DELETE /purchaseOrders?purchaseOrderNumber=`. */
export function cancelPurchaseOrderByNumber(goodsOwner: GoodsOwner, call: Call): Answer {
  const number = call.query.text('purchaseOrderNumber');
  if (number === undefined) return invalid('purchaseOrderNumber is required.');
  const order = goodsOwner.purchases.find(number);
  if (!order) return refused(goodsOwner, 'purchaseOrderId', 'There is no inorder with this number.');
  return cancel(goodsOwner, order);
}

/** `DELETE /purchaseOrders/{purchaseOrderId}`. */
export function cancelPurchaseOrderById(goodsOwner: GoodsOwner, call: Call): Answer {
  const order = goodsOwner.purchases.orders.get(call.params.purchaseOrderId ?? '');
  return order ? cancel(goodsOwner, order) : noPurchaseOrder;
}

/** Not once receiving has begun. It stays readable. */
function cancel(goodsOwner: GoodsOwner, order: PurchaseOrder): Answer {
  const { purchaseOrderId, purchaseOrderNumber } = order;
  if (order.status === purchaseStatus.cancelled) {
    return refused(goodsOwner, 'purchaseOrderId', 'The inorder is cancelled already.');
  }
  if (order.status >= goodsOwner.settings.receivingStartsAt) {
    return refused(goodsOwner, 'purchaseOrderId', 'The inorder has been started and can not be cancelled.');
  }
  goodsOwner.store.change(() => goodsOwner.purchases.setStatus(order, purchaseStatus.cancelled));
  return ok({ purchaseOrderId, message: `Inorder with order number ${purchaseOrderNumber} cancelled. <br/>` });
}
