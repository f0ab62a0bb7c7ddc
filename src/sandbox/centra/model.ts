/**
 * What the simulated Centra remembers. Times are epoch milliseconds; Centra's spelling is made when it is shown.
 */

/** One size of one variant: the physical article. `bundle`: it stands for these. */
export interface Product {
  stockItemId: number;
  productId: number;
  variantId: number;
  sku: string;
  variantSku: string;
  sizeSku: string;
  ean: string;
  upc: string | null;
  product: string;
  name: string;
  variant: string;
  size: string;
  brand: string | null;
  collection: string | null;
  weight: number;
  weightUnit: 'kg' | 'g' | 'lb';
  countryOfOrigin: string;
  harmCode: string;
  harmDescription: string;
  active: boolean;
  price: number;
  createdAt: number;
  modifiedAt: number;
  bundle: readonly { stockItemId: number; quantity: number }[] | null;
}

export interface Stock {
  stockItemId: number;
  physical: number;
  changedAt: number;
  /** What tests ask for: how often `POST /stock` has set it, and how often to less than what was allocated. */
  writes?: number;
  writesBelowAllocated?: number;
}

/** Who pays how, and what a capture does. */
export type Payment =
  /** Authorised; a capture succeeds. */
  | 'authorised'
  /** Authorised, and the provider refuses the capture. */
  | 'refuses'
  /** Paid at check-out. */
  | 'prepaid'
  /** Paid later, against an invoice; nothing to capture. */
  | 'invoice'
  /** A capture is accepted at once and settled (or fails) later. */
  | 'async'
  /** External payment plugin: Centra cannot capture. */
  | 'external';

export interface Address {
  name: string;
  company: string;
  email: string;
  cell: string;
  tele: string;
  address: string;
  coaddress: string;
  zipcode: string;
  city: string;
  state: string;
  country: string;
}

export interface OrderLine {
  lineId: number;
  stockItemId: number;
  quantity: number;
  price: number;
  originalPrice: number;
  comment: string;
  /** The line of the bundle that this item came in. */
  bundleLineId: number | null;
}

/** 0 incomplete, 1 pending, 2 confirmed, 3 processing, 4 completed, 5 archived, 6 cancelled. */
export type OrderStatus = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export interface Order {
  orderNumber: number;
  store: string;
  selectionId: string;
  status: OrderStatus;
  hold: boolean;
  suspect: boolean;
  waitingForPayment: boolean;
  marketId: number;
  orderedAt: number;
  preferredDeliveryAt: number | null;
  estimatedDeliveryAt: number | null;
  cancelAt: number | null;
  currency: string;
  customerId: string;
  accountId: string;
  delivery: Address;
  billing: Address;
  poNumber: string;
  shippingList: string;
  carrier: string;
  service: string;
  shippingValue: number;
  payment: Payment;
  internalComment: string;
  otherComment: string;
  lines: OrderLine[];
  /** Further members as Centra flattens them onto its documents: `shipwallet_pickup`, `gift_message`. */
  attributes: Record<string, unknown>;
  /** How many shipments it ever had; names the next one. */
  shipmentCount: number;
}

export interface ShipmentLine {
  lineId: number;
  orderLineId: number;
  quantity: number;
  serialNumber: string | null;
}

export interface Shipment {
  /** `10001-1` */
  shipmentId: string;
  /** The internal number that webhooks and returns carry. */
  internalId: number;
  orderNumber: number;
  store: string;
  createdAt: number;
  /** The order's date: what "oldest first" goes by. */
  orderedAt: number;
  goodToGo: boolean;
  paid: boolean;
  shouldCapture: boolean;
  /** Money was moved by a capture, or one is on its way. */
  captured: boolean;
  shippedAt: number | null;
  carrier: string;
  service: string;
  packages: number | null;
  tracking: string;
  returnSlipTracking: string;
  invoices: string[];
  lines: ShipmentLine[];
  /** What tests ask for: how often it happened, in all its life. */
  counts: { captureCalls: number; captures: number; completeCalls: number; completions: number; emails: number };
}

export interface Return {
  returnId: number;
  shipmentId: string;
  store: string;
  createdAt: number;
  completed: boolean;
  returnToStock: boolean;
  comment: string | null;
  returnCost: number;
  shippingCost: number;
  handlingCost: number;
  voucherValue: number;
  refunds: number;
  /** The money went back with the return: it may be for what never left. */
  withRefund?: boolean;
  emails: number;
  lines: { returnLineId: number; lineId: number; quantity: number }[];
}
