import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import { connectionView } from '../../protocol/connection';
import { connectionId, lifeId } from '../../protocol/names';
import type { ShipmentOutcome, ShipmentState } from '../../protocol/shipment';
import { operatorUpdates } from '../../protocol/entity';
import { state } from '../../protocol/shipment';
import type { Simulators } from '../../sandbox';
import type { StageHand, Story } from './stage-hand';

/** A row of the table. */
export interface Row {
  readonly story: Story;
  shipmentId: string;
  state?: ShipmentState;
  /** What happens in the story. */
  tells: string;
  result?: 'as told' | 'otherwise';
  /** Why it went otherwise. */
  why?: string;
}

export interface PlayOptions {
  readonly client: Client;
  readonly simulators: Simulators;
  readonly signal: AbortSignal;
  /** How long each thing that a person does is left to be seen, ms. */
  readonly momentMs: number;
  /** How long a story may wait for its next turn, ms. */
  readonly patienceMs: number;
}

const lookEveryMs = 250;

/** Plays one story; its row tells how it goes. Never rejects. */
export async function play(row: Row, options: PlayOptions): Promise<void> {
  const { story } = row;
  const { client, simulators } = options;
  const { merchant, warehouse, faults } = simulators.control;
  try {
    const isWhole = story.order?.shipments === 0;
    const wish = { ...story.order, store: story.store, goodToGo: false, hold: isWhole };
    const { orderNumber, shipmentId: first } = merchant.createOrder(wish);
    const shipmentId = isWhole ? String(orderNumber) : first;
    row.shipmentId = shipmentId;
    // The warehouse that works by itself leaves the stories' orders alone.
    for (const suffix of ['', '-r2', '-B1']) warehouse.plan({ orderNumber: `${shipmentId}${suffix}`, enabled: false });
    story.prepare?.({ shipmentId, faults });
    if (isWhole) merchant.unhold({ orderNumber });
    else merchant.goodToGo({ shipmentId });
    row.tells = isWhole ? 'open in Centra' : 'good-to-go in Centra';
    const handle = client.workflow.getHandle(lifeId(story.store, shipmentId));
    await story.play(handOf(row, options));
    const outcome = await within(options, 'it ends', async () => {
      await look(client, row);
      const { status } = await handle.describe();
      return status.name === 'RUNNING' ? undefined : ((await handle.result()) as ShipmentOutcome);
    });
    row.result = outcome.end === story.end ? 'as told' : 'otherwise';
    row.tells = outcome.end;
    if (row.result === 'otherwise') row.why = `it ended ${outcome.end}, not ${story.end}`;
  } catch (error) {
    row.result = 'otherwise';
    row.why = error instanceof Error ? error.message : String(error);
  }
}

function handOf(row: Row, options: PlayOptions): StageHand {
  const { client, simulators, momentMs } = options;
  const { merchant, warehouse, faults } = simulators.control;
  const { store } = row.story;
  const { shipmentId } = row;
  return {
    shipmentId,
    merchant,
    warehouse,
    faults,
    orderNumber: () => row.state?.facts.order?.number ?? shipmentId,
    tell: (what) => {
      row.tells = what;
    },
    until: (what, reached) =>
      within(options, what, async () => {
        await look(client, row);
        return row.state && reached(row.state) ? row.state : undefined;
      }),
    async untilConnection(attention, to = 'store') {
      const [goodsOwner = ''] = Object.keys(simulators.ongoing);
      const connection = connectionId(to === 'store' ? store : goodsOwner);
      await within(options, attention ?? 'the connection works', async () => {
        const { asks } = await client.workflow.getHandle(connection).query(connectionView);
        await look(client, row);
        const is = asks[0]?.attention;
        return is === attention ? { is } : undefined;
      });
    },
    async operator(action, more = {}) {
      await client.workflow
        .getHandle(lifeId(store, shipmentId))
        .executeUpdate(operatorUpdates[action], { args: [{ actor: 'sandbox', reason: 'the story says so', ...more }] });
    },
    moment: () => pause(momentMs, undefined, { signal: options.signal }),
  };
}

/** Its workflow may not be there yet. */
async function look(client: Client, row: Row): Promise<void> {
  try {
    row.state = await client.workflow.getHandle(lifeId(row.story.store, row.shipmentId)).query(state);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

async function within<T>(
  { patienceMs, signal }: PlayOptions,
  what: string,
  reached: () => Promise<T | undefined>,
): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const seen = await reached();
    if (seen !== undefined) return seen;
    if (performance.now() > deadline)
      throw new Error(`waited ${Math.round(patienceMs / 1000)} s in vain until ${what}`);
    await pause(lookEveryMs, undefined, { signal });
  }
}
