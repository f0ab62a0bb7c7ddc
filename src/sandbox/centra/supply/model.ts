/** Some pieces of a stock item, on order. */
export interface SupplyLine {
  stockItemId: number;
  quantity: number;
  /** What one piece costs: two decimals, as text. */
  cost: string;
  costCurrency: string;
}

/** What a supplier order says, and each delivery of it for itself. Times are epoch milliseconds. */
export interface SupplyHead {
  createdAt: number;
  /** When customers get it. */
  etdAt: number | null;
  /** When it arrives at the warehouse. */
  etaAt: number | null;
  message: string;
}

export interface SupplierOrder extends SupplyHead {
  supplierOrderId: number;
  supplierName: string;
  /** ISO alpha-2. */
  supplierCountry: string;
  /** The preferred warehouse, by its name. */
  warehouse: string;
  status: 'draft' | 'confirmed' | 'cancelled';
  lines: SupplyLine[];
  /** How many deliveries it ever had; names the next one. */
  deliveryCount: number;
}

/** What was received of a delivery, and who said so. */
export interface Receipt {
  by: 'api' | 'elsewhere';
  at: number;
  insertStock: boolean;
  lines: { stockItemId: number; quantity: number }[];
  /** The delivery that brings the rest, if there is one. */
  additionalDeliveryId: string | null;
}

export interface SupplierDelivery extends SupplyHead {
  /** The internal number. */
  id: number;
  /** `957-1`: the number that people see. */
  deliveryId: string;
  supplierOrderId: number;
  status: 'open' | 'accepted' | 'cancelled';
  lines: SupplyLine[];
  /** Pieces of it that customers’ orders wait for. */
  reservations: { orderNumber: number; stockItemId: number; quantity: number }[];
  receipts: Receipt[];
  /** What tests ask for: reports that came over the API, and those of them that came after one was accepted. */
  counts: { reportCalls: number; repeatedReports: number };
}

export const pieces = (lines: readonly { quantity: number }[]): number =>
  lines.reduce((sum, line) => sum + line.quantity, 0);
