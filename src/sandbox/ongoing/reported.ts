import { ok, type Answer, type Call } from '../http/call';
import type { GoodsOwner } from './goods-owner';
import { allLines, picked, returned, type WarehouseLine, type WarehouseOrder } from './model';
import { membersOf } from './posted';
import { invalid } from './reply';

/** `PATCH …/setReportedNumberOfItemsToPickedNumberOfItems`. */
export const reportAllPicked = (goodsOwner: GoodsOwner, call: Call): Answer =>
  onLines(goodsOwner, call, (line) => {
    line.reported = picked(line);
  });

/** `PATCH …/setReportedReturnedNumberOfItemsToReturnedNumberOfItems`. */
export function reportAllReturned(goodsOwner: GoodsOwner, call: Call): Answer {
  const onlyReturned = call.query.flag('onlyUpdateOrderLinesWhichHaveReturnedItems');
  return onLines(goodsOwner, call, (line) => {
    if (!onlyReturned || returned(line) > 0) line.reportedReturned = returned(line);
  });
}

/** `PATCH …/lines/{orderLineId}/reportedNumberOfItems`. */
export function reportPicked(goodsOwner: GoodsOwner, call: Call): Answer {
  const reported = numberIn(call, 'reportedNumberOfItems');
  if (reported === undefined) return invalid('reportedNumberOfItems is required.');
  return onLines(goodsOwner, call, (line) => {
    line.reported = reported;
  });
}

/** `PATCH …/lines/{orderLineId}/reportedReturnedNumberOfItems`: answers with no content at all. */
export function reportReturned(goodsOwner: GoodsOwner, call: Call): Answer {
  const reported = numberIn(call, 'reportedReturnedNumberOfItems');
  if (reported === undefined) return invalid('reportedReturnedNumberOfItems is required.');
  const answer = onLines(goodsOwner, call, (line) => {
    line.reportedReturned = reported;
  });
  return answer.status === 200 ? { status: 200, body: '', contentType: 'application/octet-stream' } : answer;
}

/** Does it to the line that the path names, or to all of them. */
function onLines(goodsOwner: GoodsOwner, call: Call, report: (line: WarehouseLine) => void): Answer {
  const order: WarehouseOrder | undefined = goodsOwner.orders.get(call.params.orderId ?? '');
  const { orderLineId } = call.params;
  const lines = [...allLines(order?.lines ?? [])].filter(
    (line) => orderLineId === undefined || String(line.id) === orderLineId,
  );
  if (!order || (orderLineId !== undefined && lines.length === 0)) {
    return { status: 404, body: { message: 'The order or order line does not exist.' } };
  }
  return goodsOwner.store.change(() => {
    for (const line of lines) report(line);
    goodsOwner.put(order);
    return ok({ orderId: order.orderId, message: `Order ${order.orderId} updated. <br/>` });
  });
}

function numberIn(call: Call, name: string): number | undefined {
  const value = membersOf(call.body)[name];
  return typeof value === 'number' && value >= 0 ? value : undefined;
}
