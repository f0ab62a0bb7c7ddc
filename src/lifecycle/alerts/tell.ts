import { partsOf, type Alert, type AlertRules, type KnownCause, type SeenCause, type TargetFacts } from './facts';

/**
 * What the target is to be told now: what has come, what has grown since it was told, what is over. A cause is told at most
 * once within the window, its end as soon as it is sure.
 */
export function alertsDue(
  { causes }: TargetFacts,
  seen: readonly SeenCause[],
  { windowMs, quietMs }: AlertRules,
  now: number,
): Alert[] {
  const there = new Map(seen.map((one) => [one.cause, one]));
  const rank = new Map(seen.map(({ cause }, index) => [cause, index]));
  const alerts = Object.entries(causes).flatMap(([cause, known]) =>
    ofCause(cause, known, there.get(cause), {
      isFree: known.saidAt === undefined || now - known.saidAt >= windowMs,
      isOver: known.goneSince !== undefined && now - known.goneSince >= quietMs,
    }),
  );
  const place = ({ cause, event }: Alert) => order[event] * 10_000 + (rank.get(cause) ?? 9_999);
  return alerts.sort((one, other) => place(one) - place(other));
}

const order = { raised: 0, grown: 1, recovered: 2 } as const;

function ofCause(
  cause: string,
  known: KnownCause,
  sight: SeenCause | undefined,
  { isFree, isOver }: { readonly isFree: boolean; readonly isOver: boolean },
): Alert[] {
  const { isOpen, owed, count, newest, saidAt = 0 } = known;
  const about = { cause, ...partsOf(cause) };
  if (isOpen) {
    if (isOver) {
      return [{ ...about, id: `${cause}/recovered/${saidAt}`, event: 'recovered', count, since: saidAt, examples: [] }];
    }
    const isNews = sight && (sight.count > count || sight.newest > newest);
    if (!isNews || !isFree) return [];
    const { oldest: since, examples } = sight;
    const id = `${cause}/grown/${saidAt}`;
    return [{ ...about, id, event: 'grown', count: sight.count, before: count, since, examples }];
  }
  if (!owed || !isFree) return [];
  const times = owed.times > 1 ? { times: owed.times } : {};
  const raised = { ...about, ...times, id: `${cause}/raised/${owed.since}`, event: 'raised' as const };
  if (sight) return [{ ...raised, count: sight.count, since: sight.oldest, examples: sight.examples }];
  if (!isOver) return [];
  // It came and went while the target could not be told: both are told now.
  const { most, since, examples } = owed;
  return [
    { ...raised, count: most, since, examples },
    { ...about, id: `${cause}/recovered/${since}`, event: 'recovered', count: most, since, examples: [] },
  ];
}

/** The target has taken these, or there were none: it is owed nothing now. */
export function told(
  { away: _over, ...facts }: TargetFacts,
  alerts: readonly Alert[],
  seen: readonly SeenCause[],
  now: number,
): TargetFacts {
  const there = new Map(seen.map((one) => [one.cause, one]));
  const causes: Record<string, KnownCause> = { ...facts.causes };
  for (const { cause, event, count } of alerts) {
    const known = causes[cause];
    if (!known) continue;
    const { owed: _told, ...rest } = known;
    const newest = there.get(cause)?.newest ?? known.newest;
    causes[cause] =
      event === 'recovered' ? { ...rest, isOpen: false } : { ...rest, saidAt: now, count, newest, isOpen: true };
  }
  return { ...facts, causes };
}

/** What nothing remains to be said of is forgotten when its window is over. */
export function forget(facts: TargetFacts, { windowMs }: AlertRules, now: number): TargetFacts {
  const causes = Object.entries(facts.causes).filter(
    ([, { isOpen, owed, saidAt = 0 }]) => isOpen || owed !== undefined || now - saidAt < windowMs,
  );
  return { ...facts, causes: Object.fromEntries(causes) };
}
