/**
 * What is remembered of a target of alerts between two looks, and what it is told. Pure, and without personal data: kinds
 * of attention, ids of goods owners and stores, workflow ids, counts and times (epoch milliseconds).
 */

/** All that needs a person for one reason in one place, as a look has seen it. */
export interface SeenCause {
  /** {@link causeOf} */
  readonly cause: string;
  readonly count: number;
  /** Since when the oldest and the newest of them need a person. */
  readonly oldest: number;
  readonly newest: number;
  /** Workflow ids of some of them, the newest first. */
  readonly examples: readonly string[];
}

/** What names a cause. */
export interface CauseParts {
  readonly attention: string;
  readonly goodsOwner?: string;
  readonly store?: string;
}

/** `short-picked/acme/retail`; the goods owner or the store is empty where there is none. */
export const causeOf = ({ attention, goodsOwner = '', store = '' }: CauseParts): string =>
  `${attention}/${goodsOwner}/${store}`;

export function partsOf(cause: string): CauseParts {
  const [attention = '', goodsOwner, store] = cause.split('/');
  return { attention, ...(goodsOwner ? { goodsOwner } : {}), ...(store ? { store } : {}) };
}

/** It has come (back) and the target has not been told so yet. */
export interface Owed {
  /** When a look first saw it. */
  readonly since: number;
  /** How often it has come since the target was last told. */
  readonly times: number;
  /** The most that there were at once. */
  readonly most: number;
  readonly examples: readonly string[];
}

/** What a target was told of a cause. */
export interface KnownCause {
  /** When the target was last told that it is there, or has grown. Absent: never. */
  readonly saidAt?: number;
  /** As it was told then. */
  readonly count: number;
  readonly newest: number;
  /** It was told that it is there, and not yet that it is over. */
  readonly isOpen: boolean;
  /** Since when looks have not seen it. Absent: the last look saw it. */
  readonly goneSince?: number;
  readonly owed?: Owed;
}

/** A target that takes nothing for now. */
export interface Away {
  readonly since: number;
  readonly attempts: number;
  /** It is left alone until then. */
  readonly nextAt: number;
  /** In our words: `HTTP 503`. */
  readonly why: string;
}

export interface TargetFacts {
  readonly causes: Readonly<Record<string, KnownCause>>;
  readonly away?: Away;
  /** When it was last looked after. */
  readonly lookedAt: number;
}

export const newTarget = (now: number): TargetFacts => ({ causes: {}, lookedAt: now });

/** One thing that a target is told. */
export interface Alert extends CauseParts {
  /** The same for the same news, however often it is posted. */
  readonly id: string;
  readonly event: 'raised' | 'grown' | 'recovered';
  readonly cause: string;
  /** How many need a person; of what has recovered: how many it was told of. */
  readonly count: number;
  /** Of what has grown: how many it was told of before. */
  readonly before?: number;
  /** Since when the oldest of them needs a person, or since when it was seen. */
  readonly since: number;
  readonly examples: readonly string[];
  /** It came and went so often since it was last told. */
  readonly times?: number;
}

export interface AlertRules {
  /** The same cause is told once within it. */
  readonly windowMs: number;
  /** What has been away for so long is over: lists may be a little late, and some things come back at once. */
  readonly quietMs: number;
}

/** So many causes are remembered for a target; more, and the least urgent of the new ones wait until others have gone. */
export const mostCauses = 500;
