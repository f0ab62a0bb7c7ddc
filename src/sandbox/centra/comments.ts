import type { Answer, Call } from '../http/call';
import { appended } from './complete';
import { done, idOf, isYes, membersOf, refused, textOf } from './reply';
import type { CentraStore } from './store';

/** `PUT /orders`: appends comments (or replaces them), sets custom attributes. */
export function changeOrder(store: CentraStore, call: Call): Answer {
  const body = membersOf(call.body);
  const order = store.host.orders.get(idOf(body.order));
  if (!order || order.store !== store.id) return refused('order does not exist', { order: idOf(body.order) });
  const echoed = { order: order.orderNumber };
  if (store.settings.hiddenMarkets.includes(order.marketId)) return refused('order in wrong market', echoed);
  return store.host.store.change(() => {
    if (body.internalComment !== undefined) {
      const before = isYes(body.replaceInternalComment) ? '' : order.internalComment;
      order.internalComment = appended(before, textOf(body.internalComment));
    }
    if (body.comment !== undefined) {
      order.otherComment = appended(isYes(body.replaceComment) ? '' : order.otherComment, textOf(body.comment));
    }
    for (const [name, value] of Object.entries(membersOf(body.extraAttributes))) {
      if (value === '') delete order.attributes[name];
      else order.attributes[name] = value;
    }
    store.host.putOrder(order);
    return done(echoed);
  });
}
