import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { ScheduleNotFoundError, ScheduleOverlapPolicy } from '@temporalio/client';
import { toProgress } from '../mapping';
import type { InboxActivities } from '../protocol/inbox';
import { priorities, searchAttributes, workflowTypes } from '../protocol/names';
import type { Ends } from './ends';
import { inParallel } from './in-parallel';
import type { Rooms } from './rooms';
import { tell } from './scans/running';
import { orThrow } from './scans/unread';
import { whose } from './scans/whose';

/** So many numbers are asked for in one call. */
const atOnce = 50;
const signalsAtOnce = 8;

/** What is done with the hints of webhooks. */
export function createInboxActivities(rooms: Rooms, ends: Ends, client: Client): InboxActivities {
  return {
    async runSchedules(schedules) {
      for (const id of schedules) {
        try {
          // Many that ask during a run get one more run together.
          await client.schedule.getHandle(id).trigger(ScheduleOverlapPolicy.BUFFER_ONE);
        } catch (error) {
          // A capability that is switched off has none.
          if (!(error instanceof ScheduleNotFoundError)) throw error;
        }
      }
    },

    async lookNow({ store, orderNumbers }) {
      let told = 0;
      for (const numbers of chunks(orderNumbers, atOnce)) {
        const listed = numbers.map((number) => `'${number}'`).join(', ');
        const types = `WorkflowType IN ('${workflowTypes.shipment}', '${workflowTypes.order}')`;
        const { name } = searchAttributes.orderNumber;
        const query = `${types} AND ExecutionStatus = 'Running' AND Store = '${store}' AND ${name} IN (${listed})`;
        await inParallel(signalsAtOnce, client.workflow.list({ query }), async ({ workflowId }) => {
          if (await tell(client, workflowId, { centra: { kind: 'hint', observedAt: Date.now() } })) told += 1;
        });
      }
      return told;
    },

    async readHinted({ goodsOwner, orderNumbers }) {
      const room = rooms.goodsOwner(goodsOwner);
      const call = { goodsOwner, systems: ['ongoing'], write: false } as const;
      let told = 0;
      for (const numbers of chunks(orderNumbers, atOnce)) {
        const { rows, observedAt } = orThrow(
          await ends.attempt(call, async (signal) => ({
            end: 'read' as const,
            ...(await room.ongoing(priorities.scan).listOrders({ orderNumbers: numbers }, signal)),
          })),
        );
        await inParallel(signalsAtOnce, rows, async (order) => {
          for (const id of whose(order, room)) {
            if (await tell(client, id, { warehouse: { observedAt, orders: [toProgress(order)] } })) told += 1;
          }
          Context.current().heartbeat(told);
        });
      }
      return told;
    },
  };
}

function* chunks(all: readonly string[], size: number): Generator<string[]> {
  for (let i = 0; i < all.length; i += size) yield all.slice(i, i + size);
}
