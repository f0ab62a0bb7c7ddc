import { isRecord } from './values';

/** Where the two systems put their own words: Centra `msg`, Ongoing (ASP.NET) the others. */
const places = ['msg', 'message', 'Message', 'error', 'ExceptionMessage', 'title', 'detail', 'errors', 'ModelState'];
const longest = 500;
/** Nobody reads more of it, and the expressions below should not have to. */
const longestInput = 20_000;

/**
 * What a reply says in its own words: one line without HTML, at most 500 characters; `undefined` when it says nothing.
 * It may name people: it goes where `reason` goes, never into a message or a log.
 */
export function reasonOf(body: unknown): string | undefined {
  const said = isRecord(body) ? places.flatMap((place) => words(body[place])) : words(body);
  const line = [...new Set(said.map(plain))].filter((part) => part !== '').join('; ');
  if (line === '') return undefined;
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

/** Texts as they are, lists one after the other, objects (field → text) with the field's name before. */
function words(said: unknown): string[] {
  if (typeof said === 'string') return [said];
  if (Array.isArray(said)) return said.flatMap(words);
  if (!isRecord(said)) return [];
  return Object.entries(said).flatMap(([field, text]) => {
    const inner = words(text);
    return inner.length > 0 ? [`${field}: ${inner.join(', ')}`] : [];
  });
}

function plain(text: string): string {
  return text
    .slice(0, longestInput)
    .replace(/<(script|style|head)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<\/?[a-z!][^<>]*>/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
