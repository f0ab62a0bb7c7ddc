import type { Client } from '@temporalio/client';
import { allStores, findGoodsOwner, findStore, type Config } from '../../config';
import { pause, resume, type ConnectionRequest } from '../../protocol/connection';
import { connectionId } from '../../protocol/names';
import { fewAtOnce } from '../../schedules/few-at-once';
import { update } from '../answers';
import type { Given } from '../context';
import { withTemporal } from '../context';
import { wrongUsage, type ExitCode } from '../exit';
import type { Io } from '../io';
import { notConfigured } from '../not-configured';
import { createOutput } from '../output';
import { pausedSentence, stoppedConnections } from '../shipments/stopped';
import { actorOf } from './actor';
import { connectionGone, report, resultOf } from './result';

export interface PauseOptions extends Given {
  readonly store?: readonly string[];
  readonly goodsOwner?: readonly string[];
  readonly reason?: string;
  readonly as?: string;
  /** How long a worker may take to answer, ms. */
  readonly timeout?: number;
}

/**
 * `bridge pause|resume`: an update of the connections. A pause answers when every process has heard of it, so it takes
 * some seconds.
 */
export async function pauseOrResume(verb: 'pause' | 'resume', options: PauseOptions, io: Io): Promise<ExitCode> {
  const reason = options.reason?.trim();
  if (verb === 'pause' && !reason) throw wrongUsage('pause needs --reason "…": it is recorded with your name');
  const request: ConnectionRequest = { actor: actorOf(options.as), ...(reason ? { reason } : {}) };
  const output = createOutput(options, io);
  return withTemporal(options, io, async ({ client, config }) => {
    const ids = connectionsOf(options, config);
    const definition = verb === 'pause' ? pause : resume;
    const results = await fewAtOnce(ids, async (id) =>
      resultOf(id, await update(client, id, definition, request, { timeoutMs: options.timeout }), connectionGone),
    );
    if (verb === 'pause' && results.some(({ ok }) => ok)) {
      output.say(
        'From now on no write but a cancellation begins; a call that had begun may take until its time limit.',
      );
    }
    if (verb === 'resume') for (const sentence of await stillPaused(client, ids, config)) output.say(sentence);
    return report(results, output);
  });
}

/** A goods owner and its stores are paused each by itself: who resumes one may have forgotten another. */
async function stillPaused(client: Client, resumed: readonly string[], config: Config): Promise<string[]> {
  const stopped = await stoppedConnections(client);
  const concerned = config.goodsOwners.flatMap(({ id, stores }) => {
    const all = [id, ...stores.map((store) => store.id)].map(connectionId);
    return all.some((one) => resumed.includes(one)) ? all : [];
  });
  return stopped
    .filter(({ id, stage }) => stage === 'paused' && concerned.includes(id) && !resumed.includes(id))
    .map(({ id }) => pausedSentence(id, config));
}

/** @throws {CliProblem} (wrong usage) none is named, or one that is not configured */
function connectionsOf({ store = [], goodsOwner = [] }: PauseOptions, config: Config): string[] {
  const stores = allStores(config).map((one) => one.store.id);
  const goodsOwners = config.goodsOwners.map(({ id }) => id);
  if (store.length + goodsOwner.length === 0) {
    throw wrongUsage(
      `say what: --goods-owner ${goodsOwners.join(' | ')} (all its stores), or --store ${stores.join(' | ')}`,
    );
  }
  for (const id of goodsOwner) if (!findGoodsOwner(config, id)) throw notConfigured('goods owner', id, goodsOwners);
  for (const id of store) if (!findStore(config, id)) throw notConfigured('store', id, stores);
  return [...new Set([...goodsOwner, ...store])].map(connectionId);
}
