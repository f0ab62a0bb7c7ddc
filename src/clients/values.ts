import { z } from 'zod';

/** What a reader answers when the value cannot be what it should be. */
export const wrong = Symbol('wrong');

/**
 * A value that is read with tolerance. `read` gets whatever is there (`undefined` when the member is missing) and
 * answers what it means to us, or {@link wrong}.
 *
 * @param expected what a reader of the error should know was expected; the value itself is never told
 */
export function value<T>(expected: string, read: (input: unknown) => T | typeof wrong) {
  return z
    .unknown()
    .optional()
    .transform((input, context): T => {
      const result = read(input);
      if (result !== wrong) return result;
      context.addIssue({ code: 'custom', message: `expected ${expected}, received ${kindOf(input)}` });
      return z.NEVER;
    });
}

/** The kind of a value, for messages that must not show the value. */
export function kindOf(input: unknown): string {
  if (input === null) return 'null';
  if (input === undefined) return 'nothing';
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'string') return input.trim() === '' ? 'an empty text' : 'a text';
  return typeof input === 'object' ? 'an object' : `a ${typeof input}`;
}

export function isRecord(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

/** A number, or a number written as text (`"450.50"`). */
export function toNumber(input: unknown): number | typeof wrong {
  if (typeof input === 'number') return Number.isFinite(input) ? input : wrong;
  return typeof input === 'string' && /^\s*[-+]?\d+(\.\d+)?\s*$/.test(input) ? Number(input) : wrong;
}

/** A whole number, or one written as text; nothing that a number cannot hold exactly. */
export function toInteger(input: unknown): number | typeof wrong {
  const number = toNumber(input);
  return number !== wrong && Number.isSafeInteger(number) ? number : wrong;
}

/** `true`, `1`, `"1"`, `"true"` and their opposites. */
export function toBoolean(input: unknown): boolean | typeof wrong {
  const word = typeof input === 'string' ? input.trim().toLowerCase() : input;
  if (word === true || word === 1 || word === '1' || word === 'true') return true;
  if (word === false || word === 0 || word === '0' || word === 'false') return false;
  return wrong;
}

/** Absent, `null` or a text without a character in it. */
export function isBlank(input: unknown): boolean {
  return input == null || (typeof input === 'string' && input.trim() === '');
}

/** A list; `null` or missing is an empty one. */
export function list<S extends z.ZodType>(row: S) {
  return z
    .array(row)
    .nullish()
    .transform((rows) => rows ?? []);
}

/** The document with the row as it came beside it, for filters and custom attributes. */
export function withRaw<S extends z.ZodRawShape>(shape: S) {
  return z.preprocess(
    (row) => (isRecord(row) ? { ...row, raw: row } : row),
    z.object({ ...shape, raw: z.custom<Record<string, unknown>>() }),
  );
}
