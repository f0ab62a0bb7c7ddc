import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { WarehouseLine, WarehouseOrder } from '../../clients/ongoing/schema';
import type { Listed } from '../../clients/listed';
import type { OrderFilter } from '../../clients/ongoing';
import type { ArticleStock } from '../../mapping';
import { orderId, priorities } from '../../protocol/names';
import type { ShipmentOutcome } from '../../protocol/shipment';
import type { Ends } from '../ends';
import type { GoodsOwnerRoom, Rooms } from '../rooms';
import { oldestOpen } from '../scans/oldest-open';
import { whose } from '../scans/whose';
import type { Questions } from './questions';

const numbersInAddress = 50;
const ordersPerPage = 200;
/** Orders of a time before us were never acknowledged: they are not looked at for ever. */
const lookBackMs = 7 * 86_400_000;

/** Why an article's figure is not written now. */
export const waitsFor = {
  completion: 'a completion of it is still to be reported to Centra',
  return: 'a return of it is still to be reported to Centra',
  unread: 'an order of it cannot be read, so nobody knows whether a completion is still to be reported',
} as const;
export type WaitsFor = (typeof waitsFor)[keyof typeof waitsFor];

/**
 * Movements of articles that Centra is still to be told of, and that it will then book itself: a figure that counts them
 * already would be booked twice. What somebody else acknowledges, or nobody ever will, holds nothing up.
 *
 * Source: Ongoing `GET /orders` with `onlyOrdersWithOrderLinesToReport` (or `…Returned`) and `articleNumbers`; Temporal;
 * for orders whose workflow has not completed them, Centra `GET /orders`.
 */
export class Unreported {
  private readonly pending = new Map<number, Promise<boolean>>();
  private createdFrom: Promise<number> | undefined;

  constructor(
    private readonly rooms: Rooms,
    private readonly room: GoodsOwnerRoom,
    private readonly ends: Ends,
    private readonly client: Client,
    private readonly ask: Questions,
  ) {}

  /** Those of the articles whose figures have to wait, and why. */
  async among(stocks: readonly ArticleStock[]): Promise<ReadonlyMap<string, WaitsFor>> {
    const { returns } = this.room.config;
    const waiting = new Map<string, WaitsFor>();
    // What Ongoing does not say may be so.
    const picked = stocks.filter((stock) => stock.picked !== 0);
    const unread = (numbers: ReadonlySet<string>) => {
      for (const number of numbers) waiting.set(number, waitsFor.unread);
    };
    await this.eachOrder(picked, { onlyOrdersWithOrderLinesToReport: true }, unread, async (order, wanted) => {
      const numbers = numbersIn(order.lines, (line) => line.picked > line.reported).filter((one) => wanted.has(one));
      if (numbers.length === 0 || !(await this.isToBeCompleted(order))) return;
      for (const number of numbers) waiting.set(number, waitsFor.completion);
    });
    // Only goods that Centra puts back in stock by itself.
    const returned = returns.enabled && returns.restock ? stocks.filter((stock) => stock.returned !== 0) : [];
    await this.eachOrder(returned, { onlyOrdersWithOrderLinesToReportReturned: true }, unread, (order, wanted) => {
      if (whose(order, this.room).length === 0) return;
      const numbers = numbersIn(order.lines, (line) => line.returned > line.reportedReturned);
      for (const number of numbers) if (wanted.has(number)) waiting.set(number, waitsFor.return);
    });
    return waiting;
  }

  private async eachOrder(
    stocks: readonly ArticleStock[],
    filter: OrderFilter,
    unread: (wanted: ReadonlySet<string>) => void,
    hear: (order: WarehouseOrder, wanted: ReadonlySet<string>) => Promise<void> | void,
  ): Promise<void> {
    if (stocks.length === 0) return;
    const orderCreatedTimeFrom = await (this.createdFrom ??= this.oldest());
    for (let i = 0; i < stocks.length; i += numbersInAddress) {
      const articleNumbers = stocks.slice(i, i + numbersInAddress).map(({ articleNumber }) => articleNumber);
      const wanted = new Set(articleNumbers);
      for (let from = 0; ;) {
        const asked = {
          ...filter,
          articleNumbers,
          orderCreatedTimeFrom,
          orderIdFrom: from,
          maxOrdersToGet: ordersPerPage,
        };
        const list: Listed<WarehouseOrder> = await this.ask.ongoing((signal) =>
          this.room.ongoing(priorities.stock).listOrders(asked, signal),
        );
        if (list.broken.length > 0) unread(wanted);
        for (const order of list.rows) await hear(order, wanted);
        if (list.rows.length === 0 || list.received < ordersPerPage) break;
        from = Math.max(...list.rows.map((order) => order.orderId)) + 1;
      }
    }
  }

  private async oldest(): Promise<number> {
    const now = Date.now();
    return Math.min(await oldestOpen(this.client, this.room.config.id, now), now - lookBackMs);
  }

  /** Whether Centra is still to hear that this order was shipped. */
  private isToBeCompleted(order: WarehouseOrder): Promise<boolean> {
    const known = this.pending.get(order.orderId) ?? this.look(order);
    this.pending.set(order.orderId, known);
    return known;
  }

  private async look(order: WarehouseOrder): Promise<boolean> {
    for (const workflowId of whose(order, this.room)) {
      const [, store = '', ...rest] = workflowId.split('/');
      if (await this.isOpen(store, rest.join('/'), workflowId)) return true;
    }
    return false;
  }

  private async isOpen(store: string, id: string, workflowId: string): Promise<boolean> {
    const life = await this.lifeOf(workflowId);
    if (life === 'running') return true;
    if (life === 'completed') return false;
    // Imported as a whole: its completion is nobody's whom we hear of, so only its own life holds it up.
    const asOrder = await this.lifeOf(orderId(store, id));
    if (asOrder !== 'none') return asOrder === 'running';
    return this.isOpenInCentra(store, id);
  }

  private async lifeOf(workflowId: string): Promise<'running' | 'completed' | 'ended' | 'none'> {
    const handle = this.client.workflow.getHandle(workflowId);
    try {
      const { status } = await handle.describe();
      if (status.name === 'RUNNING') return 'running';
      if (status.name !== 'COMPLETED') return 'ended';
      const outcome = (await handle.result()) as Partial<ShipmentOutcome> | undefined;
      return outcome?.end === 'completed' ? 'completed' : 'ended';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return 'none';
      throw error;
    }
  }

  /** Its life has ended otherwise, or nobody knows of one: Centra says whether it was shipped, or never will be. */
  private async isOpenInCentra(store: string, shipmentId: string): Promise<boolean> {
    const orderNumber = shipmentId.includes('-') ? shipmentId.slice(0, shipmentId.lastIndexOf('-')) : shipmentId;
    const call = { store, goodsOwner: this.room.config.id, systems: ['centra'], write: false } as const;
    const seen = await this.ends.attempt(call, async (signal) => ({
      end: 'read' as const,
      list: await this.rooms.store(store).centra.listOrders({ orderNumber }, signal),
    }));
    // Another store that is away just now holds up its own articles only.
    if (seen.end !== 'read') return true;
    const order = seen.list.rows.find((row) => row.orderNumber === orderNumber);
    if (!order || order.status === 'cancelled') return order === undefined;
    return !order.shipments.some((one) => one.shipmentId === shipmentId && one.shippedDate !== undefined);
  }
}

/** Numbers of the articles on these lines, and on the lines below them. */
function numbersIn(lines: readonly WarehouseLine[], isMeant: (line: WarehouseLine) => boolean): string[] {
  return lines.flatMap((line) => [
    ...(isMeant(line) && line.articleNumber !== undefined ? [line.articleNumber] : []),
    ...numbersIn(line.subLines, isMeant),
  ]);
}
