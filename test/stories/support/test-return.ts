import { randomUUID } from 'node:crypto';
import type { ReturnFacts } from '../../../src/lifecycle/return/facts';
import type { Attention, OperatorAction } from '../../../src/lifecycle/words';
import { code, grpcFailure } from '../../../src/connection/errors';
import { returnId, taskQueues, workflowTypes } from '../../../src/protocol/names';
import { operatorUpdates } from '../../../src/protocol/entity';
import type { ReturnOutcome, ReturnsScanResult, ReturnState } from '../../../src/protocol/returns';
import { returnState } from '../../../src/protocol/returns';
import { settingsOf } from '../../../src/schedules/settings-of';
import { eventually } from '../../support/eventually';
import type { TestShipment } from './test-shipment';
import type { Stories } from './use-stories';

type Wish = Parameters<Stories['ordered']>[0];

const patience = { everyMs: 75, withinMs: 45_000 };
let runs = 0;

/** One run of `returns/<goodsOwner>`; it hears nothing of the run before it. */
export function scanReturns({ client, config }: Stories, goodsOwner = 'acme'): Promise<ReturnsScanResult> {
  const its = config.goodsOwners.find(({ id }) => id === goodsOwner)!;
  const settings = its.stores.map((store) => ({ store: store.id, settings: settingsOf(its, store, 1) }));
  return client.workflow.execute(workflowTypes.returnsScan, {
    workflowId: `returns-${(runs += 1)}`,
    taskQueue: taskQueues.bridge,
    args: [{ goodsOwner, settings }],
  }) as Promise<ReturnsScanResult>;
}

/** A shipment that has been sent and reported, with all that comes back of it. */
export class TestReturns {
  constructor(
    readonly stories: Stories,
    readonly shipment: TestShipment,
  ) {}

  static async sent(stories: Stories, wish: Wish = {}): Promise<TestReturns> {
    const shipment = await stories.imported(wish);
    await shipment.goesItsWay();
    return new TestReturns(stories, shipment);
  }

  get order() {
    return this.shipment.inOngoing();
  }

  /** The line ids, in the order of the lines. */
  get lineIds(): string[] {
    return this.order.lines.map(({ rowNumber }) => rowNumber ?? '');
  }

  /** Pieces of the n-th line come back to the warehouse. */
  comesBack(...lines: { line?: number; quantity?: number; cause?: string; comment?: string }[]): this {
    const { goodsOwner, id: orderNumber } = this.shipment;
    const rows = lines.map(({ line = 0, ...rest }) => ({ rowNumber: this.lineIds[line]!, quantity: 1, ...rest }));
    this.stories.warehouse.takeBack({ goodsOwner, orderNumber, lines: rows });
    return this;
  }

  scan(): Promise<ReturnsScanResult> {
    return scanReturns(this.stories, this.shipment.goodsOwner);
  }

  handle(reportedBefore = 0) {
    return this.stories.client.workflow.getHandle(
      returnId(this.shipment.goodsOwner, this.order.orderId, reportedBefore),
    );
  }

  state(reportedBefore = 0): Promise<ReturnState> {
    return this.handle(reportedBefore).query(returnState);
  }

  until(wanted: (state: ReturnState) => boolean, reportedBefore = 0): Promise<ReturnState> {
    let last: ReturnState | undefined;
    return eventually(async () => {
      last = await this.state(reportedBefore).catch(() => undefined);
      return last && wanted(last) ? last : undefined;
    }, patience).catch(() => {
      throw new Error(`it stands at ${JSON.stringify(last?.decision)}: ${JSON.stringify(last?.facts)}`);
    });
  }

  facts(wanted: (facts: ReturnFacts) => boolean, reportedBefore = 0) {
    return this.until(({ facts }) => wanted(facts), reportedBefore);
  }

  async asks(attention: Attention, reportedBefore = 0) {
    const { asks } = await this.until((state) => state.asks.some((ask) => ask.attention === attention), reportedBefore);
    return asks.find((ask) => ask.attention === attention)!;
  }

  async act(action: OperatorAction, more: Readonly<Record<string, string>> = {}, reportedBefore = 0) {
    const args = [{ actor: 'tester', reason: 'because', ...more }] as [{ actor: string; reason: string }];
    const options = { args, updateId: randomUUID() };
    for (;;) {
      try {
        return await this.handle(reportedBefore).executeUpdate(operatorUpdates[action], options);
      } catch (error) {
        // Something else reached it in the same moment: sent again with the same id, as the command line does.
        if (grpcFailure(error)?.code !== code.failedPrecondition) throw error;
      }
    }
  }

  /** Waits for the end of the life. */
  end(reportedBefore = 0): Promise<ReturnOutcome> {
    return eventually(async () => {
      const { status } = await this.handle(reportedBefore).describe();
      return status.name === 'RUNNING' ? undefined : status.name;
    }, patience)
      .catch(async () => {
        throw new Error(`it has not ended: ${JSON.stringify(await this.state(reportedBefore))}`);
      })
      .then(() => this.handle(reportedBefore).result() as Promise<ReturnOutcome>);
  }

  /** The returns that Centra has for the shipment, oldest first: pieces by line, and the rest. */
  get inCentra() {
    return this.stories.merchant.order({ orderNumber: this.shipment.order }).returns;
  }
}
