let stopping: AbortController | undefined;

/**
 * From the first call on, SIGINT and SIGTERM no longer end this process but abort the signal, so that it can stop in
 * order. A second one ends it at once.
 */
export function stopOnSignals(say: (sentence: string) => void): AbortSignal {
  if (stopping) return stopping.signal;
  const controller = new AbortController();
  stopping = controller;
  const onSignal = (name: NodeJS.Signals) => {
    if (controller.signal.aborted) {
      say(`${name} again: stopped at once.`);
      process.exit(1);
    }
    say(`${name}: it stops when what is under way is finished. Once more stops it at once.`);
    controller.abort(new Stopped(name));
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return controller.signal;
}

/** Somebody asked the process to end. */
export class Stopped extends Error {
  override readonly name = 'Stopped';

  constructor(why: string) {
    super(`stopped by ${why}`);
  }
}
