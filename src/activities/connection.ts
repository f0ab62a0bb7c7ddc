import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import { ApiUnauthorized } from '../clients/errors';
import type { ConnectionActivities } from '../protocol/connection';
import { isEntity, priorities } from '../protocol/names';
import { wake } from '../protocol/entity';
import { isApiError } from './ends';
import { inParallel } from './in-parallel';
import type { Rooms } from './rooms';

/** What a connection's workflow has done for it. */
export function createConnectionActivities({
  rooms,
  client,
}: {
  readonly rooms: Rooms;
  readonly client: Client;
}): ConnectionActivities {
  return {
    async probe({ system, goodsOwner, store }) {
      const signal = Context.current().cancellationSignal;
      try {
        if (system === 'centra' && store) {
          await rooms.store(store).centra.listShipments({ limit: 1, offset: 0 }, signal);
        } else {
          await rooms.goodsOwner(goodsOwner).ongoing(priorities.cancel).orderStatuses(signal);
        }
        return 'works';
      } catch (error) {
        if (error instanceof ApiUnauthorized) return 'unauthorized';
        if (isApiError(error) && (error.kind === 'refused' || error.kind === 'throttled')) return 'works';
        return 'unreachable';
      }
    },

    async wakeAll({ system, goodsOwner, store }) {
      const whose = system === 'centra' && store ? `Store = '${store}'` : `GoodsOwner = '${goodsOwner}'`;
      // Those that wait for the warehouse are many, and have a time by which a person is asked; see `ShopWindow`.
      const waiting = `(Stage != 'in-warehouse' OR DueAt IS NULL)`;
      const query = `${isEntity} AND ExecutionStatus = 'Running' AND ${whose} AND ${waiting}`;
      let told = 0;
      await inParallel(8, client.workflow.list({ query, pageSize: 1_000 }), async ({ workflowId }) => {
        Context.current().heartbeat(told);
        try {
          await client.workflow.getHandle(workflowId).signal(wake);
          told += 1;
        } catch (error) {
          // It has ended meanwhile.
          if (!(error instanceof WorkflowNotFoundError)) throw error;
        }
      });
      return told;
    },
  };
}
