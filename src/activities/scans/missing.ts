/** What a list that lacks shipments under way means. */
export interface Missing {
  /** To be told, and asked about. */
  readonly told: readonly string[];
  /** So much is missing at once that absence proves nothing. */
  readonly shrunk: boolean;
  /** Of how many. */
  readonly unexpected: number;
}

/** More than this many, and more than this share of the open ones: rather a broken list than so many changes of mind. */
const suspicious = { most: 5, share: 0.05 };
/** So many are asked about in a scan while the list is short: a cancellation that the order itself proves goes on. */
const askedWhileShrunk = 50;

/** Stages in which a shipment is expected to leave the list. */
const leaving = new Set(['cancelled', 'withdrawn', 'abandoned', 'cancelling', 'reporting']);

/**
 * @param open stage of every shipment under way by its id, `listed` those that the list shows
 * @param before what the last scan said was missing, and whether it thought the list had shrunk
 */
export function judgeMissing(
  open: ReadonlyMap<string, { readonly stage: string }>,
  listed: ReadonlySet<string>,
  before: { readonly missing: readonly string[]; readonly shrunk: boolean },
): Missing {
  const missing = [...open].filter(([id]) => !listed.has(id));
  const unexpected = missing.filter(([, { stage }]) => !leaving.has(stage)).map(([id]) => id);
  const known = new Set(before.shrunk ? [] : before.missing);
  const newly = unexpected.filter((id) => !known.has(id));
  const shrunk = newly.length > suspicious.most && newly.length > suspicious.share * open.size;
  const ids = missing.map(([id]) => id);
  return { told: shrunk ? ids.slice(0, askedWhileShrunk) : ids, shrunk, unexpected: unexpected.length };
}
