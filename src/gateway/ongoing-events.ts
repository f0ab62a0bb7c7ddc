import { z } from 'zod';
import type { GoodsOwnerConfig } from '../config';
import { purchaseOrdersSchedule, returnsSchedule } from '../protocol/names';
import type { Hints } from '../protocol/inbox';
import { noHints } from '../protocol/inbox';
import { json } from './centra-events';

const name = z.string().trim().min(1).max(200).optional().catch(undefined);

/** Only what names the thing; the rest of a payload is never believed. */
const payload = z.looseObject({
  goodsOwnerId: z.coerce.number().int().optional().catch(undefined),
  orderNumber: name,
  purchaseOrderNumber: name,
  returnOrder: z.unknown().optional(),
  customerOrderInfo: z.object({ orderNumber: name }).optional().catch(undefined),
});

/**
 * What a webhook of Ongoing means. The forms of its payloads are known from field lists only, so nothing is expected of
 * them: what names an order is read, what names a purchase order or a return makes their list be read, all else is left.
 *
 * @returns nothing when it is no JSON object
 */
export function ongoingHints(
  body: Buffer,
  { id, ongoing, purchaseOrders, returns }: GoodsOwnerConfig,
): Hints | undefined {
  const parsed = payload.safeParse(json(body.toString('utf8')));
  if (!parsed.success) return undefined;
  const { goodsOwnerId, orderNumber, purchaseOrderNumber, returnOrder, customerOrderInfo } = parsed.data;
  if (goodsOwnerId !== undefined && goodsOwnerId !== ongoing.goodsOwnerId) return noHints;
  const returned = returnOrder !== undefined && returnOrder !== null;
  const orders = [orderNumber, customerOrderInfo?.orderNumber].filter((one) => one !== undefined);
  return {
    ...noHints,
    warehouseOrders: purchaseOrderNumber === undefined ? [...new Set(orders)] : [],
    schedules: [
      ...(purchaseOrderNumber !== undefined && purchaseOrders.enabled ? [purchaseOrdersSchedule(id)] : []),
      ...(returned && returns.enabled ? [returnsSchedule(id)] : []),
    ],
  };
}
