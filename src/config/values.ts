import { z } from 'zod';
import { durationForm, parseDuration } from './duration';
import { encryptionKeyForm, readEncryptionKey } from './encryption-key';
import { normaliseRemote, remoteForm } from './remote-url';
import { Secret } from './secret';

/*
 * The kinds of values that a setting can have. Every message says what is allowed and what kind of value stands there,
 * never the value. `${NAME}` always gives a text, so numbers and switches are also read from texts.
 */

type Raw = { readonly input?: unknown };

/** The message for a value that is not what it must be. */
export const must =
  (be: string) =>
  ({ input }: Raw): string =>
    input === undefined ? `is missing; it must be ${be}` : `must be ${be}, and is ${kindOf(input)}`;

/** The kind of a value, for messages that must not show the value. */
export function kindOf(input: unknown): string {
  if (typeof input === 'string') return input.trim() === '' ? 'empty' : 'another text';
  if (typeof input === 'number') return 'a number (put quotes around it, if it is a text)';
  if (typeof input === 'boolean') return 'true or false';
  if (Array.isArray(input)) return 'a list';
  return input === null ? 'nothing' : 'a group of settings';
}

/** A text that `read` understands. */
const reads = <T>(be: string, read: (text: string) => T | undefined) =>
  z.string({ error: must(be) }).transform((text, context): T => {
    const value = read(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: must(be)({ input: text }) });
    return z.NEVER;
  });

const matching = (be: string, pattern: RegExp) => reads(be, (text) => (pattern.test(text) ? text : undefined));

/** A text with at least one character in it. */
export const text = matching('a text', /\S/);

/** Any text, the empty one too. */
export const anyText = z.string({ error: must('a text') });

export const id = matching('1 to 40 of a-z, 0-9 and -', /^[a-z0-9-]{1,40}$/);

/** One of a few words. */
export const oneOf = <const Words extends readonly [string, ...string[]]>(...words: Words) =>
  z.enum(words, { error: must(words.length === 1 ? words[0] : `one of ${words.join(', ')}`) });

/** `true` or `false`. */
export const onOff = z.preprocess(
  (input) => (input === 'true' ? true : input === 'false' ? false : input),
  z.boolean({ error: must('true or false') }),
);

/** A whole number within bounds, both included. */
export const whole = (min: number, max: number = Number.MAX_SAFE_INTEGER) => {
  const be = max === Number.MAX_SAFE_INTEGER ? `a whole number from ${min}` : `a whole number from ${min} to ${max}`;
  return z.preprocess(
    (input) => (typeof input === 'string' && /^\d{1,15}$/.test(input) ? Number(input) : input),
    z
      .int({ error: must(be) })
      .min(min, { error: must(be) })
      .max(max, { error: must(be) }),
  );
};

/** A duration, in milliseconds, not below `min` and not above `max` (both written as in the file). */
export const duration = ({ min = '0s', max = '3650d' }: { min?: string; max?: string } = {}) => {
  const [low = 0, high = 0] = [parseDuration(min), parseDuration(max)];
  const bounds = [min === '0s' ? [] : [`at least ${min}`], max === '3650d' ? [] : [`at most ${max}`]].flat();
  return reads([durationForm, ...bounds].join(', '), (written) => {
    const ms = parseDuration(written);
    return ms !== undefined && ms >= low && ms <= high ? ms : undefined;
  });
};

/** An address without its last slash. */
export const remote = reads(remoteForm, normaliseRemote);

/** A secret that travels in an HTTP header: visible ASCII. */
export const headerSecret = reads('a secret of visible characters (ASCII, no blank at its ends)', (value) =>
  /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(value) ? new Secret(value) : undefined,
);

/** A secret that never leaves this program as it is (a key, a password in Basic credentials). */
export const secret = reads('a secret', (value) => (value.trim() === '' ? undefined : new Secret(value)));

/** A secret that lets somebody in who is asked for nothing else: long enough that nobody guesses it. */
export const accessToken = reads('a secret of at least 16 visible characters (ASCII, no blanks)', (value) =>
  /^[\x21-\x7e]{16,500}$/.test(value) ? new Secret(value) : undefined,
);

/** As a browser names where a page comes from. */
export const origin = reads('the start of an address such as https://temporal.example.com, without a path', (value) => {
  const given = value.replace(/\/$/, '');
  const isOrigin = URL.canParse(given) && /^https?:$/.test(new URL(given).protocol) && new URL(given).origin === given;
  return isOrigin ? given : undefined;
});

/** An encryption key, as it is written: `readEncryptionKey` has its bytes. */
export const encryptionKey = reads(encryptionKeyForm, (value) =>
  readEncryptionKey(value) === undefined ? undefined : new Secret(value.trim()),
);

/** The name of an encryption key. It stands, readable, beside everything that the key encrypts. */
export const keyId = matching('1 to 40 of A-Z, a-z, 0-9, ".", "_" and "-"', /^[\w.-]{1,40}$/);

/** The address of a chat's webhook: whoever knows it can post. */
export const secretRemote = reads(remoteForm, (value) =>
  // Its query may be part of the secret, so only scheme and host are looked at.
  normaliseRemote(value.replace(/[?#].*$/s, '')) === undefined ? undefined : new Secret(value),
);

export const username = matching('a user name without ":"', /^[^:\s]([^:]*[^:\s])?$/);

export const timezone = reads('the name of a timezone such as Europe/Stockholm', (name) => {
  try {
    // Offsets such as +01:00 are accepted too, and are wrong half of the year: a name has letters.
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) ? name : undefined;
  } catch {
    return undefined;
  }
});

export const calendarDay = reads('a day such as 2026-01-31', (day) => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day) ? day : undefined;
});

export const list = <Item extends z.ZodType>(item: Item) => z.array(item, { error: must('a list') });
