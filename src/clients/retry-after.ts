const day = 86_400_000;
const seconds = /^\s*(\d+(?:\.\d+)?)\s*$/;
/** The three forms of RFC 9110, recognised by their beginning: `Date.parse` alone also reads far too much else. */
const httpDate = /^\s*(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /;

/**
 * How long a `Retry-After` header asks us to wait, in milliseconds.
 *
 * @param header seconds or an HTTP date
 * @param now epoch milliseconds
 * @returns 0 for a date that has passed, at most a day (a date in a wrong year must not stop a lane for ever),
 *   `undefined` when the header says nothing that can be understood
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  const match = seconds.exec(header ?? '');
  const wait = match ? Number(match[1]) * 1000 : until(header ?? '') - now;
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(Math.ceil(wait), 0), day);
}

function until(header: string): number {
  if (!httpDate.test(header)) return NaN;
  // The oldest of the three forms (`Sun Nov  6 08:49:37 1994`) names no zone and means GMT.
  return Date.parse(header.includes('GMT') ? header : `${header} GMT`);
}
