import { Groups } from '../store/groups';
import { Names } from '../store/names';
import type { Store } from '../store/store';
import type { Table } from '../store/table';
import { Tally } from '../store/tally';
import { Times } from '../store/times';
import type { Order, Product, Return, Shipment, Stock } from './model';
import type { CentraStore } from './store';
import { Supply } from './supply/supply';
import { orderList, shipmentList } from './visibility';

/**
 * One Centra: its products, stock and orders. The stores on it share order numbers, products and the warehouse's
 * stock, and each shows its own orders.
 */
export class CentraHost {
  readonly stores = new Map<string, CentraStore>();
  readonly products: Table<Product>;
  readonly stock: Table<Stock>;
  readonly orders: Table<Order>;
  readonly shipments: Table<Shipment>;
  readonly returns: Table<Return>;

  /** By EAN, UPC and the SKUs joined; the oldest row first where several have one name. */
  readonly productsByName: Names<Product>;
  readonly productsBySku: Groups<Product, string>;
  readonly productList: Groups<Product, 'all'>;
  readonly productsChanged: Times<Product>;
  readonly stockChanged: Times<Stock>;
  /** When the figures of each stock item changed last, for a look at all of them. */
  readonly stockChangedAt = new Map<number, number>();
  /** What open orders have allocated of each stock item. */
  readonly allocated: Tally<Order, 'allocated'>;
  /** Per store: what `GET /orders` shows, oldest first. */
  readonly visibleOrders: Groups<Order, string>;
  /** Per store and `status`: what `GET /shipments` shows, oldest first. */
  readonly visibleShipments: Groups<Shipment, string>;
  readonly shipmentsByOrder: Groups<Shipment, number>;
  readonly returnsByShipment: Groups<Return, string>;
  /** What is on its way from suppliers. */
  readonly supply: Supply;

  constructor(
    readonly id: string,
    readonly store: Store,
    readonly now: () => number,
  ) {
    const table = <Row extends object>(name: string, keyOf: (row: Row) => string | number) =>
      store.table<Row>(`centra/${id}/${name}`, (row) => String(keyOf(row)));
    this.products = table<Product>('products', (row) => row.stockItemId);
    this.stock = table<Stock>('stock', (row) => row.stockItemId);
    this.orders = table<Order>('orders', (row) => row.orderNumber);
    this.shipments = table<Shipment>('shipments', (row) => row.shipmentId);
    this.returns = table<Return>('returns', (row) => row.returnId);

    const oldestRow = (a: Product, b: Product) => a.stockItemId - b.stockItemId;
    this.productsByName = this.products.with(new Names(namesOf, oldestRow));
    this.productsBySku = this.products.with(new Groups((row) => row.sku, oldestRow));
    this.productList = this.products.with(new Groups(() => 'all', oldestRow));
    this.productsChanged = this.products.with(new Times((row) => row.modifiedAt));
    this.stockChanged = this.stock.with(new Times((row) => row.changedAt));
    this.stock.with({
      put: (_key, row) => this.stockChangedAt.set(row.stockItemId, row.changedAt),
      remove: (key) => this.stockChangedAt.delete(Number(key)),
      clear: () => this.stockChangedAt.clear(),
    });
    this.returnsByShipment = this.returns.with(
      new Groups(
        (row) => row.shipmentId,
        (a, b) => a.returnId - b.returnId,
      ),
    );
    this.visibleOrders = this.orders.with(
      new Groups(
        (order) => orderList(order, this.stores.get(order.store)),
        (a, b) => a.orderedAt - b.orderedAt || a.orderNumber - b.orderNumber,
      ),
    );
    const oldestFirst = (a: Shipment, b: Shipment) => a.orderedAt - b.orderedAt || a.internalId - b.internalId;
    this.shipmentsByOrder = this.shipments.with(new Groups((row) => row.orderNumber, oldestFirst));
    this.visibleShipments = this.shipments.with(
      new Groups((row) => shipmentList(row, this.orders.get(row.orderNumber), this.stores.get(row.store)), oldestFirst),
    );
    this.allocated = this.orders.with(
      new Tally((order, add) => {
        for (const line of order.lines) add(line.stockItemId, 'allocated', this.stillAllocated(order, line.lineId));
      }),
    );
    this.allocated.changed = (stockItemId) => this.touchStock(stockItemId);
    this.supply = new Supply(this);
  }

  shipmentsOf(order: Order): Shipment[] {
    return this.shipmentsByOrder.of(order.orderNumber).slice(0);
  }

  /** Puts an order whose shipments, or whose being seen, changed: both are in the lists where they belong now. */
  putOrder(order: Order): void {
    this.orders.put(order);
    for (const shipment of this.shipmentsOf(order)) this.shipments.put(shipment);
  }

  /** Changes what is there physically, never below nothing. */
  moveStock(stockItemId: number, by: number): void {
    const row = this.stock.get(stockItemId) ?? { stockItemId, physical: 0, changedAt: 0 };
    row.physical = Math.max(0, row.physical + by);
    row.changedAt = this.now();
    this.stock.put(row);
  }

  /** Remembers that the API has written a stock figure. */
  countStockWrite(stockItemId: number, belowAllocated: boolean): void {
    const row = this.stock.get(stockItemId);
    if (!row) return;
    row.writes = (row.writes ?? 0) + 1;
    if (belowAllocated) row.writesBelowAllocated = (row.writesBelowAllocated ?? 0) + 1;
    this.stock.put(row);
  }

  figures(stockItemId: number): { physical: number; allocated: number } {
    return {
      physical: this.stock.get(stockItemId)?.physical ?? 0,
      allocated: this.allocated.of(stockItemId, 'allocated'),
    };
  }

  /** What an open order line still waits for, in shipments or not. Bundles have no stock: their items have. */
  private stillAllocated(order: Order, lineId: number): number {
    if (order.status < 1 || order.status > 3) return 0;
    const line = order.lines.find((candidate) => candidate.lineId === lineId);
    if (!line || this.products.get(line.stockItemId)?.bundle) return 0;
    let shipped = 0;
    for (const shipment of this.shipmentsOf(order)) {
      if (shipment.shippedAt === null) continue;
      for (const sent of shipment.lines) if (sent.orderLineId === lineId) shipped += sent.quantity;
    }
    return Math.max(0, line.quantity - shipped);
  }

  private touchStock(stockItemId: number): void {
    this.moveStock(stockItemId, 0);
  }
}

export const joinedSkus = ({ sku, variantSku, sizeSku }: Product): string => sku + variantSku + sizeSku;

const namesOf = (product: Product): string[] => [product.ean, product.upc ?? '', joinedSkus(product)];
