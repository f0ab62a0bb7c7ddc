import type { Connection } from '@temporalio/client';

/** Temporal, as the questions need it. */
export interface AskedTemporal {
  readonly connection: Connection;
  readonly namespace: string;
}

/** A question that is asked of Temporal as a whole, now and then, and what of the answer is shown whenever somebody looks. */
export interface Part {
  readonly name: 'documents' | 'schedules' | 'task_queues';
  /** @returns what writes the answer into the gauges; ages are those of that moment */
  ask(temporal: AskedTemporal): Promise<Show>;
  /** Takes what it has shown out of the gauges. */
  clear(): void;
}

/** @param now epoch ms */
export type Show = (now: number) => void;

/** Not in the future: clocks differ. */
export const ageSeconds = (since: number, now: number) => Math.max(0, (now - since) / 1_000);
