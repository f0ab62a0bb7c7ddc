import { InvalidArgumentError } from 'commander';
import { durationForm, parseDuration } from '../../config/duration';
import { attentions, type Attention } from '../../lifecycle/words';
import { nearest } from '../../nearest';

/** How option values are read. A wrong one ends the command with its words and exit code 2. */

/** `2h` → milliseconds. */
export function duration(text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined) throw new InvalidArgumentError(`It must be ${durationForm}.`);
  return ms;
}

/** A whole number, from 1. */
export function count(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('It must be a whole number, from 1.');
  return Number(text);
}

/** A whole number, from 0. */
export function number(text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

/** 0 takes a free one. */
export function port(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new InvalidArgumentError('It must be 0 to 65535.');
  return Number(text);
}

/** One of the kinds of attention. */
export function attention(text: string): Attention {
  const found = attentions.find((kind) => kind === text);
  if (found) return found;
  const near = nearest(text, attentions);
  const hint = near ? `Did you mean ${near}?` : `There are ${attentions.join(', ')}.`;
  throw new InvalidArgumentError(`There is no attention of this name. ${hint}`);
}

/** The same option several times. */
export const several = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** Of log lines; `silent` writes none. */
export const levels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
