import { Turns } from '../http/turns';
import { Groups } from '../store/groups';
import { Names } from '../store/names';
import { SortedList } from '../store/sorted-list';
import type { Store } from '../store/store';
import type { Table } from '../store/table';
import { Tally } from '../store/tally';
import { Times } from '../store/times';
import { addHoldings, articleOf, type HeldKey, type Holding } from './holdings';
import {
  isReturnToReport,
  isToReport,
  type Article,
  type ArticleClass,
  type Balance,
  type LifePlan,
  type Shelf,
  type WarehouseOrder,
} from './model';
import { membersOf, type Members } from './posted';
import { PurchaseOrders } from './purchase/purchase-orders';
import type { GoodsOwnerSettings } from './settings';

/** Who a goods owner is, and who may speak for it. */
export interface GoodsOwnerAccount {
  readonly id: string;
  readonly goodsOwnerId: number;
  readonly name: string;
  /** The first part of the path: `demo` in `/demo/api/v1`. */
  readonly instance: string;
  readonly username: string;
  readonly password: string;
}

type Warehouse = GoodsOwnerSettings['warehouses'][number];
type StockMove = Partial<Pick<Balance, 'numberOfItems' | 'locked' | 'toReceive'>>;

const byOrderId = (a: WarehouseOrder, b: WarehouseOrder) => a.orderId - b.orderId;
const byArticle = (a: { articleSystemId: number }, b: { articleSystemId: number }) =>
  a.articleSystemId - b.articleSystemId;

/** Orders and articles of one goods owner, and everything by which they are asked for. */
export class GoodsOwner {
  readonly id: string;
  /** Writes are executed one after the other. */
  readonly turns = new Turns();
  readonly orders: Table<WarehouseOrder>;
  readonly articles: Table<Article>;
  readonly balances: Table<Balance>;
  readonly plans: Table<LifePlan>;

  readonly allOrders = new SortedList<WarehouseOrder>(byOrderId);
  readonly byNumber: Groups<WarehouseOrder, string>;
  readonly byReference: Groups<WarehouseOrder, string>;
  readonly byGoodsOwnerOrderId: Groups<WarehouseOrder, string>;
  readonly byOriginal: Groups<WarehouseOrder, number>;
  readonly byStatus: Groups<WarehouseOrder, number>;
  readonly toReport: Groups<WarehouseOrder, 'yes'>;
  readonly returnsToReport: Groups<WarehouseOrder, 'yes'>;
  readonly statusChanged: Times<WarehouseOrder>;
  readonly shipped: Times<WarehouseOrder>;
  readonly returned: Times<WarehouseOrder>;
  /** What orders hold of each article. */
  readonly held: Tally<WarehouseOrder, Holding, HeldKey>;
  /** What is on its way to the warehouse, or was received. */
  readonly purchases: PurchaseOrders;

  readonly articleClasses: Table<ArticleClass>;
  readonly articleList: Groups<Article, 'all'>;
  readonly articlesByNumber: Groups<Article, string>;
  readonly articlesByBarCode: Names<Article>;
  readonly articlesUpdated: Times<Article>;
  readonly stockChanged: Times<Balance>;
  /** When the figures of each article changed last, for a look at all of them. */
  readonly stockChangedAt = new Map<number, number>();

  constructor(
    readonly account: GoodsOwnerAccount,
    public settings: GoodsOwnerSettings,
    readonly store: Store,
    readonly now: () => number,
  ) {
    this.id = account.id;
    const table = <Row extends object>(name: string, keyOf: (row: Row) => string | number) =>
      store.table<Row>(`ongoing/${account.id}/${name}`, (row) => String(keyOf(row)));
    this.articles = table<Article>('articles', (row) => row.articleSystemId);
    this.balances = table<Balance>('balances', (row) => row.articleSystemId);
    this.plans = table<LifePlan>('plans', (row) => row.orderNumber);
    this.orders = table<WarehouseOrder>('orders', (row) => row.orderId);

    this.articleList = this.articles.with(new Groups<Article, 'all'>(() => 'all', byArticle));
    this.articlesByNumber = this.articles.with(new Groups<Article, string>((row) => row.articleNumber, byArticle));
    this.articlesByBarCode = this.articles.with(new Names<Article>(barCodesOf, byArticle));
    this.articlesUpdated = this.articles.with(new Times((row) => row.updatedAt));
    this.articleClasses = table<ArticleClass>('articleClasses', (row) => row.code);
    this.stockChanged = this.balances.with(new Times((row) => row.changedAt));
    this.balances.with({
      put: (_key, row) => this.stockChangedAt.set(row.articleSystemId, row.changedAt),
      remove: (key) => this.stockChangedAt.delete(Number(key)),
      clear: () => this.stockChangedAt.clear(),
    });

    const posted = (row: WarehouseOrder, name: string) => row.posted[name] as string | undefined;
    const groups = <Group extends string | number>(groupOf: (row: WarehouseOrder) => Group | undefined | null) =>
      this.orders.with(new Groups<WarehouseOrder, Group>(groupOf, byOrderId));
    this.orders.with({
      put: (_key, order) => {
        if (this.allOrders.at(this.allOrders.position(order)) !== order) this.allOrders.add(order);
      },
      remove: () => undefined,
      clear: () => this.allOrders.clear(),
    });
    this.byNumber = groups((row) => row.orderNumber);
    this.byReference = groups((row) => posted(row, 'referenceNumber'));
    this.byGoodsOwnerOrderId = groups((row) => posted(row, 'goodsOwnerOrderId'));
    this.byOriginal = groups((row) => row.backOrderForOrderId);
    this.byStatus = groups((row) => row.status);
    this.toReport = groups((row) => (isToReport(row) ? 'yes' : undefined));
    this.returnsToReport = groups((row) => (isReturnToReport(row) ? 'yes' : undefined));
    this.statusChanged = this.orders.with(new Times((row) => row.statusChangedAt));
    this.shipped = this.orders.with(new Times((row) => row.shippedAt));
    this.returned = this.orders.with(new Times((row) => row.lastReturnedAt));
    this.held = this.orders.with(new Tally(addHoldings));
    this.held.changed = (key) => this.moveStock(articleOf(key), {});
    this.purchases = new PurchaseOrders(this);
  }

  article(articleNumber: string): Article | undefined {
    return this.articlesByNumber.of(articleNumber).at(0);
  }

  /** The newest order that has this number. */
  order(orderNumber: string): WarehouseOrder | undefined {
    return this.byNumber.of(orderNumber).slice(-1)[0];
  }

  balance(articleSystemId: number): Balance {
    const none = { numberOfItems: 0, locked: 0, toReceive: 0, lastInAt: null, changedAt: 0 };
    return this.balances.get(articleSystemId) ?? { articleSystemId, ...none };
  }

  /** The first one, where everything is that nobody puts elsewhere. */
  get mainWarehouse(): Warehouse {
    return this.settings.warehouses[0] as Warehouse;
  }

  /** The warehouse that a document names; the first one where it names none, or none that is there. */
  warehouseOf({ posted }: { posted: Members }): Warehouse {
    return this.settings.warehouses.find(({ id }) => id === posted.warehouseId) ?? this.mainWarehouse;
  }

  /** What of a balance lies in one warehouse. */
  shelf(balance: Balance, warehouseId: number): Shelf {
    const elsewhere = balance.elsewhere ?? {};
    if (warehouseId !== this.mainWarehouse.id) return elsewhere[warehouseId] ?? { numberOfItems: 0, locked: 0 };
    const { numberOfItems, locked } = balance;
    return Object.entries(elsewhere)
      .filter(([id]) => id !== String(warehouseId))
      .reduce(
        (left, [, other]) => ({
          numberOfItems: left.numberOfItems - other.numberOfItems,
          locked: left.locked - other.locked,
        }),
        { numberOfItems, locked },
      );
  }

  /** Adds to what is there, in the first warehouse or another; remembers that the figures are not what they were. */
  moveStock(articleSystemId: number, by: StockMove, warehouseId = this.mainWarehouse.id): void {
    const balance = this.balance(articleSystemId);
    const before = this.shelf(balance, warehouseId);
    const after = {
      numberOfItems: Math.max(0, before.numberOfItems + (by.numberOfItems ?? 0)),
      locked: Math.max(0, before.locked + (by.locked ?? 0)),
    };
    balance.numberOfItems += after.numberOfItems - before.numberOfItems;
    balance.locked += after.locked - before.locked;
    balance.toReceive = Math.max(0, balance.toReceive + (by.toReceive ?? 0));
    if (warehouseId !== this.mainWarehouse.id) balance.elsewhere = { ...balance.elsewhere, [warehouseId]: after };
    else delete balance.elsewhere?.[warehouseId];
    balance.changedAt = this.now();
    if ((by.numberOfItems ?? 0) > 0) balance.lastInAt = balance.changedAt;
    this.balances.put(balance);
  }

  /** Writes an order down, changed at whatever it is about. */
  put(order: WarehouseOrder): WarehouseOrder {
    order.updatedAt = this.now();
    return this.orders.put(order);
  }
}

function barCodesOf({ posted }: Article): string[] {
  const { barCode } = membersOf(posted.barCodeInfo);
  return typeof barCode === 'string' ? [barCode] : [];
}
