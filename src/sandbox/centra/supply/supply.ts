import { Groups } from '../../store/groups';
import type { Table } from '../../store/table';
import type { CentraHost } from '../host';
import type { CentraStore } from '../store';
import { pieces, type SupplierDelivery, type SupplierOrder } from './model';

/** Supplier orders and their deliveries, of one Centra. */
export class Supply {
  readonly orders: Table<SupplierOrder>;
  readonly deliveries: Table<SupplierDelivery>;
  /** By preferred warehouse: what a plugin of that warehouse is shown. */
  private readonly confirmedOrders: Groups<SupplierOrder, string>;
  private readonly openDeliveries: Groups<SupplierDelivery, string>;
  private readonly byOrder: Groups<SupplierDelivery, number>;
  private readonly byNumber: Groups<SupplierDelivery, string>;

  constructor(readonly host: CentraHost) {
    const table = <Row extends object>(name: string, keyOf: (row: Row) => number) =>
      host.store.table<Row>(`centra/${host.id}/${name}`, (row) => String(keyOf(row)));
    this.orders = table<SupplierOrder>('supplierOrders', (row) => row.supplierOrderId);
    this.deliveries = table<SupplierDelivery>('supplierDeliveries', (row) => row.id);
    this.confirmedOrders = this.orders.with(
      new Groups(
        (row) => (row.status === 'confirmed' ? row.warehouse : undefined),
        (a, b) => a.supplierOrderId - b.supplierOrderId,
      ),
    );
    const oldestFirst = (a: SupplierDelivery, b: SupplierDelivery) => a.id - b.id;
    this.byOrder = this.deliveries.with(new Groups((row) => row.supplierOrderId, oldestFirst));
    this.byNumber = this.deliveries.with(new Groups((row) => row.deliveryId, oldestFirst));
    this.openDeliveries = this.deliveries.with(new Groups((row) => this.warehouseOf(row), oldestFirst));
  }

  orderOf(delivery: SupplierDelivery): SupplierOrder {
    const order = this.orders.get(delivery.supplierOrderId);
    if (!order) throw new Error(`supplier order ${delivery.supplierOrderId} of a delivery is gone`);
    return order;
  }

  deliveriesOf(order: SupplierOrder): SupplierDelivery[] {
    return this.byOrder.of(order.supplierOrderId).slice(0);
  }

  /** By internal number or by the number that people see. */
  delivery(id: string): SupplierDelivery | undefined {
    return this.byNumber.of(id).at(0) ?? this.deliveries.get(id);
  }

  /** Every confirmed order that the plugin may see, oldest first. */
  visibleOrders({ settings }: CentraStore): SupplierOrder[] {
    if (settings.supplierOrders === 'all')
      return this.confirmedOrders.names().flatMap((name) => this.confirmedIn(name));
    return this.confirmedIn(settings.supplierDeliveryWarehouse);
  }

  isOrderVisible({ status, warehouse }: SupplierOrder, { settings }: CentraStore): boolean {
    if (status !== 'confirmed') return false;
    return settings.supplierOrders === 'all' || warehouse === settings.supplierDeliveryWarehouse;
  }

  /** Deliveries with something in them that nobody has accepted, of confirmed orders for the plugin's warehouse. */
  visibleDeliveries({ settings }: CentraStore): SupplierDelivery[] {
    return this.openDeliveries.of(settings.supplierDeliveryWarehouse).slice(0);
  }

  isVisible(delivery: SupplierDelivery, { settings }: CentraStore): boolean {
    return this.warehouseOf(delivery) === settings.supplierDeliveryWarehouse;
  }

  /** Puts an order that has changed: whether its deliveries are shown may have changed with it. */
  putOrder(order: SupplierOrder): void {
    this.orders.put(order);
    for (const delivery of this.deliveriesOf(order)) this.deliveries.put(delivery);
  }

  private confirmedIn(warehouse: string): SupplierOrder[] {
    return this.confirmedOrders.of(warehouse).slice(0);
  }

  /** The warehouse whose plugins are shown the delivery; undefined: none is. */
  private warehouseOf(delivery: SupplierDelivery): string | undefined {
    const order = this.orders.get(delivery.supplierOrderId);
    if (order?.status !== 'confirmed' || delivery.status !== 'open') return undefined;
    return pieces(delivery.lines) > 0 ? order.warehouse : undefined;
  }
}
