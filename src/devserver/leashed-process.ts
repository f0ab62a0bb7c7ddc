import { spawn, type ChildProcess } from 'node:child_process';
import type { Writable } from 'node:stream';

/**
 * Becomes the program, and leaves a small shell beside it that listens on a pipe from the parent. When the parent ends
 * in whatever way, kill -9 included, the kernel closes the pipe; the shell notices and stops the program. A line on
 * the pipe means that there is nothing left to watch. (The prctl for this exists on Linux only; a pipe works the same
 * on macOS.)
 */
const leash = `
program=$$
remains=$1
shift
stop() {
  kill -TERM "$program" || return
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    sleep 1
    kill -0 "$program" || return
  done
  kill -KILL "$program"
}
{
  if ! read -r _ <&3; then
    stop
    [ -z "$remains" ] || rm -rf "$remains"
  fi
} >/dev/null 2>&1 &
exec "$@" 3<&-
`;

export interface LeashedOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** File descriptor for both outputs. */
  readonly output: number;
  /** A temporary folder that nobody removes when this process is killed: then the shell does. */
  readonly remains?: string;
}

/**
 * Starts a program that ends when this process ends. It has a session of its own: Ctrl-C in the terminal reaches only
 * this process, which then stops what it started in its own order.
 *
 * The pid of the returned process is the program's.
 */
export function spawnLeashed(program: string, args: readonly string[], options: LeashedOptions): ChildProcess {
  const { cwd, env, output, remains = '' } = options;
  const child = spawn('/bin/sh', ['-c', leash, 'sh', remains, program, ...args], {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', output, output, 'pipe'],
  });
  const pipe = child.stdio[3] as Writable;
  // The listening shell may have been killed by somebody: then there is nobody to tell.
  pipe.on('error', () => undefined);
  child.once('exit', () => pipe.end('over\n'));
  return child;
}
