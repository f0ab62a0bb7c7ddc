import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { ConnectionAsk, ConnectionFacts, ShopList } from '../lifecycle/connection';
import type { ConnectionStage, System } from '../lifecycle/words';
import { flag, type Is, listOf, maybe, number, one, record, text } from './shape';

/** Which connection: the one to a store, or the one to a goods owner. */
export interface ConnectionInput {
  readonly id: string;
  readonly system: System;
  readonly goodsOwner: string;
  readonly store?: string;
  readonly facts?: ConnectionFacts;
  /** What the search attributes show already, after continue-as-new. */
  readonly shown?: { readonly stage: string; readonly attention?: string };
}

/** A call did not work in a way that concerns all calls. */
export interface ConnectionFailure {
  readonly why: 'unauthorized' | 'unreachable';
  readonly operation: string;
  /** This endpoint only: it is switched off. */
  readonly endpointOff?: boolean;
}

export const failed = defineSignal<[ConnectionFailure]>('failed');
/** A call of an operation that was switched off has been answered. */
export const endpointWorks = defineSignal<[{ readonly operation: string }]>('endpointWorks');
/** What a scan makes of the list: `missing` of `total` are newly not in it, or the list is whole. */
export interface ListSeen {
  /** Which one; default `shipments`. */
  readonly list?: ShopList;
  readonly missing: number;
  readonly total: number;
  readonly shrunk: boolean;
}
export const listSeen = defineSignal<[ListSeen]>('listSeen');
/** Article numbers that several rows of the registry have, when it was read as a whole; 0: none (any more). */
export interface CollisionsSeen {
  readonly total: number;
  /** Some of them. */
  readonly named: readonly string[];
}
export const collisionsSeen = defineSignal<[CollisionsSeen]>('collisionsSeen');

export interface ConnectionRequest {
  readonly actor: string;
  readonly reason?: string;
  readonly choice?: string;
}
export const pause = defineUpdate<{ message: string }, [ConnectionRequest]>('pause');
export const resume = defineUpdate<{ message: string }, [ConnectionRequest]>('resume');
export const resolveConnection = defineUpdate<{ message: string }, [ConnectionRequest]>('resolve');
/** Probe now. */
export const retryConnection = defineUpdate<{ message: string }, [ConnectionRequest]>('retry');

export interface ConnectionView {
  readonly stage: ConnectionStage;
  readonly facts: ConnectionFacts;
  readonly asks: readonly ConnectionAsk[];
}
export const connectionView = defineQuery<ConnectionView>('state');

/** Whether a signal has the form that it should have; see `shape`. */
export const isForm: Readonly<Record<'failed' | 'endpointWorks' | 'listSeen' | 'collisionsSeen', Is>> = {
  failed: record({ why: one('unauthorized', 'unreachable'), operation: text, endpointOff: maybe(flag) }),
  endpointWorks: record({ operation: text }),
  listSeen: record({
    ...{ missing: number, total: number, shrunk: flag },
    list: maybe(one('shipments', 'orders', 'deliveries')),
  }),
  collisionsSeen: record({ total: number, named: listOf(text) }),
};

/** What the connection's workflow has done for it. */
export interface ConnectionActivities {
  /** A harmless call: does it work? */
  readonly probe: (connection: ConnectionIdentity) => Promise<'works' | 'unauthorized' | 'unreachable'>;
  /** Tells everything that waits for this connection to go on. @returns how many were told */
  readonly wakeAll: (connection: ConnectionIdentity) => Promise<number>;
}
export type ConnectionIdentity = Pick<ConnectionInput, 'id' | 'system' | 'goodsOwner' | 'store'>;

/** Only a resume that all processes have heard is true: states of connections are remembered this long, ms. */
export const connectionStateMaxAgeMs = 3_000;
