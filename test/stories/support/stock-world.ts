import { ScheduleOverlapPolicy } from '@temporalio/client';
import { centraSend, createCentra } from '../../../src/clients/centra';
import { createOngoing, ongoingSend } from '../../../src/clients/ongoing';
import { stockSchedule, taskQueues, workflowTypes } from '../../../src/protocol/names';
import type { StockReport } from '../../../src/protocol/stock-sync';
import { runNow } from '../../../src/schedules';
import type { WorldOptions } from '../../support/config-for';
import type { TestBridge } from '../../support/bridge';

/** A store and a goods owner for each name, with a Centra of its own: what becomes of its stock concerns no other. */
export const placesFor = (
  names: readonly string[],
  settings: Readonly<Record<string, object>> = {},
): Pick<WorldOptions, 'simulators' | 'goodsOwners'> => ({
  simulators: {
    assortment: false,
    centra: { stores: names.map((id) => ({ id, centra: id, ...(settings[id] ? { settings: settings[id] } : {}) })) },
    ongoing: { goodsOwners: names.map((id, index) => ({ id: `wms-${id}`, goodsOwnerId: 121 + index })) },
  },
  goodsOwners: Object.fromEntries(names.map((id) => [`wms-${id}`, [id]])),
});

/** The stock of one store, and of its goods owner. */
export interface StockPlace {
  readonly store: string;
  readonly goodsOwner: string;
  /** An article that both systems have, with so many pieces in each. */
  article(sku: string, inCentra: number, inOngoing: number): { articleNumber: string; stockItemId: number };
  /** So many pieces more (or fewer) in the warehouse. */
  moves(articleNumber: string, by: number): void;
  /** Centra's figures. */
  inCentra(articleNumber: string): Promise<{ physical: number; allocated: number }>;
  /** The article in Ongoing. */
  inOngoing(articleNumber: string): Promise<object>;
  /** One run of the schedule, which hears of the run before it. */
  run(): Promise<StockReport>;
}

export function stockPlace(bridge: TestBridge, store: string): StockPlace {
  const goodsOwner = `wms-${store}`;
  const { merchant, warehouse } = bridge.simulators.control;
  const { baseUrl, secret } = bridge.simulators.centra[store]!;
  const centra = createCentra(centraSend({ baseUrl, secret, timeoutMs: 5_000 }));
  const account = bridge.simulators.ongoing[goodsOwner]!;
  const ongoing = createOngoing(ongoingSend({ ...account, timeoutMs: 5_000 }), account);
  let scheduled: Promise<unknown> | undefined;
  return {
    store,
    goodsOwner,
    article(sku, inCentra, inOngoing) {
      const { stockItemId } = merchant.addProduct({ store, sku, physicalStock: inCentra });
      warehouse.moveStock({ goodsOwner, articleNumber: sku, numberOfItems: inOngoing });
      return { articleNumber: sku, stockItemId };
    },
    moves: (articleNumber, by) => warehouse.moveStock({ goodsOwner, articleNumber, numberOfItems: by }),
    async inCentra(articleNumber) {
      const { rows } = await centra.listStock({ sku: articleNumber, limit: 10, page: 1 });
      const [row] = rows;
      return { physical: row?.physicalStock ?? -1, allocated: row?.allocatedStock ?? -1 };
    },
    async inOngoing(articleNumber) {
      const { rows } = await ongoing.listArticles({ articleNumber });
      return rows[0] ?? {};
    },
    async run() {
      const scheduleId = stockSchedule(goodsOwner);
      // As `bridge setup` makes it, but that it runs only when it is asked to.
      scheduled ??= bridge.client.schedule.create({
        scheduleId,
        spec: {},
        policies: { overlap: ScheduleOverlapPolicy.BUFFER_ONE },
        action: {
          type: 'startWorkflow',
          workflowType: workflowTypes.stockSync,
          workflowId: scheduleId,
          taskQueue: taskQueues.bridge,
          args: [{ goodsOwner, store }],
        },
      });
      await scheduled;
      return (await runNow(bridge.client, scheduleId)) as StockReport;
    },
  };
}
