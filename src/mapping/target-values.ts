import { DateTime } from 'luxon';
import { calendarDay, isNoDate } from './calendar-day';
import type { Target, TargetKind } from './order-targets';

const timestamp = 'google.protobuf.Timestamp';

/** The types of results (in CEL's words) that a target takes; what is `dyn` is looked at when it is there. */
const staticTypes: Readonly<Record<TargetKind, readonly string[]>> = {
  text: ['string'],
  number: ['int', 'uint', 'double'],
  whole: ['int', 'uint'],
  flag: ['bool'],
  day: ['string', timestamp],
};

/** `null` is a way to leave the target out. */
export const fitsStatically = (type: string, kind: TargetKind): boolean =>
  ['dyn', 'null', ...staticTypes[kind]].includes(type);

const words: Readonly<Record<string, string>> = {
  text: 'a text',
  string: 'a text (string)',
  number: 'a number',
  int: 'a whole number (int)',
  uint: 'a whole number (uint)',
  whole: 'a whole number',
  double: 'a number (double)',
  flag: 'true or false',
  bool: 'true or false (bool)',
  day: 'a date',
  [timestamp]: 'a point in time (timestamp)',
};

/** A kind of target, or a type of CEL, for messages. */
export const staticWords = (kindOrType: string): string => words[kindOrType] ?? `a ${kindOrType}`;

/** Stands for a result that the target cannot take. */
export const unfit = Symbol('unfit');

/** An expression's result as the target's value; undefined leaves the target out. */
export function targetValue(
  result: unknown,
  { kind, max }: Target,
  timezone: string,
): string | number | boolean | undefined | typeof unfit {
  if (result === null || result === undefined) return undefined;
  if (typeof result === 'string' && result.trim() === '') return undefined;
  switch (kind) {
    case 'text': {
      // Attributes may be numbers; as texts they are what people see in Centra.
      const text = typeof result === 'number' || typeof result === 'bigint' ? String(result) : result;
      return typeof text === 'string' ? cut(text, max) : unfit;
    }
    case 'number':
    case 'whole': {
      const number = toNumber(result);
      if (number === undefined || (kind === 'whole' && !Number.isSafeInteger(number))) return unfit;
      return number;
    }
    case 'flag':
      return typeof result === 'boolean' ? result : unfit;
    case 'day':
      return toDay(result, timezone);
  }
}

/** The first characters of a text, without half of a character at the end. */
export function cut(text: string, max = Infinity): string {
  return text.length <= max ? text : text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');
}

function toNumber(result: unknown): number | undefined {
  const number =
    typeof result === 'bigint' || (typeof result === 'string' && /^\s*[-+]?\d+(\.\d+)?\s*$/.test(result))
      ? Number(result)
      : result;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function toDay(result: unknown, timezone: string): string | undefined | typeof unfit {
  if (typeof result === 'string') return isNoDate(result) ? undefined : (calendarDay(result) ?? unfit);
  if (!(result instanceof Date)) return unfit;
  return DateTime.fromJSDate(result, { zone: timezone }).toISODate() ?? unfit;
}
