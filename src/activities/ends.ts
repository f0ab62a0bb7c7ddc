import { cancellationSignal } from '@temporalio/activity';
import type { ApiError } from '../clients/errors';
import {
  ApiRefused,
  ApiThrottled,
  ApiUnauthorized,
  ApiUnavailable,
  ApiUnclear,
  ApiUnreadable,
} from '../clients/errors';
import type { System } from '../lifecycle/words';
import type { NotDone, Refused, Unclear } from '../lifecycle/results';
import type { ConnectionInput } from '../protocol/connection';
import type { Connections } from './connections';
import type { Rooms } from './rooms';
import { plainWords } from './plain-words';
import { NoTurn } from './turns';

/** An attempt ends here before it is made: the connection is paused or does not work. */
export class ConnectionClosed extends Error {
  constructor(readonly system: System) {
    super(`the connection to ${system} is paused or waits`);
    this.name = 'ConnectionClosed';
  }
}

/** All slots that this store may have are waiting for it. */
export class StoreBusy extends Error {
  /** Those that are sent back at once do not come back at once: 1–20 s. */
  readonly retryAfterMs = 1_000 + Math.floor(Math.random() * 19_000);

  constructor() {
    super('too many calls wait for this store');
    this.name = 'StoreBusy';
  }
}

/** The one place in which what went wrong becomes what the lifecycle decides by, and what the connection hears. */
export function createEnds(connections: Connections, rooms: Rooms) {
  const storeConnection = (store: string): ConnectionInput => ({
    id: store,
    system: 'centra',
    goodsOwner: rooms.store(store).goodsOwner.id,
    store,
  });
  const goodsOwnerConnection = (id: string): ConnectionInput => ({ id, system: 'ongoing', goodsOwner: id });

  /** May a call go out? A pause of the goods owner stops the writes of all its stores; a probe is always allowed. */
  async function open(
    store: string | undefined,
    goodsOwner: string,
    systems: readonly System[],
    write: boolean,
  ): Promise<void> {
    const stages = {
      centra: store === undefined ? 'working' : await connections.stage(store),
      ongoing: await connections.stage(goodsOwner),
    } as const;
    if (write && stages.ongoing === 'paused') throw new ConnectionClosed('ongoing');
    if (write && stages.centra === 'paused') throw new ConnectionClosed('centra');
    for (const system of systems) if (stages[system] === 'waiting') throw new ConnectionClosed(system);
  }

  async function told(connection: ConnectionInput, error: ApiError): Promise<void> {
    const { operation } = error.call;
    if (error instanceof ApiUnauthorized) {
      await connections.failed(connection, { why: 'unauthorized', operation, endpointOff: error.endpointOff });
    } else if (!isAnswer(error)) {
      await connections.failed(connection, { why: 'unreachable', operation });
    } else {
      connections.worked(connection.id);
    }
  }

  /** Says to the connections what an error means for them. */
  async function report(store: string | undefined, goodsOwner: string, error: unknown): Promise<void> {
    if (!isApiError(error)) return;
    if (error.call.system === 'ongoing') await told(goodsOwnerConnection(goodsOwner), error);
    else if (store !== undefined) await told(storeConnection(store), error);
  }

  /**
   * One attempt, from the question whether a call may go out to what its end means. What is awaited in `run` is sent
   * once; nothing is tried again here.
   */
  async function attempt<T>(
    { store, goodsOwner, systems, write, scrubbed = plainWords }: Attempt,
    run: (signal: AbortSignal) => Promise<T>,
  ): Promise<T | NotDone | Unclear | Refused> {
    const signal = cancellationSignal();
    try {
      await open(store, goodsOwner, systems, write);
      const result = await run(signal);
      if (systems.includes('centra') && store !== undefined) connections.worked(store);
      if (systems.includes('ongoing')) connections.worked(goodsOwner);
      return result;
    } catch (error) {
      // Taken back before it was sent: that says nothing about the connection.
      if (!signal.aborted) await report(store, goodsOwner, error);
      return await endOf(error, scrubbed);
    }
  }

  return { open, report, attempt };
}
export type Ends = ReturnType<typeof createEnds>;

export interface Attempt {
  readonly store?: string;
  readonly goodsOwner: string;
  /** Which systems it calls. */
  readonly systems: readonly System[];
  readonly write: boolean;
  /** Takes personal values out of the other system's words. Default: whatever looks like an e-mail or a telephone number. */
  readonly scrubbed?: Scrubbed;
}

/** Takes personal values out of the other system's words; it may have to read them first. */
export type Scrubbed = (words: string) => string | Promise<string>;

export const isApiError = (error: unknown): error is ApiError =>
  error instanceof ApiUnavailable ||
  error instanceof ApiThrottled ||
  error instanceof ApiUnauthorized ||
  error instanceof ApiRefused ||
  error instanceof ApiUnreadable ||
  error instanceof ApiUnclear;

/**
 * Whether the system itself has spoken. A page of HTML is none of its answers; one that lacks an id, or has another form
 * at some place, is.
 */
const isAnswer = (error: ApiError): boolean => {
  if (error instanceof ApiUnavailable) return false;
  return !(error instanceof ApiUnclear || error instanceof ApiUnreadable) || error.at !== undefined;
};

/** Words instead of the id that was expected may be a refusal. Those of a server that broke down (5xx) are none. */
export const mayBeRefusal = (error: ApiUnclear): boolean => error.reason !== undefined && error.at !== undefined;

/**
 * What an error means for an attempt. `scrubbed` takes personal values out of the other system's words.
 *
 * @throws what is none of ours: a defect
 */
export async function endOf(error: unknown, scrubbed: Scrubbed): Promise<NotDone | Unclear | Refused> {
  if (error instanceof ConnectionClosed) return { end: 'not-done', why: 'connection', system: error.system };
  if (error instanceof StoreBusy)
    return { end: 'not-done', why: 'busy', system: 'centra', retryAfterMs: error.retryAfterMs };
  if (error instanceof NoTurn)
    return { end: 'not-done', why: 'busy', system: 'ongoing', retryAfterMs: error.retryAfterMs };
  if (error instanceof ApiThrottled) {
    const { retryAfterMs } = error;
    return { end: 'not-done', why: 'throttled', system: error.call.system, ...(retryAfterMs ? { retryAfterMs } : {}) };
  }
  if (error instanceof ApiUnauthorized) {
    // A single endpoint that is switched off does not close the connection: the attempt is repeated, at growing intervals.
    return { end: 'not-done', why: error.endpointOff ? 'unavailable' : 'connection', system: error.call.system };
  }
  if (error instanceof ApiUnavailable) return { end: 'not-done', why: 'unavailable', system: error.call.system };
  if (error instanceof ApiUnreadable) {
    return { end: 'not-done', why: 'unreadable', system: error.call.system, ...(error.at ? { at: error.at } : {}) };
  }
  if (error instanceof ApiRefused) return { end: 'refused', reason: await scrubbed(error.reason) };
  if (error instanceof ApiUnclear) {
    return {
      end: 'unclear',
      ...(error.at ? { at: error.at } : {}),
      ...(error.reason && mayBeRefusal(error) ? { reason: await scrubbed(error.reason) } : {}),
    };
  }
  throw error;
}
