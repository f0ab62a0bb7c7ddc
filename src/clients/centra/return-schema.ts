import { z } from 'zod';
import { list, withRaw } from '../values';
import { id, localDate, optionalFlag, optionalId, quantity, text } from './values';

const returnLine = z.object({
  returnLineId: optionalId,
  /** The `lineId` of the shipment's line. */
  shipmentLineId: id,
  orderLineId: optionalId,
  /** Pieces. */
  quantity,
});
export type ReturnLine = z.infer<typeof returnLine>;

/** A row of `GET /returns`. */
export const returned = withRaw({
  returnId: id,
  shipment: id,
  shipmentId: optionalId,
  orderId: optionalId,
  completed: optionalFlag,
  date: localDate,
  returnToStock: optionalFlag,
  comment: text,
  /** Who made it: `"Order API"` for ours, and for everybody else's who uses this API. */
  createdFrom: text,
  products: list(returnLine),
}).transform(({ shipment, shipmentId, orderId, ...rest }) => ({
  ...rest,
  /** `"83651-1"`; Centra calls it `shipment` here. */
  shipmentId: shipment,
  /** Centra's internal number, the one that webhooks carry; it calls this one `shipmentId`. */
  shipmentInternalId: shipmentId,
  orderNumber: orderId,
}));
export type Return = z.infer<typeof returned>;
