import type { z } from 'zod';
import { withRaw } from '../values';
import { documentFields } from './document-fields';
import { id, localDate, optionalFlag, strictFlag, text } from './values';

/**
 * A row of `GET /shipments`, in Centra's own names.
 *
 * A shipment has `shipmentId`, `orderId`, the two flags about money, and lines; everything else may be missing.
 * No value (`""`, `null`, `0000-00-00 …`, account `"0"`) is `undefined`. Dates are Centra's local texts.
 */
export const shipment = withRaw({
  /** `"83651-1"`, the key of everything that is done with it. */
  shipmentId: id,
  ...documentFields,

  /** Filled once shipped. */
  shipmentDate: localDate,
  trackingNumber: text,
  trackingUrl: text,
  returnSlipTracking: text,

  /** Captured, or paid in another way. */
  paid: strictFlag,
  /** It must be captured before the goods leave. */
  shouldCapture: strictFlag,
  /** Good-to-go; not in Centra's documents, but in replies. */
  gtg: optionalFlag,
});
export type Shipment = z.infer<typeof shipment>;
