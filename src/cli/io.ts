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
    stopSignal: () => stopOnSignals((sentence) => stderr.write(`${sentence}\n`)),
  };
}

/** See https://no-color.org: any value but an empty one means no colours. */
export function showsColours(isTerminal: boolean | undefined, env: NodeJS.ProcessEnv): boolean {
  return isTerminal === true && !env.NO_COLOR && env.TERM !== 'dumb';
}
