import { z } from 'zod';
import { list, value, wrong } from '../values';
import { flag, id, localDate, number, optionalId, quantity, reference, text } from './values';

const line = {
  /** The id of the item in this shipment; the one that returns and changes are reported with. */
  lineId: id,
  sku: text,
  variantSku: text,
  sizeSku: text,
  ean: text,
  upc: text,
  name: text,
  variant: text,
  size: text,
  /** Pieces, above 0: a line that was lowered to nothing is left out of the document (`raw` still has it). */
  qty: quantity,
  /** For one piece, in the shipment's `orderCurrency`. */
  price: number,
  originalPrice: number,
  weight: number,
  /** `kg` or `lb`, as Centra has it. */
  weightUnit: text,
  countryOfOrigin: text,
  harmCode: text,
  comment: text,
  isBundle: flag,
  /** The line of the bundle that this item is a part of; `"0"` is none. */
  isPartOfBundle: reference,
};

export interface ShipmentLine extends z.infer<z.ZodObject<typeof line>> {
  /** The bundle's items, where the plugin's bundle setting nests them; each has its own `lineId`. */
  readonly bundle: ShipmentLine[];
}

const shipmentLine: z.ZodType<ShipmentLine> = z.object({
  ...line,
  bundle: z.lazy(() => list(shipmentLine).transform(withPieces)),
});

/** Payment or shipping terms (wholesale only). Nothing is done with them but by filters, so no form of them breaks a shipment. */
const businessTerms = z
  .object({ id: optionalId, name: text, description: text })
  .nullish()
  .transform((terms) => terms ?? undefined)
  .optional()
  .catch(undefined);
export type BusinessTerms = NonNullable<z.infer<typeof businessTerms>>;

/** Addresses of documents; one that stands alone is a list of one. */
const urls = value('a list of addresses', (input): string[] | typeof wrong => {
  const urls = typeof input === 'string' ? [input] : (input ?? []);
  if (!Array.isArray(urls)) return wrong;
  return urls.filter((url): url is string => typeof url === 'string' && url.trim() !== '');
});

/** What shipments and orders say alike, in Centra's own names: who, where to, what. */
export const documentFields = {
  /** The order *number*, whatever the field is called. */
  orderId: id,
  selectionId: optionalId,
  orderDate: localDate,
  cancelDate: localDate,
  preferredDeliveryDate: localDate,
  estimatedDeliveryDate: localDate,
  /** The store's name in Centra. */
  orderStore: text,
  orderCurrency: text,
  /** Filled for consumers. */
  customerId: reference,
  /** Filled for wholesale. */
  accountId: reference,

  deliveryName: text,
  deliveryCompany: text,
  deliveryEmail: text,
  deliveryCell: text,
  deliveryTele: text,
  deliveryAddress: text,
  deliveryCoaddress: text,
  deliveryZipcode: text,
  deliveryCity: text,
  deliveryState: text,
  /** ISO 3166 alpha-2. */
  deliveryCountry: text,
  billingName: text,
  billingCompany: text,
  billingEmail: text,
  billingTele: text,
  billingAddress: text,
  billingCoaddress: text,
  billingZipcode: text,
  billingCity: text,
  billingState: text,
  billingCountry: text,
  billingVAT: text,

  poNumber: text,
  /** The URI of the chosen shipping option. */
  shippingList: text,
  defaultCarrier: text,
  deliveryService: text,
  shippingTerms: businessTerms,
  paymentTerms: businessTerms,
  proforma: text,
  deliveryNote: text,
  invoices: urls,

  suspect: flag,
  hold: flag,

  /** Money, in `orderCurrency`. */
  shippingValue: number,
  voucherValue: number,
  grandTotalValue: number,
  grandTotalTaxValue: number,
  taxAdded: number,
  taxDeducted: number,

  internalComment: text,
  otherComment: text,

  /** Ingrid's, where the store uses it: the chosen method, and the carrier's id of the service point. */
  shipwallet_method: text,
  shipwallet_pickup: text,
  shipwallet_deliverytime: text,
  shipwallet_doorcode: text,
  shipwallet_courier_instructions: text,
  shipwallet_id: text,
  /** Elements of a custom order attribute called `marketplace`, where the merchant has one. */
  marketplace_source: text,
  marketplace_source_id: text,

  products: z.array(shipmentLine).transform(withPieces),
};

function withPieces(lines: ShipmentLine[]): ShipmentLine[] {
  return lines.filter(({ qty }) => qty > 0);
}
