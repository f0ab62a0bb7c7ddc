/** In what way the two systems may not say the same. */
export const differenceKinds = [
  // shipments and orders
  'shipment-without-order',
  'order-without-shipment',
  'completed-in-centra-only',
  'completed-in-ongoing-only',
  'order-different',
  'order-not-followed',
  'ordered-twice',
  'needs-a-person',
  // articles and stock
  'article-missing',
  'article-different',
  'article-collision',
  'article-unmappable',
  'stock-different',
  'stock-unknown',
  'available-different',
  // goods from suppliers, goods that come back
  'delivery-without-purchase-order',
  'purchase-order-without-delivery',
  'purchase-order-different',
  'receipt-not-reported',
  'return-not-reported',
  // whatever it is
  'unreadable',
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/** One thing that the two systems do not agree about. Ids, statuses, figures and article data: no personal data. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** `retail/83651-1`, `acme/TEE-BLUE-M`, `acme/957-1`. */
  readonly id: string;
  /** What Centra says, in a few words; empty: nothing. */
  readonly centra: string;
  /** What Ongoing says. */
  readonly ongoing: string;
  /** Why, where that is known; else what it means. */
  readonly reason: string;
  /** Somebody wants it so: a setting, a hold, a pause. It is named, and is no reason to do anything. */
  readonly expected?: true;
}

export const keyOf = ({ kind, id }: Pick<Difference, 'kind' | 'id'>): string => `${kind} ${id}`;

/** What something is counted as, and what is said of it. */
export interface Verdict {
  /** Its named state: every thing is in exactly one. */
  readonly state: string;
  readonly difference?: Difference;
  /** Being worked on, or waiting for the next run: named, and no difference. */
  readonly underWay?: Difference;
}

/** Looked at twice, and it was different only the second time: the systems change while they are read. */
export const changing = 'changing';

/**
 * What is named after a second reading: only what was different both times. What somebody wants so need not be looked at
 * twice.
 *
 * @param before the differences of the first reading, by {@link keyOf}; absent: this is the first one
 */
export function confirmed(verdict: Verdict, before: ReadonlySet<string> | undefined): Verdict {
  const { difference } = verdict;
  if (!before || !difference || difference.expected || before.has(keyOf(difference))) return verdict;
  return { state: changing };
}
