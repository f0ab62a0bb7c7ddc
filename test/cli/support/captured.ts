import { run } from '../../../src/cli/program';
import type { ExitCode } from '../../../src/cli/exit';
import type { Io } from '../../../src/cli/io';

/** What a command said and how it ended. */
export interface Said {
  readonly code: ExitCode;
  /** Standard output. */
  readonly out: string;
  /** Standard error. */
  readonly err: string;
}

/** A world for a command that remembers what was said. */
export interface CapturedIo extends Io {
  readonly said: { out: string; err: string };
  /** As SIGTERM does. */
  readonly stop: () => void;
}

export function capturedIo(env: NodeJS.ProcessEnv = {}, more: Partial<Io> = {}): CapturedIo {
  const said = { out: '', err: '' };
  const stopping = new AbortController();
  return {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    env,
    colours: { out: false, err: false },
    isTerminal: false,
    stopSignal: () => stopping.signal,
    said,
    stop: () => stopping.abort(new Error('stopped by the test')),
    ...more,
  };
}

/** Runs `bridge` in this process. */
export async function bridge(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Said> {
  const io = capturedIo(env);
  const code = await run(args, io);
  return { code, ...io.said };
}
