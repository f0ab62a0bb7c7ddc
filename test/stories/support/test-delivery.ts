import type { WaitFor } from '../../../src/lifecycle/purchase-order/steps';
import type { Attention, OperatorAction, PurchaseOrderStage } from '../../../src/lifecycle/words';
import { operatorUpdates } from '../../../src/protocol/entity';
import { purchaseOrderId, taskQueues, workflowTypes } from '../../../src/protocol/names';
import type {
  PurchaseOrderOutcome,
  PurchaseOrdersScanResult,
  PurchaseOrderState,
} from '../../../src/protocol/purchase-order';
import { purchaseOrderState } from '../../../src/protocol/purchase-order';
import { purchaseOrderSettingsOf } from '../../../src/schedules/purchase-order-settings';
import { ended, patienceMs } from '../../support/ended';
import { eventually } from '../../support/eventually';
import type { Stories } from './use-stories';

type Wish = NonNullable<Parameters<Stories['merchant']['createSupplierOrder']>[0]>;
type Numbers = Pick<TestDelivery, 'id' | 'deliveryId'>;

/** A supplier delivery of a story: what the merchant, the warehouse and an operator do with it, and what comes of it. */
export class TestDelivery {
  /** Centra's internal number: the purchase order has it. */
  readonly id: string;
  /** `957-1`. */
  readonly deliveryId: string;

  constructor(
    private readonly stories: Stories,
    { id, deliveryId }: Numbers,
    readonly goodsOwner = 'acme',
  ) {
    this.id = id;
    this.deliveryId = deliveryId;
  }

  get workflowId() {
    return purchaseOrderId(this.goodsOwner, this.deliveryId);
  }

  get handle() {
    return this.stories.client.workflow.getHandle(this.workflowId);
  }

  state(): Promise<PurchaseOrderState> {
    return this.handle.query(purchaseOrderState);
  }

  async until(wanted: (state: PurchaseOrderState) => boolean): Promise<PurchaseOrderState> {
    let last: PurchaseOrderState | undefined;
    let lost: unknown;
    const look = async () => {
      try {
        last = await this.state();
      } catch (error) {
        lost = error;
        return undefined;
      }
      return wanted(last) ? last : undefined;
    };
    return eventually(look, { everyMs: 75, withinMs: patienceMs }).catch(() => {
      const stands = last ? `${JSON.stringify(last.decision)}: ${JSON.stringify(last.facts)}` : String(lost);
      throw new Error(`${this.deliveryId} stands at ${stands}`);
    });
  }

  /** Waits until it stands at this stage, and where that is said, waits for this. */
  reaches(stage: PurchaseOrderStage, waitFor?: WaitFor): Promise<PurchaseOrderState> {
    return this.until(
      ({ decision: { stage: now, step } }) =>
        now === stage && (waitFor === undefined || (step.do === 'wait' && step.for === waitFor)),
    );
  }

  /** Waits until a person is asked. @returns what exactly */
  async asks(attention: Attention) {
    const { asks } = await this.until((state) => state.asks.some((ask) => ask.attention === attention));
    return asks.find((ask) => ask.attention === attention)!;
  }

  act(action: OperatorAction, more: Readonly<Record<string, string>> = {}) {
    return this.handle.executeUpdate(operatorUpdates[action], {
      args: [{ actor: 'tester', reason: 'because', ...more }],
    });
  }

  /** Waits for the end of its life. */
  end(): Promise<PurchaseOrderOutcome> {
    const stands = async () => (await this.state()).decision;
    return ended<PurchaseOrderOutcome>(this.stories.client, this.handle, patienceMs, stands);
  }

  /** As Centra knows it. */
  get inCentra() {
    return this.stories.merchant.delivery({ deliveryId: this.deliveryId });
  }

  /** What Centra has taken, receipt by receipt: pieces. */
  get told(): number[] {
    return this.inCentra.receipts.map(({ lines }) => lines.reduce((sum, { quantity }) => sum + quantity, 0));
  }

  /** As Ongoing knows it. */
  inOngoing(purchaseOrderNumber = this.id) {
    return this.stories.warehouse.purchaseOrder({ goodsOwner: this.goodsOwner, purchaseOrderNumber });
  }

  private get which() {
    return { goodsOwner: this.goodsOwner, purchaseOrderNumber: this.id };
  }

  receives(...lines: { articleNumber: string; quantity: number }[]): void {
    this.stories.warehouse.receive({ ...this.which, ...(lines.length > 0 ? { lines } : {}) });
  }

  isFinished(): void {
    this.stories.warehouse.finishReceiving(this.which);
  }

  isAnnulled(): void {
    this.stories.warehouse.cancelAdvised(this.which);
  }
}

/** What stories of purchase orders begin with. */
export function deliveriesOf(stories: Stories) {
  let runs = 0;
  const supplied = (wish: Wish = {}, goodsOwner?: string) =>
    new TestDelivery(stories, stories.merchant.createSupplierOrder(wish), goodsOwner);
  /** One run of `purchase-orders/<goodsOwner>`; it hears nothing of the run before it. */
  const scan = (goodsOwner = 'acme', revision = 1) => {
    const owner = stories.config.goodsOwners.find(({ id }) => id === goodsOwner);
    const store = owner?.stores.find(({ id }) => id === owner.purchaseOrders.store);
    if (!owner || !store) throw new Error(`no purchase orders of ${goodsOwner}`);
    const settings = purchaseOrderSettingsOf(owner, store, revision);
    return stories.client.workflow.execute(workflowTypes.purchaseOrdersScan, {
      workflowId: `${workflowTypes.purchaseOrdersScan}-${goodsOwner}-${(runs += 1)}`,
      taskQueue: taskQueues.bridge,
      args: [{ goodsOwner, store: store.id, settings }],
    }) as Promise<PurchaseOrdersScanResult>;
  };
  return {
    /** The merchant has ordered goods. Nobody has told the bridge yet. */
    supplied,
    scan,
    /** Nobody has told the bridge yet. */
    known: (numbers: Numbers, goodsOwner?: string) => new TestDelivery(stories, numbers, goodsOwner),
    /** A scan has found it, and it is announced in the warehouse. */
    async announced(wish: Wish = {}) {
      const delivery = supplied(wish);
      await scan();
      await delivery.reaches('in-warehouse');
      return delivery;
    },
  };
}
