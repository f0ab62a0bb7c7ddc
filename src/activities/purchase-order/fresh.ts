import type { SupplierDelivery } from '../../clients/centra/schema';
import { ApiRefused } from '../../clients/errors';
import type { CentraSight, PurchaseOrderKey } from '../../lifecycle/purchase-order/facts';
import type { StoreRoom } from '../rooms';
import { findDelivery, headOf, rowOf, supplierOrderSight } from './sights';

/** A delivery that Centra lists, with its goods. */
export interface Listed {
  readonly delivery: SupplierDelivery;
  readonly sight: Extract<CentraSight, { kind: 'row' }>;
}

/**
 * Read just before a write. One that was accepted may be readable by its number still: that it waits, only the list says.
 *
 * Source: Centra `GET /supplier-deliveries`, `GET /supplier-deliveries/{id}`, `GET /supplier-orders/{id}`.
 *
 * @param withOrder read its supplier order too: what a cancellation would take from it is missed later
 */
export async function listedDelivery(
  store: StoreRoom,
  { deliveryId, supplierOrder }: PurchaseOrderKey,
  withOrder: boolean,
  signal: AbortSignal,
): Promise<Listed | { readonly sight: Extract<CentraSight, { kind: 'missing' }> }> {
  const { head, observedAt } = await findDelivery(store, deliveryId, signal);
  const delivery = head && (await readDelivery(store, deliveryId, signal));
  if (!delivery) return { sight: { kind: 'missing', observedAt } };
  const order = withOrder ? { supplierOrder: await supplierOrderSight(store, supplierOrder, signal) } : {};
  return { delivery, sight: { kind: 'row', observedAt, row: rowOf(delivery, headOf(head, store), store), ...order } };
}

/** @returns nothing where it has gone between the list and the read */
export async function readDelivery(
  { centra }: StoreRoom,
  deliveryId: string,
  signal: AbortSignal,
): Promise<SupplierDelivery | undefined> {
  try {
    return (await centra.getSupplierDelivery(deliveryId, signal)).delivery;
  } catch (error) {
    if (error instanceof ApiRefused) return undefined;
    throw error;
  }
}
