import { styleText } from 'node:util';
import { foldSentences } from './fold';
import type { Io } from './io';

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green';
/** Shows a text in this style, where that can be seen. */
export type Paint = (style: Style, text: string) => string;

/** What a command says, and where it goes. */
export interface Output {
  /** The command's data, on standard output: one JSON document with `--json`, else what people read (which ends with a line end). */
  readonly data: (document: unknown, forPeople: () => string) => void;
  /** A sentence for people, on standard error. */
  readonly say: (sentence: string) => void;
  /** For `forPeople`. */
  readonly paint: Paint;
  /** For `forPeople`: where lines are folded; infinite where nobody looks. */
  readonly width: number;
}

export function createOutput({ json = false }: { readonly json?: boolean | undefined }, io: Io): Output {
  return {
    data: (document, forPeople) => io.out(json ? `${JSON.stringify(document, undefined, 2)}\n` : forPeople()),
    say: (sentence) => io.err(`${foldSentences(sentence, errWidth(io))}\n`),
    paint: painter(io.colours.out),
    width: io.columns ?? Number.POSITIVE_INFINITY,
  };
}

/** Where messages are folded: nowhere, where no terminal shows them. */
export const errWidth = ({ errColumns }: Pick<Io, 'errColumns'>): number => errColumns ?? Number.POSITIVE_INFINITY;

/** The decision about colours has been made: what node thinks of the stream does not count. */
const painter = (shown: boolean): Paint =>
  shown ? (style, text) => styleText(style, text, { validateStream: false }) : (_style, text) => text;
