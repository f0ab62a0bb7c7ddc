import type { TypeName } from './declarations';

/** The variables of an expression, with their types. */
export type Variables = Readonly<Record<string, TypeName>>;

/**
 * What the expressions of a store name: what it imports. Where it imports both, the document at hand has both names, so
 * that one expression serves for both; `has(order.orderStatus)` tells an order.
 */
export function documentNames(imports: unknown): Variables {
  switch (imports) {
    case 'orders':
      return { order: 'Order' };
    case 'both':
      return { shipment: 'Shipment', order: 'Order' };
    default:
      return { shipment: 'Shipment' };
  }
}
