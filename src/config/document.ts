import { isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { PathParts } from './problems';

/** The file as plain data, with the way back to its lines. */
export interface SourceDocument {
  /** Undefined when the text is no YAML. */
  data: unknown;
  /** The line, from 1, of the key or the list item at this place, else of the nearest place above it. */
  lineAt: (path: PathParts) => number | undefined;
  faults: { line?: number; what: string; fix?: string }[];
}

/**
 * The parser's own messages quote the text, and with it perhaps a password, so each has words of ours. What is not
 * listed is "no YAML here".
 */
const faultWords: Record<string, string> = {
  BAD_ALIAS: 'a value that begins with * needs quotes',
  BAD_DQ_ESCAPE: 'a backslash inside double quotes that escapes nothing',
  BAD_INDENT: 'the indentation does not fit the lines above',
  BAD_SCALAR_START: 'a value that begins with @, ` or % needs quotes',
  BLOCK_AS_IMPLICIT_KEY: 'two "key: value" in one line',
  DUPLICATE_KEY: 'a key that stands in this group already',
  MISSING_CHAR: 'a bracket, brace, quote or colon is missing',
  MULTIPLE_DOCS: 'a second document (---)',
  TAB_AS_INDENT: 'a tab used for indentation',
  TAG_RESOLVE_FAILED: 'a value that begins with ! needs quotes',
};

const quotesHelp = 'put quotes around values with { } [ ] # * & ! | > % @ or with ": "';

/** Reads YAML 1.2 with anchors and merge keys (`<<`). Never throws, and says nothing of the text's values. */
export function readDocument(text: string): SourceDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
  const lineAt = (path: PathParts) => lineOf(document.contents, path, lines);

  const faults = [...document.errors, ...document.warnings].map((error) => ({
    line: lines.linePos(error.pos[0]).line,
    what: faultWords[error.code] ?? 'no YAML can be read here',
    fix: quotesHelp,
  }));
  if (faults.length > 0) return { data: undefined, lineAt, faults };

  try {
    return { data: document.toJS({ maxAliasCount: 1000 }), lineAt, faults };
  } catch {
    // The one thing that parses and then cannot be read: `*name` without an anchor `&name`, or a bomb of aliases.
    return { data: undefined, lineAt, faults: [{ what: faultWords.BAD_ALIAS ?? '', fix: quotesHelp }] };
  }
}

function lineOf(root: Node | null, path: PathParts, lines: LineCounter): number | undefined {
  let node: unknown = root;
  let offset = root?.range?.[0];
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(part));
      if (!isPair(pair) || !isScalar(pair.key)) break;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof part === 'number') {
      node = node.items[part];
      offset = (node as Node | undefined)?.range?.[0] ?? offset;
    } else {
      break;
    }
  }
  return offset === undefined ? undefined : lines.linePos(offset).line;
}
