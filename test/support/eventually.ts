import { setTimeout as pause } from 'node:timers/promises';

/** Looks until it is there (neither false nor undefined), instead of waiting for a fixed time. */
export async function eventually<T>(
  look: () => T | undefined | false | Promise<T | undefined | false>,
  { withinMs = 45_000, everyMs = 25 }: { withinMs?: number; everyMs?: number } = {},
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (performance.now() > deadline) throw new Error(`not seen within ${withinMs / 1000} s: ${look.toString()}`);
    await pause(everyMs);
  }
}
