import type { ConnectionRequest } from '../../../src/protocol/connection';
import { pause, resume } from '../../../src/protocol/connection';
import { connectionId } from '../../../src/protocol/names';
import type { Simulators } from '../../../src/sandbox';
import { useBridge, type BridgeOptions, type TestBridge } from '../../support/bridge';
import { eventually } from '../../support/eventually';
import { hold, type Held } from '../../support/hold';
import { TestShipment } from './test-shipment';

type Wish = NonNullable<Parameters<Simulators['control']['merchant']['createOrder']>[0]>;

/** A world for the stories of one file. */
export interface Stories extends TestBridge {
  readonly merchant: Simulators['control']['merchant'];
  readonly warehouse: Simulators['control']['warehouse'];
  readonly faults: Simulators['control']['faults'];
  /** The merchant has a new order with one shipment. Nobody has told the bridge yet. */
  ordered(wish?: Wish): TestShipment;
  /** A scan has found it, and its order is in the warehouse. */
  imported(wish?: Wish): Promise<TestShipment>;
  /** Holds back the next call that fits: what comes then happens in the middle of it. */
  hold(call: Parameters<typeof hold>[1]): Held;
  /** An operator stops the writes to a store or a goods owner, and lets them go on. */
  pause(id: string): Promise<unknown>;
  resume(id: string): Promise<unknown>;
}

/** Goods that are paid for: nothing has to be captured. */
const paid: Wish = { payment: 'prepaid' };

/**
 * `const stories = useStories()` at the top level of a test file. In the end, whatever the stories were about: nothing
 * was captured, announced to a customer or ordered twice.
 */
export function useStories(options: BridgeOptions = {}): Stories {
  // Not after each test: that is not called for those that run at once.
  afterAll(() => {
    const { mishaps } = bridge.simulators.control.counters();
    expect(mishaps).toEqual({ capturedTwice: [], emailedTwice: [], orderedTwice: [] });
  });
  const bridge = useBridge(options);

  const ordered = (wish: Wish = {}) =>
    new TestShipment(bridge, bridge.simulators.control.merchant.createOrder({ ...paid, ...wish }));
  const request = { args: [{ actor: 'tester', reason: 'because' }] as [ConnectionRequest] };
  const connection = (id: string) => bridge.client.workflow.getHandle(connectionId(id));
  return Object.defineProperties({} as Stories, {
    ...Object.getOwnPropertyDescriptors(bridge),
    merchant: { get: () => bridge.simulators.control.merchant },
    warehouse: { get: () => bridge.simulators.control.warehouse },
    faults: { get: () => bridge.simulators.control.faults },
    hold: { value: (call: Parameters<typeof hold>[1]) => hold(bridge.simulators.control.faults, call) },
    ordered: { value: ordered },
    pause: { value: (id: string) => connection(id).executeUpdate(pause, request) },
    resume: { value: (id: string) => connection(id).executeUpdate(resume, request) },
    imported: {
      async value(wish: Wish = {}) {
        const shipment = ordered(wish);
        // On a machine that is busy a connection may seem not to work for a moment: the next scan comes anyway.
        await eventually(() => bridge.scan(shipment.store).catch(() => undefined), { everyMs: 500 });
        await shipment.reaches('in-warehouse');
        return shipment;
      },
    },
  });
}
