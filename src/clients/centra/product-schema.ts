import { z } from 'zod';
import { isBlank, list, toBoolean, toInteger, value, withRaw } from '../values';
import { id, localDate, number, optionalId, text } from './values';

/** Centra lists inactive products too and always says so; a row that does not is taken for an active one. */
const active = value('a flag (0 or 1)', (input) => (isBlank(input) ? true : toBoolean(input)));

const productPrice = z.object({
  /** The price list's id. */
  id: optionalId,
  price: number,
  /** The price list's name. */
  pricelist: text,
  currency: text,
});
export type ProductPrice = z.infer<typeof productPrice>;

const row = {
  /** The stable id of the size row. */
  stockItemId: id,
  productId: optionalId,
  variantId: optionalId,
  sku: text,
  variantSku: text,
  sizeSku: text,
  ean: text,
  upc: text,
  /** The internal name; `name` is the one that customers see. */
  product: text,
  name: text,
  variant: text,
  size: text,
  sizeComment: text,
  brand: text,
  collection: text,
  weight: number,
  /** `kg` or `lb`, as Centra has it. */
  weightUnit: text,
  countryOfOrigin: text,
  harmCode: text,
  harmDescription: text,
  active,
  createdAt: localDate,
  folder: text,
  store: text,
  prices: list(productPrice),
};

/** A row of `GET /products`: one size of one variant, the physical article, in Centra's own names. */
export const product = withRaw(row);
export type Product = z.infer<typeof product>;

/** Whole pieces; of what is available they may be below 0. */
const pieces = value('a number of pieces', toInteger);

/** A row of `GET /stock`: a product (without prices, and some texts) and its figures. */
export const stockRow = withRaw({
  ...row,
  /** What is there, allocated or not, in all warehouses that the plugin reads. */
  physicalStock: pieces,
  /** What orders have reserved. */
  allocatedStock: pieces,
  /** Free to allocate: `physicalStock` without `allocatedStock`. */
  availableStock: pieces,
});
export type StockRow = z.infer<typeof stockRow>;
