/** A text that has something in it; else undefined. */
export const filled = (text: string | null | undefined): string | undefined =>
  text == null || text.trim() === '' ? undefined : text;

/** The first text that has something in it. */
export const firstFilled = (...texts: (string | undefined)[]): string | undefined => texts.find((text) => filled(text));

/**
 * The document without what has no value: `undefined`, `null`, blank texts, empty groups, and notifications without
 * somebody to notify. Ongoing would take them as values.
 */
export function withoutBlanks<Document extends object>(document: Document): Document {
  return prune(document) as Document;
}

function prune(value: unknown): unknown {
  if (value === null || (typeof value === 'string' && value.trim() === '')) return undefined;
  if (Array.isArray(value)) return value.map((item: unknown) => prune(item));
  if (typeof value !== 'object') return value;
  const entries = Object.entries(value)
    .map(([key, item]) => [key, prune(item)] as const)
    .filter(([, item]) => item !== undefined);
  const addressless = 'toBeNotified' in value && !entries.some(([key]) => key === 'value');
  return entries.length === 0 || addressless ? undefined : Object.fromEntries(entries);
}
