import { setTimeout as pause } from 'node:timers/promises';

/** Looks every 50 ms. @returns whether it came true within the time */
export async function until(isTrue: () => boolean, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (!isTrue()) {
    if (performance.now() > deadline) return false;
    await pause(50);
  }
  return true;
}
