import { Groups } from '../../store/groups';
import { SortedList } from '../../store/sorted-list';
import type { Table } from '../../store/table';
import { Tally, type AddShare } from '../../store/tally';
import { Times } from '../../store/times';
import type { GoodsOwner } from '../goods-owner';
import { addPerWarehouse, articleOf, type HeldKey } from '../holdings';
import { purchaseStatus } from '../settings';
import { isToReport, received, type PurchaseOrder, type ReceivingPlan } from './model';

/** What a purchase order may say about an article. */
export type Expectation =
  /** Advised and not received. */
  | 'to-receive'
  /** Received, of purchase orders that are not finished. */
  | 'to-be-finished'
  | 'received-to-report';

const oldestFirst = (a: PurchaseOrder, b: PurchaseOrder) => a.purchaseOrderId - b.purchaseOrderId;

/** The purchase orders of one goods owner, and everything by which they are asked for. */
export class PurchaseOrders {
  readonly orders: Table<PurchaseOrder>;
  readonly plans: Table<ReceivingPlan>;
  readonly all = new SortedList<PurchaseOrder>(oldestFirst);
  readonly byNumber: Groups<PurchaseOrder, string>;
  readonly byStatus: Groups<PurchaseOrder, number>;
  readonly toReport: Groups<PurchaseOrder, 'yes'>;
  readonly statusChanged: Times<PurchaseOrder>;
  readonly changed: Times<PurchaseOrder>;
  readonly received: Times<PurchaseOrder>;
  readonly expected: Tally<PurchaseOrder, Expectation, HeldKey>;

  constructor(private readonly goodsOwner: GoodsOwner) {
    const { account, store } = goodsOwner;
    this.plans = store.table<ReceivingPlan>(`ongoing/${account.id}/receivingPlans`, (row) => row.purchaseOrderNumber);
    this.orders = store.table<PurchaseOrder>(`ongoing/${account.id}/purchaseOrders`, (row) =>
      String(row.purchaseOrderId),
    );
    this.orders.with({
      put: (_key, order) => {
        if (this.all.at(this.all.position(order)) !== order) this.all.add(order);
      },
      remove: () => undefined,
      clear: () => this.all.clear(),
    });
    this.byNumber = this.orders.with(new Groups((row) => row.purchaseOrderNumber, oldestFirst));
    this.byStatus = this.orders.with(new Groups((row) => row.status, oldestFirst));
    this.toReport = this.orders.with(new Groups((row) => (isToReport(row) ? 'yes' : undefined), oldestFirst));
    this.statusChanged = this.orders.with(new Times((row) => row.statusChangedAt));
    this.changed = this.orders.with(new Times((row) => row.changedAt));
    this.received = this.orders.with(new Times((row) => row.lastReceivedAt));
    this.expected = this.orders.with(new Tally(addExpectations));
    this.expected.changed = (key) => goodsOwner.moveStock(articleOf(key), {});
  }

  /** The newest one that has this number. */
  find(purchaseOrderNumber: string): PurchaseOrder | undefined {
    return this.byNumber.of(purchaseOrderNumber).slice(-1)[0];
  }

  /** Writes a purchase order down, changed at whatever it is about. Within a change. */
  put(order: PurchaseOrder): PurchaseOrder {
    order.changedAt = this.goodsOwner.now();
    return this.orders.put(order);
  }

  /** Sets the status, whatever it was. Within a change. */
  setStatus(order: PurchaseOrder, number: number): void {
    order.status = number;
    order.statusChangedAt = this.goodsOwner.now();
    this.put(order);
  }
}

function addExpectations(order: PurchaseOrder, addTo: AddShare<Expectation, HeldKey>): void {
  const add = addPerWarehouse(order.posted.warehouseId, addTo);
  for (const line of order.lines) {
    const of = line.articleSystemId;
    const there = received(line);
    if (order.status < purchaseStatus.received) {
      add(of, 'to-receive', Math.max(0, line.advised - there));
      add(of, 'to-be-finished', there);
    }
    add(of, 'received-to-report', Math.max(0, there - (line.reported ?? 0)));
  }
}
