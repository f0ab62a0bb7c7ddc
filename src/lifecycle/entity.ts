import type { Attention, OperatorAction } from './words';

/**
 * What the lives of shipments, purchase orders and returns have in common. Each kind has its own facts, rules and effects
 * in its own folder; the workflow that lives by them is the same (`src/workflows/entity.ts`).
 */

/** A person is asked. */
export interface Ask {
  readonly attention: Attention;
  /** What exactly is asked, without personal data: a different question has a different basis. */
  readonly basis: string;
  /** Rows, fields, figures, or the other system's own words: for the sentence that the operator reads. */
  readonly about?: string;
  /** What `resolve --choice` takes. */
  readonly choices: readonly string[];
}

/** Nothing is to be done now. */
export interface Waiting<For extends string = string> {
  readonly do: 'wait';
  readonly for: For;
  /** Epoch ms, always in the future: look again then. Absent: only news goes on. */
  readonly until?: number;
}

export interface Finishing<End extends string = string> {
  readonly do: 'finish';
  readonly as: End;
}

/** What happens next, and what a person is asked meanwhile. `Step`: the kind's effects, {@link Waiting} and {@link Finishing}. */
export interface Deciding<Step, Stage extends string = string, Phase extends string = string> {
  readonly stage: Stage;
  /** The part of the life that has a time limit of its own. */
  readonly phase: Phase;
  readonly step: Step;
  /** Most urgent first. */
  readonly asks: readonly Ask[];
  /** Epoch ms: when a person will be asked if nothing happens. */
  readonly dueAt?: number;
}

/** What an operator asks for. `reason` is required but for `retry` and `release`. */
export interface Command<Action extends string = OperatorAction> {
  readonly action: Action;
  readonly actor: string;
  readonly reason?: string;
  /** For `resolve`. */
  readonly choice?: string;
  /** For `complete`. */
  readonly tracking?: string;
  readonly carrier?: string;
}

/** What may be done now, and why not. */
export interface Possible<Action extends string = OperatorAction> {
  readonly name: Action;
  readonly allowed: boolean;
  readonly whyNot?: string;
  readonly choices?: readonly string[];
}

/** One line of what `bridge shipment` shows. */
export interface TimelineEntry {
  readonly at: number;
  readonly what: string;
  readonly by?: string;
  readonly outcome?: string;
  readonly reason?: string;
}

/** What every kind's facts have. */
export interface Paced<Phase extends string = string> {
  readonly startedAt: number;
  /** Since when the present part of its life lasts: limits and `since` are the same for everybody who asks. */
  readonly phase: { readonly name: Phase; readonly since: number };
  /** Since when a person is asked. */
  readonly asked: Readonly<Partial<Record<Attention, number>>>;
  readonly timeline: readonly TimelineEntry[];
}
