import { z } from 'zod';
import { isBlank, toBoolean, toInteger, toNumber, value, wrong } from '../values';

/** Ongoing's own ids: whole numbers, now and then as texts. Nothing is guessed about them. */
export const id = value('an id', toInteger);

/** An id that is not always there. */
export const optionalId = value<number | undefined>('an id', (input) =>
  isBlank(input) ? undefined : toInteger(input),
).optional();

/** A text that has to be there. */
export const requiredText = value('a text', (input) => readText(input) ?? wrong);

/** A text; `null` and `""` are none. */
export const text = value<string | undefined>('a text', readText).optional();

/** A number of items, or another decimal; `null` or missing is 0. */
export const decimal = value('a number', (input) => (isBlank(input) ? 0 : toNumber(input)));

/** A decimal that is not always there. */
export const optionalDecimal = value<number | undefined>('a number', (input) =>
  isBlank(input) ? undefined : toNumber(input),
).optional();

/** `null` or missing is `otherwise`. */
export function bool(otherwise: boolean) {
  return value('true or false', (input) => (isBlank(input) ? otherwise : toBoolean(input)));
}

/** A boolean that is not always there. */
export const optionalBool = value<boolean | undefined>('true or false', (input) =>
  isBlank(input) ? undefined : toBoolean(input),
).optional();

const dateTime = /^(\d{4})-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * A time, as epoch milliseconds. Ongoing writes UTC with any number of fraction digits; what has no zone is UTC too.
 * Years before 1900 (which the API does not know; an unset .NET date is the year 1) are no time.
 */
export const time = value<number | undefined>('a time', (input) => {
  if (isBlank(input)) return undefined;
  const parts = typeof input === 'string' ? dateTime.exec(input.trim()) : null;
  if (!parts) return wrong;
  const [whole, year, zone] = parts;
  if (Number(year) < 1900) return undefined;
  // Without a zone, JavaScript would take a time for this machine's own; a date alone it takes for UTC.
  const at = Date.parse(whole.length > 10 && !zone ? `${whole}Z` : whole);
  return Number.isNaN(at) ? wrong : at;
}).optional();

/** The waybill of anything that is tracked; `null` where it is not. */
export const tracked = z
  .object({ waybill: text })
  .nullish()
  .transform((tracking) => tracking?.waybill?.trim());

function readText(input: unknown): string | undefined | typeof wrong {
  if (isBlank(input)) return undefined;
  if (typeof input === 'string') return input;
  return typeof input === 'number' && Number.isFinite(input) ? String(input) : wrong;
}
