import { ofWholeOrders } from '../../../src/lifecycle/shipment/settings';
import type { WaitFor } from '../../../src/lifecycle/shipment/steps';
import type { Attention, OperatorAction, ShipmentStage } from '../../../src/lifecycle/words';
import { operatorUpdates } from '../../../src/protocol/entity';
import { orderId, taskQueues, workflowTypes } from '../../../src/protocol/names';
import type { ShipmentsScanResult } from '../../../src/protocol/scans';
import type { ShipmentOutcome, ShipmentState } from '../../../src/protocol/shipment';
import { state } from '../../../src/protocol/shipment';
import { settingsOf } from '../../../src/schedules/settings-of';
import { ended, patienceMs } from '../../support/ended';
import { eventually } from '../../support/eventually';
import type { Stories } from './use-stories';

type Wish = Parameters<Stories['merchant']['createOrder']>[0];

let scans = 0;

/** One run of `orders/<store>`. */
export function scanOrders({ client, config }: Stories, store: string): Promise<ShipmentsScanResult> {
  const goodsOwner = config.goodsOwners.find(({ stores }) => stores.some(({ id }) => id === store));
  const its = goodsOwner?.stores.find(({ id }) => id === store);
  if (!goodsOwner || !its) throw new Error(`no store ${store}`);
  return client.workflow.execute(workflowTypes.ordersScan, {
    workflowId: `ordersScan-${(scans += 1)}`,
    taskQueue: taskQueues.bridge,
    args: [{ goodsOwner: goodsOwner.id, store, settings: ofWholeOrders(settingsOf(goodsOwner, its, 1)) }],
  }) as Promise<ShipmentsScanResult>;
}

/** An order of a story that is imported as a whole: what the merchant and the warehouse do with it, and what comes of it. */
export class TestOrder {
  readonly number: number;
  readonly id: string;

  /** The merchant has a new order, and no shipment of it. Nobody has told the bridge yet. */
  constructor(
    private readonly stories: Stories,
    readonly store: string,
    wish: Wish = {},
  ) {
    this.number = stories.merchant.createOrder({ payment: 'prepaid', shipments: 0, ...wish, store }).orderNumber;
    this.id = String(this.number);
  }

  get handle() {
    return this.stories.client.workflow.getHandle(orderId(this.store, this.id));
  }

  async until(wanted: (state: ShipmentState) => boolean): Promise<ShipmentState> {
    let last: ShipmentState | undefined;
    const look = async () => {
      last = await this.handle.query(state).catch(() => undefined);
      return last && wanted(last) ? last : undefined;
    };
    return eventually(look, { everyMs: 75, withinMs: 45_000 }).catch(() => {
      throw new Error(`${this.id} stands at ${JSON.stringify(last?.decision)}: ${JSON.stringify(last?.facts)}`);
    });
  }

  reaches(stage: ShipmentStage, waitFor?: WaitFor): Promise<ShipmentState> {
    return this.until(
      ({ decision: { stage: is, step } }) =>
        is === stage && (waitFor === undefined || (step.do === 'wait' && step.for === waitFor)),
    );
  }

  async asks(attention: Attention) {
    const { asks } = await this.until((now) => now.asks.some((ask) => ask.attention === attention));
    return asks.find((ask) => ask.attention === attention);
  }

  act(action: OperatorAction, more: Readonly<Record<string, string>> = {}) {
    return this.handle.executeUpdate(operatorUpdates[action], {
      args: [{ actor: 'tester', reason: 'because', ...more }],
    });
  }

  end(): Promise<ShipmentOutcome> {
    const stands = async () => (await this.handle.query(state)).decision;
    return ended<ShipmentOutcome>(this.stories.client, this.handle, patienceMs, stands);
  }

  get inCentra() {
    return this.stories.merchant.order({ orderNumber: this.number });
  }

  inOngoing(orderNumber = this.id) {
    return this.stories.warehouse.order({ orderNumber });
  }

  get ordersInOngoing(): [orderNumber: string, status: number][] {
    return this.stories.warehouse
      .orders({})
      .orders.filter(({ orderNumber }) => orderNumber === this.id || orderNumber.startsWith(`${this.id}-`))
      .map(({ orderNumber, status }) => [orderNumber, status]);
  }

  ships(orderNumber = this.id): void {
    const { warehouse } = this.stories;
    warehouse.pick({ orderNumber });
    warehouse.pack({ orderNumber });
    warehouse.ship({ orderNumber });
  }
}
