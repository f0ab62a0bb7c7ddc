import { createInterface } from 'node:readline/promises';
import { stopOnSignals } from './stop-signals';

/** What a command knows of the world around it; tests give it another one. */
export interface Io {
  /** Data: standard output. */
  readonly out: (text: string) => void;
  /** Messages: standard error. */
  readonly err: (text: string) => void;
  readonly env: NodeJS.ProcessEnv;
  /** Who reads is a terminal that shows colours. */
  readonly colours: { readonly out: boolean; readonly err: boolean };
  /** Standard error is read by a person, now. */
  readonly isTerminal: boolean;
  /** How wide the terminal of standard output is; absent where it is none: then nothing is folded. */
  readonly columns?: number;
  /** The same of standard error. */
  readonly errColumns?: number;
  /** Asks the person at the terminal; absent where there is none to ask. @returns what was typed, without blanks around it */
  readonly ask?: (question: string) => Promise<string>;
  /**
   * Aborted when the process is asked to end (SIGINT, SIGTERM). A command that never asks for it is ended at once, which
   * is right for all that only ask and answer.
   */
  readonly stopSignal: () => AbortSignal;
}

/** The world of this process. */
export function processIo(): Io {
  const { stdout, stderr, env } = process;
  // `bridge shipments | head` has read enough: that is no failure.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    env,
    colours: { out: showsColours(stdout.isTTY, env), err: showsColours(stderr.isTTY, env) },
    isTerminal: stderr.isTTY,
    ...(stdout.isTTY && stdout.columns > 0 ? { columns: stdout.columns } : {}),
    ...(stderr.isTTY && stderr.columns > 0 ? { errColumns: stderr.columns } : {}),
    ...(process.stdin.isTTY && stderr.isTTY ? { ask } : {}),
    stopSignal: () => stopOnSignals((sentence) => stderr.write(`${sentence}\n`)),
  };
}

/** On standard error: the data alone go to standard output. A closed input answers nothing. */
async function ask(question: string): Promise<string> {
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const closed = new Promise<string>((resolve) => reader.once('close', () => resolve('')));
    return (await Promise.race([reader.question(question), closed])).trim();
  } finally {
    reader.close();
  }
}

/** See https://no-color.org: any value but an empty one means no colours. */
export function showsColours(isTerminal: boolean | undefined, env: NodeJS.ProcessEnv): boolean {
  return isTerminal === true && !env.NO_COLOR && env.TERM !== 'dumb';
}
