import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { collisionsSeen, type ConnectionInput } from '../../protocol/connection';
import { connectionStart } from '../../protocol/connection-start';
import { connectionId, taskQueues, workflowTypes } from '../../protocol/names';
import type { ArticlesProgress, ArticlesReport, SyncActivities } from '../../protocol/syncs';
import type { Connections } from '../connections';
import type { Ends } from '../ends';
import type { Rooms } from '../rooms';
import type { StoreSlots } from '../shipment/store-slots';
import { begun } from '../syncs/stretch';
import { Registries, type Registry } from './registry';
import { ArticlesRun } from './run';

export interface ArticlesDeps {
  readonly rooms: Rooms;
  readonly ends: Ends;
  readonly connections: Pick<Connections, 'stage'>;
  readonly slots: StoreSlots;
  readonly client: Client;
  /** What this process remembers between runs. Default: its own. */
  readonly registries?: Registries;
  /** How long one stretch takes at least, ms. */
  readonly stretchMs?: number;
  /** Rows of a page, of both registries. Default 500. */
  readonly pageSize?: number;
}

/** Numbers that the question to a person names. */
const mostAsked = 5;

/**
 * The article registry, from Centra to Ongoing: what has changed, what could not be written last time, and, when
 * that is due, all of it. One bad row never stops it.
 *
 * Source: Centra `GET /products`; Ongoing `POST /articles/byQuery`, `PUT /articles`.
 */
export function createSyncArticles(deps: ArticlesDeps): SyncActivities['syncArticles'] {
  const { rooms, ends, slots, connections, client, registries = new Registries(), pageSize = 500 } = deps;
  return async (stretch) => {
    const { goodsOwner } = stretch;
    const room = rooms.goodsOwner(goodsOwner);
    const store = rooms.store(stretch.store);
    const work = begun<ArticlesReport, ArticlesProgress>(stretch, deps.stretchMs);
    const onRegistry = (registry: Registry) => tell(client, goodsOwner, [...registry.collisions()]);
    if (Context.current().info.attempt > 1) registries.get(goodsOwner)?.recount();
    const run = new ArticlesRun({ ends, slots, registries, stretch, room, store, work, pageSize, onRegistry });
    const isPaused = async () =>
      (await Promise.all([connections.stage(goodsOwner), connections.stage(stretch.store)])).includes('paused');
    const paused = () => ({ report: run.report('paused: nothing is written until it is resumed') });
    if (await isPaused()) return paused();
    try {
      return await run.go();
    } catch (error) {
      // Paused in the middle: that is no failure.
      if (await isPaused()) return paused();
      throw error;
    }
  };
}

/** Asks a person, or takes the question back. */
async function tell(
  client: Client,
  goodsOwner: string,
  collisions: readonly { readonly articleNumber: string }[],
): Promise<void> {
  const connection: ConnectionInput = { id: goodsOwner, system: 'ongoing', goodsOwner };
  const named = collisions.slice(0, mostAsked).map(({ articleNumber }) => articleNumber);
  await client.workflow.signalWithStart(workflowTypes.connection, {
    workflowId: connectionId(goodsOwner),
    taskQueue: taskQueues.bridge,
    args: [connection],
    signal: collisionsSeen,
    signalArgs: [{ total: collisions.length, named }],
    ...connectionStart(connection),
  });
}
