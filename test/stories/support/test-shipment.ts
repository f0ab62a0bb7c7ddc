import type { Attention, OperatorAction, ShipmentStage } from '../../../src/lifecycle/words';
import type { WaitFor } from '../../../src/lifecycle/shipment/steps';
import { shipmentId as workflowIdOf } from '../../../src/protocol/names';
import type { ShipmentState } from '../../../src/protocol/shipment';
import type { TestBridge } from '../../support/bridge';

type Ask = ShipmentState['asks'][number];

/** A shipment of a story: what the merchant, the warehouse and an operator do with it, and what comes of it. */
export class TestShipment {
  readonly id: string;
  readonly store: string;
  /** Centra's order number. */
  readonly order: number;
  private readonly control;

  constructor(
    private readonly bridge: TestBridge,
    { shipmentId, store, orderNumber }: { shipmentId: string; store: string; orderNumber: number },
  ) {
    this.id = shipmentId;
    this.store = store;
    this.order = orderNumber;
    this.control = bridge.simulators.control;
  }

  get workflowId() {
    return workflowIdOf(this.store, this.id);
  }

  get handle() {
    return this.bridge.client.workflow.getHandle(this.workflowId);
  }

  state(): Promise<ShipmentState> {
    return this.bridge.state(this.id, this.store);
  }

  until(wanted: (state: ShipmentState) => boolean): Promise<ShipmentState> {
    return this.bridge.until(this.id, wanted, this.store);
  }

  /** Waits until it stands at this stage, and where that is said, waits for this. */
  reaches(stage: ShipmentStage, waitFor?: WaitFor): Promise<ShipmentState> {
    return this.until(
      ({ decision }) =>
        decision.stage === stage &&
        (waitFor === undefined || (decision.step.do === 'wait' && decision.step.for === waitFor)),
    );
  }

  /** Waits until a person is asked. @returns what exactly */
  async asks(attention: Attention): Promise<Ask> {
    const { asks } = await this.until((state) => state.asks.some((ask) => ask.attention === attention));
    return asks.find((ask) => ask.attention === attention) as Ask;
  }

  act(action: OperatorAction, more: Readonly<Record<string, string | undefined>> = {}) {
    return this.bridge.act(this.id, action, more, this.store);
  }

  /** Waits for the end of its life. */
  end() {
    return this.bridge.result(this.id, this.store);
  }

  /** Whose goods they are, in Ongoing. */
  get goodsOwner(): string {
    const { goodsOwners } = this.bridge.config;
    const its = goodsOwners.find(({ stores }) => stores.some(({ id }) => id === this.store));
    if (!its) throw new Error(`no goods owner has the store ${this.store}`);
    return its.id;
  }

  /** As Centra knows it. */
  get inCentra() {
    return this.control.merchant.shipment({ shipmentId: this.id });
  }

  /** As Ongoing knows it: the order under its own number, or under that of a later life (`-r2`). */
  inOngoing(orderNumber = this.id) {
    return this.control.warehouse.order({ goodsOwner: this.goodsOwner, orderNumber });
  }

  /** Every order that Ongoing has for it, with its status. */
  get ordersInOngoing(): [orderNumber: string, status: number][] {
    return this.control.warehouse
      .orders({ goodsOwner: this.goodsOwner })
      .orders.filter(({ orderNumber }) => orderNumber === this.id || orderNumber.startsWith(`${this.id}-`))
      .map(({ orderNumber, status }) => [orderNumber, status]);
  }

  /** Picked, packed in one parcel and sent, with a waybill. */
  ships(orderNumber = this.id): void {
    const { warehouse } = this.control;
    const order = { goodsOwner: this.goodsOwner, orderNumber };
    warehouse.pick(order);
    warehouse.pack(order);
    warehouse.ship(order);
  }

  /** The same, told to the bridge, to its end. */
  async goesItsWay(orderNumber = this.id) {
    this.ships(orderNumber);
    await this.bridge.scanWarehouse(this.goodsOwner);
    return this.end();
  }
}
