const day = 86_400_000;
/** Orders that were placed so long before the oldest one under way are not looked for any more. */
const lookBackMs = 90 * day;

/**
 * From which day on orders are asked for. Every order under way was placed after it, so the list has to show it. A day in
 * hand, since the bound has no timezone.
 *
 * @param oldestStart of the orders under way, epoch ms
 */
export function listedFrom(importFrom: string | null, oldestStart: number, now: number): string {
  const from = Math.min(oldestStart, now) - lookBackMs;
  const dayOf = (at: number) => new Date(at - day).toISOString().slice(0, 10);
  const bound = dayOf(from);
  if (importFrom === null) return bound;
  const first = dayOf(Date.parse(importFrom));
  return first > bound ? first : bound;
}
