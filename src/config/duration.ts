const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** How a duration is written, for messages. */
export const durationForm = 'a duration such as 90s, 15m, 6h or 1d';

/** `15m` → 900000. Whole numbers of `ms`, `s`, `m`, `h`, `d`; anything else is `undefined`. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * units[unit as keyof typeof units];
}
