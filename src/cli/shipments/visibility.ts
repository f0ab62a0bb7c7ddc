import type { Attention, ShipmentStage } from '../../lifecycle/words';
import { isLife } from '../../protocol/names';

/** Which shipments: all that is given must hold. */
export interface Selection {
  readonly store?: string;
  readonly stage?: ShipmentStage;
  /** Of any kind, or of this one. */
  readonly attention?: true | Attention;
  /** Milliseconds since they began. */
  readonly olderThan?: number;
  /** In Temporal's own words. */
  readonly query?: string;
}

/** A text value in a visibility query. The server reads a backslash as an escape, too. */
export const quoted = (value: string) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

export const isSelective = ({ store, stage, attention, olderThan, query }: Selection): boolean =>
  [store, stage, attention, olderThan, query].some((condition) => condition !== undefined);

/** The query for shipments that are under way, and orders that are imported as a whole (or `among` others). */
export const openShipments = (selection: Selection, now: number, among: string = isLife): string =>
  all([
    ...basics(selection, now, among),
    `ExecutionStatus = 'Running'`,
    ...(selection.stage ? [`Stage = ${quoted(selection.stage)}`] : []),
  ]);

/** The query for a list: those under way, and with one of the last stages also those that have ended there. */
export function listedShipments(selection: Selection, now: number): string {
  const { stage, query } = selection;
  if (isEnd(stage)) return all([...basics(selection, now), endedOrEnding(stage)]);
  // Who asks for a status means it.
  if (query !== undefined && /\bExecutionStatus\b/i.test(query)) {
    return all([...basics(selection, now), ...(stage ? [`Stage = ${quoted(stage)}`] : [])]);
  }
  return openShipments(selection, now);
}

const ends = ['completed', 'cancelled', 'withdrawn', 'abandoned'] as const;

export const isEnd = (stage: string | undefined): stage is (typeof ends)[number] => ends.some((end) => end === stage);

/** A quiet end is not written to the stage any more; every other one is. */
function endedOrEnding(stage: (typeof ends)[number]): string {
  if (stage !== 'completed') return `Stage = ${quoted(stage)} AND ExecutionStatus IN ('Running', 'Completed')`;
  const others = ends.filter((end) => end !== 'completed').map(quoted);
  const ended = `ExecutionStatus = 'Completed' AND Stage NOT IN (${others.join(', ')})`;
  return `((${ended}) OR (ExecutionStatus = 'Running' AND Stage = 'completed'))`;
}

function basics({ store, attention, olderThan, query }: Selection, now: number, among: string = isLife): string[] {
  return [
    among,
    ...(store === undefined ? [] : [`Store = ${quoted(store)}`]),
    ...(attention === true ? ['Attention IS NOT NULL'] : []),
    ...(typeof attention === 'string' ? [`Attention = ${quoted(attention)}`] : []),
    ...(olderThan === undefined ? [] : [`StartTime < ${quoted(new Date(now - olderThan).toISOString())}`]),
    ...(query === undefined ? [] : [`(${query})`]),
  ];
}

const all = (conditions: readonly string[]) => conditions.join(' AND ');
