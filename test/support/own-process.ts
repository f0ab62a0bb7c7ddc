import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** A TypeScript program of ours in a process of its own. */
export interface OwnProcess {
  readonly child: ChildProcess;
  /** Waits for the next line that it prints, parsed as JSON. */
  nextLine(): Promise<unknown>;
  /** Ends it like a crash, and waits until it is gone. */
  killHard(): Promise<void>;
}

/** Started with `node`; it ends with the test file at the latest. */
export function ownProcess(script: string, ...args: string[]): OwnProcess {
  const register = resolve(__dirname, 'register-ts.cjs');
  const child = spawn(process.execPath, ['-r', register, script, ...args], {
    env: process.env, // jest gives each file a copy, which spawn would not look at by itself
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    child,
    async nextLine() {
      const line = await lines.next();
      if (line.done) throw new Error('the process has ended without a further line');
      return JSON.parse(line.value) as unknown;
    },
    async killHard() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

const running = new Set<ChildProcess>();

afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});
