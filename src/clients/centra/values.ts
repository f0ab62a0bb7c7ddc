import { isBlank, toBoolean, toInteger, toNumber, value, wrong } from '../values';

/**
 * Centra sends ids as `"43243"` here and `43243` there; inside the program an id is a text.
 * The one thing about which nothing is guessed: without its ids a document is broken.
 */
export const id = value('an id', (input) => {
  if (typeof input === 'string' && input.trim() !== '') return input;
  return typeof input === 'number' && Number.isSafeInteger(input) ? String(input) : wrong;
});

/** An id that is not always there. */
export const optionalId = value<string | undefined>('an id', readText).optional();

/** A text; `""`, `null` and (PHP's way to say nothing) `false` and `[]` are none. Numbers are read as texts. */
export const text = value<string | undefined>('a text', readText).optional();

/** The number of something else (an account, a bundle); `"0"` is none. */
export const reference = value<string | undefined>('a reference', (input) => {
  const read = readText(input);
  return read === '0' ? undefined : read;
}).optional();

/** `YYYY-MM-DD HH:MM:SS` in the timezone that is set in Centra, kept as it came; `0000-00-00 00:00:00` is none. */
export const localDate = value<string | undefined>('a date', (input) => {
  const read = readText(input);
  return typeof read === 'string' && read.startsWith('0000-00-00') ? undefined : read;
}).optional();

/** Money, weights: numbers, now and then as texts (`"329.00"`). */
export const number = value<number | undefined>('a number', (input) =>
  isNothing(input) ? undefined : toNumber(input),
).optional();

/** Centra's `0`/`1`, now and then a real boolean. Missing is `false`. */
export const flag = value('a flag (0 or 1)', (input) => (isBlank(input) ? false : toBoolean(input)));

/** A flag that decides over money: missing is not `false`. */
export const strictFlag = value('a flag (0 or 1)', toBoolean);

/** A flag that Centra does not always send. */
export const optionalFlag = value<boolean | undefined>('a flag (0 or 1)', (input) =>
  isBlank(input) ? undefined : toBoolean(input),
).optional();

/** A number of pieces, 0 and above: whole, as number or text. */
export const quantity = value('a quantity', (input) => {
  const pieces = toInteger(input);
  return pieces !== wrong && pieces >= 0 ? pieces : wrong;
});

function readText(input: unknown): string | undefined | typeof wrong {
  if (isNothing(input)) return undefined;
  if (typeof input === 'string') return input;
  return typeof input === 'number' && Number.isFinite(input) ? String(input) : wrong;
}

function isNothing(input: unknown): boolean {
  return isBlank(input) || input === false || (Array.isArray(input) && input.length === 0);
}
