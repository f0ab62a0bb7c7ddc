import { z } from 'zod';
import { id, text } from './values';

/** A status as this warehouse has it: the number decides, the text is localised and may be anything. */
export const status = z.object({ number: id, text });
export type WarehouseStatus = z.infer<typeof status>;

/** `GET /orders/statuses`, and `GET /purchaseOrders/statuses`, which gives its list the same name. */
export const orderStatuses = z.object({ orderStatuses: z.array(status) });
