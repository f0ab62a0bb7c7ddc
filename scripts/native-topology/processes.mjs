// Programs that end with this one.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Every program that runs, the last one first. */
const running = [];

/** Starts a program; what it says goes to a file. */
export function begin(command, args, { env, cwd, log, ...more }) {
  const fd = openSync(log, 'a');
  const child = spawn(command, args, { env, cwd, stdio: ['ignore', fd, fd], ...more });
  child.ended = once(child, 'exit').then(([code, signal]) => {
    running.splice(running.indexOf(child), 1);
    return code ?? signal;
  });
  child.log = log;
  running.unshift(child);
  return child;
}

/** Runs a program to its end. */
export async function finish(what, command, args, options) {
  const child = begin(command, args, options);
  const code = await child.ended;
  if (code !== 0) throw new Error(`${what} ended with ${code}: see ${options.log}`);
}

/** Waits until a program can be connected to. */
export async function listens(what, child, port, withinMs = 90_000) {
  for (const deadline = Date.now() + withinMs; ; await pause(100)) {
    const [answer] = await Promise.race([
      once(connect(port, '127.0.0.1'), 'connect').then(
        () => ['open'],
        () => ['closed'],
      ),
      child.ended.then((code) => [`${what} ended with ${code}`]),
    ]);
    if (answer === 'open') return;
    if (answer !== 'closed' || Date.now() > deadline) throw new Error(`${answer}: see ${child.log}`);
  }
}

/** Asks it to end, and waits; after so long it is killed, as compose does it. */
export async function end(child, { signal = 'SIGTERM', withinMs = 60_000 } = {}) {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal);
  const isLate = await Promise.race([child.ended.then(() => false), pause(withinMs, true, { ref: false })]);
  if (isLate) child.kill('SIGKILL');
  await child.ended;
}

export function killAll() {
  for (const child of [...running]) child.kill('SIGKILL');
}

/**
 * Ports that nobody has at this moment, all of them different; below 32,768, because Temporal keeps those of its services
 * in PostgreSQL as a `smallint`.
 */
export async function freePorts(count) {
  const servers = new Map();
  while (servers.size < count) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const server = createServer();
    const isFree = await once(server.listen(port, '127.0.0.1'), 'listening').then(
      () => true,
      () => false,
    );
    if (isFree && !servers.has(port)) servers.set(port, server);
  }
  await Promise.all([...servers.values()].map((server) => once(server.close(), 'close')));
  return [...servers.keys()];
}
