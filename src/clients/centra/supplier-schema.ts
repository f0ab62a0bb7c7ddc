import { z } from 'zod';
import { withRaw } from '../values';
import { id, localDate, number, optionalId, quantity, text } from './values';

/** A row of goods that are under way. It has no id: EAN and SKUs say what it is, and a row may come twice. */
const line = z.object({
  sku: text,
  variantSku: text,
  sizeSku: text,
  ean: text,
  upc: text,
  brand: text,
  collection: text,
  product: text,
  variant: text,
  size: text,
  weight: number,
  /** `kg` or `lb`, as Centra has it. */
  weightUnit: text,
  /** Pieces. */
  quantity,
  /** For one piece, in `costCurrency`. */
  cost: number,
  costCurrency: text,
});
export type SupplierDeliveryLine = z.infer<typeof line>;

/** What orders and deliveries have in common; dates are Centra's local `YYYY-MM-DD HH:MM`. */
const common = {
  /** The supplier order's number. */
  orderId: id,
  supplierName: text,
  supplierCountry: text,
  created: localDate,
  /** When the goods are there for customers. */
  ETD: localDate,
  /** When the goods arrive at the warehouse. */
  ETA: localDate,
  message: text,
  /** Pieces in all. */
  productsQty: number,
};

const head = {
  /** Centra's internal id. */
  id,
  /** `"957-1"`, the number that people see. Paths take either. */
  deliveryId: id,
  ...common,
};

/** A row of `GET /supplier-deliveries`. */
export const supplierDeliveryHead = withRaw(head);
export type SupplierDeliveryHead = z.infer<typeof supplierDeliveryHead>;

/** `delivery` of `GET /supplier-deliveries/{id}`: the same with its goods. Missing goods are not no goods. */
export const supplierDelivery = withRaw({ ...head, products: z.array(line) });
export type SupplierDelivery = z.infer<typeof supplierDelivery>;

/** `order` of `GET /supplier-orders/{id}`. */
export const supplierOrder = withRaw({ ...common, products: z.array(line) });
export type SupplierOrder = z.infer<typeof supplierOrder>;

/**
 * The delivery that Centra makes of what did not come. That it exists is what matters, and the list will show it: an id
 * that cannot be read is left out.
 */
export const additionalDelivery = z.object({
  id: optionalId.catch(undefined),
  deliveryId: optionalId.catch(undefined),
  orderId: optionalId.catch(undefined),
});
export type AdditionalDelivery = z.infer<typeof additionalDelivery>;
