const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const;

/** `2d 3h`, `4h`, `12m 5s`, `0s`: at most two units, rounded down. */
export function span(ms: number): string {
  let left = Math.max(0, Math.floor(ms / 1_000)) * 1_000;
  const largest = units.findIndex(([, size]) => left >= size);
  if (largest < 0) return '0s';
  const shown = units.slice(largest, largest + 2).flatMap(([name, size]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return count > 0 ? [`${count}${name}`] : [];
  });
  return shown.join(' ');
}

/** `2026-03-01 10:00:05`, in UTC, as Temporal's UI and the logs have it. */
export const instant = (at: number) => new Date(at).toISOString().replace('T', ' ').slice(0, 19);

/** `2026-03-01 10:00:05 UTC, 2h 5m ago`, or `…, in 3m`. */
export const instantFrom = (at: number, now: number) =>
  `${instant(at)} UTC, ${at > now ? `in ${span(at - now)}` : `${span(now - at)} ago`}`;

/** As JSON documents have it; `null` where there is no time. */
export const iso = (at: number | Date | undefined): string | null =>
  at === undefined ? null : new Date(at).toISOString();
