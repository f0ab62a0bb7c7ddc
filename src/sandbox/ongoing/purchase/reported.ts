import type { Answer, Call } from '../../http/call';
import type { GoodsOwner } from '../goods-owner';
import { membersOf } from '../posted';
import { invalid } from '../reply';
import { received, type PurchaseLine } from './model';

/** `PATCH …/setReportedNumberOfItemsToReceivedNumberOfItems`. */
export const reportAllReceived = (goodsOwner: GoodsOwner, call: Call): Answer =>
  onLines(goodsOwner, call, (line) => {
    line.reported = received(line);
  });

/** `PATCH …/lines/{purchaseOrderLineId}/reportedNumberOfItems`. */
export function reportReceived(goodsOwner: GoodsOwner, call: Call): Answer {
  const { reportedNumberOfItems: reported } = membersOf(call.body);
  if (typeof reported !== 'number' || reported < 0) return invalid('reportedNumberOfItems is required.');
  return onLines(goodsOwner, call, (line) => {
    line.reported = reported;
  });
}

/** Does it to the line that the path names, or to all of them; answers with no content at all. */
function onLines({ purchases, store }: GoodsOwner, call: Call, report: (line: PurchaseLine) => void): Answer {
  const order = purchases.orders.get(call.params.purchaseOrderId ?? '');
  const { purchaseOrderLineId } = call.params;
  const lines = (order?.lines ?? []).filter(
    ({ id }) => purchaseOrderLineId === undefined || String(id) === purchaseOrderLineId,
  );
  if (!order || (purchaseOrderLineId !== undefined && lines.length === 0)) {
    return { status: 404, body: { message: 'The inorder or inorder line does not exist.' } };
  }
  store.change(() => {
    for (const line of lines) report(line);
    purchases.put(order);
  });
  return { status: 200, body: '', contentType: 'application/octet-stream' };
}
